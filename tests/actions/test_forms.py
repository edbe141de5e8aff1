"""Forms in the register: each submission a document of its own, and the same export again after changes."""

from copy import deepcopy
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from isthmus.actions.desk.destroying import destroy
from isthmus.actions.desk.import_workbook import ChangesNotAccepted
from isthmus.actions.desk.lists import ListOutcome, bring_in, plan_list
from isthmus.actions.desk.verification import verify
from isthmus.files.media_archive import open_media
from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.models import Act, Arrival, Document, ListRow, Mention, Source, Statement
from tests.accounts import who
from tests.actions.list_case import TODAY
from tests.forms.completed import KOBO, ODK, completed
from tests.forms.kobo import KoboForm, Submission, submissions
from tests.forms.odk import OdkForm, calls


class Desk:
    """Brings exports in from a folder, by the mapping that was completed for the first."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.mapping = ""

    def kobo(
        self, form: KoboForm, because: str = "", *, media: bool = False, without: tuple[str, ...] = ()
    ) -> ListOutcome:
        """Bring an export of KoBo in."""
        path = form.write(self.folder / "kobo.xlsx")
        self.mapping = self.mapping or completed(path, KOBO)
        zipped = form.write_media(self.folder / "media.zip", without=without) if media else None
        return self._brought(path, zipped, because)

    def odk(self, form: OdkForm, because: str = "") -> ListOutcome:
        """Bring an export of ODK Central in, with the files in it."""
        path = form.write(self.folder / "odk.zip")
        self.mapping = self.mapping or completed(path, ODK)
        return self._brought(path, path, because)

    def _brought(self, path: Path, media: Path | None, because: str) -> ListOutcome:
        actor = who("tests")
        plan = plan_list(path, self.mapping, TODAY)
        if media is None:
            return bring_in(plan, actor=actor, because=because)
        with open_media(media) as archive:
            return bring_in(plan, actor=actor, because=because, media=archive)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def text_of(document: Document) -> str:
    return current_workspace().blobs.read(document.content).decode()


def people(sent: list[Submission]) -> int:
    return sum(len(told.people) for each in sent for told in each.incidents)


def test_each_submission_is_a_document_with_its_own_text(desk: Desk) -> None:
    sent = submissions(5, seed=1)
    done = desk.kobo(KoboForm(sent=sent))
    assert (done.rows, done.new, done.set_aside) == (5, 5, 0)
    assert Document.objects.filter(held="yes").count() == Statement.objects.count() == 5
    assert Mention.objects.count() == people(sent)
    for statement in Statement.objects.select_related("document"):
        document = statement.document
        assert statement.quote in text_of(document)
        [text, mapping] = document.arrivals.order_by("-name")
        assert (text.name, text.sha256, text.content) == ("submission.txt", document.sha256, document.content)
        assert mapping.name == "Testimonies of the lake.yaml"
    assert sorted(Source.objects.values_list("name", flat=True))[:2] == ["Lake Monitors", "Witness W-001"]
    assert verify().sound


def test_no_export_is_kept_whole(desk: Desk) -> None:
    desk.kobo(KoboForm(sent=submissions(3, seed=1)))
    assert b"collector_three" not in stored()
    assert b"555 12" not in stored()
    assert not any("collect:Zx81" in repr(row.cells) for row in ListRow.objects.all())


def test_the_same_export_again_is_nothing_new_though_it_is_numbered_anew(desk: Desk) -> None:
    sent = submissions(6, seed=2)
    desk.kobo(KoboForm(sent=sent))
    before = list(Statement.objects.values_list("uid", "custody_key"))
    done = desk.kobo(KoboForm(sent=sent[::-1], first_index=31))
    assert (done.new, done.same, done.changed, done.added, done.missing) == (0, 6, 0, 0, 0)
    assert list(Statement.objects.values_list("uid", "custody_key")) == before
    assert Document.objects.count() == 6


def test_a_submission_that_was_edited_is_a_change_though_its_key_is_another(desk: Desk) -> None:
    sent = submissions(4, seed=3)
    desk.kobo(KoboForm(sent=sent))
    now = deepcopy(sent)
    now[1].incidents[0].people[0].name = "Jova Falkner"
    now[1].uuid = "0000aaaa-1111-4222-8333-444455556666"
    with pytest.raises(ChangesNotAccepted) as asked:
        desk.kobo(KoboForm(sent=now))
    changes = {(each.sheet, each.column): (each.before, each.after) for each in asked.value.plan.changes}
    assert changes[("mentions", "name")] == (sent[1].incidents[0].people[0].name, "Jova Falkner")
    done = desk.kobo(KoboForm(sent=now), because="The witness corrected it.")
    assert (done.new, done.changed, done.same, done.missing) == (0, 1, 3, 0)
    document = Document.objects.get(statements__acts__mentions__name="Jova Falkner")
    assert "Jova Falkner" in text_of(document)
    assert document.arrivals.filter(name="submission.txt").count() == 2
    assert desk.kobo(KoboForm(sent=now)).same == 4
    assert verify().sound


def test_a_submission_of_which_somebody_was_taken_out_waits_and_doubles_nobody(desk: Desk) -> None:
    sent = submissions(4, seed=3)
    place = next(n for n, each in enumerate(sent) if any(len(told.people) > 1 for told in each.incidents))
    desk.kobo(KoboForm(sent=sent))
    now = deepcopy(sent)
    incident = next(told for told in now[place].incidents if len(told.people) > 1)
    del incident.people[0]
    done = desk.kobo(KoboForm(sent=now))
    assert (done.set_aside, done.changed, done.same) == (1, 0, 3)
    assert Mention.objects.count() == people(sent)
    waiting = ListRow.objects.current().get(state="waiting")
    assert waiting.reasons[0]["message"]["code"] == "mapped.says_less"
    assert waiting.statement is not None


def test_a_row_of_a_repeat_that_belongs_to_nothing_waits_under_the_names_of_its_own_columns(
    desk: Desk,
) -> None:
    form = KoboForm(sent=submissions(3, seed=9))
    path = form.write(desk.folder / "kobo.xlsx")
    mapping = completed(path, KOBO)
    book = load_workbook(path)
    book["victims"]["E2"] = "nothing"  # its parent's table
    book["victims"]["F2"] = 99
    book.save(path)
    actor = who("tests")
    done = bring_in(plan_list(path, mapping, TODAY), actor=actor)
    assert (done.new, done.set_aside) == (3, 1)
    waiting = ListRow.objects.current().get(state="waiting")
    said = {name: cell for name, cell in zip(waiting.change.columns, waiting.cells, strict=False) if cell}
    assert said["victims / victims/name"] == form.sent[0].incidents[0].people[0].name
    assert {name.partition(" / ")[0] for name in said} == {"victims"}
    assert bring_in(plan_list(path, mapping, TODAY), actor=actor).set_aside == 1
    assert ListRow.objects.current().get(state="waiting").pk == waiting.pk


def test_destroying_a_submission_leaves_none_of_its_words(desk: Desk) -> None:
    sent = submissions(3, seed=8)
    desk.kobo(KoboForm(sent=sent), media=True)
    document = Document.objects.get(title__endswith=str(sent[2].number))
    own = set(document.arrivals.exclude(name__endswith=".yaml").values_list("content", flat=True))
    blobs = current_workspace().blobs
    assert document.content in own
    assert (len(own), own <= set(blobs.names())) == (2, True)
    destroy(document, reason="The witness asked for it.", actor=who("tests"))
    assert own.isdisjoint(blobs.names())
    assert not any("house 3" in repr(row.cells) for row in ListRow.objects.all())
    assert Document.objects.count() == 2
    assert verify().sound


def stored() -> bytes:
    """Return the content of all stored files."""
    blobs = current_workspace().blobs
    return b"".join(blobs.read(name) for name in blobs.names())


def test_a_submission_that_is_gone_is_shown_and_stays(desk: Desk) -> None:
    sent = submissions(4, seed=4)
    desk.kobo(KoboForm(sent=sent))
    done = desk.kobo(KoboForm(sent=sent[1:]))
    assert (done.same, done.missing, done.new) == (3, 1, 0)
    assert Statement.objects.count() == 4
    assert ListRow.objects.current().filter(is_gone=True).count() == 1


def test_its_files_are_files_of_its_document(desk: Desk) -> None:
    sent = submissions(7, seed=5)
    done = desk.kobo(KoboForm(sent=sent), media=True, without=("photo 3.jpg",))
    assert done.files == 1
    assert [(each.code, each.values["names"]) for each in done.left] == [
        ("list.files.missing", ("photo 3.jpg",))
    ]
    photo = Arrival.objects.get(name="photo 6.jpg")
    assert photo.kind == "image/jpeg"
    assert sent[5].uuid.encode() in current_workspace().blobs.read(photo.content)
    assert "photo 6.jpg" in text_of(photo.document)
    later = desk.kobo(KoboForm(sent=sent), media=True)
    assert (later.files, later.left, later.new) == (1, (), 0)
    assert desk.kobo(KoboForm(sent=sent)).left == ()
    assert verify().sound


def test_a_file_that_two_submissions_name_is_nobodys(desk: Desk) -> None:
    sent = calls(4, seed=6)
    sent = [replace(each, record="rec.m4a" if place < 2 else "") for place, each in enumerate(sent)]
    done = desk.odk(OdkForm(sent=sent[:2]))
    assert done.files == 0
    assert [each.code for each in done.left] == ["list.files.unclear"]


def test_odk_comes_in_with_its_files_and_again_with_more(desk: Desk) -> None:
    sent = calls(8, seed=7)
    done = desk.odk(OdkForm(sent=sent[:6]))
    assert (done.new, done.files, done.left) == (6, 3, ())
    now = deepcopy(sent)
    now[0].people[0].name, now[0].edits = "Omar Haddad-Nasser", 1
    again = desk.odk(OdkForm(sent=now), because="Corrected by the helpline.")
    assert (again.new, again.changed, again.same, again.missing) == (2, 1, 5, 0)
    assert Mention.objects.count() == sum(len(each.people) for each in now)
    assert Act.objects.filter(type="unlawful_detention").count() == 8
    assert verify().sound
