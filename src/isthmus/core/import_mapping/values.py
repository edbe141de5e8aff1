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
    `line`: where it is said.
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
    hold several people, and numbers of them. `each`: the sheet of which every row that belongs to this one is a person.
    """

    fields: Fields
    number: CellSource | None = None
    names: CellSource | None = None
    each: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class MappedAct:
    """An act that each row states; with `where`, only the rows in which that column is filled and not 0 or no."""

    fields: Fields
    people: tuple[MappedPeople, ...] = ()
    where: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class RepeatSheet:
    """A sheet whose rows belong to rows of the main one: `key` there is what `parent` is here."""

    sheet: str
    key: str
    parent: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class TableShape:
    """Where the table stands in its file: rows are numbered as a spreadsheet does; 0: the first that is not blank.

    `key`: the columns that tell the author's rows apart, as far as there are any. `merged`: of a cell that is merged
    over several rows, one of `MERGED`: whether it is said of each of them, or of the first alone.
    """

    sheet: str = ""
    header_row: int = 0
    header_rows: int = 0
    encoding: str = ""
    key: tuple[str, ...] = ()
    repeats: tuple[RepeatSheet, ...] = ()
    merged: str = ""


@dataclass(frozen=True, slots=True)
class ImportMapping:
    """A mapping: `sources` and `places` hold what new ones of a name are, by field; `own` the columns that are kept."""

    name: str
    row: RowKind
    table: TableShape
    document: Fields
    statement: Fields
    acts: tuple[MappedAct, ...]
    kinds: Mapping[str, str] = field(default_factory=dict)
    other_kind: str = ""
    own: tuple[str, ...] | None = None

    def fields(self) -> Iterator[tuple[str, str, CellSource]]:
        """Yield every field of the main sheet: its sheet of the register, its name, and where it comes from."""
        yield from (("documents", name, each) for name, each in self.document.items())
        yield from (("statements", name, each) for name, each in self.statement.items())
        for act in self.acts:
            yield from (("acts", name, each) for name, each in act.fields.items())
            for people in act.people:
                yield from _of_people(people)


def _of_people(people: MappedPeople) -> Iterator[tuple[str, str, CellSource]]:
    yield from (("mentions", name, each) for name, each in people.fields.items())
    if people.number is not None:
        yield "mentions", "number", people.number
    if people.names is not None:
        yield "mentions", "names", people.names
