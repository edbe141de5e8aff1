"""Files of documents leave with names alone, each as it came, or it is told which is not."""

import csv
from hashlib import sha256
from pathlib import Path

import pytest

from isthmus.actions.desk.documents import Artefact, take_in
from isthmus.actions.desk.history import find_row
from isthmus.actions.desk.leaving import WrittenFiles, write_files
from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.models import Arrival, Document
from tests.accounts import who
from tests.actions.cases import bring_in

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(40)
TEXT = b"It was said on Monday."


@pytest.fixture
def documents() -> None:
    bring_in()
    take_in(find_row("d1"), Artefact(TEXT, "../../story.TXT"), actor=who("tester"))
    take_in(find_row("d1"), Artefact(PICTURE, "=page"), actor=who("tester"))
    take_in(find_row("d2"), Artefact(kept_at="shelf 3"), actor=who("tester"))


def written(folder: Path) -> tuple[WrittenFiles, list[dict[str, str]]]:
    """What was written, and the index."""
    found = write_files(folder)
    with (folder / "files" / "index.csv").open(encoding="utf-8-sig", newline="") as file:
        return found, list(csv.DictReader(file))


@pytest.mark.usefixtures("documents")
def test_each_file_is_what_came_in_and_the_index_says_of_which_document(tmp_path: Path) -> None:
    found, index = written(tmp_path)
    assert found == WrittenFiles(2, 0, ())
    assert [(each["document"], each["file"], each["is_what_came"]) for each in index] == [
        ("d1", "00001.txt", "yes"),
        ("d1", "00002", "yes"),
    ]
    contents = [(tmp_path / "files" / each["file"]).read_bytes() for each in index]
    assert contents == [TEXT, PICTURE]
    assert [each["sha256"] for each in index] == [sha256(each).hexdigest() for each in contents]
    assert [each["name"] for each in index] == ["../../story.TXT", "'=page"]


@pytest.mark.usefixtures("documents")
def test_of_a_sealed_document_none_leaves(tmp_path: Path) -> None:
    Document.objects.filter(ref="d1").update(protection="sealed")
    assert written(tmp_path) == (WrittenFiles(0, 2, ()), [])


@pytest.mark.usefixtures("documents")
@pytest.mark.parametrize("damage", ["missing", "another", "digest"])
def test_one_that_is_not_what_came_in_is_named(tmp_path: Path, damage: str) -> None:
    came = Arrival.objects.get(name="=page")
    blobs = current_workspace().blobs
    whole = blobs.path(came.content).read_bytes()
    try:
        if damage == "missing":
            blobs.path(came.content).unlink()
        elif damage == "another":
            blobs.path(came.content).write_bytes(b"no such file")
        else:
            Arrival.objects.filter(pk=came.pk).update(sha256="0" * 64)
        found, index = written(tmp_path)
    finally:
        blobs.path(came.content).write_bytes(whole)
    assert found.wrong == ("d1",)
    assert [each["is_what_came"] for each in index] == ["yes", "no"]
