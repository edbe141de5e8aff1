"""Somebody who has the key edits the log behind its back: each attack on events and heads is found and named."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import connection, transaction

from isthmus.actions.desk.custody import signed_head
from isthmus.actions.desk.recorded import LogBlocked, recorded
from isthmus.actions.desk.verification import verify
from isthmus.actions.desk.verifying import verify_workspace
from isthmus.core.custody.merkle import Frontier
from isthmus.language import english
from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.models import Document, Place
from isthmus.store.desk.models.custody import Commitment, Event, Head, Version
from tests.accounts import who
from tests.actions.log_case import found, log_of_six, rehash, sign_again
from tests.english import told


@pytest.fixture
def log():
    log_of_six()


@pytest.mark.usefixtures("log")
class TestAnUntouchedLog:
    def test_it_verifies(self):
        report = verify(kept=signed_head())
        assert (report.sound, report.events, report.rows) == (True, 7, 6)

    def test_it_extends_every_earlier_head(self):
        before = signed_head()
        with recorded(action="code_document", actor=who("coder")):
            pass
        assert found(before) == []

    def test_progress_is_told_and_may_stop_it(self):
        steps = []
        verify(progress=lambda done, total: steps.append((done, total)))
        assert steps[0] == (0, 13)
        assert steps[-1] == (13, 13)

        def stop(done, total):
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            verify(progress=stop)


@pytest.mark.usefixtures("log")
class TestEvents:
    @pytest.mark.parametrize(
        "change", [{"actor": 0}, {"action": "other"}, {"at": datetime(2001, 1, 1, tzinfo=UTC)}]
    )
    def test_a_changed_event_is_named(self, change):
        Event.objects.filter(sequence=3).update(**change)
        assert ("event_changed", 3) in found()

    @pytest.mark.parametrize(
        "change", [{"action": "Not an action"}, {"action": ""}, {"size": 2**53}, {"root": b""}]
    )
    def test_an_event_that_could_not_have_been_logged_is_named(self, change):
        Event.objects.filter(sequence=3).update(**change)
        assert ("event_changed", 3) in found()

    @pytest.mark.parametrize("table", ["place/9", "place/x", "place", "", "source/1", 'place/1","table":"x'])
    def test_an_entry_that_names_another_table_or_version_is_named(self, table):
        Commitment.objects.filter(event=3).update(table=table)
        assert ("commitments_changed", 3) in found()

    def test_a_changed_event_whose_hash_was_made_to_fit_does_not_lead_to_the_head(self):
        event = Event.objects.get(sequence=3)
        event.actor_id = 0
        rehash(event)
        assert found() == [("history_rewritten", None)]

    def test_a_removed_event_is_named(self):
        Commitment.objects.filter(event=2).delete()
        Event.objects.filter(sequence=2).delete()
        assert ("event_removed", 2) in found()

    def test_events_cut_off_at_the_end_are_named(self):
        Commitment.objects.filter(event=6).delete()
        Event.objects.filter(sequence=6).delete()
        assert ("event_removed", 6) in found()

    def test_an_event_put_in_at_the_end_is_named(self):
        event = Event.objects.get(sequence=6)
        event.sequence = 7
        event.size, event.root = 0, Frontier.empty().root()
        rehash(event)
        assert ("event_inserted", 7) in found()

    def test_events_in_another_order_are_named(self):
        Commitment.objects.all().delete()
        for here, there in ((3, 100), (4, 3), (100, 4)):
            Event.objects.filter(sequence=here).update(sequence=there)
        assert {("event_moved", 3), ("event_moved", 4)} <= set(found())

    def test_a_row_struck_from_an_events_list_is_named(self):
        Commitment.objects.filter(event=6, operation="remove").delete()
        assert ("commitments_changed", 6) in found()

    def test_a_row_put_into_an_events_list_is_named(self):
        Commitment.objects.create(
            event_id=2, position=1, operation="add", table="place/1", row=uuid4().bytes, root=bytes(32)
        )
        assert ("commitments_changed", 2) in found()


@pytest.mark.usefixtures("log")
class TestWriting:
    @pytest.mark.parametrize("changed", [{"size": 3}, {"edge": b""}, {"edge": bytes(31)}])
    def test_a_head_that_does_not_fit_is_named_and_takes_no_event(self, changed):
        Head.objects.update(**changed)
        assert ("head_damaged", None) in found()
        with pytest.raises(LogBlocked) as refused, recorded(action="judge", actor=who("coder")):
            pass
        assert "custody verify" in told(refused.value)

    def test_a_log_whose_accounts_were_replaced_says_why_it_takes_no_event(self):
        if connection.vendor != "sqlite":
            pytest.skip("a server keeps its own rules")
        actor, before = who("coder"), transaction.savepoint_create()
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA defer_foreign_keys = ON")
            cursor.execute("ALTER TABLE desk_account RENAME TO desk_account_was")
            cursor.execute("CREATE TABLE desk_account AS SELECT * FROM desk_account_was")
            cursor.execute("DROP TABLE desk_account_was")
        with pytest.raises(LogBlocked), recorded(action="judge", actor=actor):
            pass
        transaction.savepoint_rollback(before)

    def test_an_event_under_the_next_number_is_named_and_takes_no_event(self):
        event = Event.objects.get(sequence=6)
        event.sequence = 7
        event.save(force_insert=True)
        assert ("event_inserted", 7) in found()
        with pytest.raises(LogBlocked), recorded(action="judge", actor=who("coder")):
            pass


@pytest.mark.usefixtures("log")
class TestHeads:
    def test_a_head_of_another_size_or_root_is_not_one_that_was_signed(self):
        Head.objects.update(note=signed_head().replace("\n7\n", "\n6\n"))
        assert found() == [("head_damaged", None)]

    def test_a_head_that_is_gone_is_named(self):
        Head.objects.all().delete()
        assert found() == [("head_damaged", None)]

    def test_a_history_cut_off_and_signed_again_shows_only_against_a_head_kept_elsewhere(self):
        kept = signed_head()
        Commitment.objects.filter(event=6).delete()
        Event.objects.filter(sequence=6).delete()
        Place.objects.filter(ref="p3").delete()
        Version.objects.all().delete()
        Commitment.objects.filter(event__in=(4, 5)).delete()
        Event.objects.filter(sequence__gte=4).delete()
        sign_again()
        assert found() == []
        assert found(kept) == [("kept_head_newer", None)]

    def test_a_history_rebuilt_and_signed_again_shows_only_against_a_head_kept_elsewhere(self):
        kept = signed_head()
        event = Event.objects.get(sequence=2)
        event.actor_id = 0
        rehash(event)
        sign_again()
        assert found() == []
        assert found(kept) == [("kept_head_differs", None)]

    @pytest.mark.parametrize("kept", ["", "nonsense", "isthmus/other\n1\nAAAA\n\n— isthmus/other AAAA\n"])
    def test_a_kept_head_of_something_else_is_named(self, kept):
        assert found(kept) == [("kept_head_foreign", None)]

    def test_a_kept_head_that_was_altered_is_named(self):
        assert found(signed_head().replace("\n7\n", "\n5\n")) == [("kept_head_foreign", None)]


def test_an_empty_log_verifies():
    assert verify().sound


def test_a_stored_file_that_was_altered_or_lost_is_named():
    blobs = current_workspace().blobs
    first, second = blobs.add(b"first"), blobs.add(b"second")
    try:
        blobs.path(first).write_bytes(blobs.path(second).read_bytes())
        with recorded(action="code_document", actor=who("coder")) as event:
            event.commit(
                Document(
                    ref="d1",
                    title="A",
                    held="yes",
                    content="0" * 64,
                    content_type="text/plain",
                    content_size=1,
                )
            )
        wrong = [each for each in verify_workspace().findings.first if each.kind == "blob_damaged"]
        assert ["is damaged" in english(wrong[0].message), "is missing" in english(wrong[1].message)] == [
            True
        ] * 2
    finally:
        blobs.remove(first)
        blobs.remove(second)


def test_reading_inside_a_transaction_sees_that_transaction():
    with recorded(action="code_document", actor=who("coder")) as event:
        event.commit(Place(ref="p1", name="Village"))
        assert connection.in_atomic_block
        assert [each for each in found() if each[0] == "row_inserted"] == [("row_inserted", None)]
