"""Tables of foreign kinds as the parsing process answers them: all is checked, for it read what is not trusted."""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from importlib.util import find_spec
from typing import IO
from zipfile import ZipFile

from isthmus.core.messages import Message
from isthmus.files.parsing_process import Answers, NoParsingProcess, ParsingFailed, parsing
from isthmus.files.table.errors import TableFault
from isthmus.files.table.features import CellRange, SheetFeatures, SheetFrame, SheetRows
from isthmus.files.table.ods_frame import read_ods_frame

__all__ = ["ods_sheets", "parquet_rows", "xls_sheets"]

_TOLD: dict[str, tuple[str, ...]] = {
    "table.locked": (),
    "table.too_many_sheets": ("most", "n"),
    "table.too_many_cells": ("most",),
    "table.parquet": (),
    "table.not_plain": ("column", "type"),
}
"""What the process may say is wrong with a file, and the values that stand in it."""
_LONGEST_VALUE = 60


type FrameOf = Callable[[int, SheetFeatures], SheetFrame]
"""Reads what a sheet says beside its words, by its number from 0; what stands in rows goes into its features."""


def xls_sheets(stream: IO[bytes], files: ExitStack) -> Iterator[tuple[str, SheetRows]]:
    """Yield name and rows of each sheet with cells. Raises `TableFault`, also while rows are read."""
    return _book(stream, files, "xls", "python_calamine", "tables").sheets()


def ods_sheets(stream: IO[bytes], files: ExitStack, archive: ZipFile) -> Iterator[tuple[str, SheetRows]]:
    """Yield name and rows of each sheet with cells; what stands beside the words is read by our own reader.

    Raises `TableFault`, also while rows are read.
    """
    return _book(stream, files, "ods", "python_calamine", "tables").sheets(partial(read_ods_frame, archive))


def parquet_rows(stream: IO[bytes], files: ExitStack) -> Iterator[list[str]]:
    """Yield the names of the columns, then the rows. Raises `TableFault`, also while rows are read."""
    return next(_book(stream, files, "parquet", "pyarrow", "link").sheets())[1]


def _book(stream: IO[bytes], files: ExitStack, kind: str, package: str, extra: str) -> "_Book":
    named = Message(f"table.kind.{kind}")
    if find_spec(package) is None:
        raise TableFault(Message("table.extra", kind=named), Message("table.extra_fix", extra=extra))
    try:
        answers = files.enter_context(parsing(kind, stream))
    except NoParsingProcess:
        raise TableFault(Message("table.not_shut_in", kind=named), Message("table.not_shut_in_fix")) from None
    return _Book(answers, named, "" if kind == "parquet" else kind)


class _Book:
    """The sheets of a file. What is left of one when the next is asked for is kept for who reads it later."""

    def __init__(self, answers: Answers, kind: Message, unseen: str) -> None:
        self._answers, self._kind, self._unseen = answers, kind, unseen

    def sheets(self, frame_of: FrameOf | None = None) -> Iterator[tuple[str, SheetRows]]:
        """Yield each sheet with cells; `frame_of`, where not only its merged cells are known."""
        first, second = self._tagged("book", 2)
        names, with_cells = self._texts(first), self._list(second)
        for number in with_cells:
            if not isinstance(number, int) or not 0 <= number < len(names):
                raise self._unreadable()
            merged = list(map(self._range, self._list(self._tagged("sheet", 1)[0])))
            others = (*names[:number], *names[number + 1 :])
            features = SheetFeatures(
                partial(SheetFrame, merged=merged), other_sheets=others, unseen=self._unseen
            )
            if frame_of:
                features.frame = partial(frame_of, number, features)
            rows = _Rows(self._rows())
            yield names[number], SheetRows(rows, features)
            if number != with_cells[-1]:
                rows.keep()

    def _rows(self) -> Iterator[list[str]]:
        while (row := self._next()) != ["end"]:
            yield self._texts(row)

    def _next(self) -> object:
        """Return the next answer. Raises `TableFault` for what is wrong with the file, and where the process fails."""
        try:
            answer = next(self._answers, None)
        except ParsingFailed:
            raise self._unreadable() from None
        match answer:
            case ["fault", str(code), dict(values)]:
                raise self._fault(code, values)
            case _:
                return answer

    def _tagged(self, tag: str, n: int) -> list[object]:
        answer = self._list(self._next())
        if answer[:1] != [tag] or len(answer) != 1 + n:
            raise self._unreadable()
        return answer[1:]

    def _list(self, value: object) -> list[object]:
        if not isinstance(value, list):
            raise self._unreadable()
        return value

    def _texts(self, value: object) -> list[str]:
        texts = [each for each in self._list(value) if isinstance(each, str)]
        if len(texts) != len(self._list(value)):
            raise self._unreadable()
        return texts

    def _range(self, value: object) -> CellRange:
        match value:
            case [int(top), int(left), int(bottom), int(right)] if 0 < top <= bottom and 0 < left <= right:
                return CellRange(top, left, bottom, right)
        raise self._unreadable()

    def _fault(self, code: str, values: dict[object, object]) -> TableFault:
        if code not in _TOLD:
            return self._unreadable()
        said = {name: _value(values.get(name)) for name in _TOLD[code]}
        return TableFault(Message(code, **said), Message(f"{code}_fix"))

    def _unreadable(self) -> TableFault:
        return TableFault(Message("table.spreadsheet", kind=self._kind), Message("table.spreadsheet_fix"))


def _value(value: object) -> str | int:
    return value if isinstance(value, int) else str(value)[:_LONGEST_VALUE]


class _Rows:
    """The rows of a sheet as they come, or as they were kept."""

    def __init__(self, coming: Iterator[list[str]]) -> None:
        self._coming, self._kept = coming, deque[list[str]]()

    def __iter__(self) -> Iterator[list[str]]:
        return self

    def __next__(self) -> list[str]:
        return self._kept.popleft() if self._kept else next(self._coming)

    def keep(self) -> None:
        """Take in what is still to come."""
        self._kept.extend(self._coming)
