"""What is told of a database that is not what this program makes."""

from isthmus.core.messages import plural, text

__all__ = ["CATALOGUE"]

CATALOGUE = {
    "integrity.derived_differs": text(
        "The {table} of {row} is not what follows from the register. `isthmus doctor DIR --rebuild` makes it again."
    ),
    "integrity.derived_extra": text(
        "A {table} of {row} does not follow from the register. `isthmus doctor DIR --rebuild` takes it away."
    ),
    "integrity.derived_missing": text(
        "A {table} of {row} follows from the register and is missing. `isthmus doctor DIR --rebuild` makes it again."
    ),
    "integrity.derived_unreadable": text(
        "What follows from the register cannot be read ({kind}). `isthmus doctor DIR --rebuild` makes it again."
    ),
    "integrity.words_differ": text(
        "The index of the search does not fit its texts. `isthmus doctor DIR --rebuild` makes it again."
    ),
    "integrity.not_readable": text("The database cannot be read to the end ({what}: {kind})."),
    "integrity.reference_broken": plural(
        "The table {table}: {n} row refers to a row of {parent} that is gone.",
        "The table {table}: {n} rows refer to rows of {parent} that are gone.",
        by="n",
    ),
    "integrity.report": text("The database does not fit together: {said}."),
    "integrity.rule_broken": plural(
        "The table {table}: {n} row breaks the rule {rule}.",
        "The table {table}: {n} rows break the rule {rule}.",
        by="n",
    ),
    "integrity.schema_altered": text(
        "The database was altered: the {what} {name} is not as this version makes it."
    ),
    "integrity.schema_extra": text("The database was altered: the {what} {name} is not ours."),
    "integrity.schema_missing": text("The database was altered: the {what} {name} is missing."),
    "integrity.values_wrong": plural(
        "The table {table}: the column {column} holds a value that this program never writes, in {n} row.",
        "The table {table}: the column {column} holds values that this program never writes, in {n} rows.",
        by="n",
    ),
}
