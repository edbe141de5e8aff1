"""One row of a spreadsheet as rows of the register: a statement, its acts and people, or the reasons why not."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from isthmus.core.import_mapping.cells import CellReader, Unreadable, is_yes
from isthmus.core.import_mapping.counts import PeopleCount, read_count
from isthmus.core.import_mapping.naming import Naming
from isthmus.core.import_mapping.people_in_cell import SomePeople, people_in
from isthmus.core.import_mapping.records import CellReason, Record
from isthmus.core.import_mapping.values import CellSource, Fields, ImportMapping, MappedAct, MappedPeople
from isthmus.core.mapping import spelled
from isthmus.core.messages import Message
from isthmus.core.workbook.own_columns import gathered
from isthmus.core.workbook.schema import Column, sheet

__all__ = ["DOCUMENT", "MappedRow", "RowMapper"]

type Cells = dict[str, str]

# The id of the document of a list, before the list has one.
DOCUMENT = "d"
_REFERENCES = ("ref", "refs")
_MOST_REASONS = 20


@dataclass(slots=True)
class MappedRow:
    """What a row became: rows of the register by sheet, or the `reasons` why it is set aside.

    `used`: the columns that its statement rests on; `remarks`: what was taken with less than the words may mean.
    """

    record: Record
    rows: dict[str, list[Cells]] = field(default_factory=dict)
    reasons: list[CellReason] = field(default_factory=list)
    used: tuple[str, ...] = ()
    remarks: list[CellReason] = field(default_factory=list)

    def add(self, sheet: str, cells: Cells) -> None:
        """Take a row of the register in."""
        self.rows.setdefault(sheet, []).append(cells)


class RowMapper:
    """Maps rows by a mapping, one after another."""

    def __init__(self, mapping: ImportMapping, reader: CellReader, naming: Naming) -> None:
        self.mapping, self.reader, self.naming = mapping, reader, naming
        self._home = _homes(mapping)
        self._read = dict.fromkeys(column for _, _, source in mapping.fields() for column in source.named)
        self._read |= dict.fromkeys(act.where for act in mapping.acts if act.where)

    def read(self, record: Record, base: str) -> MappedRow:
        """Return what a row becomes; its ids begin with `base`. All that is wrong with it is told at once."""
        made = MappedRow(record, reasons=list(record.marks))
        made.used = tuple(each for each in record.header.names if each in self._read)
        if self.mapping.row == "interview":
            self._document(made, base)
        self._statement(made, base)
        for number, act in enumerate(self.mapping.acts, 1):
            if not act.where or is_yes(record.cell(act.where)):
                self._act(made, act, base, f"{base}.{number}")
        if not made.rows.get("acts") and not made.reasons:
            made.reasons.append(CellReason("", "", Message("mapped.no_act")))
        del made.reasons[_MOST_REASONS:]
        return made

    def _document(self, made: MappedRow, base: str) -> None:
        cells = self.fields_of(made, "documents", self.mapping.document, made.record)
        made.add("documents", {"id": f"{base}.{DOCUMENT}", **cells})

    def _statement(self, made: MappedRow, base: str) -> None:
        cells = self.fields_of(made, "statements", self.mapping.statement, made.record)
        document = f"{base}.{DOCUMENT}" if self.mapping.row == "interview" else DOCUMENT
        own = self.own_of(made.record)
        cells.setdefault("stance", "asserts")
        cells.setdefault("quote", self._quote(made))
        made.add("statements", {"id": base, "document": document, **cells, "own": own})

    def _quote(self, made: MappedRow) -> str:
        """Return the words that the statement rests on: those of the row, and of the rows that belong to it."""
        within = [each for people in self._repeated() for each in made.record.repeats.get(people, ())]
        further = [quote_of(each, [n for n in each.header.names if n in self._home]) for each in within]
        return "\n".join(filter(None, (quote_of(made.record, made.used), *further)))

    def _repeated(self) -> tuple[str, ...]:
        return tuple(
            dict.fromkeys(people.each for act in self.mapping.acts for people in act.people if people.each)
        )

    def own_of(self, record: Record) -> str:
        """Return the columns that have no other home, as a row of the register keeps an author's own."""
        return gathered({f"x_{name}": cell for name, cell in self._own(record)})

    def _own(self, record: Record) -> Iterator[tuple[str, str]]:
        for column in record.header.names:
            if column and column not in self._home and self._kept(column) and (cell := record.cell(column)):
                yield spelled(column), cell

    def _kept(self, column: str) -> bool:
        return self.mapping.own is None or column in self.mapping.own

    def _act(self, made: MappedRow, act: MappedAct, base: str, name: str) -> None:
        cells = self.fields_of(made, "acts", act.fields, made.record)
        made.add("acts", {"id": name, "statement": base, **cells})
        for number, people in enumerate(act.people, 1):
            self._people(made, people, base, f"{name}.{number}", name)

    def _people(self, made: MappedRow, people: MappedPeople, base: str, name: str, act: str) -> None:
        records: Sequence[Record] = (
            made.record.repeats.get(people.each, ()) if people.each else (made.record,)
        )
        for number, record in enumerate(records, 1):
            start = f"{name}.{number}" if people.each else name
            try:
                found = _Found(self, made, people, record)
                found.add(base, start, act)
            except Unreadable as wrong:
                made.reasons.append(wrong.reason)

    def fields_of(self, made: MappedRow, name: str, fields: Fields, record: Record) -> Cells:
        """Return the cells of a row of that sheet; what cannot be read is added to the reasons."""
        cells: Cells = {}
        for field_name, source in fields.items():
            column = _column(name, field_name)
            try:
                value = self.cell(source, record, column)
            except Unreadable as wrong:
                made.reasons.append(wrong.reason)
                continue
            if value:
                cells[field_name] = value
            elif column.required:
                made.reasons.append(
                    CellReason(_first(source), "", Message("mapped.missing", field=column.label))
                )
        return cells

    def document(self, record: Record) -> tuple[Cells, list[CellReason]]:
        """Return the cells of the list's own document, and what is wrong with them. `record`: any; all is fixed."""
        made = MappedRow(record)
        return self.fields_of(made, "documents", self.mapping.document, record), made.reasons

    def cell(self, source: CellSource, record: Record, column: Column) -> str:
        """Return one cell of the register; of a reference, the id of what is named. Raises `Unreadable`."""
        if column.type not in _REFERENCES or column.to not in self.naming.new:
            return self.reader.value(source, record, column)
        names = [value for value, _ in self.reader.values(source, record)]
        if column.type == "ref" and len(names) > 1:
            names = [source.joined.join(names)]
        return ";".join(dict.fromkeys(self.naming.id_of(column.to, name) for name in names))


class _Found:
    """The people that one row says there are in an act."""

    def __init__(self, mapper: RowMapper, made: MappedRow, people: MappedPeople, record: Record) -> None:
        self.mapper, self.made, self.people, self.record = mapper, made, people, record

    def add(self, base: str, name: str, act: str) -> None:
        """Take them in as mentions. Raises `Unreadable`."""
        count, named = self._count(), self._named()
        shared = self._shared()
        if self.people.each:
            shared["own"] = self.mapper.own_of(self.record)
        if count is None and not named:
            return
        if self._needs_total(count, named):
            assert count is not None
            self._mention(base, name, act, {**self._role(shared), **_numbers(count)})
        for number, some in enumerate(named, 1):
            start = name if len(named) == 1 and name not in self._taken() else f"{name}.{number}"
            within = name if name in self._taken() else ""
            cells = {
                **shared,
                **_cells_of(some),
                **_numbers(some.count),
                **({"within": within} if within else {}),
            }
            self._mention(base, start, act, cells)

    def _taken(self) -> set[str]:
        return {each["id"] for each in self.made.rows.get("mentions", ())}

    def _count(self) -> PeopleCount | None:
        """Return the number that the row says; one where nothing asks for a number or for names."""
        source = self.people.number
        if source is None:
            return None if self.people.names is not None or self._is_absent() else PeopleCount(1, 1)
        found = self.mapper.reader.values(source, self.record)
        if not found:
            return None
        text, column = found[0]
        count = read_count(text)
        if count is None:
            raise Unreadable(CellReason(column, text, Message("mapped.number")))
        if count.as_said:
            self.made.remarks.append(
                CellReason(column, text, Message("mapped.at_least_so_many", n=count.low))
            )
        return count if count.low else None

    def _is_absent(self) -> bool:
        """Return whether the row is silent about somebody who is told of by columns alone."""
        if self.people.fields["role"].fixed == "victim":
            return False
        columns = [each for source in self.people.fields.values() for each in source.named]
        return bool(columns) and not any(map(self.record.cell, columns))

    def _named(self) -> list[SomePeople]:
        source = self.people.names
        if source is None:
            count = self._count()
            return [SomePeople("", count=count)] if count else []
        found = []
        for column in source.columns:
            for some in people_in(self.record.cell(column), source.split):
                if some.question is not None:
                    raise Unreadable(CellReason(column, some.text, some.question))
                found.append(some)
        return found

    def _needs_total(self, count: PeopleCount | None, named: Sequence[SomePeople]) -> bool:
        """Return whether the number says more than the names do. Raises `Unreadable` where it says less."""
        if count is None or self.people.names is None:
            return False
        low = sum(each.count.low for each in named)
        if count.high is not None and low > count.high:
            column = _first(self.people.number or CellSource())
            raise Unreadable(CellReason(column, str(count.high), Message("mapped.more_named", n=low)))
        exact = low == count.low == count.high and all(each.count.high for each in named)
        return not exact

    def _shared(self) -> Cells:
        fields = {
            each: of for each, of in self.people.fields.items() if each not in ("status", "status_date")
        }
        return self.mapper.fields_of(self.made, "mentions", fields, self.record)

    def _role(self, shared: Cells) -> Cells:
        return {each: shared[each] for each in ("role", "protection") if each in shared}

    def _mention(self, base: str, name: str, act: str, cells: Cells) -> None:
        self.made.add("mentions", {"id": name, "act": act, **cells})
        self._status(base, name)

    def _status(self, base: str, mention: str) -> None:
        source = self.people.fields.get("status")
        if source is None:
            return
        value = self.mapper.cell(source, self.record, _column("statuses", "status"))
        if value:
            when = self.people.fields.get("status_date")
            day = self.mapper.cell(when, self.record, _column("statuses", "date")) if when else ""
            cells = {
                "id": f"{mention}.s",
                "statement": base,
                "mention": mention,
                "status": value,
                "date": day,
            }
            self.made.add("statuses", cells)


@cache
def _column(name: str, field_name: str) -> Column:
    return sheet(name).column(field_name)


def _numbers(count: PeopleCount) -> Cells:
    high = {} if count.high is None else {"high": str(count.high)}
    kind = "individual" if count.is_one else "group"
    said = {"as_said": count.as_said} if count.as_said else {}
    return {"low": str(count.low), **high, "kind": kind, **said}


def _cells_of(some: SomePeople) -> Cells:
    cells = {"name": some.name, "description": some.description, "age": some.age}
    return {each: value for each, value in cells.items() if value}


def _first(source: CellSource) -> str:
    return source.named[0] if source.named else ""


def _homes(mapping: ImportMapping) -> frozenset[str]:
    """Return the columns that are read into a field, or tell rows apart."""
    read = {column for _, _, source in mapping.fields() for column in source.named}
    wheres = {act.where for act in mapping.acts if act.where}
    return frozenset(read | wheres | {repeat.parent for repeat in mapping.table.repeats})


def quote_of(record: Record, columns: Sequence[str]) -> str:
    """Return the words of a row that a statement rests on: each cell that is filled, behind the name of its column."""
    return passage({column: record.cell(column) for column in columns})


def passage(cells: Mapping[str, str]) -> str:
    """Return cells as one text, as a row of a list is quoted."""
    return " · ".join(f"{name}: {' '.join(cell.split())}" for name, cell in cells.items() if cell)
