"""A register as FollowTheMoney entities, without alleged grounds: with dates and places they would join to names.

A file without names gives people numbers in the place of names. Free text (quotes, notes) may hold both, and never
goes out. What is closed in the register is left out. Ids are keyed digests, since an author's own id may be a name;
those of files with names and without differ.
"""

import hmac
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from isthmus.core.dates import bounds
from isthmus.core.names.nameless import names_nobody
from isthmus.core.register import Register
from isthmus.core.workbook.rows import Act, Document, Mention, Place, Row, Source, Statement, Status
from isthmus.core.workbook.schema import Column, sheet_of
from isthmus.core.workbook.tokens import is_token, stated
from isthmus.files.atomic_write import whole_file

__all__ = ["Entity", "entities", "write_ftm"]


SOURCE_SCHEMAS = {
    "person": "Person",
    "organisation": "Organization",
    "outlet": "Organization",
    "authority": "PublicBody",
}

# The property that holds a column as it is written, by the column's kind; what else an entity says is worked out.
PROPERTIES: Mapping[str, Mapping[str, str]] = {
    "sources": {"kind": "classification", "affiliation": "parent"},
    "places": {"name": "name", "precision": "remarks"},
    "documents": {"title": "title", "published": "date", "url": "sourceUrl"},
    "statements": {"stance": "role", "basis": "status", "said": "date", "locator": "recordId"},
    "mentions": {"born": "birthDate", "occupation": "position"},
}


@dataclass(frozen=True, slots=True)
class Entity:
    """One entity; `rows` are the (sheet, id) of the rows that it stands for."""

    id: str
    schema: str
    properties: Mapping[str, tuple[str, ...]]
    rows: tuple[tuple[str, str], ...] = field(default=())


def entities(register: Register, *, key: bytes, names: bool) -> Iterator[Entity]:
    """Yield the entities of a register; `key` keeps ids from being guessed, `names` puts names in place of numbers."""
    return _Writer(register, key, names=names).all()


class _Writer:
    def __init__(self, register: Register, key: bytes, *, names: bool) -> None:
        self.register = register
        self.key = hmac.digest(key, b"names" if names else b"numbers", "sha256")
        self.names = names
        self.numbers = {person: str(at) for at, person in enumerate(register.persons, start=1)}
        self.speaking = {row.speaker for row in register.workbook.mentions if row.speaker}
        self.statuses: dict[str, list[Status]] = {}
        for row in register.workbook.statuses:
            self.statuses.setdefault(register.person_of[row.mention], []).append(row)

    def all(self) -> Iterator[Entity]:
        book = self.register.workbook
        yield from map(self._source, book.sources)
        yield from map(self._place, book.places)
        yield from map(self._document, book.documents)
        for act in book.acts:
            yield from self._act(act)
        yield from (self._person(person, members) for person, members in self.register.persons.items())
        yield from map(self._link, book.mentions)

    def _id(self, sheet: str, row: str) -> str:
        return hmac.digest(self.key, f"{sheet}\n{row}".encode(), "sha256")[:20].hex()

    def _ids(self, sheet: str, rows: Iterable[str]) -> tuple[str, ...]:
        return tuple(self._id(sheet, row) for row in rows if row)

    def _entity(self, sheet: str, row: str, schema: str, **properties: Iterable[str]) -> Entity:
        filled = {
            name: tuple(dict.fromkeys(filter(None, map(stated, values))))
            for name, values in properties.items()
        }
        return Entity(self._id(sheet, row), schema, {k: v for k, v in filled.items() if v}, ((sheet, row),))

    def _as_written(self, *rows: Row) -> dict[str, Iterable[str]]:
        """Return the columns of rows of one sheet that have a property of their own, by property."""
        sheet = sheet_of(type(rows[0]))
        return {
            name: [value for row in rows for value in self._values(sheet.column(column), row)]
            for column, name in PROPERTIES[sheet.name].items()
        }

    def _values(self, column: Column, row: Row) -> tuple[str, ...]:
        """Return the values that a cell gives: of a reference the entity's id, of a date its one day."""
        cell = stated(getattr(row, column.name))
        if column.type == "ref":
            return self._ids(column.to, (cell,))
        return _days(cell) if column.type == "date" else (cell,)

    def _source(self, row: Source) -> Entity:
        # Who speaks of what was done to them is a victim: named only where names go out.
        name = "a source" if is_token(row.name) or not self._may_be_named(row) else row.name
        schema = SOURCE_SCHEMAS.get(row.kind, "LegalEntity")
        return self._entity("sources", row.id, schema, name=(name,), **self._as_written(row))

    def _may_be_named(self, row: Source) -> bool:
        return self.names or row.id not in self.speaking

    def _place(self, row: Place) -> Entity:
        where = (
            {"latitude": (row.latitude,), "longitude": (row.longitude,)}
            if row.latitude and row.longitude
            else {}
        )
        above = (self.register.places[each].name for each in self.register.places_upward[row.id])
        full = (", ".join(above),)
        return self._entity("places", row.id, "Address", full=full, **self._as_written(row), **where)

    def _document(self, row: Document) -> Entity:
        authors = (self.register.sources[each] for each in row.author)
        author = (each.name for each in authors if self._may_be_named(each))
        return self._entity(
            "documents",
            row.id,
            "Document",
            fileName=(row.title,),
            author=author,
            **self._as_written(row),
            processingStatus=("held" if row.held == "yes" else "not held",),
        )

    def _act(self, row: Act) -> Iterator[Entity]:
        statement = self.register.statements[row.statement]
        if not row.type:
            return
        when = bounds(row.date)
        yield self._entity(
            "acts",
            row.id,
            "Event",
            name=(row.type.replace("_", " "),),
            keywords=(row.type, row.method, row.outcome),
            program=(self._incident(row),),
            startDate=(when.earliest.isoformat() if when.earliest else "",),
            endDate=(when.latest.isoformat() if when.latest else "",),
            location=(self.register.places[row.place].name if row.place else "",),
            addressEntity=self._ids("places", (row.place,)),
        )
        yield self._said(row, statement)

    def _incident(self, row: Act) -> str:
        incident = self.register.incident_of.get(row.id)
        return self._id("incidents", incident) if incident else ""

    def _said(self, act: Act, row: Statement) -> Entity:
        """Return the link of a document to what one of its statements says was done."""
        found = self._entity(
            "statements",
            f"{row.id}\n{act.id}",
            "Documentation",
            document=self._ids("documents", (row.document,)),
            entity=self._ids("acts", (act.id,)),
            **self._as_written(row),
        )
        return Entity(found.id, found.schema, found.properties, (("statements", row.id),))

    def _person(self, person: str, members: tuple[str, ...]) -> Entity:
        mentions = [self.register.mentions[each] for each in members]
        kinds = {each.kind for each in mentions}
        one = all(each.low == each.high == 1 for each in mentions) and not kinds & {"group", "unit"}
        statuses = self.statuses.get(person, ())
        shared = {"name": self._names(person, mentions), "status": (each.status for each in statuses)}
        own = self._particulars(mentions) if one and self.names else {}
        found = self._entity("persons", person, "Person" if one else "LegalEntity", **shared, **own)
        stands_for = (("mentions", each) for each in members)
        return Entity(
            found.id,
            found.schema,
            found.properties,
            (*stands_for, *(("statuses", each.id) for each in statuses)),
        )

    def _particulars(self, mentions: list[Mention]) -> dict[str, Iterable[str]]:
        """Return what describes one person, which could name them as well as a name does."""
        return {
            "alias": (each.other_names for each in mentions),
            "gender": (each.sex for each in mentions if each.sex in ("male", "female", "other")),
            **self._as_written(*mentions),
        }

    def _names(self, person: str, mentions: list[Mention]) -> tuple[str, ...]:
        known = tuple(each.name for each in mentions if not names_nobody(stated(each.name)))
        if self.names and known:
            return known
        low, high = max(each.low for each in mentions), [each.high for each in mentions if each.high]
        many = "" if low == 1 and high and min(high) == 1 else f", at least {low}"
        return (f"no. {self.numbers[person]}{many}",)

    def _link(self, row: Mention) -> Entity:
        act = self.register.acts[row.act]
        to = self._ids("acts", (row.act,)) if act.type else ()
        return Entity(
            self._id("mentions", row.id),
            "UnknownLink",
            {
                "subject": self._ids("persons", (self.register.person_of[row.id],)),
                "object": to or self._ids("documents", (self.register.statements[act.statement].document,)),
                "role": (row.role,),
            },
            (("mentions", row.id),),
        )


def _days(text: str) -> tuple[str, ...]:
    """Return a written date where it is one day; nothing where it spans more, which a single date would hide."""
    found = bounds(text)
    return (found.earliest.isoformat(),) if found.earliest and found.earliest == found.latest else ()


def write_ftm(written: Iterable[Entity], path: Path) -> None:
    """Write one entity a line; the file is there whole or not at all."""
    with whole_file(path) as stream:
        for entity in written:
            properties = {name: list(values) for name, values in entity.properties.items()}
            line = {"id": entity.id, "schema": entity.schema, "properties": properties}
            stream.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")
