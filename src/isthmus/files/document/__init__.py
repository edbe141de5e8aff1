"""Documents as people have them: read by programs of the parsing process, and told as plain values."""
