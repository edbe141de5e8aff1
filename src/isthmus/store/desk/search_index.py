"""The full-text index over what is searched: FTS5 in SQLCipher, a GIN index over tsvector in PostgreSQL.

Neither can be declared on a model: the migration creates it. The words are taken apart by core, and stand here as they
are: PostgreSQL's own parser would take others out of them.
"""

from collections.abc import Sequence
from typing import Any

__all__ = ["FTS5", "INDEX", "create_index", "drop_index", "make_index"]

INDEX = "desk_searchindex"
_TRIGGERS = ("desk_searchtext_in", "desk_searchtext_out", "desk_searchtext_again")

# Which row holds a word is asked, never where in it: places would make most of the index. Every letter that is not
# ASCII is one of a word, as core took it apart. A beginning of few letters has an entry of its own, since it begins a
# thousand words; a longer one is looked up in these.
FTS5 = (
    """CREATE VIRTUAL TABLE desk_searchindex USING fts5(
        words, content='desk_searchtext', content_rowid='id',
        tokenize="ascii", detail=none, prefix='2 3 4')""",
    """CREATE TRIGGER desk_searchtext_in AFTER INSERT ON desk_searchtext BEGIN
        INSERT INTO desk_searchindex (rowid, words) VALUES (new.id, new.words); END""",
    """CREATE TRIGGER desk_searchtext_out AFTER DELETE ON desk_searchtext BEGIN
        INSERT INTO desk_searchindex (desk_searchindex, rowid, words)
        VALUES ('delete', old.id, old.words); END""",
    """CREATE TRIGGER desk_searchtext_again AFTER UPDATE ON desk_searchtext BEGIN
        INSERT INTO desk_searchindex (desk_searchindex, rowid, words)
        VALUES ('delete', old.id, old.words);
        INSERT INTO desk_searchindex (rowid, words) VALUES (new.id, new.words); END""",
    # What is deleted leaves no words behind in the index.
    "INSERT INTO desk_searchindex (desk_searchindex, rank) VALUES ('secure-delete', 1)",
)
TSVECTOR = (
    """CREATE INDEX desk_searchtext_words ON desk_searchtext
        USING gin (array_to_tsvector(string_to_array(words, ' ')))""",
)


def create_index(_apps: Any, editor: Any) -> None:
    """Create the index that this database can search."""
    for sql in _created_by(editor.connection):
        editor.execute(sql)


def drop_index(connection: Any) -> None:
    """Take the index away, however damaged it is."""
    dropped = ["DROP INDEX IF EXISTS desk_searchtext_words"]
    if connection.vendor == "sqlite":
        triggers = (f"DROP TRIGGER IF EXISTS {trigger}" for trigger in _TRIGGERS)
        dropped = [*triggers, f"DROP TABLE IF EXISTS {INDEX}"]
    _run(connection, dropped)


def make_index(connection: Any) -> None:
    """Make the index of the texts that are there."""
    _run(connection, _created_by(connection))
    if connection.vendor == "sqlite":
        _run(connection, [f"INSERT INTO {INDEX} ({INDEX}) VALUES ('rebuild')"])  # noqa: S608  (our name)


def _created_by(connection: Any) -> Sequence[str]:
    return TSVECTOR if connection.vendor == "postgresql" else FTS5


def _run(connection: Any, statements: Sequence[str]) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # A server makes no index of a table whose references are still to be checked.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for sql in statements:
            cursor.execute(sql)
