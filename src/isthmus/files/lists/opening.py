"""How a table of lists is written: in which encoding, with what between its cells; and its records, chunk by chunk."""

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path

from isthmus.core.workbook.problems import Problem

__all__ = ["Broken", "Chunk", "Written", "chunks", "written_as"]

_FIRST = 1 << 16
_AT_ONCE = 20_000
_SAVE = "Save the sheet as CSV UTF-8 and give that."
_OTHERS = (
    (b"PK\x03\x04", "a ZIP or XLSX file"),
    (b"\xd0\xcf\x11\xe0", "an old XLS file"),
    (b"PAR1", "a Parquet file"),
    (b"\x1f\x8b", "a gzip file"),
    (b"%PDF", "a PDF file"),
)

type Chunk = tuple[int, list[list[str]]]
"""The number of the first record, and the records; the header is record 1."""


class Broken(ValueError):
    """The file, or the rest of it, can not be read; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.rule)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Written:
    """The encoding, what becomes of bytes that it does not know, and what stands between cells."""

    encoding: str
    errors: str
    delimiter: str


def written_as(path: Path) -> Written:
    """Look at the beginning of the file. Raises Broken where it is no text, and OSError."""
    with path.open("rb") as file:
        first = file.read(_FIRST)
    for magic, what in _OTHERS:
        if first.startswith(magic):
            raise _broken(path, f"A table of lists is a CSV file; this is {what}.", _SAVE)
    utf16 = first.startswith((b"\xff\xfe", b"\xfe\xff"))
    if b"\0" in first and not utf16:
        raise _broken(
            path, "A table of lists is text; this file is not, or is UTF-16 that does not say so.", _SAVE
        )
    encoding, errors = ("utf-16", "replace") if utf16 else ("utf-8-sig", "surrogateescape")
    text = first.decode(encoding, errors)
    if not text.strip():
        raise _broken(path, "The file is empty.", "Give a table with a header and rows.")
    return Written(encoding, errors, _delimiter(text.strip().splitlines()[0]))


def _delimiter(header: str) -> str:
    bare = re.sub(r'"[^"]*"', "", header)
    return max(",;\t|", key=bare.count)


def _broken(path: Path, rule: str, mend: str, row: int | None = None) -> Broken:
    return Broken(Problem(path.stem, row, "", "", rule, mend))


def chunks(
    path: Path, written: Written, progress: Callable[[int, int], None] | None = None
) -> Iterator[Chunk]:
    """Yield the records in turn, some thousands at once. Raises Broken at a record that is not closed."""
    size = path.stat().st_size
    with path.open("rb") as file, TextIOWrapper(file, written.encoding, written.errors, newline="") as text:
        reader = csv.reader(text, delimiter=written.delimiter, strict=True)
        first, rows = 1, list[list[str]]()
        while True:
            broken = _filled(reader, rows)
            if rows:
                yield first, rows
            if broken is not None:
                raise _broken(path, *_said_of(broken), first + len(rows))
            if len(rows) < _AT_ONCE:
                return
            first, rows = first + len(rows), []
            if progress is not None:
                progress(file.tell(), size)


def _filled(reader: Iterator[list[str]], rows: list[list[str]]) -> csv.Error | None:
    """Read on until there are enough rows, or the end; return what stopped it, if anything did."""
    try:
        for row in reader:
            rows.append(row)
            if len(rows) == _AT_ONCE:
                return None
    except csv.Error as error:
        return error
    return None


def _said_of(error: csv.Error) -> tuple[str, str]:
    return (
        f"From this row on the file can not be read as CSV ({error}); the rest was not looked at.",
        "Close each quotation mark, and double those within a cell.",
    )
