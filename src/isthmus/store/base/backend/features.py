"""What SQLCipher can do, where Django would ask the standard library's sqlite3."""

from django.db.backends.sqlite3 import features as sqlite
from sqlcipher3 import dbapi2 as sqlcipher

__all__ = ["DatabaseFeatures"]


class DatabaseFeatures(sqlite.DatabaseFeatures):
    """As SQLite, with the limits of the SQLCipher build written down: its connections have no `getlimit`."""

    # SQLite's own default since 3.32; the build allows more.
    max_query_params = 32_766
    supports_aggregate_order_by_clause = sqlcipher.sqlite_version_info >= (3, 44, 0)
    test_db_allows_multiple_connections = True
