"""What can go wrong with a store, as a message: by the code that the library gives, never by its text."""

import errno
from types import MappingProxyType

from django.db import DatabaseError, InterfaceError, OperationalError
from sqlcipher3 import dbapi2 as sqlcipher

from isthmus.core.messages import Message, MessageError
from isthmus.store.base.errors import StoreError

__all__ = ["STORE_ERRORS", "error_message", "is_connection_lost", "is_disk_full", "is_of_the_store"]

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
        19: "store.altered",  # SQLITE_CONSTRAINT: a rule of a table, or a trigger
        26: "store.wrong_key",  # SQLITE_NOTADB
    }
)
# SQLITE_IOERR_SHMSIZE: the file that readers of a write-ahead log share could not be made as long as it needs to be.
_NO_ROOM_TO_SHARE = 4874
# PostgreSQL's states by their class, the first two signs, and some by all five (Appendix A of its manual).
_SERVER = MappingProxyType(
    {
        "08": "store.no_server",  # connection exception
        "23": "store.altered",  # a rule of a table
        "25006": "store.server_read_only",
        "25P03": "store.no_server",  # idle for too long: it hung up
        "3F": "store.schema_gone",
        "40": "store.busy",  # rolled back for another's sake
        "42501": "store.role_may_not",
        "42P01": "store.schema_gone",
        "42703": "store.altered",  # a column that is not there
        "53": "store.server_full",  # out of memory, or of connections
        "53100": "store.disk_full",
        "55P03": "store.busy",
        "57014": "store.server_stopped",
        "57P": "store.no_server",  # shut down, crashed, starting, database dropped
        "58": "store.disk_failed",
        "P0001": "store.altered",  # refused by a trigger
        "XX001": "store.damaged",
        "XX002": "store.damaged",
    }
)


def error_message(error: BaseException) -> Message:
    """Return what happened and what to do, without any of the data that was being written."""
    if isinstance(error, MessageError):
        return error.message
    if isinstance(error, OSError):
        return _of_the_disk(error)
    if (code := _sqlite_code(error)) == _NO_ROOM_TO_SHARE:
        return Message("store.disk_full")
    if (code := code & 0xFF) in _SQLITE:
        return Message(_SQLITE[code])
    return _of_the_server(error)


def is_disk_full(error: BaseException) -> bool:
    """Return whether an error says that there is no room left."""
    told = isinstance(error, OSError | DatabaseError | sqlcipher.Error)
    return told and error_message(error).code == "store.disk_full"


def is_of_the_store(error: BaseException) -> bool:
    """Return whether the database, its server or the disk failed in a way that people can mend."""
    told = isinstance(error, StoreError | DatabaseError | InterfaceError | OSError | sqlcipher.Error)
    return told and error_message(error).code != "store.refused"


def is_connection_lost(error: BaseException) -> bool:
    """Return whether an error says that the server went away, or does not answer."""
    told = isinstance(error, DatabaseError | InterfaceError)
    return told and error_message(error).code == "store.no_server"


def _sqlite_code(error: BaseException) -> int:
    """Return SQLite's extended result code of an error, or of what Django wrapped; 0 for none."""
    codes = (getattr(each, "sqlite_errorcode", None) for each in (error, error.__cause__))
    return next((code for code in codes if isinstance(code, int)), 0)


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
    for known in (state, state[:3], state[:2]) if state else ():
        if known in _SERVER:
            return Message(_SERVER[known])
    return Message("store.refused", kind=str(state or type(error).__name__))
