"""Somebody who has the key edits the database behind the log's back: each attack is found and named."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from django.db import connection

from isthmus.actions.desk.code_document import code_document
from isthmus.actions.desk.custody import signed_head
from isthmus.actions.desk.recorded import LogBlocked, recorded
from isthmus.actions.desk.verification import verify
from isthmus.actions.desk.verifying import verify_workspace
from isthmus.core.custody.checkpoint import Checkpoint, sign_checkpoint
from isthmus.core.custody.events import event_leaf
from isthmus.core.custody.merkle import Frontier
from isthmus.core.custody.rows import commit_row
from isthmus.core.workbook import rows
from isthmus.language import english
from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.models import Document, Place, Source
from isthmus.store.desk.models.custody import Commitment, Event, Head, Version, fresh_key
from tests.accounts import who
from tests.english import told


@pytest.fixture
def log():
    """Six events, the last of which removes a row and changes another."""
    for number in range(5):
        with recorded(action="code_document", actor=who("coder")) as event:
            event.commit(Place(ref=f"p{number}", name=f"Village {number}"))
    with recorded(action="code_document", actor=who("coder")) as event:
        event.remove(Place.objects.get(ref="p4"))
        changed = Place.objects.get(ref="p3")
        changed.name = "Village 3 b"
        event.commit(changed)


def found(kept=None):
    return [(finding.kind, finding.event) for finding in verify(kept=kept).findings.first]


def sign_again():
    """What somebody who holds the workspace's key can do: make the head fit a log that was tampered with."""
    frontier = Frontier.empty()
    for event in Event.objects.order_by("sequence"):
        frontier.append(event_leaf(event.value()))
    signer = current_workspace().signer
    note = sign_checkpoint(
        Checkpoint(signer.origin, frontier.size, frontier.root()), signer.public, signer.sign
    )
    Head.objects.update(size=frontier.size, edge=frontier.as_bytes(), note=note)


def rehash(event):
    event.leaf = event_leaf(event.value())
    event.save()


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
class TestRows:
    def test_a_row_changed_behind_the_logs_back_is_named_with_its_event(self):
        place = Place.objects.get(ref="p1")
        Place.objects.filter(pk=place.pk).update(name="Another village")
        [finding] = verify().findings.first
        assert (finding.kind, finding.event, finding.table, finding.row) == (
            "row_changed",
            2,
            "place",
            str(place.uid),
        )

    @pytest.mark.parametrize("column", ["ref", "gazetteer", "latitude", "custody_key"])
    def test_no_column_can_be_changed_unseen(self, column):
        Place.objects.filter(ref="p1").update(**{column: bytes(32) if column == "custody_key" else "1"})
        assert found() == [("row_changed", 2)]

    def test_a_row_put_in_behind_the_logs_back_is_named(self):
        Place.objects.create(ref="p9", name="Village 9")
        assert found() == [("row_inserted", None)]

    def test_a_row_deleted_behind_the_logs_back_is_named(self):
        Place.objects.filter(ref="p2").delete()
        assert found() == [("row_deleted", 3)]

    def test_a_removed_row_that_comes_back_is_named(self):
        gone = Commitment.objects.get(operation="remove")
        Place.objects.create(ref="p4", name="Village 4", uid=UUID(bytes=bytes(gone.row)))
        assert found() == [("row_inserted", None)]

    def test_two_rows_that_swapped_their_uids_are_named(self):
        first, second = Place.objects.get(ref="p0"), Place.objects.get(ref="p1")
        Place.objects.filter(pk=first.pk).update(uid=uuid4())
        Place.objects.filter(pk=second.pk).update(uid=first.uid)
        Place.objects.filter(pk=first.pk).update(uid=second.uid)
        assert sorted(found()) == [("row_changed", 1), ("row_changed", 2)]

    def test_a_row_moved_to_another_table_is_named(self):
        place = Place.objects.get(ref="p0")
        uid = place.uid
        place.delete()
        Source.objects.create(ref="p0", name="Village 0", kind="person", uid=uid, custody_key=fresh_key())
        assert found() == [("row_inserted", None), ("row_deleted", 1)]

    def test_an_authorship_changed_behind_the_logs_back_shows_at_its_document(self):
        sources = tuple(rows.Source(ref, ref, "outlet") for ref in ("s1", "s2"))
        page = rows.Document("d1", "A page", ("s1",), "yes")
        document = code_document(rows=rows.Workbook(sources, documents=(page,)), actor=who("coder"))
        assert verify().sound
        document.authorships.update(source=Source.objects.get(ref="s2"))
        assert found() == [("row_changed", 7)]

    @pytest.mark.parametrize("key", [b"", bytes(31), bytes(33)])
    def test_a_row_whose_key_was_spoiled_is_named(self, key):
        Place.objects.filter(ref="p1").update(custody_key=key)
        assert found() == [("row_changed", 2)]

    @pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL keeps other types out by itself")
    def test_a_value_of_another_type_is_named(self):
        with connection.cursor() as cursor:
            cursor.execute("UPDATE desk_place SET name = x'00ff' WHERE ref = 'p1'")
        assert found() == [("row_changed", 2)]

    def test_nothing_that_is_found_holds_what_an_author_wrote(self):
        Place.objects.all().delete()
        Place.objects.create(ref="a name", name="a name")
        assert "a name" not in str(verify().findings.first)


@pytest.mark.usefixtures("log")
class TestLooseEntries:
    """A row changed, its commitment computed again and entered: the last entry of a row is taken from events alone."""

    def forged(self):
        place = Place.objects.get(ref="p1")
        place.name = "Another village"
        place.custody_key = fresh_key()
        place.derive()
        place.save()
        columns = Place.custody_columns
        return place, commit_row(place.custody_key, columns, place.custody_cells(columns))

    @pytest.mark.parametrize("event", [1_000_000, 7, -1, -(2**62), 2**62])
    def test_under_an_event_that_is_not_there(self, event):
        place, root = self.forged()
        kept = signed_head()
        enter(event, place, root)
        for head in (None, kept):
            assert {("entry_loose", None), ("row_changed", 2)} <= set(found(head))
        Commitment.objects.filter(position=99).delete()  # before the database looks at the constraint

    @pytest.mark.parametrize("event", [0, 2, 6])
    def test_under_an_event_that_is_there(self, event):
        place, root = self.forged()
        enter(event, place, root)
        assert ("commitments_changed", event) in found()

    @pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL keeps other types out by itself")
    @pytest.mark.parametrize("event", ["'nine'", "x'09'", "3.5", "NULL"])
    def test_under_what_is_no_number(self, event):
        place, root = self.forged()
        enter(2, place, root)
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE desk_commitment RENAME TO was")
            cursor.execute("CREATE TABLE desk_commitment AS SELECT * FROM was")
            cursor.execute(f"UPDATE desk_commitment SET event_id = {event} WHERE position = 99")
        assert {"entry_loose", "row_changed"} <= {kind for kind, _ in found()}


def enter(event, place, root):
    Commitment.objects.create(
        event_id=event, position=99, operation="change", table="place/1", row=place.uid.bytes, root=root
    )


@pytest.mark.usefixtures("log")
class TestVersions:
    def test_the_earlier_version_of_a_changed_row_is_kept_and_verified(self):
        [version] = Version.objects.all()
        assert version.values[:2] == ("p3", "Village 3")
        assert verify().versions == 1

    @pytest.mark.parametrize("column", ["cells", "key", "root", "row"])
    def test_a_version_cannot_be_changed_unseen(self, column):
        [version] = Version.objects.all()
        changed = {"cells": version.cells.replace("Village", "Town")}.get(
            column, bytes(16 if column == "row" else 32)
        )
        Version.objects.update(**{column: changed})
        assert not verify().sound

    @pytest.mark.parametrize("cells", ["", "[]", "{}", "[1]", "null", "[" * 10_000])
    def test_cells_that_are_none_are_named(self, cells):
        Version.objects.update(cells=cells)
        assert found() == [("version_changed", 4)]

    def test_a_deleted_version_is_named(self):
        Version.objects.all().delete()
        assert found() == [("version_deleted", 4)]

    def test_a_version_put_in_is_named(self):
        [version] = Version.objects.all()
        Version.objects.create(row=version.row, root=bytes(32), key=version.key, cells=version.cells)
        assert found() == [("version_inserted", None)]

    def test_a_forgotten_version_is_gone_and_the_log_says_so(self):
        with recorded(action="forget_version", actor=who("coder"), reason="A name.") as event:
            event.forget(Version.objects.get(), "place/1")
        assert not Version.objects.exists()
        assert verify().sound
        assert Commitment.objects.filter(operation="forget").count() == 1

    def test_versions_go_with_the_row(self):
        with recorded(action="code_document", actor=who("coder")) as event:
            event.remove(Place.objects.get(ref="p3"))
        assert not Version.objects.exists()
        assert verify().sound

    def test_a_version_whose_row_was_forged_before_the_change_is_named(self):
        Place.objects.filter(ref="p1").update(gazetteer="x")
        place = Place.objects.get(ref="p1")
        place.name = "Village 1 b"
        with recorded(action="code_document", actor=who("coder")) as event:
            event.commit(place)
        assert found() == [("version_changed", 2)]


@pytest.mark.usefixtures("log")
class TestWhatFollows:
    @pytest.mark.parametrize("column", ["name_folded", "name_script"])
    def test_what_follows_from_a_name_cannot_be_changed_unseen(self, column):
        Place.objects.filter(ref="p1").update(**{column: "x"})
        assert found() == [("row_misderived", 2)]

    def test_the_bounds_of_a_date_cannot_be_changed_unseen(self):
        with recorded(action="code_document", actor=who("coder")) as event:
            event.commit(Document(ref="d1", title="A page", held="yes", published="2020-05"))
        Document.objects.update(published_latest="2021-05-31")
        assert found() == [("row_misderived", 7)]


@pytest.mark.usefixtures("log")
class TestWriting:
    @pytest.mark.parametrize("changed", [{"size": 3}, {"edge": b""}, {"edge": bytes(31)}])
    def test_a_head_that_does_not_fit_is_named_and_takes_no_event(self, changed):
        Head.objects.update(**changed)
        assert ("head_damaged", None) in found()
        with pytest.raises(LogBlocked) as refused, recorded(action="judge", actor=who("coder")):
            pass
        assert "custody verify" in told(refused.value)

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
