"""The full-text index over statements: FTS5 in SQLCipher, a GIN index over tsvector in PostgreSQL.

Neither can be declared on a model: the migration creates it.
"""

from typing import Any

__all__ = ["create_index"]

FTS5 = (
    """CREATE VIRTUAL TABLE desk_statementwords USING fts5(
        words, content='desk_statementtext', content_rowid='statement_id',
        tokenize="unicode61 remove_diacritics 0", prefix='2 3')""",
    """CREATE TRIGGER desk_statementtext_in AFTER INSERT ON desk_statementtext BEGIN
        INSERT INTO desk_statementwords (rowid, words) VALUES (new.statement_id, new.words); END""",
    """CREATE TRIGGER desk_statementtext_out AFTER DELETE ON desk_statementtext BEGIN
        INSERT INTO desk_statementwords (desk_statementwords, rowid, words)
        VALUES ('delete', old.statement_id, old.words); END""",
    """CREATE TRIGGER desk_statementtext_again AFTER UPDATE ON desk_statementtext BEGIN
        INSERT INTO desk_statementwords (desk_statementwords, rowid, words)
        VALUES ('delete', old.statement_id, old.words);
        INSERT INTO desk_statementwords (rowid, words) VALUES (new.statement_id, new.words); END""",
    # What is deleted leaves no words behind in the index.
    "INSERT INTO desk_statementwords (desk_statementwords, rank) VALUES ('secure-delete', 1)",
)
TSVECTOR = (
    "CREATE INDEX desk_statementtext_words ON desk_statementtext USING gin (to_tsvector('simple', words))",
)


def create_index(_apps: Any, editor: Any) -> None:
    """Create the index that this database can search."""
    for sql in TSVECTOR if editor.connection.vendor == "postgresql" else FTS5:
        editor.execute(sql)
