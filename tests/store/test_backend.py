import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from django.db import connection, connections
from sqlcipher3 import dbapi2 as sqlcipher

from isthmus.store.base.backend.base import connect
from isthmus.store.desk.models import Place
from tests.english import raises_saying

KEY = bytes(range(32))
only_sqlcipher = pytest.mark.skipif(
    "connection.vendor != 'sqlite'", reason="speaks of the SQLCipher file, which PostgreSQL does not have"
)


def pragma(name):
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {name}")
        return cursor.fetchone()[0]


def decrypted_pages():
    """Every page of the register's file, free ones too: AES-256-CBC, the IV behind the content, salt on page 1."""
    settings = connection.settings_dict
    data, key, size, reserve = Path(settings["NAME"]).read_bytes(), settings["OPTIONS"]["key"], 4096, 80
    pages = []
    for start in range(0, len(data), size):
        page = data[start : start + size]
        content = page[16 if start == 0 else 0 : size - reserve]
        cipher = Cipher(AES(key), CBC(page[size - reserve : size - reserve + 16])).decryptor()
        pages.append(cipher.update(content) + cipher.finalize())
    return b"".join(pages)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "a.db"
    opened = connect(str(path), KEY)
    opened.execute("CREATE TABLE t (a)")
    opened.execute("INSERT INTO t VALUES ('a canary')")
    opened.commit()
    opened.close()
    return path


def test_a_database_is_encrypted_and_for_its_owner_alone(file):
    data = file.read_bytes()
    assert not data.startswith(b"SQLite format 3")
    assert b"canary" not in data
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_wrong_key_is_refused_at_once_and_in_silence(file):
    code = (
        "from isthmus.store.base.backend.base import connect, sqlcipher\n"
        "try:\n"
        f"    connect({str(file)!r}, bytes(32))\n"
        "except sqlcipher.DatabaseError as error:\n"
        "    print(error)\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (run.stdout, run.stderr) == ("file is not a database\n", "")


def test_a_wrong_key_changes_nothing(file):
    before = (file.read_bytes(), file.stat().st_mtime_ns)
    with pytest.raises(sqlcipher.DatabaseError):
        connect(str(file), bytes(32))
    assert (file.read_bytes(), file.stat().st_mtime_ns) == before
    assert [path.name for path in file.parent.iterdir()] == ["a.db"]


@pytest.mark.parametrize("key", [b"", bytes(16), bytes(33)])
def test_a_key_of_another_length_is_refused(tmp_path, key):
    with raises_saying(ValueError, "32 bytes"):
        connect(str(tmp_path / "b.db"), key)
    assert not (tmp_path / "b.db").exists()


@only_sqlcipher
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("journal_mode", "wal"),
        ("foreign_keys", 1),
        ("secure_delete", 1),
        ("temp_store", 2),
        ("busy_timeout", 30_000),
        ("cache_size", -65_536),
    ],
)
def test_the_database_keeps_its_promises(name, value):
    assert pragma(name) == value


@only_sqlcipher
def test_the_scratch_database_is_another_file_with_another_key():
    one, other = (connections[alias].settings_dict for alias in ("default", "scratch"))
    assert one["NAME"] != other["NAME"]
    assert one["OPTIONS"]["key"] != other["OPTIONS"]["key"]


@only_sqlcipher
def test_many_parameters_at_once_are_sent_in_batches():
    Place.objects.bulk_create(Place(ref=f"p{number}", name="Village") for number in range(5_000))
    assert len(Place.objects.in_bulk([f"p{number}" for number in range(5_000)], field_name="ref")) == 5_000


@only_sqlcipher
def test_a_statement_is_shown_without_its_values(settings):
    settings.DEBUG = True
    connection.queries_log.clear()
    connection.force_debug_cursor = True
    try:
        Place.objects.create(ref="p1", name="a canary")
    finally:
        connection.force_debug_cursor = False
    assert connection.queries_log
    assert "canary" not in str(list(connection.queries_log))


@pytest.mark.django_db(transaction=True, databases=["default", "scratch"])
@only_sqlcipher
def test_what_is_deleted_is_overwritten():
    """The pages are decrypted first: a search in the encrypted file would find nothing in any case."""
    canary = "a canary nobody else sings of"
    Place.objects.create(ref="p1", name=canary)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert canary.encode() in decrypted_pages()
    Place.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert canary.encode() not in decrypted_pages()
