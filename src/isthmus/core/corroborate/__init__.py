"""Independent lines: how many sources would all have to be wrong."""
