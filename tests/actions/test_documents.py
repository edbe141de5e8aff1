"""What comes in of a document later: measured in its event, held once, and what it moves told before."""

import hashlib
from typing import Any

import pytest

from isthmus.actions.desk import documents
from isthmus.actions.desk.destroying import DestructionRefused, destroy
from isthmus.actions.desk.documents import Artefact, NotTakenIn, carried_by, holding_effect, take_in
from isthmus.actions.desk.file_kinds import kind_of
from isthmus.actions.desk.history import find_row as found_row
from isthmus.actions.desk.history import history_of
from isthmus.actions.desk.verification import verify
from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.models import PAPER, Arrival, Document, Event
from isthmus.store.desk.queries.document_texts import stored_text
from isthmus.store.desk.stored_files import stored_file_faults
from tests.accounts import who
from tests.actions.cases import bring_in
from tests.actions.derived import derived_tables
from tests.english import told

TEXT = b"The same story, as it was printed."
PDF = b"%PDF-1.7 scanned"


def find_row(ref: str) -> Any:
    """Return a row of the case by its id."""
    return found_row(ref)


@pytest.fixture(autouse=True)
def register() -> None:
    bring_in()


def came(ref: str = "d2") -> list[tuple[str, str]]:
    return [(each.kind, each.name) for each in Arrival.objects.filter(document__ref=ref).order_by("pk")]


def test_a_text_that_comes_later_is_the_documents_own_and_its_statements_count() -> None:
    before = holding_effect(find_row("d2"), "yes")
    made = take_in(find_row("d2"), Artefact(TEXT, "story.txt"), actor=who("editor"))
    made.refresh_from_db()
    assert (made.held, stored_text(made).text) == ("yes", TEXT.decode())
    assert made.sha256 == hashlib.sha256(TEXT).hexdigest() == Arrival.objects.get().sha256
    assert before.moves
    assert holding_effect(made, "no").after == before.before
    last = history_of(made.uid)[-1]
    assert (last.action, last.actor) == ("hold_document", who("editor"))
    assert verify().sound


def test_what_is_on_paper_says_where_and_nothing_is_stored() -> None:
    stored = list(current_workspace().blobs.names())
    take_in(find_row("d2"), Artefact(kept_at="  the  archive,\nshelf 3 "), actor=who("editor"))
    assert came() == [(PAPER, "the archive, shelf 3")]
    assert find_row("d2").content == ""
    assert list(current_workspace().blobs.names()) == stored
    assert verify().sound


def test_further_files_stay_beside_the_first_and_a_text_takes_the_place_of_a_scan() -> None:
    take_in(find_row("d2"), Artefact(PDF, "scan.pdf"), actor=who("editor"))
    assert find_row("d2").content_type == "application/pdf"
    take_in(find_row("d2"), Artefact(TEXT), actor=who("editor"))
    take_in(find_row("d2"), Artefact(b"\x89PNG\r\n\x1a\n", "page.png"), actor=who("editor"))
    assert stored_text(find_row("d2")).text == TEXT.decode()
    assert came() == [("application/pdf", "scan.pdf"), ("text/plain", ""), ("image/png", "page.png")]
    assert list(Event.objects.order_by("-sequence").values_list("action", flat=True)[:3]) == [
        "add_file",
        "add_file",
        "hold_document",
    ]
    assert verify().sound


def test_nothing_given_and_the_same_again_are_refused_in_words() -> None:
    with pytest.raises(NotTakenIn) as nothing:
        take_in(find_row("d2"), Artefact(kept_at="  "), actor=who("editor"))
    assert "Choose a file, paste the text" in told(nothing.value)
    take_in(find_row("d2"), Artefact(TEXT), actor=who("editor"))
    with pytest.raises(NotTakenIn) as again:
        take_in(find_row("d2"), Artefact(TEXT), actor=who("editor"))
    assert "with the document already" in told(again.value)
    assert carried_by(Artefact(TEXT), other_than=find_row("d1")) == find_row("d2")
    assert carried_by(Artefact(TEXT), other_than=find_row("d2")) is None


def test_cut_off_in_between_nothing_of_it_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    before, events = derived_tables(), Event.objects.count()

    def cut_off(*given: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(documents, "refresh", cut_off)
    with pytest.raises(KeyboardInterrupt):
        take_in(find_row("d2"), Artefact(TEXT, kept_at="a shelf"), actor=who("tester"))
    assert (derived_tables(), Event.objects.count(), came()) == (before, events, [])
    assert find_row("d2").held == "no"
    assert verify().sound


def test_a_further_file_is_destroyed_alone_and_the_documents_own_is_not() -> None:
    take_in(find_row("d2"), Artefact(TEXT), actor=who("editor"))
    take_in(find_row("d2"), Artefact(PDF, "wrong.pdf"), actor=who("editor"))
    own, wrong = Arrival.objects.order_by("pk")
    with pytest.raises(DestructionRefused):
        destroy(own, reason="Wrong file.", actor=who("editor"))
    stored = wrong.content
    destroy(wrong, reason="Wrong file.", actor=who("editor"))
    assert came() == [("text/plain", "")]
    assert stored not in current_workspace().blobs
    assert Document.objects.get(ref="d2").content in current_workspace().blobs
    assert verify().sound


def test_a_file_that_two_documents_have_stays_when_one_of_them_goes() -> None:
    take_in(find_row("d2"), Artefact(TEXT), actor=who("editor"))
    take_in(find_row("d1"), Artefact(PDF), actor=who("editor"))
    take_in(find_row("d1"), Artefact(TEXT), actor=who("editor"))
    destroy(Arrival.objects.get(document__ref="d1", kind="application/pdf"), reason="x", actor=who("editor"))
    assert stored_text(find_row("d1")).text == TEXT.decode()


def test_a_further_file_that_is_gone_from_the_disk_is_told_with_its_document() -> None:
    blobs = current_workspace().blobs
    take_in(find_row("d2"), Artefact(TEXT), actor=who("editor"))
    take_in(find_row("d2"), Artefact(b"%PDF- that goes", "gone.pdf"), actor=who("editor"))
    further = Arrival.objects.get(name="gone.pdf")
    blobs.path(further.content).unlink()
    missing = [each for each in stored_file_faults(blobs) if each.missing and each.name == further.content]
    assert [each.documents for each in missing] == [("d2",)]


@pytest.mark.any_database
@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "text/plain"),
        ("Ӏалиев".encode(), "text/plain"),
        ("Ӏалиев".encode("utf-16"), "text/x-other-charset"),
        (b"%PDF-1.4", "application/pdf"),
        (b"\0\0\0\x20ftypisom", "video/mp4"),
        (b"RIFF\0\0\0\0WEBP", "image/webp"),
        (b"RIFF\0\0\0\0WAVE", "audio/wav"),
        (b"a\0b", "application/octet-stream"),
    ],
)
def test_the_kind_of_a_file_is_told_by_what_it_holds(content: bytes, kind: str) -> None:
    assert kind_of(content) == kind
