"""Columns of text from a CSV or Parquet file, as Arrow tables; what is wrong with a file is said without its data."""

import csv
from io import StringIO
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet

__all__ = ["UnusableTable", "is_parquet", "rows_named", "text_columns"]

_FIRST = 1 << 16
_MOST_NAMED = 10
_LONGEST_NAME = 40


class UnusableTable(ValueError):
    """A file that can not be used as a table; its message says what is so, the rule, and what to do."""


def is_parquet(path: Path) -> bool:
    """Whether the file begins as Parquet does; everything else is read as CSV."""
    with path.open("rb") as file:
        return file.read(4) == b"PAR1"


def rows_named(rows: list[int]) -> str:
    """Name up to ten rows: `rows 2, 5 and 3 more`. The header is row 1; empty lines do not count."""
    named = ", ".join(map(str, rows[:_MOST_NAMED]))
    more = f" and {len(rows) - _MOST_NAMED} more" if len(rows) > _MOST_NAMED else ""
    return f"{'row' if len(rows) == 1 else 'rows'} {named}{more}"


def text_columns(path: Path, columns: tuple[str, ...]) -> "pa.Table":
    """Read these columns as text (large_string), trimmed; other columns are passed over.

    Raises UnusableTable where one is missing or there twice, where there is no row, and where bytes are no UTF-8.
    """
    table = _parquet(path, columns) if is_parquet(path) else _csv(path, columns)
    if not table.num_rows:
        raise UnusableTable(f"{path.name} has no rows: there is nothing to read. Give a file with rows.")
    texts = [pc.utf8_trim_whitespace(_as_text(path, name, table[name])) for name in columns]
    return pa.table(dict(zip(columns, texts, strict=True)))


def _parquet(path: Path, columns: tuple[str, ...]) -> "pa.Table":
    try:
        file = pa.parquet.ParquetFile(path)
        _check_columns(path, columns, file.schema_arrow.names)
        return file.read(columns=list(columns))
    except (pa.ArrowException, OSError) as broken:
        raise UnusableTable(
            f"{path.name} begins as Parquet and can not be read as such: write it anew."
        ) from broken


def _csv(path: Path, columns: tuple[str, ...]) -> "pa.Table":
    _check_columns(path, columns, _header(path))
    _check_quotation_marks(path)
    broken: list[int] = []

    def skipped(row: "pa.csv.InvalidRow") -> str:
        broken.append(row.number)
        return "skip"

    try:
        table = pa.csv.read_csv(
            path,
            # On one thread, so that rows have numbers.
            read_options=pa.csv.ReadOptions(use_threads=False),
            parse_options=pa.csv.ParseOptions(newlines_in_values=True, invalid_row_handler=skipped),
            convert_options=pa.csv.ConvertOptions(
                include_columns=list(columns),
                column_types={name: pa.large_binary() for name in columns},
                strings_can_be_null=False,
            ),
        )
    except pa.ArrowException as unreadable:
        raise UnusableTable(f"{path.name} can not be read as CSV: write it anew.") from unreadable
    if broken:
        raise UnusableTable(
            f"{path.name}: {rows_named(broken)} have more or fewer cells than the header. Put a cell that holds"
            " a comma in quotation marks."
        )
    return table


def _header(path: Path) -> list[str]:
    with path.open("rb") as file:
        first = file.read(_FIRST)
    if first.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in first:
        raise UnusableTable(f"{path.name} is not UTF-8 (it looks like UTF-16). Save it as CSV in UTF-8.")
    text = first.decode("utf-8-sig", errors="replace")
    if not text.strip():
        raise UnusableTable(f"{path.name} is empty. Give a file with a header and rows.")
    return next((cells for cells in csv.reader(StringIO(text)) if cells), [])


def _check_quotation_marks(path: Path) -> None:
    """Arrow would read on to the end of the file as one cell, and say nothing."""
    with path.open("rb") as file:
        marks = sum(piece.count(b'"') for piece in iter(lambda: file.read(1 << 20), b""))
    if marks % 2:
        raise UnusableTable(
            f"{path.name} has a quotation mark without its end. In a cell that holds one, double it and put the"
            " cell in quotation marks."
        )


def _check_columns(path: Path, wanted: tuple[str, ...], found: list[str]) -> None:
    missing = [name for name in wanted if name not in found]
    if missing:
        named = ", ".join(name[:_LONGEST_NAME] for name in found[: 2 * _MOST_NAMED])
        raise UnusableTable(
            f"{path.name} lacks {' and '.join(missing)}. It needs the columns {', '.join(wanted)}, separated by"
            f" commas and named so in its first row; it has: {named}."
        )
    twice = [name for name in wanted if found.count(name) > 1]
    if twice:
        raise UnusableTable(f"{path.name} has the column {twice[0]} more than once. Keep one of them.")


def _as_text(path: Path, name: str, column: "pa.ChunkedArray") -> "pa.ChunkedArray":
    """Cells as text; an empty text where there is none."""
    try:
        return pc.fill_null(column.cast(pa.large_string()), "")
    except pa.ArrowException as wrong:
        if not pa.types.is_large_binary(column.type):
            raise UnusableTable(
                f"{path.name}: the column {name} holds {column.type}, not text. Write it as text."
            ) from wrong
    bad = [row for row, cell in enumerate(column.to_pylist(), 2) if not _is_utf8(cell)]
    raise UnusableTable(
        f"{path.name}: the column {name} is not UTF-8 in {rows_named(bad)}: the file mixes encodings, or is in"
        " another one. Save it as UTF-8."
    )


def _is_utf8(cell: bytes) -> bool:
    try:
        cell.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
