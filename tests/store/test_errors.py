import errno

import pytest
from django.db import DatabaseError, OperationalError, connection, transaction

from isthmus.actions.desk.recorded import recorded
from isthmus.store.base.database_errors import STORE_ERRORS, in_words
from isthmus.store.desk.models import Place
from isthmus.store.desk.models.custody import Event
from tests.accounts import who


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL's disk can not be filled from here")
@pytest.mark.django_db(transaction=True, databases=["default", "scratch"])
def test_a_full_disk_rolls_the_action_back_and_is_told_in_words():
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
    assert (
        in_words(refused.value) == "The disk is full. Nothing of this was kept. Make room, then do it again."
    )
    assert not Place.objects.exists()
    assert Event.objects.count() == before


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
        (OperationalError("database is locked"), "Try again"),
        (DatabaseError("file is not a database"), "isthmus doctor"),
        (DatabaseError("database disk image is malformed"), "isthmus restore"),
        (OperationalError("attempt to write a readonly database"), "permissions"),
        (OperationalError("connection failed: refused"), "Start it"),
    ],
)
def test_what_goes_wrong_is_told_with_the_next_step(error, words):
    assert isinstance(error, STORE_ERRORS)
    assert words in in_words(error)


def test_an_error_is_told_without_the_data_it_was_about():
    Place.objects.create(ref="a canary", name="a canary")
    with pytest.raises(DatabaseError) as refused, transaction.atomic():
        Place.objects.create(ref="a canary", name="a canary")
    assert "canary" not in in_words(refused.value)
