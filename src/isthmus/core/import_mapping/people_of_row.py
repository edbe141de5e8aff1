"""The people that one row says there are in an act: those that it names, and how many they are."""

from collections.abc import Sequence
from dataclasses import replace

from isthmus.core.import_mapping.cells import Unreadable
from isthmus.core.import_mapping.counts import PeopleCount, read_count
from isthmus.core.import_mapping.fields import FieldReader, first_column, schema_column
from isthmus.core.import_mapping.mapped_row import Cells, MappedRow
from isthmus.core.import_mapping.people_in_cell import SomePeople, names_several, people_in
from isthmus.core.import_mapping.records import CellReason, Record
from isthmus.core.import_mapping.values import CellSource, MappedPeople
from isthmus.core.messages import Message

__all__ = ["PeopleOfRow"]


class PeopleOfRow:
    """The people that one row says there are in an act."""

    def __init__(self, fields: FieldReader, made: MappedRow, people: MappedPeople, record: Record) -> None:
        self.fields, self.made, self.people, self.record = fields, made, people, record

    def add(self, base: str, name: str, act: str) -> None:
        """Take them in as mentions. Raises `Unreadable`."""
        count, named = self._count(), self._named()
        shared = self._shared()
        self._refuse_several(shared)
        if self.people.each:
            shared["own"] = self.fields.own_of(self.record)
        if count is None and not named:
            self._refuse_nobody()
            return
        total = self._needs_total(count, named)
        if total:
            assert count is not None
            self._mention(base, name, act, {**_numbers(count), **self._role(shared)})
        for number, some in enumerate(named, 1):
            # Under the same id also when further people are named in the cell, or a number stands beside it.
            start = name if self.people.names is None else f"{name}.{number}"
            within = {"within": name} if total else {}
            self._mention(base, start, act, {**_numbers(some.count), **shared, **_cells_of(some), **within})

    def _refuse_several(self, shared: Cells) -> None:
        """Raise `Unreadable` where the name of one person is of several."""
        source = self.people.fields.get("name")
        if source is None or source.fixed or source.split or shared.get("kind") not in (None, "individual"):
            return
        for column in source.columns:
            if names_several(said := self.record.cell(column)):
                raise Unreadable(CellReason(column, said, Message("mapped.several_in_name")))

    def _refuse_nobody(self) -> None:
        """Raise `Unreadable` where an act would be left without a victim: the row says 0, or not how many they are."""
        number = self.people.number
        if number is None or self.people.fields["role"].fixed != "victim":
            return
        column = first_column(number)
        says = self.record.cell(column)
        raise Unreadable(CellReason(column, says, Message("mapped.nobody" if says else "mapped.no_number")))

    def _count(self) -> PeopleCount | None:
        """Return the number that the row says; one where nothing asks for a number or for names."""
        source = self.people.number
        if source is None:
            return None if self.people.names is not None or self._is_absent() else PeopleCount(1, 1)
        found = self.fields.reader.values(source, self.record)
        if not found:
            return None
        text, column = found[0]
        if len(source.columns) > 1 and not source.first_of:
            count = self._between(source, found)
        else:
            count = _read(text, column)
        if count.as_said:
            self.made.remarks.append(
                CellReason(column, text, Message("mapped.at_least_so_many", n=count.low))
            )
        if not count.low and count.high:
            raise Unreadable(CellReason(column, text, Message("mapped.perhaps_nobody")))
        return count if count.low else None

    def _between(self, source: CellSource, found: Sequence[tuple[str, str]]) -> PeopleCount:
        """Return the number of two columns: at least so many as the first says, at most so many as the second."""
        read = {column: _read(text, column) for text, column in found}
        least, most = (read.get(column) for column in source.columns[:2])
        if most is None:
            return replace(read[source.columns[0]], high=None)
        if least is None:
            return replace(most, low=1) if most.high != 0 else most
        if most.high is not None and most.high < least.low:
            text, column = found[0]
            raise Unreadable(CellReason(column, text, Message("mapped.least_above_most", n=most.high)))
        return PeopleCount(least.low, most.high, least.as_said)

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
            column = first_column(self.people.number or CellSource())
            raise Unreadable(CellReason(column, str(count.high), Message("mapped.more_named", n=low)))
        exact = low == count.low == count.high and all(each.count.high for each in named)
        return not exact

    def _shared(self) -> Cells:
        wanted = {
            each: of for each, of in self.people.fields.items() if each not in ("status", "status_date")
        }
        return self.fields.fields_of(self.made, "mentions", wanted, self.record)

    def _role(self, shared: Cells) -> Cells:
        return {each: shared[each] for each in ("role", "protection", "kind") if each in shared}

    def _mention(self, base: str, name: str, act: str, cells: Cells) -> None:
        self.made.add("mentions", {"id": name, "act": act, **cells})
        self._status(base, name)

    def _status(self, base: str, mention: str) -> None:
        source = self.people.fields.get("status")
        if source is None:
            return
        value = self.fields.cell(source, self.record, schema_column("statuses", "status"))
        if value:
            when = self.people.fields.get("status_date")
            day = self.fields.cell(when, self.record, schema_column("statuses", "date")) if when else ""
            cells = {
                "id": f"{mention}.s",
                "statement": base,
                "mention": mention,
                "status": value,
                "date": day,
            }
            self.made.add("statuses", cells)


def _read(text: str, column: str) -> PeopleCount:
    count = read_count(text)
    if count is None:
        raise Unreadable(CellReason(column, text, Message("mapped.number")))
    return count


def _numbers(count: PeopleCount) -> Cells:
    high = {} if count.high is None else {"high": str(count.high)}
    kind = "individual" if count.is_one else "group"
    said = {"as_said": count.as_said} if count.as_said else {}
    return {"low": str(count.low), **high, "kind": kind, **said}


def _cells_of(some: SomePeople) -> Cells:
    cells = {"name": some.name, "description": some.description, "age": some.age}
    return {each: value for each, value in cells.items() if value}
