"""What a mapping says, as values."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

__all__ = [
    "MERGED",
    "ROW_KINDS",
    "CellSource",
    "ImportMapping",
    "MappedAct",
    "MappedPeople",
    "RepeatSheet",
    "RowKind",
    "TableShape",
    "fields_of_sheet",
]

type RowKind = Literal["person", "incident", "interview"]
ROW_KINDS: tuple[RowKind, ...] = ("person", "incident", "interview")
MERGED = ("each_row", "first_row")


@dataclass(frozen=True, slots=True)
class CellSource:
    """Where the value of one field comes from.

    `fixed` is the same for all rows. `columns` are read in order: several are joined with `joined`, or, of a date,
    are its first and last day. `codes`: what a cell says, folded, and the value that it means; a cell that is not
    among them sets its row aside. `split`: the signs that part several values in a cell. `dates`: how numbers of a
    date are meant, or by sign (`orders`); `century`: the first figures of a year of which two are written.
    `listed`: columns that say yes or no, each with the value that a yes gives. `otherwise`: the value of an empty
    cell. `prefix` stands before what a cell says, as the scheme of an identifier. `nothing`: words of a cell,
    folded, that say nothing; None: whatever stands there is kept, as in a name. `own_words`: the codes of the field.
    `first_of`: of its columns the first that is filled counts, since a question may have been renamed. `line`: where it
    is said.
    """

    fixed: str = ""
    columns: tuple[str, ...] = ()
    codes: Mapping[str, str] = field(default_factory=dict)
    split: tuple[str, ...] = ()
    joined: str = " "
    dates: str = ""
    orders: Mapping[str, str] = field(default_factory=dict)
    century: str = ""
    listed: Mapping[str, str] = field(default_factory=dict)
    otherwise: str = ""
    prefix: str = ""
    nothing: frozenset[str] | None = frozenset()
    own_words: frozenset[str] = frozenset()
    first_of: bool = False
    line: int = 0

    @property
    def named(self) -> tuple[str, ...]:
        """Return the columns that it reads."""
        return (*self.columns, *self.listed)


type Fields = Mapping[str, CellSource]


@dataclass(frozen=True, slots=True)
class MappedPeople:
    """People of one role in an act.

    `fields` by column of a mention, and `status`, `status_date`. `number`: how many they are. `names`: a cell that may
    hold several people, and numbers of them. `each`: the sheet of which every row that belongs to this one is a person;
    with a `number` of the row above, they are some of those whom it counts. `where`, `has`, `among`: as of an act.
    """

    fields: Fields
    number: CellSource | None = None
    names: CellSource | None = None
    each: str = ""
    where: str = ""
    has: str = ""
    among: tuple[str, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class MappedAct:
    """An act that each row states; with `where`, only the rows in which that column is filled and not 0 or no.

    `has`: what must have been chosen in that column, and `among` all that can be. `each`: the sheet of which every row
    that belongs to this one is such an act.
    """

    fields: Fields
    people: tuple[MappedPeople, ...] = ()
    where: str = ""
    has: str = ""
    among: tuple[str, ...] = ()
    each: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class RepeatSheet:
    """A sheet whose rows belong to rows of another: `key` there is what `parent` is here.

    `of`: the repeat to whose rows they belong; empty: to those of the main sheet. `own`: of a form, the columns without
    a field that are kept; None: all.
    """

    sheet: str
    key: tuple[str, ...]
    parent: tuple[str, ...]
    of: str = ""
    own: tuple[str, ...] | None = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class TableShape:
    """Where the table stands in its file: rows are numbered as a spreadsheet does; 0: the first that is not blank.

    `key`: the columns that tell the author's rows apart, as far as there are any. `merged`: of a cell that is merged
    over several rows, one of `MERGED`: whether it is said of each of them, or of the first alone. `second_key`: what
    tells a row whose key was changed. `leave_out`: columns of which nothing is read. `media`: columns that name files.
    `line`: of the mapping, in which its keys stand.
    """

    sheet: str = ""
    header_row: int = 0
    header_rows: int = 0
    encoding: str = ""
    key: tuple[str, ...] = ()
    repeats: tuple[RepeatSheet, ...] = ()
    merged: str = ""
    second_key: tuple[str, ...] = ()
    leave_out: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class ImportMapping:
    """A mapping: `kinds` and `other_kind` say what new sources are; `own` are the columns that are kept."""

    name: str
    row: RowKind
    table: TableShape
    document: Fields
    statement: Fields
    acts: tuple[MappedAct, ...]
    kinds: Mapping[str, str] = field(default_factory=dict)
    other_kind: str = ""
    own: tuple[str, ...] | None = None
    own_line: int = 0

    @property
    def is_form(self) -> bool:
        """Return whether each row is a submission: a document of its own, of which only what was asked for is taken."""
        return self.row == "interview"

    def conditions(self) -> "Iterator[MappedAct | MappedPeople]":
        """Yield the acts and people that only some rows state, as a column says."""
        for act in self.acts:
            if act.where:
                yield act
            yield from (each for each in act.people if each.where)

    def fields(self) -> Iterator[tuple[str, str, CellSource]]:
        """Yield every field: its sheet of the register, its name, and where it comes from."""
        yield from (("documents", name, each) for name, each in self.document.items())
        yield from (("statements", name, each) for name, each in self.statement.items())
        for act in self.acts:
            yield from (("acts", name, each) for name, each in act.fields.items())
            for people in act.people:
                yield from _of_people(people)


def fields_of_sheet(mapping: ImportMapping, sheet: str) -> Iterator[CellSource]:
    """Yield where the fields of statements, acts and people come from, of a repeat, or of the main sheet (empty)."""
    if not sheet:
        yield from mapping.statement.values()
    for act in mapping.acts:
        if act.each == sheet:
            yield from act.fields.values()
            if act.where:
                yield CellSource(columns=(act.where,), line=act.line)
        for people in act.people:
            if (people.each or act.each) == sheet:
                yield from (each for _, _, each in _of_people(people))
                if people.where:
                    yield CellSource(columns=(people.where,), line=people.line)


def _of_people(people: MappedPeople) -> Iterator[tuple[str, str, CellSource]]:
    yield from (("mentions", name, each) for name, each in people.fields.items())
    if people.number is not None:
        yield "mentions", "number", people.number
    if people.names is not None:
        yield "mentions", "names", people.names
