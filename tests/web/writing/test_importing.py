"""The Import page: all problems at once, changes asked about, nothing written unless everything is sound."""

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from isthmus.actions.desk import importing, jobs
from isthmus.actions.desk.import_workbook import ImportOutcome, ImportPlan, apply_import
from isthmus.files.sample import sample_path
from isthmus.files.workbook import read_workbook
from isthmus.store.desk.models import Event, Place, Source, Statement
from isthmus.store.desk.scratch.models import Job, Upload


@pytest.fixture(autouse=True)
def each_step_is_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "SECONDS_BETWEEN_ROWS", 0)


def zipped(**sheets: str) -> bytes:
    target = BytesIO()
    with ZipFile(target, "w") as archive:
        for name, text in sheets.items():
            archive.writestr(f"{name}.csv", text)
    return target.getvalue()


PLACES = "id,name\np1,Northtown\np2,Southtown\n"


def upload(signed_in: Client, content: bytes) -> str:
    """Choose a workbook, let the worker do its work, and return the page of the job."""
    answer = signed_in.post("/import/", {"workbook": SimpleUploadedFile("w.zip", content)})
    jobs.run_next()
    return signed_in.get(answer["Location"]).content.decode()


def asked(signed_in: Client, **agreed: str) -> str:
    """Answer what the last import asked."""
    last = Job.objects.latest("asked")
    answer = signed_in.post(f"/import/{last.pk}/anyway/", agreed)
    jobs.run_next()
    return signed_in.get(answer["Location"]).content.decode()


def test_a_sound_workbook_is_imported_and_summed_up(signed_in: Client) -> None:
    page = upload(signed_in, zipped(places=PLACES))
    assert "2 rows are new" in page
    assert 'href="/"' in page
    assert Place.objects.count() == 2
    assert not Upload.objects.exists()


def test_importing_again_changes_nothing(signed_in: Client) -> None:
    upload(signed_in, zipped(places=PLACES))
    events = Event.objects.count()
    page = upload(signed_in, zipped(places=PLACES))
    assert "0 rows are new, 0 were changed, 2 were there already" in page
    assert Event.objects.count() == events


def test_the_sample_opens_from_an_empty_workspace(signed_in: Client) -> None:
    assert "Open the sample" in signed_in.get("/").content.decode()
    signed_in.post("/import/sample/")
    jobs.run_next()
    assert Statement.objects.count() == len(read_workbook(sample_path()).statements)
    assert "Open the sample" not in signed_in.get("/").content.decode()


def test_every_problem_is_shown_by_row_and_nothing_is_written(signed_in: Client) -> None:
    page = upload(signed_in, zipped(places="id,name,parent\np1,Northtown,nowhere\np2,,\n", weather="id\n1\n"))
    for words in ("3 problems", "nowhere", "A workbook has no sheet of this name", "nothing was written"):
        assert words in page
    assert not Place.objects.exists()


def test_what_is_sound_is_imported_only_when_asked_for(signed_in: Client) -> None:
    page = upload(signed_in, zipped(places="id,name,parent\np1,Northtown,\np2,Southtown,nowhere\n"))
    assert "Import only the rows without problems" in page
    assert "places: 1" in page
    page = asked(signed_in, partial="yes")
    assert "Left out" in page
    assert list(Place.objects.values_list("ref", flat=True)) == ["p1"]


def test_a_changed_row_is_shown_and_asked_about(signed_in: Client) -> None:
    upload(signed_in, zipped(places=PLACES))
    page = upload(signed_in, zipped(places=PLACES.replace("Northtown", "Northville")))
    assert "1 row differs from the register" in page
    assert "Northtown" in page
    assert "Northville" in page
    assert Place.objects.get(ref="p1").name == "Northtown"
    page = asked(signed_in, because="A correction.")
    assert "1 were changed" in page
    assert Place.objects.get(ref="p1").name == "Northville"


def test_an_import_that_is_given_up_leaves_no_workbook_behind(signed_in: Client) -> None:
    upload(signed_in, zipped(places=PLACES))
    upload(signed_in, zipped(places=PLACES.replace("Northtown", "Northville")))
    last = Job.objects.latest("asked")
    page = signed_in.post(f"/import/{last.pk}/leave/", follow=True).content.decode()
    assert "given up" in page
    assert not Upload.objects.exists()
    assert "no longer kept" in asked(signed_in, because="A correction.")


@pytest.mark.parametrize("content", [b"not a workbook", b"PK\x03\x04 cut off", zipped()])
def test_what_is_no_workbook_is_refused_in_words(signed_in: Client, content: bytes) -> None:
    page = upload(signed_in, content)
    job = Job.objects.get()
    assert job.state == "failed"
    assert "error of ours" not in page
    assert job.result["total"] == 1


def test_no_file_is_said_so(signed_in: Client) -> None:
    answer = signed_in.post("/import/")
    assert answer.status_code == 422
    assert "No workbook was chosen" in answer.content.decode()


def test_a_cancelled_import_leaves_the_register_as_it_was(
    signed_in: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cancelled(plan: ImportPlan, **options: Any) -> ImportOutcome:
        jobs.cancel(Job.objects.get())
        return apply_import(plan, **options)

    monkeypatch.setattr(importing, "apply_import", cancelled)
    events = Event.objects.count()
    upload(signed_in, zipped(sources="id,name,kind\ns1,Outlet A,outlet\n", places=PLACES))
    assert Job.objects.get().state == "cancelled"
    assert (Source.objects.count(), Place.objects.count(), Event.objects.count()) == (0, 0, events)


def test_a_workbook_to_fill_in_can_be_taken_along(signed_in: Client) -> None:
    answer = signed_in.get("/export/template/")
    assert answer["Content-Disposition"].startswith("attachment")
    assert ZipFile(BytesIO(answer.content)).testzip() is None


SOURCES = "id,name,kind\ns1,Newspaper A,outlet\n"
DOCUMENTS = "id,title,author,held,published\nd1,An article,s1,yes,1438-09\n"


def test_what_is_unusual_is_shown_before_it_is_kept(signed_in: Client) -> None:
    page = upload(signed_in, zipped(sources=SOURCES, documents=DOCUMENTS))
    for words in ("1 unusual cell", "1438-09", "The year lies outside 1900 to", "Import 2 rows as they are"):
        assert words in page
    assert not Source.objects.exists()
    page = asked(signed_in, as_it_is="yes")
    assert "2 rows are new" in page
    assert "1 unusual cell" in page
    assert Source.objects.exists()


def test_unusual_cells_stand_beside_problems_and_are_agreed_to_with_them(signed_in: Client) -> None:
    page = upload(signed_in, zipped(sources=SOURCES + "s2,,outlet\n", documents=DOCUMENTS))
    assert "1 problem" in page
    assert "1 unusual cell" in page
    assert "2 rows are new" in asked(signed_in, partial="yes")
