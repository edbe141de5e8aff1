"""The two schemas that one workspace owns in a PostgreSQL database, named by its id and marked with it.

The mark is the comment of the schema: it is there before any table, goes with `pg_dump`, and psql shows it.
"""

from typing import Any

from django.db import ProgrammingError, connections

from isthmus.core.messages import Message
from isthmus.store.base.errors import StoreError

__all__ = [
    "DatabaseTaken",
    "SchemaForeign",
    "claim_schemas",
    "drop_schemas",
    "drop_unfinished_schemas",
    "mark_finished",
    "refuse_unless_own",
    "schema_names",
    "unfinished_schemas",
]

_MARK = "Isthmus workspace {id}"
_UNFINISHED = "Isthmus workspace {id}: not finished"


class DatabaseTaken(StoreError):
    """A PostgreSQL database that is to hold a workspace holds its schemas already, or cannot hold one."""


class SchemaForeign(StoreError):
    """What is in the database where a workspace's schemas should be is not this workspace."""


def schema_names(workspace_id: str) -> dict[str, str]:
    """Return the schema of each of the two databases."""
    return {"default": f"isthmus_{workspace_id}", "scratch": f"isthmus_{workspace_id}_scratch"}


def claim_schemas(workspace_id: str) -> None:
    """Make both schemas, marked as not finished; raises DatabaseTaken, and then nothing was touched."""
    connection = connections["default"]
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_encoding")
        if (encoding := cursor.fetchone()[0]) != "UTF8":
            raise DatabaseTaken(Message("workspace.database_encoding", encoding=encoding))
        try:
            cursor.execute(_creation(connection, workspace_id))
        except ProgrammingError as error:
            if getattr(error.__cause__, "sqlstate", "") != "42P06":  # duplicate_schema
                raise
            raise DatabaseTaken(Message("workspace.database_taken")) from error


def _creation(connection: Any, workspace_id: str) -> str:
    """Several statements sent as one are one transaction: both schemas or none."""
    names = [connection.ops.quote_name(name) for name in schema_names(workspace_id).values()]
    mark = _UNFINISHED.format(id=workspace_id)
    return "; ".join(f"CREATE SCHEMA {name}; COMMENT ON SCHEMA {name} IS '{mark}'" for name in names)


def mark_finished(workspace_id: str) -> None:
    """Mark both schemas as a whole workspace, which nothing drops any more."""
    connection, mark = connections["default"], _MARK.format(id=workspace_id)
    if connection.vendor == "postgresql":
        names = [connection.ops.quote_name(name) for name in schema_names(workspace_id).values()]
        with connection.cursor() as cursor:
            cursor.execute("; ".join(f"COMMENT ON SCHEMA {name} IS '{mark}'" for name in names))


def refuse_unless_own(workspace_id: str) -> None:
    """Raise SchemaForeign unless both connections are in this workspace's schemas, and these are whole."""
    for alias, name in schema_names(workspace_id).items():
        connection = connections[alias]
        if connection.vendor != "postgresql":
            return
        found, mark = _where(connection, name)
        if mark is None:
            raise SchemaForeign(Message("workspace.schema_missing", schema=name))
        if mark == _UNFINISHED.format(id=workspace_id):
            raise SchemaForeign(Message("workspace.schema_unfinished", schema=name))
        if mark != _MARK.format(id=workspace_id):
            raise SchemaForeign(Message("workspace.schema_foreign", schema=name))
        if found != name:  # a pooler between us and the server dropped what we asked for
            raise SchemaForeign(Message("workspace.schema_not_used", schema=name))


def _where(connection: Any, name: str) -> tuple[str | None, str | None]:
    """Return the schema a connection is in, and the mark of the one it should be in; None where there is none."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_schema(), (SELECT coalesce(obj_description(oid, 'pg_namespace'), '') "
            "FROM pg_namespace WHERE nspname = %s)",
            [name],
        )
        found, mark = cursor.fetchone()
    return found, mark


def drop_schemas(workspace_id: str) -> None:
    """Drop both schemas with all that is in them: for who has just made them."""
    connection = connections["default"]
    if connection.vendor == "postgresql":
        names = [connection.ops.quote_name(name) for name in schema_names(workspace_id).values()]
        with connection.cursor() as cursor:
            cursor.execute(f"DROP SCHEMA IF EXISTS {', '.join(names)} CASCADE")


def drop_unfinished_schemas(workspace_id: str) -> None:
    """Drop what a restore of this workspace that was cut off left; for who holds the workspace's lock."""
    if schema_names(workspace_id)["default"] in unfinished_schemas():
        drop_schemas(workspace_id)


def unfinished_schemas() -> list[str]:
    """Return the schemas of workspaces, whosoever, whose making or restoring was cut off or goes on."""
    connection = connections["default"]
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nspname FROM pg_namespace WHERE obj_description(oid, 'pg_namespace') LIKE %s ORDER BY nspname",
            [_UNFINISHED.format(id="%")],
        )
        return [name for (name,) in cursor.fetchall()]
