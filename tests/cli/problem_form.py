"""What a problem says under `--json`, whichever command prints it."""

FORM = (
    *("sheet", "row", "column", "value", "rule", "mend"),
    *("code", "values", "mend_code", "mend_values"),
)
