"""What follows from the register: worked out by core, kept in tables, changed with what it rests on."""

from isthmus.store.desk.derive.affected import AffectedRows
from isthmus.store.desk.derive.differences import DERIVED_MODELS, DerivedDifference, derived_differences
from isthmus.store.desk.derive.rebuild import rebuild_derived, replace_derived
from isthmus.store.desk.derive.refresh import refresh
from isthmus.store.desk.derive.search_texts import index_words

__all__ = [
    "DERIVED_MODELS",
    "AffectedRows",
    "DerivedDifference",
    "derived_differences",
    "index_words",
    "rebuild_derived",
    "refresh",
    "replace_derived",
]
