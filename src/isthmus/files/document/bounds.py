"""How much is read in one document: a thousand novels, or the messages of some years. Nobody codes more in one."""

__all__ = ["MOST_LETTERS", "MOST_PARTS"]

MOST_LETTERS = 50_000_000
MOST_PARTS = 200_000
