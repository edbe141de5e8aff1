"""Coding a document: from a draft, saved as it is typed, to one action on the register."""
