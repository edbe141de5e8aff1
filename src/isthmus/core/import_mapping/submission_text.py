"""A submission of a form as the text of its document: its cells as they came, each behind the name of its column.

What its statement rests on stands first, so that the statement's quote is found in the text; what is kept beside comes
below a line of its own.
"""

from collections.abc import Collection, Iterator

from isthmus.core.import_mapping.records import Record

__all__ = ["stated_words", "submission_text"]

_LINE = "---"


def stated_words(record: Record) -> str:
    """Return the cells of a submission that its statement rests on, with those of the rows that belong to it."""
    return "\n".join(_stated(record))


def submission_text(record: Record) -> str:
    """Return all cells of a submission that are taken; nothing of the others."""
    beside = list(_beside(record, ""))
    return "\n".join([*_stated(record), *([_LINE, *beside] if beside else [])]) + "\n"


def _stated(record: Record) -> Iterator[str]:
    yield from _lines(record, record.header.read or frozenset())
    for sheet, number, each in _repeats(record):
        if lines := list(_stated(each)):
            yield f"{sheet} {number}"
            yield from lines


def _beside(record: Record, under: str) -> Iterator[str]:
    """Yield what is kept of a row; `under`: of which row of a repeat it is."""
    lines = list(_lines(record, (record.header.own or frozenset()) - (record.header.read or frozenset())))
    if lines and under:
        yield under
    yield from lines
    for sheet, number, each in _repeats(record):
        yield from _beside(each, f"{sheet} {number}")


def _lines(record: Record, columns: Collection[str]) -> Iterator[str]:
    for column in record.header.names:
        if column in columns and (cell := record.cell(column)):
            yield f"{column}: {cell}"


def _repeats(record: Record) -> Iterator[tuple[str, int, Record]]:
    for sheet, rows in record.repeats.items():
        yield from ((sheet, number, each) for number, each in enumerate(rows, 1))
