"""The English of coding a document."""

from isthmus.core.messages import plural, text

__all__ = ["CATALOGUE"]

CATALOGUE = {
    "coding.ambiguous": text("More than one row is called “{name}”."),
    "coding.name_one": text(
        "Write the one that is meant as “{name} [id]”, with one of these ids: {ids:comma}."
    ),
    "coding.unsound": plural("{n} problem in the draft.", "{n} problems in the draft.", by="n"),
}
