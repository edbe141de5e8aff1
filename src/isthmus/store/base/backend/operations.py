"""SQLite's operations, less the ones that would show a person's data."""

from typing import Any

from django.db.backends.sqlite3 import operations as sqlite

__all__ = ["DatabaseOperations"]


class DatabaseOperations(sqlite.DatabaseOperations):
    """As SQLite; what was sent to the database is never shown with its values."""

    def last_executed_query(self, cursor: Any, sql: str, params: Any) -> str:
        """The statement without its parameters: logs and debug pages hold nobody's data."""
        return sql
