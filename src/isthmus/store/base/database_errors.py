"""What can go wrong with a store, in words: the fact, the rule, the next step."""

import errno

from django.db import DatabaseError, InterfaceError
from sqlcipher3 import dbapi2 as sqlcipher

from isthmus.store.base.errors import StoreError

__all__ = ["STORE_ERRORS", "in_words"]

# The last from where we open SQLCipher without Django.
STORE_ERRORS = (StoreError, DatabaseError, InterfaceError, OSError, sqlcipher.Error)

_FULL = "The disk is full. Nothing of this was kept. Make room, then do it again."
_SQLITE = {
    "database or disk is full": _FULL,
    "database is locked": "Somebody else has been writing for half a minute. Nothing of this was kept. Try again.",
    "file is not a database": (
        "The database does not open with this workspace's key: it was damaged or swapped. "
        "`isthmus doctor` says more; `isthmus restore` puts a backup into a new folder."
    ),
    "database disk image is malformed": (
        "The database is damaged. Restore a backup into a new folder with `isthmus restore`."
    ),
    "attempt to write a readonly database": (
        "The database may not be written to. Nothing of this was kept. `isthmus doctor` names the permissions."
    ),
    "disk i/o error": "The disk failed to read or write. Nothing of this was kept. Check the disk, then try again.",
    "unable to open database file": "The database can not be opened. `isthmus doctor` says what is missing.",
}


def in_words(error: BaseException) -> str:
    """What happened and what to do, without any of the data that was being written."""
    if isinstance(error, StoreError):
        return str(error)
    if isinstance(error, OSError):
        return _of_the_disk(error)
    text = str(error).lower()
    for sign, words in _SQLITE.items():
        if sign in text:
            return words
    return _of_the_server(error, text)


def _of_the_disk(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return _FULL
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"{error.filename} may not be written or read. Nothing of this was kept. Mend the permissions."
    return f"{error.strerror or error}: {error.filename or ''}".rstrip(": ") + "."


def _of_the_server(error: BaseException, text: str) -> str:
    cause = error.__cause__
    state = getattr(cause, "sqlstate", None)
    if state == "53100":
        return _FULL
    if "connect" in text or state in ("57P01", "57P03"):
        return "The PostgreSQL server does not answer or refuses us. Start it, check the address, then try again."
    return f"The database refused ({state or type(error).__name__}). Nothing of this was kept. See `isthmus doctor`."
