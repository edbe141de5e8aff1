"""Somebody who has the key edits rows and their versions behind the log's back: each attack is found and named."""

from uuid import UUID, uuid4

import pytest
from django.db import connection

from isthmus.actions.desk.code_document import code_document
from isthmus.actions.desk.custody import signed_head
from isthmus.actions.desk.recorded import recorded
from isthmus.actions.desk.verification import verify
from isthmus.core.custody.rows import commit_row
from isthmus.core.workbook import rows
from isthmus.store.desk.models import Document, Place, Source
from isthmus.store.desk.models.custody import Commitment, Version, fresh_key
from tests.accounts import who
from tests.actions.log_case import enter, found, log_of_six


@pytest.fixture
def log():
    log_of_six()


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
