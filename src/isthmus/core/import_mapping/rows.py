"""One row of a spreadsheet as rows of the register: a statement, its acts and people, or the reasons why not."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from isthmus.core.dates.date_words import folded
from isthmus.core.import_mapping.cells import CellReader, Unreadable, is_yes
from isthmus.core.import_mapping.chosen_options import chosen_options
from isthmus.core.import_mapping.fields import FieldReader
from isthmus.core.import_mapping.mapped_row import DOCUMENT, Cells, MappedRow
from isthmus.core.import_mapping.naming import NameIds
from isthmus.core.import_mapping.people_of_row import PeopleOfRow
from isthmus.core.import_mapping.people_within import counts_above, put_within, totals_of
from isthmus.core.import_mapping.records import CellReason, Record
from isthmus.core.import_mapping.silent_words import is_error, is_formula
from isthmus.core.import_mapping.submission_text import stated_words
from isthmus.core.import_mapping.values import CellSource, ImportMapping, MappedAct, MappedPeople
from isthmus.core.messages import Message

__all__ = ["RowMapper"]

_MOST_REASONS = 20


class RowMapper:
    """Maps rows by a mapping, one after another. `held` gives the acts and people that a statement has, by id."""

    def __init__(
        self,
        mapping: ImportMapping,
        reader: CellReader,
        naming: NameIds,
        held: Callable[[str], Collection[str]] = lambda _: (),
    ) -> None:
        self._held = held
        self.mapping, self.fields = mapping, FieldReader(mapping, reader, naming)
        self._read = dict.fromkeys(column for _, _, source in mapping.fields() for column in source.named)
        self._read |= dict.fromkeys(each.where for each in mapping.conditions())
        self._options: dict[str, list[str]] = {}
        for each in mapping.conditions():
            if each.has:
                self._options.setdefault(each.where, []).append(each.has)

    def read(self, record: Record, base: str) -> MappedRow:
        """Return what a row becomes; its ids begin with `base`. All that is wrong with it is told at once."""
        made = MappedRow(record, reasons=list(record.marks))
        read = self._read if record.header.read is None else record.header.read
        made.used = tuple(each for each in record.header.names if each in read)
        for each in made.used:
            cell = record.cell(each)
            if is_error(cell) or is_formula(cell):
                code = "mapped.error" if is_error(cell) else "mapped.formula"
                made.reasons.append(CellReason(each, cell, Message(code)))
        if self.mapping.is_form:
            self._document(made, base)
        self._statement(made, base)
        for number, act in enumerate(self.mapping.acts, 1):
            self._acts(made, act, base, f"{base}.{number}")
        _protect(made)
        if not made.rows.get("acts") and not made.reasons:
            made.reasons.append(CellReason("", "", Message("mapped.no_act")))
        told = {each["id"] for name in ("acts", "mentions") for each in made.rows.get(name, ())}
        if fewer := len(set(self._held(base)) - told):
            made.reasons.append(CellReason("", "", Message("mapped.says_less", n=fewer)))
        del made.reasons[_MOST_REASONS:]
        if made.reasons:
            self.fields.naming.forget()
        else:
            self.fields.naming.keep()
        return made

    def _document(self, made: MappedRow, base: str) -> None:
        cells = self.fields.fields_of(made, "documents", self.mapping.document, made.record)
        made.add("documents", {"id": f"{base}.{DOCUMENT}", **cells})

    def _statement(self, made: MappedRow, base: str) -> None:
        cells = self.fields.fields_of(made, "statements", self.mapping.statement, made.record)
        document = f"{base}.{DOCUMENT}" if self.mapping.is_form else DOCUMENT
        own = self.fields.own_of(made.record)
        cells.setdefault("stance", "asserts")
        cells.setdefault("quote", self.quote(made))
        made.add("statements", {"id": base, "document": document, **cells, "own": own})

    def quote(self, made: MappedRow) -> str:
        """Return the words that the statement rests on: those of the row, and of the rows that belong to it."""
        if made.record.header.read is not None:
            return stated_words(made.record)
        within = [each for people in self._repeated() for each in made.record.repeats.get(people, ())]
        further = [quote_of(each, [n for n in each.header.names if n in self.fields.home]) for each in within]
        return "\n".join(filter(None, (quote_of(made.record, made.used), *further)))

    def _repeated(self) -> tuple[str, ...]:
        every = [act.each for act in self.mapping.acts]
        every += [people.each for act in self.mapping.acts for people in act.people]
        return tuple(dict.fromkeys(filter(None, every)))

    def _acts(self, made: MappedRow, act: MappedAct, base: str, name: str) -> None:
        """Take in the acts that a row states by one part of the mapping: one, or one for each row of a repeat."""
        records = made.record.repeats.get(act.each, ()) if act.each else (made.record,)
        for number, record in enumerate(records, 1):
            try:
                stated = self._is_stated(act, record)
            except Unreadable as wrong:
                made.reasons.append(wrong.reason)
                continue
            if stated:
                self._act(made, act, record, base, f"{name}.{number}" if act.each else name)

    def _is_stated(self, act: MappedAct | MappedPeople, record: Record) -> bool:
        """Return whether a row states an act, or somebody in it. Raises `Unreadable` where that cannot be told."""
        if not act.has:
            return not act.where or is_yes(record.cell(act.where))
        cell = record.cell(act.where)
        chosen = chosen_options(cell, {*self._options[act.where], *act.among})
        if chosen is None:
            raise Unreadable(CellReason(act.where, cell, Message("mapped.no_option")))
        return folded(act.has) in chosen

    def _act(self, made: MappedRow, act: MappedAct, record: Record, base: str, name: str) -> None:
        cells = self.fields.fields_of(made, "acts", act.fields, record)
        own = {"own": self.fields.own_of(record)} if act.each else {}
        made.add("acts", {"id": name, "statement": base, **cells, **own})
        for number, people in enumerate(act.people, 1):
            self._people(made, people, record, base, f"{name}.{number}", name)
        for total, named in totals_of(act):
            named_ids = tuple(f"{name}.{each}." for each in named)
            self._put_within(made, act.people[total - 1], f"{name}.{total}", named_ids)

    def _people(
        self, made: MappedRow, people: MappedPeople, of: Record, base: str, name: str, act: str
    ) -> None:
        if counts_above(people, of):
            total = replace(people, each="", where="", has="", fields=_of_all(people))
            self._people(made, total, of, base, name, act)
            self._people(made, replace(people, number=None), of, base, name, act)
            self._put_within(made, people, name, (f"{name}.",))
            return
        records: Sequence[Record] = of.repeats.get(people.each, ()) if people.each else (of,)
        for number, record in enumerate(records, 1):
            start = f"{name}.{number}" if people.each else name
            try:
                if self._is_stated(people, record):
                    PeopleOfRow(self.fields, made, people, record).add(base, start, act)
            except Unreadable as wrong:
                made.reasons.append(wrong.reason)

    def _put_within(self, made: MappedRow, people: MappedPeople, total: str, named: tuple[str, ...]) -> None:
        try:
            put_within(made, people, total, named)
        except Unreadable as wrong:
            made.reasons.append(wrong.reason)

    def document(self, record: Record) -> tuple[Cells, list[CellReason]]:
        """Return the cells of the list's own document, and what is wrong with them. `record`: any; all is fixed."""
        made = MappedRow(record)
        cells = self.fields.fields_of(made, "documents", self.mapping.document, record)
        self.fields.naming.keep()
        return cells, made.reasons


def _of_all(people: MappedPeople) -> Mapping[str, CellSource]:
    """Return what is the same for all whom a number counts: what a row of a repeat says is of one of them."""
    return {name: each for name, each in people.fields.items() if name == "role" or each.fixed}


# From the least to the strictest.
_PROTECTIONS = ("", "confidential", "sealed")


def _protect(made: MappedRow) -> None:
    """Mark the statement as strictly as the strictest of its people: it quotes what they are described by.

    So is a document that holds nothing but the words of this statement.
    """
    people = [each.get("protection", "") for each in made.rows.get("mentions", ())]
    [statement] = made.rows["statements"]
    for row in (statement, *made.rows.get("documents", ())):
        marks = [each for each in (row.get("protection", ""), *people) if each in _PROTECTIONS]
        people = marks
        if strictest := max(marks, key=_PROTECTIONS.index, default=""):
            row["protection"] = strictest


def quote_of(record: Record, columns: Sequence[str]) -> str:
    """Return the words of a row that a statement rests on: each cell that is filled, behind the name of its column."""
    said = ((column, record.cell(column)) for column in columns)
    return " · ".join(f"{column}: {' '.join(cell.split())}" for column, cell in said if cell)
