"""What is told about words of a codename that are in no list."""

from isthmus.core.messages import text

__all__ = ["CATALOGUE"]

CATALOGUE = {
    "codename.unknown_word": text(
        "Word {at} is not in the list. Look at its first four letters, and at the language of the list."
    ),
}
