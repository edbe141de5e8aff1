"""Recordings are sent in pieces from the encrypted file, to who may see them, as sound or video and as nothing else."""

import os
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponseBase
from django.test import Client

from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.models import Arrival, Document
from isthmus.store.desk.scratch.models import Draft
from isthmus.web.desk.reading import recording
from isthmus.web.desk.reading.recording import quoted_stretches
from tests.recordings import HEADS, wav
from tests.web.writing.test_coding_files import begun
from tests.web.writing.test_large_files import put_in

SOUND = wav(60)


@pytest.fixture
def held(signed_in: Client) -> Document:
    return put_in(signed_in, begun(signed_in, SOUND, "talk.wav"))


def asked(client: Client, row: Document, ranges: str = "", **headers: str) -> HttpResponseBase:
    given = {"Range": ranges, **headers} if ranges else headers
    return client.get(f"/document/{row.uid}/recording/", headers=given)


def body(answer: HttpResponseBase) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]


def test_all_of_it_is_sent_where_nothing_else_is_asked_for(signed_in: Client, held: Document) -> None:
    answer = asked(signed_in, held)
    assert (answer.status_code, body(answer)) == (200, SOUND)
    assert answer.headers["Content-Length"] == str(len(SOUND))
    assert answer.headers["Accept-Ranges"] == "bytes"


@pytest.mark.parametrize(
    ("ranges", "start", "end"),
    [
        ("bytes=0-", 0, len(SOUND)),
        ("bytes=0-0", 0, 1),
        ("bytes=65530-65550", 65_530, 65_551),
        ("bytes=-5", len(SOUND) - 5, len(SOUND)),
        (f"bytes={len(SOUND) - 1}-9999999999", len(SOUND) - 1, len(SOUND)),
    ],
)
def test_a_part_is_sent(signed_in: Client, held: Document, ranges: str, start: int, end: int) -> None:
    answer = asked(signed_in, held, ranges)
    assert (answer.status_code, body(answer)) == (206, SOUND[start:end])
    assert answer.headers["Content-Range"] == f"bytes {start}-{end - 1}/{len(SOUND)}"
    assert answer.headers["Content-Length"] == str(end - start)


@pytest.mark.parametrize(
    "ranges",
    [f"bytes={len(SOUND)}-", "bytes=-0", "bytes=5-2", "bytes=0-1,5-6", "bytes=--1", "bytes=" + "0-," * 900],
)
def test_what_does_not_lie_in_it_is_refused(signed_in: Client, held: Document, ranges: str) -> None:
    answer = asked(signed_in, held, ranges)
    assert (answer.status_code, body(answer)) == (416, b"")
    assert answer.headers["Content-Range"] == f"bytes */{len(SOUND)}"


def test_one_answer_brings_a_part_that_holds_no_thread(
    signed_in: Client, held: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recording, "MOST_AT_ONCE", 1_000)
    answer = asked(signed_in, held, "bytes=0-")
    assert (answer.status_code, len(body(answer))) == (206, 1_000)
    assert answer.headers["Content-Range"] == f"bytes 0-999/{len(SOUND)}"


def test_a_part_of_what_may_have_changed_meanwhile_is_sent_whole(signed_in: Client, held: Document) -> None:
    answer = asked(signed_in, held, "bytes=0-0", **{"If-Range": '"abc"'})
    assert (answer.status_code, body(answer)) == (200, SOUND)


def test_its_head_is_sent_without_it(signed_in: Client, held: Document) -> None:
    answer = signed_in.head(f"/document/{held.uid}/recording/", headers={"Range": "bytes=10-19"})
    assert (answer.status_code, body(answer)) == (206, b"")
    assert answer.headers["Content-Length"] == "10"


def test_it_can_be_nothing_but_sound_and_is_kept_nowhere(signed_in: Client, held: Document) -> None:
    for answer in (
        asked(signed_in, held),
        asked(signed_in, held, "bytes=0-1"),
        asked(signed_in, held, "bytes=x"),
    ):
        assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert asked(signed_in, held).headers["Content-Type"] == "audio/wav"


def test_what_lies_about_its_kind_is_not_played(signed_in: Client) -> None:
    draft = begun(signed_in, b"<html><script>alert(1)</script>", "film.mp4")
    assert draft.media_type == "text/html"
    assert signed_in.get(f"/code/{draft.pk}/recording/").status_code == 404
    assert "<video" not in signed_in.get(f"/code/{draft.pk}/").content.decode()


def test_a_recording_that_came_in_later_is_played_on_the_page_of_its_document(
    signed_in: Client, held: Document
) -> None:
    further = wav(2) + os.urandom(16)
    signed_in.post(f"/document/{held.uid}/hold/", {"file": SimpleUploadedFile("more.wav", further)})
    address = f"/file/{Arrival.objects.get(name='more.wav').uid}/recording/"
    assert body(signed_in.get(address, headers={"Range": "bytes=4-9"})) == further[4:10]
    assert f'src="{address}"' in signed_in.get(f"/document/{held.uid}/").content.decode()
    Document.objects.filter(pk=held.pk).update(protection="sealed")
    assert signed_in.get(address).status_code == 404


def test_what_no_browser_plays_is_not_sent_to_be_played(signed_in: Client) -> None:
    row = put_in(signed_in, begun(signed_in, HEADS["amr"][0], "note.amr"))
    assert asked(signed_in, row).status_code == 404
    assert "no browser plays (audio/amr)" in signed_in.get(f"/document/{row.uid}/").content.decode()


def test_a_sealed_recording_is_not_played_while_nobody_looks(signed_in: Client, held: Document) -> None:
    Document.objects.filter(pk=held.pk).update(protection="sealed")
    assert asked(signed_in, held).status_code == 404
    assert "/recording/" not in signed_in.get(f"/document/{held.uid}/").content.decode()


def test_a_confidential_one_is_heard_and_not_handed_out(signed_in: Client, held: Document) -> None:
    Document.objects.filter(pk=held.pk).update(protection="confidential")
    assert asked(signed_in, held).status_code == 200
    assert signed_in.get(f"/document/{held.uid}/file/").status_code == 404
    assert 'controlslist="nodownload"' in signed_in.get(f"/document/{held.uid}/").content.decode()


def test_who_is_not_signed_in_hears_nothing(held: Document) -> None:
    assert asked(Client(), held).status_code == 403


def test_the_recording_of_a_draft_is_its_owners(signed_in: Client) -> None:
    sound = SOUND + os.urandom(16)
    answer = signed_in.post("/code/", {"file": SimpleUploadedFile("a.wav", sound)})
    draft = Draft.objects.get(pk=UUID(answer["Location"].split("/")[2]))
    address = f"/code/{draft.pk}/recording/"
    assert body(signed_in.get(address)) == sound
    assert f'src="{address}"' in signed_in.get(f"/code/{draft.pk}/").content.decode()
    Draft.objects.filter(pk=draft.pk).update(owner=draft.owner + 1)
    assert signed_in.get(address).status_code == 404


def test_a_recording_of_which_more_is_coded_is_heard_and_stays(signed_in: Client, held: Document) -> None:
    answer = signed_in.post(f"/document/{held.uid}/more/")
    draft = Draft.objects.get(pk=UUID(answer["Location"].split("/")[2]))
    assert body(signed_in.get(f"/code/{draft.pk}/recording/")) == SOUND
    signed_in.post(f"/code/{draft.pk}/discard/")
    assert held.content in current_workspace().blobs


def test_a_file_that_is_gone_is_not_there(signed_in: Client, held: Document) -> None:
    blobs = current_workspace().blobs
    kept = blobs.path(held.content).read_bytes()
    blobs.remove(held.content)
    try:
        assert asked(signed_in, held).status_code == 404
    finally:
        blobs.path(held.content).write_bytes(kept)


def test_stretches_stand_in_the_order_of_the_recording() -> None:
    one, two, three = (UUID(int=each) for each in range(3))
    locators = [(one, "1:00-1:10", "b"), (two, "0:00:05", "a"), (three, "p. 3, ¶1", "c")]
    found = list(quoted_stretches(locators, one))
    assert [(each.statement, each.quote, each.asked) for each in found] == [
        (two, "a", False),
        (one, "b", True),
    ]
