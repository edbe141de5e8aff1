"""How much is read in one document: a thousand novels, or the messages of some years. Nobody codes more in one."""

__all__ = ["MOST_LETTERS", "MOST_MEMBERS", "MOST_PARTS"]

MOST_LETTERS = 50_000_000
MOST_PARTS = 200_000
# Files of one archive that become documents: more than anybody codes from one folder.
MOST_MEMBERS = 5_000
