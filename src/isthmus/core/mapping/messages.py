"""The words in which columns that cannot be used are spoken of."""

from isthmus.core.messages import plural, text

__all__ = ["CATALOGUE"]

CATALOGUE = {
    "mapping.error": text("{rule} {fix}"),
    "mapping.nameless": text("column {n:plain}"),
    "mapping.twice": text("Column names must be unique (case is ignored); {n} columns are named “{column}”."),
    "mapping.twice_fix": text("Rename or remove all but one."),
    "mapping.missing": plural(
        "The column {columns:and} is missing.", "The columns {columns:and} are missing.", by="n"
    ),
    "mapping.missing_fix": plural(
        "Name it so in the first row. The table has: {names:comma}.",
        "Name them so in the first row. The table has: {names:comma}.",
        by="n",
    ),
    "mapping.form": text("“{asked}” is not of the form field=column."),
    "mapping.form_fix": text("Write for example --map family=surname."),
    "mapping.no_field": text("There is no field “{field}”."),
    "mapping.no_field_fix": text("Fields are {fields:comma}, and x_ with a name for a further column."),
    "mapping.no_column": text("There is no column “{column}”."),
    "mapping.no_column_fix": text("The table has: {names:comma}."),
    "mapping.field_twice": text("The field {field} is mapped twice."),
    "mapping.field_twice_fix": text("Map it to one column."),
    "mapping.no_id": text("No column is the id."),
    "mapping.no_id_fix": text("Name one id, or use --map id=COLUMN. The table has: {names:comma}."),
    "mapping.nothing_compared": text("No column can be compared."),
    "mapping.nothing_compared_fix": text(
        "Name columns like fields ({fields:comma}), or use --map field=COLUMN. The table has: {names:comma}."
    ),
}
