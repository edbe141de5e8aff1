"""The stored files of documents, as they leave beside the register with names: each is what came in, or is told."""

import csv
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db.models import QuerySet

from isthmus.core.workbook.formula_guard import guarded_cells
from isthmus.store.base.blobs import BlobDamaged
from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.models import PAPER, Arrival

__all__ = ["FOLDER", "WrittenFiles", "write_files"]

FOLDER = "files"
INDEX = "index.csv"
_HEADER = ("document", "file", "name", "sha256", "size", "kind", "came", "is_what_came")
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,8}\Z")


@dataclass(frozen=True, slots=True)
class WrittenFiles:
    """How many files were written, and the documents of those that are missing or not what came in, by id.

    `sealed`: how many stay in the workspace.
    """

    written: int
    sealed: int
    wrong: tuple[str, ...]


def write_files(folder: Path) -> WrittenFiles:
    """Write what came in of each document that is not sealed into a folder, with an index. Raises `OSError`."""
    came = Arrival.objects.exclude(kind=PAPER).exclude(content="").select_related("document")
    into = folder / FOLDER
    into.mkdir()
    rows, wrong = [], []
    for number, each in enumerate(_leaving(came), start=1):
        ending = _ENDING.search(each.name)
        path = into / f"{number:05d}{ending[0].lower() if ending else ''}"
        sound = _write(each, path)
        if not sound:
            wrong.append(each.document.ref)
        at = each.at.isoformat(timespec="minutes")
        rows.append(
            (each.document.ref, path.name, each.name, each.sha256, each.size, each.kind, at, _word(sound))
        )
    with (into / INDEX).open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([_HEADER, *map(guarded_cells, rows)])
    return WrittenFiles(len(rows), came.filter(document__protection="sealed").count(), tuple(wrong))


def _leaving(came: QuerySet[Arrival]) -> Iterator[Arrival]:
    open_ones = came.exclude(document__protection="sealed")
    yield from open_ones.order_by("document__ref", "at", "uid").iterator(1_000)


def _write(came: Arrival, path: Path) -> bool:
    """Write a file in pieces; return whether it is what came in."""
    measured = hashlib.sha256()
    with path.open("wb") as out:
        try:
            for piece in current_workspace().blobs.pieces(came.content):
                measured.update(piece)
                out.write(piece)
        except (FileNotFoundError, BlobDamaged):
            return False
    return measured.hexdigest() == came.sha256


def _word(sound: bool) -> str:
    return "yes" if sound else "no"
