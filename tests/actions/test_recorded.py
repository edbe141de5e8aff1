from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection

from isthmus.actions.desk.custody import log_size, read_head, signed_head
from isthmus.actions.desk.recorded import prepare, recorded
from isthmus.core.custody.events import EMPTY
from isthmus.core.custody.rows import commit_row
from isthmus.core.workbook import rows
from isthmus.core.workbook.canonical import cells
from isthmus.store.desk.models import Document, Place, Source
from isthmus.store.desk.models.custody import Commitment, Event, Head
from tests.accounts import who

AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def add_places(*refs):
    with recorded(action="code_document", actor=who("coder"), at=AT) as event:
        for ref in refs:
            event.commit(Place(ref=ref, name=f"Village {ref}"))


def test_an_action_is_one_event_with_the_commitments_of_its_rows():
    add_places("p1", "p2")
    event = Event.objects.get(sequence=1)  # the first one made the account
    assert (event.sequence, event.action, event.actor.actor, event.at, event.size) == (
        *(1, "code_document", who("coder")),
        *(AT.replace(second=0), 2),
    )
    for place, commitment in zip(
        Place.objects.order_by("ref"), event.commitments.order_by("position"), strict=True
    ):
        cells = (place.ref, place.name, *[""] * 8)
        expected = commit_row(place.custody_key, Place.custody_columns, cells)
        assert commitment.entry().root == expected
        assert (commitment.row, commitment.operation, commitment.table) == (place.uid.bytes, "add", "place/1")


def test_each_event_moves_the_signed_head_on():
    add_places("p1")
    first = read_head(signed_head())
    add_places("p2")
    second = read_head(signed_head())
    assert (first.size, second.size, log_size()) == (2, 3, 3)
    assert first.root != second.root


def test_an_action_that_fails_leaves_neither_rows_nor_event():
    add_places("p1")
    before = signed_head()
    with pytest.raises(IntegrityError):
        add_places("p2", "p1")
    assert (Place.objects.count(), Event.objects.count(), signed_head()) == (1, 2, before)


def test_an_action_without_rows_is_an_event_all_the_same():
    with recorded(action="code_document", actor=who("coder")):
        pass
    event = Event.objects.get(sequence=1)
    assert (event.size, event.commitments.count()) == (0, 0)


def test_a_changed_row_gets_a_fresh_key():
    add_places("p1")
    place = Place.objects.get()
    key, place.name = place.custody_key, "Village B"
    with recorded(action="code_document", actor=who("coder")) as event:
        event.commit(place)
    place.refresh_from_db()
    assert place.custody_key != key
    assert Commitment.objects.last().operation == "change"


def test_the_key_of_a_row_goes_with_the_row():
    add_places("p1")
    place = Place.objects.get()
    uid = place.uid.bytes
    with recorded(action="code_document", actor=who("coder")) as event:
        event.remove(place)
    last = Commitment.objects.order_by("event").last()
    assert (last.operation, last.row, last.root) == ("remove", uid, EMPTY)
    assert not Place.objects.exists()


def test_many_rows_are_saved_and_committed_in_one_event():
    places = [Place(ref=f"p{number}", name="Village") for number in range(50)]
    with recorded(action="import_workbook", actor=who("coder")) as event:
        event.commit_many(places)
    event = Event.objects.get(sequence=1)
    assert (Place.objects.count(), event.size, event.commitments.count()) == (50, 50, 50)


def test_rows_can_be_committed_to_before_the_transaction_from_the_workbooks_rows():
    place = Place(ref="p1", name="Village A")
    [entry] = prepare([place], [(*cells(rows.Place("p1", "Village A")), "")])
    with recorded(action="import_workbook", actor=who("coder")) as event:
        event.commit_prepared([entry])
        Place.objects.bulk_create([place])
    [stored] = Place.objects.all()
    assert entry.root == commit_row(
        stored.custody_key, Place.custody_columns, stored.custody_cells(Place.custody_columns)
    )


def test_no_rows_are_no_entries():
    assert prepare([]) == []


def test_no_event_holds_anything_that_an_author_wrote():
    name = "Person A of Village A"
    with recorded(action="code_document", actor=who("coder")) as event:
        event.commit(Source(ref=name, name=name, kind="person"))
        event.commit(Document(ref=f"{name} 2", title=name, held="yes"))
    with connection.cursor() as cursor:
        for table in (Event, Commitment, Head):
            cursor.execute(f"SELECT * FROM {table._meta.db_table}")
            assert name not in str(
                [[bytes(cell) if isinstance(cell, memoryview) else cell for cell in row] for row in cursor]
            )


def test_every_committed_column_of_every_table_can_be_read():
    from isthmus.store.desk.queries.custody import committed_models

    models = {model._meta.model_name for model in committed_models()}
    assert models >= {
        "source",
        "place",
        "document",
        "statement",
        "act",
        "mention",
        "status",
        "judgement",
        "term",
    }
    assert all(len(set(model.custody_columns)) == len(model.custody_columns) for model in committed_models())
