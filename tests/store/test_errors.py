import errno

import psycopg
import pytest
from django.db import DatabaseError, OperationalError, connection, transaction
from sqlcipher3 import dbapi2 as sqlcipher

from isthmus.actions.desk.recorded import recorded
from isthmus.language import english
from isthmus.store.base.database_errors import STORE_ERRORS, error_message
from isthmus.store.desk.models import Place
from isthmus.store.desk.models.custody import Event
from tests.accounts import who


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL's disk can not be filled from here")
@pytest.mark.django_db(transaction=True, databases=["default", "scratch"])
def test_a_full_disk_rolls_the_action_back_and_is_told_said():
    coder = who("coder")
    before = Event.objects.count()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0] + 8}")
    try:
        with (
            pytest.raises(OperationalError) as refused,
            recorded(action="code_document", actor=coder) as event,
        ):
            event.commit_many([Place(ref=f"p{number}", name="Village" * 100) for number in range(500)])
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA max_page_count = 1073741823")
    assert said(refused.value) == "The disk is full. Nothing of this was kept. Make room, then do it again."
    assert not Place.objects.exists()
    assert Event.objects.count() == before


def said(error):
    return english(error_message(error))


def of_sqlite(code):
    """An error as Django raises it, from one of SQLCipher's own, with an extended code or without."""
    error, cause = OperationalError("in any language"), sqlcipher.OperationalError("so")
    cause.sqlite_errorcode = code + 256
    error.__cause__ = cause
    return error


def of_server(state):
    error, cause = OperationalError("in any language"), psycopg.OperationalError("so")
    cause.sqlstate = state
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "disk is full"),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), "disk is full"),
        (
            PermissionError(errno.EACCES, "Permission denied", "w/register.db"),
            "w/register.db may not be written",
        ),
        (
            FileNotFoundError(errno.ENOENT, "No such file or directory", "w/x"),
            "No such file or directory: w/x.",
        ),
        (of_sqlite(5), "Try again"),
        (of_sqlite(26), "isthmus doctor"),
        (of_sqlite(11), "isthmus restore"),
        (of_sqlite(8), "permissions"),
        (of_sqlite(13), "disk is full"),
        (of_sqlite(14), "says what is missing"),
        (of_sqlite(10), "check the disk"),
        (of_sqlite(19), "custody verify"),
        (of_sqlite(1), "refused (OperationalError)"),
        (of_server(None), "Start it"),
        (of_server("57P01"), "Start it"),
        (of_server("53100"), "disk is full"),
        (of_server("22003"), "refused (22003)"),
    ],
)
def test_what_goes_wrong_is_told_with_the_next_step(error, words):
    assert isinstance(error, STORE_ERRORS)
    assert words in said(error)


def test_an_error_is_told_without_the_data_it_was_about():
    Place.objects.create(ref="a canary", name="a canary")
    with pytest.raises(DatabaseError) as refused, transaction.atomic():
        Place.objects.create(ref="a canary", name="a canary")
    assert "canary" not in said(refused.value)
