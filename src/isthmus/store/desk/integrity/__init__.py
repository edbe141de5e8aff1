"""Whether a database is what this program makes: its schema, its values, its references, and what was derived."""

from isthmus.store.desk.integrity.check import check_store
from isthmus.store.desk.integrity.derived import check_derived, is_derived_table
from isthmus.store.desk.integrity.findings import StoreFinding, StoreFindingKind

__all__ = ["StoreFinding", "StoreFindingKind", "check_derived", "check_store", "is_derived_table"]
