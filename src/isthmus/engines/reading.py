"""Roster files, in whatever form a table comes, into the table `raw`: each cell as text, trimmed, empty as null."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from isthmus.core.link.fields import map_roster
from isthmus.core.mapping import ColumnMapping, MappingError, check_names, shown, spelled
from isthmus.core.messages import Message, MessageError
from isthmus.engines.connection import Engine, one, parquet_of
from isthmus.files.table import (
    Table,
    TableError,
    TableFault,
    check_decoded,
    is_parquet,
    open_file,
    open_table,
)
from isthmus.files.table.plain import NotPlain, plain_batches

__all__ = ["RosterFiles", "UnknownList", "check_lists", "digest_of", "read_rosters"]

_LONGEST_NAME = 40
_NESTED = ("STRUCT", "MAP", "UNION", "BLOB")
_BLANKS = " \t\r\n\u00a0"

type _Columns = pa.Table | pa.RecordBatch


class UnknownList(MessageError):
    """What was said of a list is about one that the files do not have."""


@dataclass(frozen=True)
class _File:
    """A file that was read: its table, the names of its columns, its rows, and which row of it is which."""

    path: Path
    table: str
    names: tuple[str, ...]
    rows: int
    row: int  # of the header
    passed: Sequence[int]  # blank rows

    def number(self, at: int) -> int:
        """Return the number of the row that is the `at`th of the table, from 0."""
        row = self.row + 1 + at
        for passed in self.passed:
            if passed > row:
                break
            row += 1
        return row


@dataclass(frozen=True)
class RosterFiles:
    """Which column was read as what, and the files that the rows of the table `raw` were read from, in their order."""

    mapped: ColumnMapping
    files: Sequence[_File]

    def place(self, at: int) -> tuple[str, int]:
        """Return the file of the `at`th row of all, from 0, and its number there."""
        for file in self.files:
            if at < file.rows:
                return file.path.name, file.number(at)
            at -= file.rows
        raise AssertionError("No file has this row.")


def read_rosters(
    engine: Engine, paths: Sequence[Path], asked: Sequence[str] = (), encoding: str = ""
) -> RosterFiles:
    """Make the table `raw` (i, id, list and the fields, trimmed text, empty as null); several files are several lists.

    Raises `TableError` and `MappingError`.
    """
    files = [_read(engine, number, path, encoding) for number, path in enumerate(paths)]
    names: dict[str, str] = {}
    for file in files:
        for name in file.names:
            names.setdefault(spelled(name), name)
    found = map_roster(list(names.values()), asked)
    labels = _list_names(paths)
    parts = [_selected(found, file, label) for file, label in zip(files, labels, strict=True)]
    engine.execute(
        "create or replace table raw as select (row_number() over ()) - 1 as i, * from ("
        + " union all ".join(parts)
        + ")"
    )
    for file in files:
        engine.execute(f"drop table {file.table}")
    read = RosterFiles(found, files)
    _check_ids(engine, read)
    return read


def _read(engine: Engine, number: int, path: Path, encoding: str) -> _File:
    name = f"file{number}"
    if is_parquet(path):
        return _read_parquet(engine, name, path)
    with open_table(path, encoding) as table:
        names = _names(table.names)
        try:
            rows = _filled(engine, name, names, plain_batches(path, table))
        except NotPlain:
            rows = _filled(engine, name, names, _parts(table))
        return _File(path, name, names, rows, table.row, table.passed)


def _filled(engine: Engine, name: str, names: Sequence[str], parts: Iterable[_Columns]) -> int:
    """Make the table of these rows; return how many they are."""
    columns = ", ".join(f"{_quoted(each)} varchar" for each in names)
    engine.execute(f"create or replace table {name} ({columns})")
    rows = 0
    for part in parts:
        engine.register("part", part)
        engine.execute(f"insert into {name} select * from part")
        engine.unregister("part")
        rows += part.num_rows
    return rows


def _parts(table: Table) -> Iterator["pa.Table"]:
    """Yield the rows of any table by the thousand, as columns of text. Raises `TableFault`."""
    places = [str(place) for place in range(len(table.names))]
    for numbers, rows in table.rows():
        columns = list(zip(*rows, strict=True))
        try:
            made = [pa.array(column, pa.string()) for column in columns]
        except UnicodeEncodeError:
            for name, column in zip(table.names, columns, strict=True):
                check_decoded(table, name, numbers, column)
            raise
        yield pa.table(made, names=places)


def _names(names: Sequence[str]) -> tuple[str, ...]:
    check_names(names)
    return tuple(name or f"column {at}" for at, name in enumerate(names, start=1))


def _read_parquet(engine: Engine, name: str, path: Path) -> _File:
    """Read by DuckDB, whose moments, numbers and lists of texts become the text that one would write."""
    try:
        described = engine.execute(f"describe select * from {parquet_of(path)}").fetchall()
        names = _names([" ".join(str(row[0]).split()) for row in described])
        cells = ", ".join(
            f"{_cell(str(row[0]), str(row[1]))} as {_quoted(column)}"
            for column, row in zip(names, described, strict=True)
        )
        engine.execute(f"create or replace table {name} as select {cells} from {parquet_of(path)}")
    except duckdb.Error:  # its message quotes what it could not read
        fault = TableFault(Message("table.parquet"), Message("table.parquet_fix"))
        raise TableError(path.name, fault) from None
    except TableFault as fault:
        raise TableError(path.name, fault) from None
    except MappingError as error:
        raise TableError(path.name, TableFault(error.rule, error.fix)) from None
    return _File(path, name, names, int(one(engine, f"select count(*) from {name}")[0]), 1, ())


def _cell(column: str, kind: str) -> str:
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
        rule = Message("table.not_plain", column=column[:_LONGEST_NAME], type=kind)
        raise TableFault(rule, Message("table.not_plain_fix"))
    return f"{name}::varchar"


def _list_names(paths: Sequence[Path]) -> list[str]:
    """Return what the list in each file is called: as the file, with as much of the path as tells it from the others.

    One file alone is no list of its own.
    """
    if len(paths) < 2:
        return [""] * len(paths)
    ways = ([path.stem for path in paths], [path.name for path in paths], [str(path) for path in paths])
    return next((names for names in ways if len(set(names)) == len(paths)), ways[-1])


def _selected(found: ColumnMapping, file: _File, label: str) -> str:
    own_names = {spelled(name): name for name in file.names}
    columns = {field: own_names.get(spelled(column)) for field, column in found.columns.items()}
    if columns["id"] is None:
        fault = TableFault(
            Message("mapping.missing", columns=(found.columns["id"],), n=1),
            Message("mapping.missing_fix", names=file.names, n=1),
        )
        raise TableError(file.path.name, fault)
    texts = [
        f"{_text(column)} as {field}" for field, column in columns.items() if field not in ("id", "list")
    ]
    literal = "'" + label.replace("'", "''") + "'"
    own = f"coalesce({_text(columns['list'])}, {literal})" if columns.get("list") else literal
    return f"select {_text(columns['id'])} as id, {own} as list, {', '.join(texts)} from {file.table}"


def _text(column: str | None) -> str:
    return "null::varchar" if column is None else f"nullif(trim({_quoted(column)}, '{_BLANKS}'), '')"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _check_ids(engine: Engine, read: RosterFiles) -> None:
    count, ids = one(engine, "select count(*), count(id) from raw")
    if count < 2:
        fault = TableFault(
            Message("table.no_rows") if not count else Message("roster.one_row"),
            Message("table.no_rows_fix") if not count else Message("roster.one_row_fix"),
        )
        raise TableError(read.files[0].path.name, fault)
    if count != ids:
        (first,) = one(engine, "select min(i) from raw where id is null")
        raise _at(read, first, Message("roster.no_id", n=count - ids), Message("roster.no_id_fix"))
    repeated = "select min(i) as first from raw group by id having count(*) > 1"
    times, first = one(engine, f"select count(*), min(first) from ({repeated})")
    if times:
        raise _at(read, first, Message("roster.id_twice", n=times), Message("roster.id_twice_fix"))


def check_lists(engine: Engine, asked: Sequence[str]) -> None:
    """Raise `UnknownList` where a list that was named has no row."""
    lists = [str(row[0]) for row in engine.execute("select distinct list from raw order by 1").fetchall()]
    unknown = tuple(name for name in asked if not name or name not in lists)
    if unknown and not any(lists):
        raise UnknownList(Message("engines.no_lists"))
    if unknown:
        raise UnknownList(Message("engines.no_list", asked=unknown, lists=shown(lists)))


def _at(read: RosterFiles, at: int, rule: Message, fix: Message) -> TableError:
    """Return the error at the `at`th row of all, from 0, with the file and the row where it stands."""
    file, row = read.place(at)
    return TableError(file, TableFault(rule, fix, row))


def digest_of(paths: Sequence[Path]) -> dict[str, str]:
    """Return the SHA-256 of each file, by its name; by its path where two have one name."""
    names = [path.name for path in paths]
    found = {}
    for path in paths:
        with open_file(path) as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        found[path.name if names.count(path.name) == 1 else str(path)] = digest
    return found
