"""Isthmus documents a persecution and protects the people who report it."""

__all__ = ["__version__"]

__version__ = "0.1.0"
