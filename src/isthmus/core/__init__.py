"""Values in, values out: no framework, no files, no clock, no randomness of its own."""
