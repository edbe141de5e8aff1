"""What is said of lists that are brought into the register."""

from isthmus.core.messages import plural, text

__all__ = ["CATALOGUE"]

CATALOGUE = {
    "list.not_ready": text(
        "The list cannot be brought in yet: there is something to answer first. Complete the mapping, and try again."
    ),
    "list.rows.changed": plural("One row changed in the list.", "{n} rows changed in the list.", by="n"),
    "list.rows.missing": plural(
        "One row is no longer in the list; it stays in the register.",
        "{n} rows are no longer in the list; they stay in the register.",
        by="n",
    ),
    "list.rows.new": plural("One row is new.", "{n} rows are new.", by="n"),
    "list.rows.renumbered": plural(
        "One row stands elsewhere in the list now.", "{n} rows stand elsewhere in the list now.", by="n"
    ),
    "list.rows.same": plural("One row is as it was.", "{n} rows are as they were.", by="n"),
}
