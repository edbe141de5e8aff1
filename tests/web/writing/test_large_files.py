"""Files of any size: stored as they come in, and kept with the document or gone with the draft."""

import errno
import io
import os
from email.message import EmailMessage
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from isthmus.actions.desk import doctor, documents, file_kinds
from isthmus.actions.desk.coding import drafts
from isthmus.actions.desk.coding.draft_files import forget_half_arrived
from isthmus.actions.desk.destroying import destroy
from isthmus.actions.desk.jobs import run_next
from isthmus.store.base import blob_writer
from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.models import Arrival, Document
from isthmus.store.desk.scratch.models import Draft
from isthmus.web.desk.uploads import is_streamed
from tests.accounts import who
from tests.recordings import wav
from tests.walls import reads_foreign_kinds
from tests.web.writing.test_coding import typed
from tests.web.writing.test_coding_files import begun


@pytest.fixture
def sound() -> bytes:
    """What no other test has stored: files outlast a test, rows do not."""
    return wav() + os.urandom(16)


def put_in(signed_in: Client, draft: Draft) -> Document:
    fields = {
        "step": "submit",
        "look-dates": "1",
        "statement-quote": "Twelve were held.",
        "statement-wording": "paraphrase",
        "statement-locator": "0:00:01-0:00:02",
    }
    signed_in.post(f"/code/{draft.pk}/", typed(draft.pk, **fields))
    return Document.objects.order_by("-pk")[0]


def stored() -> list[str]:
    folder = current_workspace().blobs.folder
    return sorted(each.name for each in folder.rglob("*") if each.is_file())


def test_a_recording_is_stored_once_and_becomes_the_content_of_its_document(
    signed_in: Client, sound: bytes
) -> None:
    before = stored()
    draft = begun(signed_in, sound, "talk.wav")
    assert not Draft.objects.exclude(content=None)
    assert (draft.media_type, draft.measures["size"]) == ("audio/wav", len(sound))
    blobs = current_workspace().blobs
    assert draft.blob == blobs.name_of(sound)
    file = blobs.path(draft.blob).stat()
    document = put_in(signed_in, draft)
    assert document.content == draft.blob
    assert blobs.path(document.content).stat().st_ino == file.st_ino
    arrival = Arrival.objects.get(document=document)
    assert (arrival.size, arrival.kind, arrival.name) == (len(sound), "audio/wav", "talk.wav")
    assert arrival.sha256 == document.sha256 == draft.measures["sha256"]
    assert not Draft.objects.exists()
    assert bytes(blobs.read(document.content)) == sound
    assert len(stored()) == len(before) + 1
    held = signed_in.post("/code/", {"file": SimpleUploadedFile("again.wav", sound)})
    assert (held.status_code, held.context["held"]) == (409, document)
    assert len(stored()) == len(before) + 1


def test_the_file_of_a_draft_that_is_deleted_goes_with_it(signed_in: Client, sound: bytes) -> None:
    before = stored()
    draft, same = begun(signed_in, sound), begun(signed_in, sound)
    signed_in.post(f"/code/{draft.pk}/discard/")
    assert same.blob in current_workspace().blobs
    signed_in.post(f"/code/{same.pk}/discard/")
    assert stored() == before


def test_a_file_that_a_document_holds_stays_where_a_draft_of_it_is_deleted(
    signed_in: Client, sound: bytes
) -> None:
    document = put_in(signed_in, begun(signed_in, sound))
    again = begun(signed_in, sound)
    signed_in.post(f"/code/{again.pk}/discard/")
    assert document.content in current_workspace().blobs


def test_a_document_that_is_destroyed_takes_drafts_of_the_same_file_along(
    signed_in: Client, sound: bytes
) -> None:
    before = stored()
    document = put_in(signed_in, begun(signed_in, sound))
    begun(signed_in, sound)
    destroy(document, reason="asked for", actor=who("coder"))
    assert not Draft.objects.exists()
    assert stored() == before


def test_what_is_too_large_to_be_read_is_kept_as_it_is_with_the_reason(
    signed_in: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafts, "MOST_FILE_BYTES", 100)
    content = b"%PDF-1.7" + bytes(100)
    draft = begun(signed_in, content, "long.pdf")
    page = " ".join(signed_in.get(f"/code/{draft.pk}/").content.decode().split())
    assert "This one is larger, and kept as it is." in page
    document = put_in(signed_in, draft)
    assert document.content_type == "application/octet-stream"
    sent = signed_in.get(f"/document/{document.uid}/file/")
    assert sent.getvalue() == content


def test_what_is_not_read_is_of_any_size(
    signed_in: Client, sound: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafts, "MOST_FILE_BYTES", 100)
    assert begun(signed_in, bytes(101), "a.bin").media_type == "application/octet-stream"
    assert begun(signed_in, sound).media_type == "audio/wav"


def test_several_files_are_begun_at_once(signed_in: Client, sound: bytes) -> None:
    files = [SimpleUploadedFile("a.wav", sound), SimpleUploadedFile("b.txt", "Текст.".encode())]
    signed_in.post("/code/", {"file": files})
    kinds = Draft.objects.values_list("media_type", flat=True)
    assert sorted(kinds) == ["audio/wav", "text/plain"]


def test_a_full_disk_is_said_and_leaves_nothing(signed_in: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(pieces: Any, *rest: Any) -> None:
        next(pieces)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    before = stored()
    signed_in.raise_request_exception = False
    with monkeypatch.context() as patched:
        patched.setattr(blob_writer, "encrypt_stream", full)
        answer = signed_in.post("/code/", {"file": SimpleUploadedFile("a.wav", wav(200))})
    assert answer.status_code == 503
    assert "The disk is full. Nothing of this was kept." in answer.content.decode()
    assert stored() == before
    assert not Draft.objects.exists()


def test_a_form_that_is_cut_off_leaves_nothing(signed_in: Client, sound: bytes) -> None:
    before = stored()
    start = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.wav"\r\n\r\n'
    signed_in.generic(
        "POST", "/code/", start.encode() + sound, content_type="multipart/form-data; boundary=b"
    )
    assert stored() == before


def test_who_is_not_signed_in_has_nothing_read(client: Client) -> None:
    before = stored()

    unread = io.BytesIO(b"--b\r\nContent")
    form: dict[str, Any] = {"wsgi.input": unread, "CONTENT_LENGTH": "9"}
    answer = client.generic("POST", "/code/", content_type="multipart/form-data; boundary=b", **form)
    assert (answer.status_code, unread.tell()) == (403, 0)
    assert stored() == before


def test_a_form_without_its_token_is_refused_and_its_file_is_gone(signed_in: Client, sound: bytes) -> None:
    before = stored()
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = signed_in.cookies
    answer = strict.post("/code/", {"file": SimpleUploadedFile("a.wav", sound)})
    assert answer.status_code == 403
    assert stored() == before
    assert not Draft.objects.exists()


def test_what_a_desk_that_was_killed_left_is_gone_when_the_next_one_starts(
    signed_in: Client, sound: bytes
) -> None:
    draft = begun(signed_in, sound)
    typed_in = begun(signed_in, wav(4))
    Draft.objects.filter(pk=typed_in.pk).update(revision=1)
    blobs = current_workspace().blobs
    for each in (draft, typed_in):
        blobs.remove(each.blob)
    (blobs.folder / ".0123456789abcdef.part").write_bytes(b"half of it")
    forget_half_arrived()
    assert list(Draft.objects.values_list("pk", flat=True)) == [typed_in.pk]
    assert not list(blobs.folder.glob(".*.part"))


@reads_foreign_kinds
def test_a_recording_within_a_mail_is_stored_as_one_that_was_chosen_is(
    signed_in: Client, sound: bytes
) -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "a@example.org", "A note"
    mail.set_content("Hear it.")
    mail.add_attachment(sound, "audio", "wav", filename="note.wav")
    begun(signed_in, mail.as_bytes(), "mail.eml")
    run_next()
    note = Draft.objects.exclude(blob="").get()
    assert (note.file_name, note.media_type, note.reading["within"]) == ("note.wav", "audio/wav", "mail.eml")
    assert bytes(current_workspace().blobs.read(note.blob)) == sound
    assert [name for name in stored() if name.endswith(".part")] == []


@pytest.mark.parametrize("name", ["code", "bring_in_file", "hold_document"])
def test_the_server_hands_over_what_is_posted_where_files_of_any_size_come_in(name: str) -> None:
    assert is_streamed(reverse(name, args=[UUID(int=1)] if name == "hold_document" else []))
    assert not is_streamed(reverse("import"))
    assert not is_streamed("/nowhere/")


def test_a_file_of_any_size_is_added_to_a_document(
    signed_in: Client, sound: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = put_in(
        signed_in, begun(signed_in, b"Twelve were held. " + sound[-16:].hex().encode(), "a.txt")
    )
    for module in (file_kinds, documents):
        monkeypatch.setattr(module, "MOST_READ", 100)
    address = f"/document/{document.uid}/hold/"
    assert signed_in.post(address, {"file": SimpleUploadedFile("talk.wav", sound)}).status_code == 302
    arrival = Arrival.objects.get(name="talk.wav")
    assert (arrival.kind, arrival.size) == ("audio/wav", len(sound))
    assert bytes(current_workspace().blobs.read(arrival.content)) == sound
    assert (
        signed_in.post(address, {"file": SimpleUploadedFile("a.pdf", b"%PDF-1.7" + bytes(100))}).status_code
        == 302
    )
    assert Arrival.objects.get(name="a.pdf").kind == "application/octet-stream"
    before = stored()
    large = signed_in.post(address, {"file": SimpleUploadedFile("a.txt", b"a text " * 100)})
    assert large.status_code == 422
    assert "larger than" in large.content.decode()
    assert stored() == before


def test_a_recording_that_another_document_has_is_asked_about(signed_in: Client, sound: bytes) -> None:
    first = put_in(signed_in, begun(signed_in, sound))
    other = put_in(signed_in, begun(signed_in, b"Another text. " + os.urandom(8).hex().encode(), "a.txt"))
    answer = signed_in.post(f"/document/{other.uid}/hold/", {"file": SimpleUploadedFile("talk.wav", sound)})
    assert (answer.status_code, answer.context["asked"].held_as) == (409, first)


def test_the_file_of_a_draft_is_not_told_as_one_that_nothing_holds(signed_in: Client, sound: bytes) -> None:
    draft = begun(signed_in, sound)
    blobs = current_workspace().blobs
    stray = blobs.add(sound + b"stray")
    told = " ".join(str(each) for each in doctor._blobs(current_workspace(), lambda done, total: None))
    blobs.remove(stray)
    assert stray in told
    assert draft.blob not in told


def test_more_files_than_a_form_takes_are_told_with_their_number_and_none_is_kept(
    signed_in: Client, sound: bytes, settings: Any
) -> None:
    before = stored()
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 2
    files = [SimpleUploadedFile(f"{n}.wav", sound + bytes([n])) for n in range(3)]
    answer = signed_in.post("/code/", {"file": files})
    assert answer.status_code == 413
    said = " ".join(answer.content.decode().split())
    assert "more files than one form takes, and none was kept" in said
    assert "at most 500 files at once" in said
    assert "one ZIP" in said
    assert not Draft.objects.exists()
    assert stored() == before


def test_more_letters_than_a_form_takes_are_told(signed_in: Client, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    answer = signed_in.post("/code/", {"text": "x" * 1000})
    assert answer.status_code == 413
    assert "A longer text comes in as a file" in answer.content.decode()
