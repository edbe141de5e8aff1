"""What follows from the register: worked out by core, kept in tables, changed with what it rests on."""

from isthmus.store.desk.derive.rebuild import rebuild_derived
from isthmus.store.desk.derive.settle import settle
from isthmus.store.desk.derive.ties import index_words
from isthmus.store.desk.derive.touched import Touched

__all__ = ["Touched", "index_words", "rebuild_derived", "settle"]
