"""Letters as they are sealed: their format, sizes, codename and answers. Nothing here opens anything.

What is written is an age file (age-encryption.org/v1) of one recipient and of an exact size; its specification is
docs/reference/letters.md. All chance is passed in.
"""
