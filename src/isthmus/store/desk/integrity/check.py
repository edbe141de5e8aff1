"""The whole check of one database."""

from collections.abc import Iterator

from django.db import DatabaseError, InterfaceError, connections

from isthmus.store.desk.integrity.findings import StoreFinding, damaged
from isthmus.store.desk.integrity.references import check_references
from isthmus.store.desk.integrity.schema import check_schema
from isthmus.store.desk.integrity.values import check_values

__all__ = ["check_store"]

_CHECKS = (check_schema, check_references, check_values)


def check_store(alias: str = "default") -> Iterator[StoreFinding]:
    """Yield what in a register's database is not as this program makes it. Reads only; never raises for what it finds.

    To be called before a snapshot is taken: in PostgreSQL a failed query would end it.
    """
    connection = connections[alias]
    for check in _CHECKS:
        try:
            yield from check(connection)
        except (DatabaseError, InterfaceError, ValueError) as error:
            yield damaged("integrity.not_readable", what=check.__name__, kind=type(error).__name__)
