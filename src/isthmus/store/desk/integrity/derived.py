"""What follows from the register, worked out again and compared: derived tables, then the index that search reads."""

from collections.abc import Iterator

from django.db import DatabaseError, InterfaceError, connection

from isthmus.core.progress import Progress
from isthmus.store.desk.derive import DERIVED_MODELS, derived_differences
from isthmus.store.desk.integrity.findings import StoreFinding, derived
from isthmus.store.desk.integrity.words import words_fit
from isthmus.store.desk.search_index import INDEX

__all__ = ["check_derived", "is_derived_table"]

_CODES = {
    "missing": "integrity.derived_missing",
    "extra": "integrity.derived_extra",
    "differs": "integrity.derived_differs",
}


def check_derived(progress: Progress | None = None) -> Iterator[StoreFinding]:
    """Yield each derived row that is not what a rebuild would make. Reads only; the register itself must be sound."""
    try:
        for each in derived_differences(progress):
            yield derived(_CODES[each.kind], each.table, each.row)
        if connection.vendor == "sqlite" and not words_fit(connection):
            yield derived("integrity.words_differ", "statementtext")
    except (DatabaseError, InterfaceError, ValueError, TypeError) as error:
        yield derived("integrity.derived_unreadable", kind=type(error).__name__)


def is_derived_table(table: str) -> bool:
    """Return whether a table is one that a rebuild makes again, or is of the index of the search."""
    return table.startswith(INDEX) or table in {model._meta.db_table for model in DERIVED_MODELS}
