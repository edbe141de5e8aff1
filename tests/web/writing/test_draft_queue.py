"""Files that come in at once: a queue of drafts by state, what is left out with its reason, and which is next."""

import io
import json
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from uuid import UUID, uuid4
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from isthmus.actions.desk import jobs
from isthmus.actions.desk.coding import queue
from isthmus.actions.desk.coding.incoming import IncomingFile, take_in
from isthmus.actions.desk.coding.queue import QueueState
from isthmus.actions.desk.coding.queue_place import QueuePlace
from isthmus.actions.desk.jobs import run_next
from isthmus.files.document.picture_pages import PAGES
from isthmus.store.desk.models import Document
from isthmus.store.desk.scratch.models import Draft, Job, LeftOutFile
from tests.accounts import the_owner, who
from tests.walls import reads_foreign_kinds
from tests.web.writing.test_coding import typed

JPEG, PNG = b"\xff\xd8\xff\xe0 a photo ", b"\x89PNG\r\n\x1a\n a scan"
CHAT = "31.12.23, 23:59 - Ann: They took him.\n"


def packed(files: dict[str, bytes | str]) -> bytes:
    target = io.BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()


def bring(signed_in: Client, files: dict[str, bytes]) -> str:
    uploads = [SimpleUploadedFile(name, content) for name, content in files.items()]
    return signed_in.post("/code/", {"file": uploads}, follow=True).content.decode()


def work() -> None:
    while run_next():
        pass


def names() -> list[str]:
    return list(Draft.objects.order_by("came", "place").values_list("file_name", flat=True))


def named(name: str) -> Draft:
    [found] = [each for each in Draft.objects.all() if each.file_name == name]
    return found


def left() -> dict[str, object]:
    return {each.file_name: each.told for each in LeftOutFile.objects.order_by("place")}


def shown(signed_in: Client, state: str = "") -> str:
    return signed_in.get(f"/code/queue/?state={state}" if state else "/code/queue/").content.decode()


@reads_foreign_kinds
def test_a_zip_is_unpacked_into_a_draft_of_each_file_in_its_order(signed_in: Client) -> None:
    zipped = packed(
        {
            "case/page 10.txt": "The tenth.",
            "case/page 2.txt": "The second.",
            "../../etc/x.txt": "From outside.",
            "__MACOSX/case/._page 2.txt": b"\0",
            "case/.DS_Store": b"\0",
            "case/empty.txt": "",
        }
    )
    page = bring(signed_in, {"case.zip": zipped})
    assert "Being read" in page
    work()
    assert names() == ["case/page 2.txt", "case/page 10.txt", "etc/x.txt"]
    assert [each.text for each in Draft.objects.order_by("came", "place")][2] == "From outside."
    assert left().keys() == {"case/empty.txt"}
    page = shown(signed_in)
    assert "The file is empty." in page
    assert "case.zip" in page
    signed_in.post("/code/queue/left-out/")
    assert not LeftOutFile.objects.exists()


@reads_foreign_kinds
def test_a_chat_in_a_zip_stays_one_document(signed_in: Client) -> None:
    zipped = packed({"Чат с Ann.txt": CHAT, "IMG-1.jpg": JPEG})
    bring(signed_in, {"chat.zip": zipped})
    work()
    assert names() == ["chat.zip", "IMG-1.jpg"]
    assert "They took him." in named("chat.zip").text
    assert named("IMG-1.jpg").within == named("chat.zip").pk


@reads_foreign_kinds
def test_a_chat_within_a_zip_of_documents_is_read_and_another_zip_is_not_unpacked(signed_in: Client) -> None:
    chat, other = packed({"_chat.txt": CHAT}), packed({"a.txt": "A."})
    bring(signed_in, {"all.zip": packed({"note.txt": "A note.", "chat.zip": chat, "other.zip": other})})
    work()
    assert "They took him." in named("chat.zip").text
    assert named("other.zip").is_unread
    assert "This is a ZIP within another one. It is not unpacked." in shown(signed_in, "unread")


@reads_foreign_kinds
def test_bad_zips_are_refused_in_words_and_nothing_of_them_is_left(signed_in: Client) -> None:
    bomb = packed({"bomb.txt": b"0" * (64 << 20), "note.txt": "A note."})
    many = packed({f"{number}": b"" for number in range(21_000)})
    fewer = packed({f"{number}.txt": b"x" for number in range(5_001)})
    torn = packed({"a.txt": "A." * 1_000})[:-40]
    locked = bytearray(packed({"secret.txt": "No.", "open.txt": "Yes."}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(mark) + at] |= 1
    files = {
        "bomb.zip": bomb,
        "many.zip": many,
        "fewer.zip": fewer,
        "torn.zip": torn,
        "locked.zip": bytes(locked),
    }
    bring(signed_in, files)
    work()
    assert set(names()) == {"many.zip", "fewer.zip", "torn.zip", "note.txt", "open.txt"}
    assert all(named(name).is_unread for name in ("many.zip", "fewer.zip", "torn.zip"))
    page = shown(signed_in)
    for words in (
        "This ZIP holds more than the 5,000 files",
        "This file unpacks to far more",
        "This file is damaged",
        "This file is protected by a password",
    ):
        assert words in page
    assert left().keys() == {"bomb.txt", "secret.txt"}


@reads_foreign_kinds
def test_what_was_cut_off_goes_on_and_no_file_comes_twice(
    signed_in: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(signed_in, {"case.zip": packed({f"{n}.txt": f"Page {n}." for n in range(5)})})
    owner, [zipped] = the_owner(), Draft.objects.all()
    # As far as a desk came that was killed: two files of five, and the work still runs.
    files = [IncomingFile(f"{n}.txt", f"Page {n}.".encode()) for n in range(2)]
    at = QueuePlace(zipped.came, zipped.place, zipped.pk)
    assert len(list(take_in(files, actor=owner, at=at))) == 2
    Job.objects.update(state=Job.State.RUNNING, started=datetime.now(UTC))
    assert jobs.interrupt_unfinished() == 0
    assert Job.objects.get().state == Job.State.WAITING
    work()
    assert names() == [f"{n}.txt" for n in range(5)]
    assert not left()


@reads_foreign_kinds
def test_a_file_that_ends_the_desk_again_and_again_is_read_no_more(signed_in: Client) -> None:
    bring(signed_in, {"case.zip": packed({"a.txt": "A."})})
    for _ in range(3):
        Job.objects.update(state=Job.State.RUNNING, started=datetime.now(UTC))
        jobs.interrupt_unfinished()
    work()
    assert named("case.zip").is_unread
    assert "was begun 3 times" in shown(signed_in, "unread")


@reads_foreign_kinds
def test_pictures_that_came_together_are_asked_about_and_become_pages_of_one(signed_in: Client) -> None:
    files = {f"{n}.jpg": JPEG + bytes([n]) for n in range(3)}
    page = bring(signed_in, files)
    assert "3 pictures came together. Are they the pages of one document?" in page
    batch = named("0.jpg").came_with
    assert "Waiting for your answer" in shown(signed_in)
    assert queue.queue_counts(the_owner())[QueueState.NEW] == 0
    signed_in.post(f"/code/pictures/{batch}/", {"step": "down:0"})
    assert names() == ["1.jpg", "0.jpg", "2.jpg"]
    signed_in.post(f"/code/pictures/{batch}/", {"step": "up:2"})
    assert names() == ["1.jpg", "2.jpg", "0.jpg"]
    answer = signed_in.post(f"/code/pictures/{batch}/", {"step": "one"})
    one = Draft.objects.get()
    assert answer["Location"] == f"/code/{one.pk}/"
    assert one.media_type == PAGES
    with ZipFile(io.BytesIO(bytes(one.content))) as archive:
        assert [archive.read(name) for name in archive.namelist()[1:]] == [
            files[f"{n}.jpg"] for n in (1, 2, 0)
        ]
    assert signed_in.get(f"/code/pictures/{batch}/").status_code == 404


@reads_foreign_kinds
@pytest.mark.parametrize("others", [{}, {"note.txt": "A note."}])
def test_pictures_of_a_zip_are_asked_about_where_it_holds_nothing_else(
    signed_in: Client, others: dict[str, bytes | str]
) -> None:
    bring(signed_in, {"photos.zip": packed({"1.jpg": JPEG, "2.png": PNG, **others})})
    work()
    asked = Draft.objects.filter(is_asked=True)
    assert asked.count() == (0 if others else 2)
    if not others:
        signed_in.post(f"/code/pictures/{asked[0].came_with}/", {"step": "each"})
    assert not Draft.objects.filter(is_asked=True).exists()
    assert {"1.jpg", "2.png"} <= set(names())


def test_files_are_sent_one_by_one_by_the_script(signed_in: Client) -> None:
    batch = str(uuid4())
    for number, (name, content) in enumerate(
        {"a/1.txt": b"One.", "a/2.txt": b"Two.", "a/3.txt": b"One."}.items()
    ):
        file = SimpleUploadedFile(name, content)
        answer = signed_in.post(
            "/code/file/", {"file": file, "batch": batch, "number": number, "path": name, "pictures": ""}
        )
        assert json.loads(answer.content) == {"begun": int(number < 2)}
    assert json.loads(signed_in.post("/code/file/", {"batch": batch}).content) == {"go": "/code/queue/"}
    assert names() == ["a/1.txt", "a/2.txt"]
    assert {each.came_with for each in Draft.objects.all()} == {UUID(batch)}
    [(name, told)] = left().items()
    assert (name, told) == ("a/3.txt", {"draft": named("a/1.txt").pk.hex})


def test_the_same_words_are_named_in_drafts_and_in_the_register(signed_in: Client) -> None:
    text = "They were held for three days in a cellar near the station, two speakers said."
    bring(
        signed_in, {"1.txt": text.encode(), "2.txt": text.replace(" ", "\r\n ").encode(), "3.txt": b"Other."}
    )
    page = shown(signed_in)
    assert page.count("The same words stand in:") == 2
    first, second = named("1.txt"), named("2.txt")
    assert f'href="/code/{first.pk}/"' in signed_in.get(f"/code/{second.pk}/").content.decode()
    signed_in.post(
        f"/code/{first.pk}/",
        typed(first.pk, **{"step": "submit", "statement-quote": "in a cellar", "look-dates": "1"}),
    )
    document = Document.objects.get()
    assert f'href="/document/{document.uid}/"' in signed_in.get(f"/code/{second.pk}/").content.decode()
    bring(signed_in, {"4.txt": text.replace(" ", "  ").encode(), "5.txt": b"Another."})
    assert (
        f'href="/document/{document.uid}/"' in signed_in.get(f"/code/{named('4.txt').pk}/").content.decode()
    )
    held = (
        (text.replace(" ", "\n"), f"/document/{document.uid}/"),
        ("Other.", f"/code/{named('3.txt').pk}/"),
    )
    for words, address in held:
        answer = signed_in.post("/code/", {"text": words})
        assert answer.status_code == 409
        assert f'href="{address}"' in answer.content.decode()


def test_a_draft_of_somebody_else_is_named_and_not_shown(signed_in: Client) -> None:
    other = who("another")
    list(take_in([IncomingFile("1.txt", b"They were held.")], actor=other, at=QueuePlace()))
    page = bring(signed_in, {"a.txt": b"They were held.", "b.txt": b"They  were\nheld."})
    assert page.count("a draft of another") == 2
    assert f"/code/{named('1.txt').pk}/" not in page


def test_each_file_is_in_one_state_and_the_counts_lead_there(signed_in: Client) -> None:
    bring(signed_in, {f"{n}.txt": f"Text {n}.".encode() for n in range(4)} | {"x.bin": b"\0\1"})
    opened, empty = named("0.txt"), named("1.txt")
    signed_in.get(f"/code/{opened.pk}/")
    signed_in.post(f"/code/{empty.pk}/empty/", {"stay": "1"})
    owner = the_owner()
    assert queue.queue_counts(owner) == {
        QueueState.EMPTY: 1,
        QueueState.READING: 0,
        QueueState.UNREAD: 1,
        QueueState.WORK: 1,
        QueueState.NEW: 2,
    }
    for state, found in {
        "new": ["2.txt", "3.txt"],
        "work": ["0.txt"],
        "empty": ["1.txt"],
        "unread": ["x.bin"],
    }.items():
        page = shown(signed_in, state)
        assert [name for name in names() if f"<bdi>{name}</bdi>" in page] == found
    assert "said by" in shown(signed_in, "empty")
    signed_in.post(f"/code/{empty.pk}/empty/", {"back": "1"})
    assert Draft.objects.get(pk=empty.pk).empty_by is None
    assert queue.queue_counts(owner)[QueueState.EMPTY] == 0


def test_next_leads_from_one_file_to_the_next_that_nobody_opened(signed_in: Client) -> None:
    bring(signed_in, {f"{n}.txt": f"Text {n}.".encode() for n in range(4)})
    drafts = [named(f"{n}.txt") for n in range(4)]
    signed_in.get(f"/code/{drafts[1].pk}/")
    page = signed_in.get(f"/code/{drafts[2].pk}/").content.decode()
    assert 'value="file"' in page
    saved = signed_in.post(f"/code/{drafts[2].pk}/", typed(drafts[2].pk, step="file", **{"look-dates": "1"}))
    assert saved["Location"] == f"/code/{drafts[3].pk}/"
    assert Draft.objects.get(pk=drafts[2].pk).revision == 1
    fields = {"step": "submit-file", "statement-quote": "Text 2.", "look-dates": "1", "revision": "1"}
    put_in = signed_in.post(f"/code/{drafts[2].pk}/", typed(drafts[2].pk, **fields))
    assert put_in["Location"] == f"/code/{drafts[3].pk}/"
    signed_in.get(f"/code/{drafts[3].pk}/")
    nothing = signed_in.post(f"/code/{drafts[3].pk}/empty/", {})
    assert nothing["Location"] == f"/code/{drafts[0].pk}/"
    signed_in.get(f"/code/{drafts[0].pk}/")
    last = signed_in.post(f"/code/{drafts[0].pk}/empty/", {}, follow=True).content.decode()
    assert "No other file is waiting to be coded." in last
    lately = shown(signed_in, "coded")
    assert f"/document/{Document.objects.get().uid}/" in lately


def test_a_thousand_files_stand_page_by_page(signed_in: Client) -> None:
    at = QueuePlace()
    files = [IncomingFile(f"{n}.txt", f"Text {n}.".encode()) for n in range(120)]
    assert len(list(take_in(files, actor=the_owner(), at=at))) == 120
    page = signed_in.get("/code/queue/?page=3").content.decode()
    assert "101 to 120 of 120" in page
    assert "119.txt" in page
    asked = []
    for number in (1, 3):  # of fifty files, and of twenty
        with (
            CaptureQueriesContext(connections["scratch"]) as scratch,
            CaptureQueriesContext(connection) as register,
        ):
            signed_in.get(f"/code/queue/?page={number}")
        asked.append(len(scratch) + len(register))
    assert asked[0] == asked[1]


@reads_foreign_kinds
def test_progress_is_told_over_what_came_together(signed_in: Client) -> None:
    pages = {f"{n}.html": f"<!doctype html><html><p>Page {n}.</p></html>".encode() for n in range(3)}
    page = bring(signed_in, pages | {"a.txt": b"A text."})
    assert "1 of 4 files are read." in page
    assert "still=1" in page
    assert run_next() is not None
    assert "2 of 4 files are read." in shown(signed_in)
    work()
    assert "files are read" not in shown(signed_in)


def test_what_was_coded_long_ago_is_no_longer_listed(
    signed_in: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(signed_in, {"1.txt": b"Text 1.", "2.txt": b"Text 2."})
    first = named("1.txt")
    fields = {"step": "submit", "statement-quote": "Text 1.", "look-dates": "1"}
    signed_in.post(f"/code/{first.pk}/", typed(first.pk, **fields))
    assert len(queue.coded_lately(the_owner())) == 1
    later = datetime.now(UTC) + timedelta(days=8)
    monkeypatch.setattr("isthmus.actions.desk.coding.queue.timezone.now", lambda: later)
    assert queue.coded_lately(the_owner()) == []


@reads_foreign_kinds
def test_attachments_stand_with_their_mail_and_lead_to_it(signed_in: Client) -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "a@example.org", "What I saw"
    mail.set_content("They were taken on Monday.\n")
    for n in (1, 2):
        mail.add_attachment(f"List {n}.\n", filename=f"list {n}.txt")
    mail.add_attachment(packed({"in a zip.txt": "Packed."}), "application", "zip", filename="more.zip")
    bring(signed_in, {"a.txt": b"Before.", "b.eml": mail.as_bytes(), "c.txt": b"After."})
    work()
    assert names() == ["a.txt", "b.eml", "list 1.txt", "list 2.txt", "in a zip.txt", "c.txt"]
    page = shown(signed_in)
    letter = named("b.eml")
    assert page.count(f'<a href="/code/{letter.pk}/"><bdi>') == 3
    fields = {"step": "submit", "statement-quote": "They were taken on Monday.", "look-dates": "1"}
    signed_in.post(f"/code/{letter.pk}/", typed(letter.pk, **fields))
    document = Document.objects.get()
    assert (
        f'<a href="/document/{document.uid}/">'
        in signed_in.get(f"/code/{named('list 1.txt').pk}/").content.decode()
    )


@reads_foreign_kinds
def test_a_picture_that_is_held_already_does_not_keep_the_others_from_being_pages(signed_in: Client) -> None:
    bring(signed_in, {"0.jpg": JPEG, "note.txt": b"A note."})
    page = bring(signed_in, {"1.jpg": JPEG, "2.jpg": JPEG + b"2", "3.jpg": JPEG + b"3"})
    assert "2 pictures came together." in page


@reads_foreign_kinds
def test_a_file_that_somebody_opens_is_read_next(signed_in: Client) -> None:
    bring(
        signed_in, {f"{n}.html": f"<!doctype html><html><p>Page {n}.</p></html>".encode() for n in range(3)}
    )
    last = named("2.html")
    assert "The file is being read." in signed_in.get(f"/code/{last.pk}/").content.decode()
    assert run_next() is not None
    assert [bool(named(f"{n}.html").text) for n in range(3)] == [False, False, True]
