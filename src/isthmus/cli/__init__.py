"""The command line: a module per verb; parse, call one action or core function, print."""
