"""How much is read in one document: a thousand novels, or the messages of some years. Nobody codes more in one."""

__all__ = ["MOST_ATTACHED_TOGETHER", "MOST_LETTERS", "MOST_MEMBERS", "MOST_PARTS", "MOST_UNPACKED"]

MOST_LETTERS = 50_000_000
MOST_PARTS = 200_000
# Files of one archive that become documents: more than anybody codes from one folder.
MOST_MEMBERS = 5_000
# Bytes of all files of one archive that is handed in as a folder.
MOST_UNPACKED = 1 << 30
# Bytes of all files within one mail or chat, which are held in memory until each has its draft; four times as much as
# such a file may have itself.
MOST_ATTACHED_TOGETHER = 256 << 20
