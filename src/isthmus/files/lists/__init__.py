"""Tables of lists: who is on which, by capture pattern or by person, as estimation takes them."""

from isthmus.files.lists.columns import NoSuchColumn
from isthmus.files.lists.reading import ReadLists, UnsoundLists, read_lists

__all__ = ["NoSuchColumn", "ReadLists", "UnsoundLists", "read_lists"]
