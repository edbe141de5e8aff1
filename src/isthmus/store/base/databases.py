"""Django's settings of one database: a SQLCipher file, or a PostgreSQL server."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from isthmus.core.messages import Message
from isthmus.store.base.errors import StoreError

__all__ = ["DatabaseUrlError", "postgresql", "sqlcipher"]


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


def postgresql(url: str, schema: str | None = None) -> dict[str, Any]:
    """Return the settings of a PostgreSQL database, or of one schema in it; raises DatabaseUrlError."""
    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/"):
        raise DatabaseUrlError(Message("store.address"))
    options = dict(parse_qsl(parts.query))
    host = options.pop("host", parts.hostname or "")
    if schema:
        options["options"] = f"-c search_path={schema}"
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }
