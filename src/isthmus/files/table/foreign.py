"""Tables of foreign kinds as the parsing process answers them: all is checked, for it read what is not trusted."""

from collections import deque
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from importlib.util import find_spec
from typing import IO

from isthmus.core.messages import Message
from isthmus.files.parsing_process import Answers, NoParsingProcess, ParsingFailed, parsing
from isthmus.files.table.errors import TableFault
from isthmus.files.table.features import CellRange, SheetFeatures, SheetFrame, SheetRows

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


def xls_sheets(stream: IO[bytes], files: ExitStack) -> Iterator[tuple[str, SheetRows]]:
    """Yield name and rows of each sheet with cells. Raises `TableFault`, also while rows are read."""
    return _sheets(stream, files, "xls", "python_calamine", "tables")


def ods_sheets(stream: IO[bytes], files: ExitStack) -> Iterator[tuple[str, SheetRows]]:
    """Yield name and rows of each sheet with cells. Raises `TableFault`, also while rows are read."""
    return _sheets(stream, files, "ods", "python_calamine", "tables")


def parquet_rows(stream: IO[bytes], files: ExitStack) -> Iterator[list[str]]:
    """Yield the names of the columns, then the rows. Raises `TableFault`, also while rows are read."""
    return next(_sheets(stream, files, "parquet", "pyarrow", "link"))[1]


def _sheets(
    stream: IO[bytes], files: ExitStack, kind: str, package: str, extra: str
) -> Iterator[tuple[str, SheetRows]]:
    named = Message(f"table.kind.{kind}")
    if find_spec(package) is None:
        raise TableFault(Message("table.extra", kind=named), Message("table.extra_fix", extra=extra))
    try:
        answers = files.enter_context(parsing(kind, stream))
    except NoParsingProcess:
        raise TableFault(Message("table.not_shut_in", kind=named), Message("table.not_shut_in_fix")) from None
    return _Book(answers, named, "" if kind == "parquet" else kind.upper()).sheets()


class _Book:
    """The sheets of a file. What is left of one when the next is asked for is kept for who reads it later."""

    def __init__(self, answers: Answers, kind: Message, unseen: str) -> None:
        self._answers, self._kind, self._unseen = answers, kind, unseen

    def sheets(self) -> Iterator[tuple[str, SheetRows]]:
        """Yield each sheet with cells."""
        names, with_cells = map(self._texts, self._tagged("book", 2))
        for number, name in enumerate(with_cells):
            merged = list(map(self._range, self._list(self._tagged("sheet", 1)[0])))
            features = SheetFeatures(
                partial(SheetFrame, merged=merged),
                other_sheets=tuple(each for each in names if each != name),
                unseen=self._unseen,
            )
            rows = _Rows(self._rows())
            yield name, SheetRows(rows, features)
            if number + 1 < len(with_cells):
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
