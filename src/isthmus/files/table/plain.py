"""Plain text in UTF-8 read by Arrow, some five times as fast; pyarrow and numpy come with an extra.

Arrow guesses where a text is broken, and the reader of all other tables says what is wrong with it. Therefore only a
text goes this way in which nothing is left to guess: cells in whole quotation marks or without any, no blank row, no
lone carriage return. Whatever else is there, `NotPlain` is raised, and the text is read by the other from its start.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from isthmus.core.workbook.cells import LONGEST_CELL
from isthmus.files.table.opening import open_file
from isthmus.files.table.reading import Table

__all__ = ["NotPlain", "plain_batches"]

_BLOCK = 1 << 22
_QUOTE, _RETURN, _NEWLINE = b'"\r\n'
_VISIBLE = "[!-~]"


class NotPlain(Exception):
    """A text that is to be read with care, or no text."""


def plain_batches(path: Path, table: Table) -> Iterator["pa.RecordBatch"]:
    """Yield the rows of an open table as columns of text, in batches. Raises `NotPlain`, perhaps after some."""
    dialect = table.dialect
    if dialect is None or dialect.encoding != "utf-8-sig" or dialect.says_separator or table.row != 1:
        raise NotPlain
    if not _is_well_formed(path, dialect.delimiter):
        raise NotPlain
    names = [str(place) for place in range(len(table.names))]
    try:
        with open_file(path) as stream, _reader(stream, dialect.delimiter, names) as batches:
            for batch in batches:
                _check_cells(batch)
                yield batch
    except pa.ArrowException:
        raise NotPlain from None


def _reader(stream: object, delimiter: str, names: list[str]) -> "pa.csv.CSVStreamingReader":
    return pa.csv.open_csv(
        stream,
        pa.csv.ReadOptions(block_size=_BLOCK, column_names=names, skip_rows_after_names=1),
        pa.csv.ParseOptions(delimiter=delimiter, newlines_in_values=True, ignore_empty_lines=False),
        pa.csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False),
    )


def _check_cells(batch: "pa.RecordBatch") -> None:
    """Raise `NotPlain` where a row may be blank, or a cell too long."""
    if any((pc.max(pc.binary_length(column)).as_py() or 0) > LONGEST_CELL for column in batch.columns):
        raise NotPlain
    filled = np.zeros(batch.num_rows, dtype=bool)
    for column in batch.columns:
        filled |= pc.match_substring_regex(column, _VISIBLE).to_numpy(zero_copy_only=False)
        if filled.all():
            return
    raise NotPlain


def _is_well_formed(path: Path, delimiter: str) -> bool:
    """Return whether each quotation mark opens or closes a cell or is doubled within one, and lines end in one way."""
    beside = np.zeros(256, dtype=bool)  # what may stand before a mark that opens and after one that closes
    beside[[ord(delimiter), _QUOTE, _RETURN, _NEWLINE]] = True
    last, marks = b"\n", 0
    with open_file(path) as stream:
        if stream.read(3) != b"\xef\xbb\xbf":
            stream.seek(0)
        while block := stream.read(_BLOCK):
            if b"\0" in block:
                return False
            found = _marks_in(np.frombuffer(last + block, dtype=np.uint8), marks, beside)
            if found is None:
                return False
            marks, last = marks + found, block[-1:]
    return marks % 2 == 0 and last != b"\r"


def _marks_in(
    text: "np.typing.NDArray[np.uint8]", marks: int, beside: "np.typing.NDArray[np.bool_]"
) -> int | None:
    """Return how many marks there are after the first byte, before which there were `marks`; None where one is odd."""
    returns = np.flatnonzero(text[:-1] == _RETURN)
    if (text[returns + 1] != _NEWLINE).any():
        return None
    places = np.flatnonzero(text[1:] == _QUOTE) + 1
    opening, closing = places[marks % 2 :: 2], places[1 - marks % 2 :: 2]
    if marks and marks % 2 == 0 and text[0] == _QUOTE:
        closing = np.concatenate(([0], closing))
    closing = closing[closing < len(text) - 1]
    return len(places) if beside[text[opening - 1]].all() and beside[text[closing + 1]].all() else None
