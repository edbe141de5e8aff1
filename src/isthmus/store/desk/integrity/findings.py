"""What is told of a database that is not what this program makes."""

from dataclasses import dataclass
from typing import Literal

from isthmus.core.messages import Message, Value

__all__ = ["StoreFinding", "StoreFindingKind", "changed_schema", "damaged", "derived", "wrong_value"]

type StoreFindingKind = Literal[
    "schema_changed", "value_of_another_type", "database_damaged", "derived_changed"
]


@dataclass(frozen=True, slots=True)
class StoreFinding:
    """One thing that does not fit; its message names tables and columns, and holds nobody's data."""

    kind: StoreFindingKind
    message: Message
    table: str = ""
    row: str = ""


def changed_schema(code: str, about: str = "", /, **values: Value) -> StoreFinding:
    """Return that the schema is not the one that this version makes."""
    return StoreFinding("schema_changed", Message(code, **values), about)


def wrong_value(code: str, table: str, /, **values: Value) -> StoreFinding:
    """Return that a table holds what this program never writes there."""
    return StoreFinding("value_of_another_type", Message(code, table=table, **values), table)


def damaged(code: str, about: str = "", /, **values: Value) -> StoreFinding:
    """Return that rows and what refers to them do not fit together."""
    return StoreFinding("database_damaged", Message(code, **values), about)


def derived(code: str, table: str = "", row: str = "", /, **values: Value) -> StoreFinding:
    """Return that something that follows from the register is not what follows from it."""
    return StoreFinding("derived_changed", Message(code, table=table, row=row, **values), table, row)
