"""Roster files, CSV or Parquet, into the table `raw`; read by DuckDB, checked here, so that errors are plain."""

import codecs
import csv
import hashlib
from collections.abc import Sequence
from pathlib import Path

import duckdb

from isthmus.core.link.fields import Mapped, mapped
from isthmus.engines.connection import Engine, one

__all__ = ["UnusableRoster", "digest_of", "read_rosters"]

_AT_ONCE = 1 << 22
_SHOWN = 10
_LONGEST_NAME = 40
_LONGEST_HEADER = 100_000
_NESTED = ("STRUCT", "MAP", "UNION", "BLOB")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_BLANKS = " \t\r\n\u00a0"


class UnusableRoster(ValueError):
    """A file that can not be linked; says which, the rule, and what to do, without a person's data."""


def read_rosters(engine: Engine, paths: Sequence[Path], asked: Sequence[str] = ()) -> Mapped:
    """Make the table `raw` (i, id, list and the fields, trimmed text, empty as null); several files are several lists.

    Raises UnusableRoster and FieldError.
    """
    tables = [_table(engine, number, path) for number, path in enumerate(paths)]
    columns = list(dict.fromkeys(name for _, names in tables for name in names))
    found = mapped(columns, asked)
    parts = [
        _selected(found, table, names, path, several=len(paths) > 1)
        for (table, names), path in zip(tables, paths, strict=True)
    ]
    engine.execute(
        "create or replace table raw as select (row_number() over ()) - 1 as i, * from ("
        + " union all ".join(parts)
        + ")"
    )
    for table, _ in tables:
        engine.execute(f"drop table {table}")
    _check_ids(engine)
    return found


def _table(engine: Engine, number: int, path: Path) -> tuple[str, list[str]]:
    """Read a file, every cell as text; return its table and its column names, trimmed."""
    name = f"file{number}"
    if _is_parquet(path):
        source, columns = "read_parquet(?)", None
    else:
        _check_text(path)
        source, columns = _csv(path)
    try:
        described = engine.execute(f"describe select * from {source}", [str(path)]).fetchall()
        plain = _named([str(row[0]) for row in described] if columns is None else columns, path)
        listed = ", ".join(map(_quoted, plain))
        cells = ", ".join(
            f"{_cell(column, str(row[1]), path)} as {_quoted(column)}"
            for column, row in zip(plain, described, strict=True)
        )
        engine.execute(
            f"create or replace table {name} as select {cells} from {source} as given({listed})", [str(path)]
        )
    except duckdb.Error as broken:
        raise UnusableRoster(_in_words(path, broken)) from None
    return name, plain


def _csv(path: Path) -> tuple[str, list[str]]:
    """Return how DuckDB reads a CSV file, every cell as text, and the names of its columns."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        first = file.readline(_LONGEST_HEADER)
    delimiter = max(",;\t|", key=first.count)
    columns = next(csv.reader([first], delimiter=delimiter), [])
    cells = ", ".join(f"'c{at}': 'VARCHAR'" for at in range(len(columns)))
    how = f"delim = '{delimiter}', quote = '\"', escape = '\"', header = true, auto_detect = false, strict_mode = true"
    return f"read_csv(?, {how}, columns = {{{cells}}})", columns


def _named(columns: Sequence[str], path: Path) -> list[str]:
    plain = [column.strip().lstrip("\ufeff") or f"column {at + 1}" for at, column in enumerate(columns)]
    alike = [column.casefold() for column in plain]
    twice = sorted({column for column, folded in zip(plain, alike, strict=True) if alike.count(folded) > 1})
    if twice:
        raise UnusableRoster(
            f"{path.name}: the column {twice[0][:_LONGEST_NAME]!r} is there twice (capital letters do not count). "
            "Rename one."
        )
    return plain


def _cell(column: str, kind: str, path: Path) -> str:
    """Return a Parquet column as text: whole numbers without a point, moments as days, lists with semicolons."""
    name = _quoted(column)
    if kind in ("DOUBLE", "FLOAT"):
        whole = f"{name} = floor({name}) and abs({name}) < 1e15"
        return f"case when {whole} then try_cast({name} as bigint)::varchar else {name}::varchar end"
    if kind.startswith("TIMESTAMP"):
        return f"{name}::date::varchar"
    if kind == "VARCHAR[]":
        return f"array_to_string({name}, '; ')"
    if kind.endswith("]") or kind.startswith(_NESTED):
        raise UnusableRoster(
            f"{path.name}: the column {column[:_LONGEST_NAME]!r} holds neither texts nor numbers nor dates. "
            "Write it as text, or leave the column out."
        )
    return f"{name}::varchar"


def _selected(found: Mapped, table: str, names: Sequence[str], path: Path, *, several: bool) -> str:
    fields = [field for field in found.columns if field not in ("id", "list")]
    if found.columns["id"] not in names:
        raise UnusableRoster(
            f"{path.name} has no column {found.columns['id']!r}, the id. Add it, or map another."
        )
    texts = [f"{_text(found.columns[field], names)} as {field}" for field in fields]
    listed = found.columns.get("list")
    label = "'" + path.stem.replace("'", "''") + "'" if several else "''"
    own = f"coalesce({_text(listed, names)}, {label})" if listed else label
    return f"select {_text(found.columns['id'], names)} as id, {own} as list, {', '.join(texts)} from {table}"


def _text(column: str, names: Sequence[str]) -> str:
    if column not in names:
        return "null::varchar"
    return f"nullif(trim({_quoted(column)}, '{_BLANKS}'), '')"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _is_parquet(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"PAR1"


def _check_text(path: Path) -> None:
    """Raise UnusableRoster where a file is empty, or where its bytes are no UTF-8."""
    decoder, rows, empty = codecs.getincrementaldecoder("utf-8")(), 1, True
    with path.open("rb") as file:
        while part := file.read(_AT_ONCE):
            empty = empty and not part.strip()
            if part.startswith(_UTF16) or b"\0" in part:
                raise UnusableRoster(
                    f"{path.name} is no text in UTF-8: perhaps UTF-16, or a file of another kind. "
                    "Save it as CSV in UTF-8."
                )
            try:
                decoder.decode(part)
            except UnicodeDecodeError as broken:
                row = rows + part[: broken.start].count(b"\n")
                raise UnusableRoster(
                    f"{path.name}: row {row:,} has bytes that are not UTF-8 (another encoding, or two mixed). "
                    "Save the file as UTF-8."
                ) from None
            rows += part.count(b"\n")
    if empty:
        raise UnusableRoster(f"{path.name} is empty. Give a file with a row of column names, and rows.")


def _in_words(path: Path, broken: duckdb.Error) -> str:
    # DuckDB's message quotes the row that it could not read.
    if _is_parquet(path):
        return f"{path.name} begins like Parquet and can not be read as such: it is cut off or damaged. Write it anew."
    numbers = [word.rstrip(".:,") for word in str(broken).split() if word.rstrip(".:,").isdigit()]
    where = f" near row {numbers[0]}" if "Line" in str(broken) and numbers else ""
    return (
        f"{path.name} can not be read as a table{where}: rows differ in their number of cells, a quotation mark "
        "is left open, or lines end in two ways. Write it anew as CSV or Parquet."
    )


def _check_ids(engine: Engine) -> None:
    count = one(engine, "select count(*), count(id) from raw")
    if not count[0]:
        raise UnusableRoster("There are no rows below the column names. Give at least one.")
    if count[0] == 1:
        raise UnusableRoster("There is one row only, and nothing to compare it with. Give at least two.")
    if count[0] != count[1]:
        rows = [
            row[0]
            for row in engine.execute(
                f"select i + 2 from raw where id is null order by i limit {_SHOWN}"
            ).fetchall()
        ]
        raise UnusableRoster(
            f"{count[0] - count[1]:,} row(s) have no id, the first at row {rows[0]}. Give each row an id of its own."
        )
    repeated = "select min(i) as first from raw group by id having count(*) > 1"
    twice = one(engine, f"select count(*), min(first) from ({repeated})")
    if twice[0]:
        raise UnusableRoster(
            f"{twice[0]:,} id(s) are there more than once, the first at row {twice[1] + 2:,} of the input. "
            "Each record needs an id of its own: where two lists count from 1, put the list before the number."
        )


def digest_of(paths: Sequence[Path]) -> dict[str, str]:
    """Return the SHA-256 of each file, by its name."""
    found = {}
    for path in paths:
        with path.open("rb") as file:
            found[path.name] = hashlib.file_digest(file, "sha256").hexdigest()
    return found
