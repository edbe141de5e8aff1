"""What a problem says under `--json`, whichever command prints it."""

MESSAGE = ("code", "values", "text")
FORM = ("sheet", "row", "column", "value", *MESSAGE, "fix")
