"""Quotes and where they stand: in characters and paragraphs of the document's text."""

import re

__all__ = ["paragraph_of", "passage"]

BLANK_LINE = re.compile(r"\n\s*\n")


def passage(text: str, first: int, last: int) -> str:
    """Return the characters from `first` to `last`, counted from 1, both included; empty where there are none."""
    return text[max(first, 1) - 1 : max(last, 0)].strip()


def paragraph_of(text: str, quote: str) -> str:
    """Return the paragraph in which the quote begins, as `¶2`; empty where the text does not have it as it stands."""
    start = text.find(quote) if quote else -1
    if start < 0:
        return ""
    return f"¶{sum(1 for part in BLANK_LINE.split(text[: start + 1]) if part.strip())}"
