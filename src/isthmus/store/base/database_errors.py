"""What can go wrong with a store, as a message: by the code that the library gives, never by its text."""

import errno
from types import MappingProxyType

from django.db import DatabaseError, InterfaceError, OperationalError
from sqlcipher3 import dbapi2 as sqlcipher

from isthmus.core.messages import Message, MessageError

__all__ = ["STORE_ERRORS", "error_message", "is_disk_full"]

# The last from where we open SQLCipher without Django.
STORE_ERRORS = (MessageError, DatabaseError, InterfaceError, OSError, sqlcipher.Error)

_FULL = (errno.ENOSPC, errno.EDQUOT)
# SQLite's primary result codes, the lowest byte of `sqlite_errorcode` (sqlite.org/rescode.html).
_SQLITE = MappingProxyType(
    {
        5: "store.busy",  # SQLITE_BUSY
        8: "store.read_only",  # SQLITE_READONLY
        10: "store.disk_failed",  # SQLITE_IOERR
        11: "store.damaged",  # SQLITE_CORRUPT
        13: "store.disk_full",  # SQLITE_FULL
        14: "store.not_opened",  # SQLITE_CANTOPEN
        26: "store.wrong_key",  # SQLITE_NOTADB
    }
)
# PostgreSQL's states: disk full; shut down by an administrator; cannot connect now.
_SERVER = MappingProxyType(
    {"53100": "store.disk_full", "57P01": "store.no_server", "57P03": "store.no_server"}
)


def error_message(error: BaseException) -> Message:
    """Return what happened and what to do, without any of the data that was being written."""
    if isinstance(error, MessageError):
        return error.message
    if isinstance(error, OSError):
        return _of_the_disk(error)
    if (code := _sqlite_code(error)) in _SQLITE:
        return Message(_SQLITE[code])
    return _of_the_server(error)


def is_disk_full(error: BaseException) -> bool:
    """Return whether an error says that there is no room left."""
    told = isinstance(error, OSError | DatabaseError | sqlcipher.Error)
    return told and error_message(error).code == "store.disk_full"


def _sqlite_code(error: BaseException) -> int:
    """Return SQLite's primary result code of an error, or of what Django wrapped; 0 for none."""
    codes = (getattr(each, "sqlite_errorcode", None) for each in (error, error.__cause__))
    return next((code & 0xFF for code in codes if isinstance(code, int)), 0)


def _of_the_disk(error: OSError) -> Message:
    if error.errno in _FULL:
        return Message("store.disk_full")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return Message("store.no_permission", path=str(error.filename))
    fact = error.strerror or str(error)
    if not error.filename:
        return Message("store.os_error", fact=fact)
    return Message("store.os_error_at", fact=fact, path=str(error.filename))


def _of_the_server(error: BaseException) -> Message:
    state = getattr(error.__cause__, "sqlstate", "")
    # psycopg gives no state where no connection came to be, or where it was lost.
    if state is None and isinstance(error, OperationalError | InterfaceError):
        return Message("store.no_server")
    if state in _SERVER:
        return Message(_SERVER[state])
    return Message("store.refused", kind=str(state or type(error).__name__))
