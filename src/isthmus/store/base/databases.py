"""Django's settings of one database: a SQLCipher file, or a PostgreSQL server."""

import atexit
import os
import shutil
from pathlib import Path
from tempfile import mkdtemp
from types import MappingProxyType
from typing import Any
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlsplit

from isthmus.core.messages import Message
from isthmus.store.base.errors import StoreError

__all__ = [
    "DatabaseUrlError",
    "may_write",
    "postgresql",
    "readable_in_place",
    "sqlcipher",
    "sqlcipher_read_only",
]


def may_write(path: Path) -> bool:
    """Return whether this process may change a file, or what lies in a folder."""
    return os.access(path, os.W_OK)


def readable_in_place(path: Path) -> str:
    """Return the address under which SQLite reads a database without writing beside it.

    Where its write-ahead log holds pages, they must be read with it: then both are read as a copy, which is as
    encrypted as they are, and is removed when this program ends.
    """
    log = path.with_name(f"{path.name}-wal")
    if log.is_file() and log.stat().st_size:
        return str(_copied(path, log))
    return f"file:{quote(str(path.resolve()))}?immutable=1"


def _copied(path: Path, log: Path) -> Path:
    folder = Path(mkdtemp(prefix="isthmus-reading-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for each in (path, log):
        shutil.copyfile(each, folder / each.name)
        (folder / each.name).chmod(0o600)
    return folder / path.name


class DatabaseUrlError(StoreError):
    """What was given as --database is not a PostgreSQL address."""


def sqlcipher(path: Path, key: bytes) -> dict[str, Any]:
    """Return the settings of a SQLCipher file."""
    return {
        "ENGINE": "isthmus.store.base.backend",
        "NAME": str(path),
        # IMMEDIATE: who is going to write waits at the start, and never fails halfway for want of the lock.
        "OPTIONS": {"key": key, "transaction_mode": "IMMEDIATE"},
        # A new connection would start with an empty cache.
        "CONN_MAX_AGE": None,
    }


def sqlcipher_read_only(path: Path, key: bytes) -> dict[str, Any]:
    """Return the settings of a SQLCipher file that may not be written to."""
    read = sqlcipher(path, key)
    return {
        **read,
        "NAME": readable_in_place(path),
        "OPTIONS": {**read["OPTIONS"], "transaction_mode": "DEFERRED"},
    }


# What the register relies on, whatever the server, the database or the role says otherwise: how times, numbers and
# bytes are written; that a row is seen as committed; and that the lock of a machine that is gone ends in two minutes.
SESSION = MappingProxyType(
    {
        "default_transaction_isolation": r"read\ committed",
        "DateStyle": "ISO",
        "IntervalStyle": "postgres",
        "standard_conforming_strings": "on",
        "bytea_output": "hex",
        "extra_float_digits": "1",
        "tcp_keepalives_idle": "60",
        "tcp_keepalives_interval": "10",
        "tcp_keepalives_count": "6",
    }
)
# libpq waits for minutes for an address where nobody answers.
CONNECT_SECONDS = 10


def postgresql(url: str, schema: str | None = None) -> dict[str, Any]:
    """Return the settings of a PostgreSQL database, or of one schema in it; raises DatabaseUrlError."""
    parts, port, options = _parsed(url)
    host = options.pop("host", parts.hostname or "")
    options.setdefault("connect_timeout", str(CONNECT_SECONDS))
    session = {**SESSION, **({"search_path": schema} if schema else {})}
    ours = " ".join(f"-c {name}={value}" for name, value in session.items())
    options["options"] = f"{options.get('options', '')} {ours}".strip()
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(port or ""),
        "OPTIONS": options,
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }


def _parsed(url: str) -> tuple[SplitResult, int | None, dict[str, str]]:
    """Return an address in parts; raises DatabaseUrlError for what PostgreSQL's own library does not take."""
    # Imported here: a workspace in SQLCipher needs none of it.
    from psycopg import ProgrammingError  # noqa: PLC0415
    from psycopg.conninfo import make_conninfo  # noqa: PLC0415

    try:
        parts = urlsplit(url)
        port, options = parts.port, dict(parse_qsl(parts.query))
        make_conninfo(**options)
    except (ProgrammingError, ValueError) as error:
        raise DatabaseUrlError(Message("store.address")) from error
    if parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/") or "\0" in unquote(url):
        raise DatabaseUrlError(Message("store.address"))
    return parts, port, options
