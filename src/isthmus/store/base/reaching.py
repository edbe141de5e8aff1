"""Reaching a PostgreSQL server, and saying why it cannot be reached: by what it answers, never by its words."""

from typing import Any

from django.db import InterfaceError, OperationalError

from isthmus.core.messages import Message
from isthmus.store.base.errors import StoreError

__all__ = ["ServerRefusal", "refuse_unless_reachable"]


class ServerRefusal(StoreError):
    """A PostgreSQL server is not there, or does not let us in."""


def refuse_unless_reachable(connection: Any) -> None:
    """Open a connection of Django's where it is not open; raises ServerRefusal."""
    if connection.vendor != "postgresql":
        return
    try:
        connection.ensure_connection()
    except (InterfaceError, OperationalError) as error:
        if getattr(error.__cause__, "sqlstate", None):  # we were let in; what came after has a code
            raise
        raise ServerRefusal(_reason(connection.settings_dict)) from None


def _reason(settings: dict[str, Any]) -> Message:
    """Return why a connection is refused. The library gives no code for that, so other doors are tried."""
    from psycopg import pq  # noqa: PLC0415  (where the database is PostgreSQL)

    host = settings["HOST"] or "localhost"
    place = f"{host}:{settings['PORT'] or 5432}"
    match pq.PGconn.ping(_address(settings).encode()):
        case pq.Ping.NO_RESPONSE | pq.Ping.NO_ATTEMPT:
            return Message("store.no_answer", place=place)
        case pq.Ping.REJECT:
            return Message("store.server_starting", place=place)
    role = settings["USER"] or Message("store.this_account")
    if any(_opens(settings, name) for name in ("postgres", "template1")):
        return Message("store.no_database", place=place, name=settings["NAME"], role=role)
    return Message("store.no_role", place=place, role=role)


def _opens(settings: dict[str, Any], name: str) -> bool:
    import psycopg  # noqa: PLC0415  (where the database is PostgreSQL)

    try:
        psycopg.connect(_address({**settings, "NAME": name})).close()
    except psycopg.Error:
        return False
    return True


def _address(settings: dict[str, Any]) -> str:
    from psycopg.conninfo import make_conninfo  # noqa: PLC0415  (where the database is PostgreSQL)

    named = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    return make_conninfo(
        **{name: settings[key] for name, key in named.items() if settings[key]}, **settings["OPTIONS"]
    )
