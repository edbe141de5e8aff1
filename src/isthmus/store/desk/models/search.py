"""What search looks through: the words of each row and text in one form, and how each word sounds.

The database keeps a full-text index of the words (`search_index`). Both tables follow from the register.
"""

from enum import IntEnum

from django.db import models

__all__ = ["SearchKind", "SearchText", "SearchWord", "parts_of", "search_key"]

# A key holds the kind, the row's own key and the part of its text, so that one kind, and one row, are a range of keys.
_ROW, _KIND = 20, 56


class SearchKind(IntEnum):
    """What is found, by the first part of the key."""

    STATEMENT = 1
    DOCUMENT = 2
    SOURCE = 3
    PLACE = 4
    MENTION = 5
    SOURCE_NOTE = 6
    ACT_NOTE = 7


def search_key(kind: int, row: int = 0, part: int = 0) -> int:
    """Return the key of the words of a row, or of one part of its text."""
    return (kind << _KIND) + (row << _ROW) + part


def parts_of(key: int) -> tuple[int, int, int]:
    """Return the kind, the row's own key and the part that a key holds."""
    return key >> _KIND, key % (1 << _KIND) >> _ROW, key % (1 << _ROW)


class SearchText(models.Model):
    """The words of a row, or of a part of a document's text, each once, joined with a space."""

    id = models.BigIntegerField(primary_key=True)
    words = models.TextField()


class SearchWord(models.Model):
    """How a word of these texts sounds: `key` is equal for one name, `bones` for the same consonants."""

    word = models.TextField(primary_key=True)
    key = models.TextField()
    bones = models.TextField()

    class Meta:
        indexes = [
            models.Index(fields=["key", "word"], name="desk_searchword_key"),
            models.Index(fields=["bones", "word"], name="desk_searchword_bones"),
        ]
