"""Bringing in a spreadsheet by a mapping: which column is which field, said once, and every row accounted for.

A mapping says what one row is, where each field comes from, and what words mean which code. Whatever it does not
answer is a question to somebody, or sets the row aside with the reason: nothing is guessed, and no row is lost.
"""
