"""A recording is written down by the program that the operator named, in the background."""

import os
import shlex
import stat
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from isthmus.actions.desk import jobs
from isthmus.actions.desk.coding.transcription import KIND
from isthmus.actions.desk.jobs import run_next
from isthmus.core.reading import PartKind
from isthmus.files.transcribing import TranscriptionCommand
from isthmus.store.desk.models import DerivedCopy, Document, Statement
from isthmus.store.desk.queries.document_texts import quotes_not_found, stored_text
from isthmus.store.desk.scratch.models import Draft, Job
from tests.recordings import wav
from tests.walls import reads_foreign_kinds
from tests.web.writing.test_coding import typed
from tests.web.writing.test_coding_files import begun
from tests.web.writing.test_large_files import put_in

VTT = """WEBVTT
Kind: captions
Language: ka

00:00:01.000 --> 00:00:02.000
First words.

00:12:04.500 --> 00:12:31.000
<v Person A>Twelve were held in March.
"""


@pytest.fixture
def recording() -> bytes:
    return wav() + os.urandom(16)


@pytest.fixture
def operator(settings: Any, tmp_path: Path) -> Path:
    """Return the program that the operator named: it hears all, and answers what stands beside it."""
    (tmp_path / "answer.vtt").write_text(VTT, encoding="utf-8")
    program = tmp_path / "writes-down"
    beside = shlex.quote(str(tmp_path))
    program.write_text(f"#!/bin/sh\nwc -c > {beside}/heard\ncat {beside}/answer.vtt\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    settings.DESK_TRANSCRIPTION = TranscriptionCommand.of(f"{program} --model small")
    return tmp_path


def asked(signed_in: Client, draft: Draft) -> Job | None:
    assert signed_in.post(f"/code/{draft.pk}/transcribe/").status_code == 302
    return Job.objects.filter(kind=KIND).order_by("-asked").first()


@reads_foreign_kinds
def test_it_becomes_the_text_of_the_recording_with_its_times(
    signed_in: Client, operator: Path, recording: bytes
) -> None:
    draft = begun(signed_in, recording, "talk.wav")
    assert "Have it written down" in signed_in.get(f"/code/{draft.pk}/").content.decode()
    asked(signed_in, draft)
    assert "is being written down" in signed_in.get(f"/code/{draft.pk}/").content.decode()
    assert run_next() is None
    job = run_next(is_slow=True)
    assert job is not None
    assert (job.state, job.failure) == (Job.State.DONE, None)
    assert int((operator / "heard").read_text()) == len(recording)
    page = signed_in.get(f"/code/{draft.pk}/").content.decode()
    assert 'data-place="0:12:04"' in page
    assert "Have it written down" not in page
    fields = {"statement-quote": "Twelve were held in March.", "step": "submit", "look-dates": "1"}
    signed_in.post(f"/code/{draft.pk}/", typed(draft.pk, **fields))
    statement, document = Statement.objects.get(), Document.objects.get()
    assert statement.locator == "0:12:04"
    assert not quotes_not_found([statement])
    copy = DerivedCopy.objects.get()
    assert (copy.tool, copy.parameters, copy.language) == ("writes-down", "--model small", "ka")
    assert copy.version.startswith("sha256:")
    assert stored_text(document).places.kind is PartKind.CUE
    shown = signed_in.get(f"/document/{document.uid}/?statement={statement.uid}").content.decode()
    assert "/recording/#t=724" in shown
    assert "First words." in shown


@reads_foreign_kinds
def test_more_that_is_coded_has_its_text_and_so_has_the_document(
    signed_in: Client, operator: Path, recording: bytes
) -> None:
    document = put_in(signed_in, begun(signed_in, recording))
    signed_in.post(f"/document/{document.uid}/more/")
    draft = Draft.objects.get()
    asked(signed_in, draft)
    run_next(is_slow=True)
    assert "Twelve were held" in Draft.objects.get().text
    assert DerivedCopy.objects.get().made_of == document.content
    assert "Twelve were held" in stored_text(document).text


def test_without_a_program_nothing_is_offered(signed_in: Client, recording: bytes) -> None:
    draft = begun(signed_in, recording)
    assert "Have it written down" not in signed_in.get(f"/code/{draft.pk}/").content.decode()
    assert asked(signed_in, draft) is None


def test_it_is_asked_for_once(signed_in: Client, operator: Path, recording: bytes) -> None:
    draft = begun(signed_in, recording)
    first, second = asked(signed_in, draft), asked(signed_in, draft)
    assert first == second
    assert first is not None
    signed_in.post(f"/jobs/{first.pk}/cancel/")
    assert run_next(is_slow=True) is None
    assert "Have it written down" in signed_in.get(f"/code/{draft.pk}/").content.decode()


@reads_foreign_kinds
def test_an_answer_that_is_no_transcript_is_said_and_not_kept(
    signed_in: Client, operator: Path, recording: bytes
) -> None:
    (operator / "answer.vtt").write_text("Model not found.\n", encoding="utf-8")
    draft = begun(signed_in, recording)
    asked(signed_in, draft)
    job = run_next(is_slow=True)
    assert job is not None
    assert job.state == Job.State.FAILED
    assert Draft.objects.get().text == ""
    assert "problem" in signed_in.get(f"/code/{draft.pk}/").content.decode()
    assert "Go on coding the recording" in signed_in.get(f"/jobs/{job.pk}/").content.decode()


def test_it_is_cancelled_while_it_runs(signed_in: Client, operator: Path, recording: bytes) -> None:
    (operator / "writes-down").write_text("#!/bin/sh\nsleep 600\n", encoding="utf-8")
    draft = begun(signed_in, recording)
    job = asked(signed_in, draft)
    assert job is not None
    Job.objects.filter(pk=job.pk).update(asked_to_stop=True)
    ended = run_next(is_slow=True)
    assert ended is not None
    assert ended.state == Job.State.CANCELLED


@reads_foreign_kinds
def test_what_the_end_of_a_desk_cut_off_is_taken_up_by_the_next(
    signed_in: Client, operator: Path, recording: bytes
) -> None:
    draft = begun(signed_in, recording)
    job = asked(signed_in, draft)
    assert job is not None
    Job.objects.filter(pk=job.pk).update(state=Job.State.RUNNING)
    jobs.interrupt_unfinished()
    assert Job.objects.filter(state=Job.State.WAITING).count() == 1
    run_next(is_slow=True)
    assert "Twelve were held" in Draft.objects.get().text


def test_nobody_has_the_draft_of_another_written_down(
    signed_in: Client, operator: Path, recording: bytes
) -> None:
    draft = begun(signed_in, recording)
    Draft.objects.filter(pk=draft.pk).update(owner=draft.owner + 1)
    assert signed_in.post(f"/code/{draft.pk}/transcribe/").status_code == 404
