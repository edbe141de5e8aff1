"""What stays in a database of rows that were deleted, and that writing it again leaves nothing."""

from pathlib import Path
from random import Random

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from django.db import connection, connections

from isthmus.store.desk.overwriting import overwrite_in

PAGE, RESERVED = 4096, 80


@pytest.fixture
def apart(tmp_path):
    """A connection of its own to a database of its own, outside of the test's transaction."""
    if connection.vendor != "sqlite":
        pytest.skip("speaks of the SQLCipher file; the attack on commands looks into PostgreSQL's")
    made = connections.create_connection("default")
    made.settings_dict = {**made.settings_dict, "NAME": str(tmp_path / "apart.db")}
    yield made
    made.close()


def found(database, words):
    """Return how many of the words stand in any page of the file."""
    key, whole = database.settings_dict["OPTIONS"]["key"], Path(database.settings_dict["NAME"]).read_bytes()
    pages = []
    for at in range(0, len(whole), PAGE):
        page = whole[at : at + PAGE]
        initial = page[PAGE - RESERVED : PAGE - RESERVED + 16]
        cipher = Cipher(AES(key), CBC(initial)).decryptor()
        pages.append(cipher.update(page[16 if at == 0 else 0 : PAGE - RESERVED]) + cipher.finalize())
    held = b"".join(pages)
    return sum(word[-16:].encode() in held for word in words)


def fill(cursor, chance):
    """Insert rows in the order of chance, and let them grow, so that pages are split; return the words of a third."""
    cursor.execute("CREATE TABLE t (id integer PRIMARY KEY, ref text UNIQUE, said text)")
    cursor.execute("BEGIN")
    for _ in range(6_000):
        ref = f"{chance.getrandbits(128):032x}"
        cursor.execute("INSERT INTO t (ref, said) VALUES (%s, %s)", (ref, "x" * chance.randint(0, 300) + ref))
    for _ in range(3_000):
        grown = ("y" * chance.randint(0, 200), chance.randint(1, 6_000))
        cursor.execute("UPDATE t SET said = said || %s WHERE id = %s", grown)
    cursor.execute("COMMIT")
    cursor.execute("SELECT ref FROM t WHERE id %% 3 = 0", ())
    return [ref for (ref,) in cursor.fetchall()]


def test_split_pages_keep_copies_of_deleted_rows_until_the_database_is_written_again(apart):
    with apart.cursor() as cursor:
        words = fill(cursor, Random(1))
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        before = found(apart, words)
        cursor.execute("DELETE FROM t WHERE id %% 3 = 0", ())
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    deleted = found(apart, words)
    assert before == len(words) == 2_000
    assert deleted >= 1  # secure_delete alone: else this test looks at nothing
    assert list(overwrite_in(apart)) == []
    assert found(apart, words) == 0


def test_a_reader_that_keeps_old_pages_in_the_log_is_told(apart):
    with apart.cursor() as cursor:
        fill(cursor, Random(2))
        reader = connections.create_connection("default")
        reader.settings_dict = apart.settings_dict
        with reader.cursor() as reading:
            reading.execute("BEGIN DEFERRED")
            reading.execute("SELECT count(*) FROM t")
            cursor.execute("DELETE FROM t WHERE id %% 3 = 0", ())
            told = [message.code for message in overwrite_in(apart)]
            reading.execute("ROLLBACK")
        reader.close()
    assert told == ["destroy.not_overwritten"]
    assert list(overwrite_in(apart)) == []
