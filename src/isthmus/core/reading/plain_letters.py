"""Letters as people type them, where a file has forms that only printing needs."""

import re
import unicodedata

__all__ = ["plain_letters", "plain_name", "without_controls"]

# Latin, Armenian, Hebrew and Arabic presentation forms: ligatures, and letters as they look in the middle of a word.
_FORMS = re.compile("[\ufb00-\ufdff\ufe70-\ufefc]+")
# What shows nothing and means nothing: soft hyphens, zero-width blanks, byte order marks, letters without a meaning.
# Joiners stay: in Persian they part what is one word.
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff\ufffe\uffff"))
_CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32), *range(127, 160)])

# What turns the letters after it around, and halves of letters: with them a name is shown as another than it is.
_MISLEADING = re.compile("[\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_LONGEST_NAME = 300


def plain_letters(text: str) -> str:
    """Return a text without forms of printing, controls and what shows nothing, composed (NFC)."""
    if (
        text.isascii() and text.isprintable()
    ):  # as most words are: looking at each letter takes longer than all else
        return text
    plain = _FORMS.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    return unicodedata.normalize("NFC", without_controls(plain.translate(_UNSEEN)))


def without_controls(text: str) -> str:
    """Return a text without control characters, but for tabulators and line ends."""
    return text.translate(_CONTROLS)


def plain_name(name: str) -> str:
    """Return the name of a file in one line, of ordinary length, that is shown as it is written."""
    return " ".join(without_controls(_MISLEADING.sub("", name)).split())[:_LONGEST_NAME]
