"""Letters as they are read: no controls, no blanks without width, one form for each letter."""

import re
from unicodedata import is_normalized, normalize

__all__ = ["cleaned"]

# Soft hyphens and blanks without width part words that a reader sees whole. ZWNJ and ZWJ are letters of their scripts
# and stay, as do the marks of direction, without which numbers in a line from right to left change their order.
_DROPPED = re.compile("[\u00ad\u200b\u2060\ufeff\ufffe\uffff\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_BLANK_LINES = re.compile("\n{3,}")


def cleaned(text: str) -> str:
    """Return a text without what no reader sees; paragraphs are parted by one blank line."""
    if text.isascii() and text.isprintable():
        return text.strip()
    if _SURROGATES.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    text = _DROPPED.sub("", _BREAKS.sub("\n", text).replace("\u2029", "\n\n"))
    if not is_normalized("NFC", text):
        text = normalize("NFC", text)
    lines = "\n".join([line.rstrip() for line in text.split("\n")])
    return _BLANK_LINES.sub("\n\n", lines).strip()
