"""A draft as the raw tables of a workbook, and the way back from a row of them to a field of the form."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from isthmus.actions.desk.coding.denials import ContestedAct, Denial
from isthmus.actions.desk.coding.draft import (
    ALONE,
    GENERAL,
    OF_STATEMENT,
    DraftBody,
    DraftMention,
    DraftPart,
    DraftStatement,
    NewPlace,
    NewSource,
    columns_of,
)
from isthmus.actions.desk.coding.references import References, named
from isthmus.actions.desk.new_judgements import new_id
from isthmus.core.workbook.schema import Column

__all__ = ["HEADER_ROWS", "Cells", "CodedRows", "Coder", "Spot", "coded", "places_typed", "sources_typed"]

type Cells = dict[str, str]

HEADER_ROWS = 1
# Who did it is a unit, where nothing says how many they were.
UNITS = ("perpetrator", "ordered")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where in the form a row came from: the document, a statement, one of its mentions, or a new name."""

    part: str
    statement: int | None = None
    index: int | None = None


@dataclass(slots=True)
class CodedRows:
    """The rows that a draft makes, by sheet, with the spot of each, and the names that mean several rows.

    `groups_gone`: mentions said to be part of a group that is no longer in the draft. `denials_unclear`: statements
    that deny, and whether what they deny is gone (else nobody chose it).
    """

    rows: dict[str, list[Cells]] = field(default_factory=dict)
    spots: dict[tuple[str, int], Spot] = field(default_factory=dict)
    ambiguous: list[tuple[Spot, str, str, tuple[str, ...]]] = field(default_factory=list)
    groups_gone: list[Spot] = field(default_factory=list)
    denials: list[Denial] = field(default_factory=list)
    denials_unclear: list[tuple[Spot, bool]] = field(default_factory=list)

    def add(self, sheet: str, spot: Spot, cells: Cells) -> None:
        """Add a row and remember, by the number a spreadsheet gives it, where it came from."""
        rows = self.rows.setdefault(sheet, [])
        rows.append(cells)
        self.spots[sheet, len(rows) + HEADER_ROWS] = spot


def sources_typed(body: DraftBody) -> tuple[str, ...]:
    """Return every source that the draft names, once each, in the order in which they were typed."""
    return tuple(dict.fromkeys(name for typed in _typed(body, "sources") for name in named(typed)))


def places_typed(body: DraftBody) -> tuple[str, ...]:
    """Return every place that the draft names, once each; the places that a new place lies in included."""
    return tuple(dict.fromkeys(typed.strip() for typed in _typed(body, "places") if typed.strip()))


def _typed(body: DraftBody, to: str) -> Iterator[str]:
    """Yield what was typed where rows of a sheet are named."""
    parts: list[DraftPart] = [body.document]
    for statement in body.statements:
        parts += [statement, *statement.mentions]
    for part in (*parts, *body.sources, *body.places):
        yield from (getattr(part, name) for name, column in columns_of(type(part)) if column.to == to)


@dataclass(frozen=True, slots=True)
class Coder:
    """Who codes, when (RFC 3339), and how the ids of statements begin.

    `document`: the document of the register that they are from; none where it goes in with them, under that id.
    """

    name: str
    at: str
    prefix: str
    document: str = ""


def coded(
    body: DraftBody,
    sources: References,
    places: References,
    coder: Coder,
    contested: Mapping[str, ContestedAct],
) -> CodedRows:
    """Return the raw rows of a draft; new rows get ids of their own, which say nothing of what they hold.

    `contested`: the acts of the register that it denies, by what was chosen in the form.
    """
    return _RowCoder(body, sources, places, coder, contested).run()


class _RowCoder:
    def __init__(
        self,
        body: DraftBody,
        sources: References,
        places: References,
        coder: Coder,
        contested: Mapping[str, ContestedAct],
    ) -> None:
        self.body, self.sources, self.places, self.coder = body, sources, places, coder
        self.contested = contested
        self.result = CodedRows()
        self.new_sources = {name: new_id("s-", 8) for name in sources.new(sources_typed(body))}
        self.new_places = {name: new_id("p-", 8) for name in places.new(places_typed(body))}
        self.mention_refs = self._mention_refs()

    def run(self) -> CodedRows:
        self._made_in_passing()
        self._document()
        for index, statement in enumerate(self.body.statements):
            if not statement.blank:
                self._statement(index, statement)
        return self.result

    def _made_in_passing(self) -> None:
        sources = {each.name: each for each in self.body.sources}
        for index, (name, ref) in enumerate(self.new_sources.items()):
            self._add("sources", Spot("source", index=index), sources.get(name, NewSource(name)), id=ref)
        places = {each.name: each for each in self.body.places}
        for index, (name, ref) in enumerate(self.new_places.items()):
            self._add("places", Spot("place", index=index), places.get(name, NewPlace(name)), id=ref)

    def _document(self) -> None:
        if not self.coder.document:
            self._add("documents", Spot("document"), self.body.document, id=self.coder.prefix)

    def _statement(self, index: int, said: DraftStatement) -> None:
        ref, spot = self._statement_ref(index), Spot("statement", index)
        document = self.coder.document or self.coder.prefix
        of = {"document": document, "coder": self.coder.name, "coded_at": self.coder.at}
        cells = self._add("statements", spot, said, id=ref, **of)
        if said.tells_of_an_act or said.denied:
            self._act(spot, ref, cells["speaker"], said)

    def _statement_ref(self, index: int) -> str:
        return f"{self.coder.prefix}.{index + 1}"

    def _mention_refs(self) -> dict[str, str]:
        """Return the id that each mention will have, by its key in the draft."""
        return {
            mention.key: f"{self._statement_ref(index)}a{number}"
            for index, statement in enumerate(self.body.statements)
            if not statement.blank
            for number, mention in enumerate(statement.mentions, start=1)
            if mention.key and not mention.blank
        }

    def _act(self, spot: Spot, statement: str, speaker: str, said: DraftStatement) -> None:
        ref = f"{statement}a"
        self._add("acts", spot, said, id=ref, statement=statement, **self._denied(spot, ref, said))
        for index, mention in enumerate(said.mentions):
            if not mention.blank:
                where, who = Spot("mention", spot.statement, index), speaker if mention.speaks else ""
                of = {"act": ref, "speaker": who, **_how_many(mention), **self._within(where, mention)}
                self._add("mentions", where, mention, id=f"{ref}{index + 1}", **of)

    def _denied(self, spot: Spot, act: str, said: DraftStatement) -> Cells:
        """Return what the act of a denial has from what it denies."""
        if said.stance != "denies" or said.denied == ALONE:
            return {}
        if said.denied == GENERAL:
            return {"scope": GENERAL}
        contested = self.contested.get(said.denied) or self._of_draft(said)
        if contested is None:
            self.result.denials_unclear.append((spot, bool(said.denied)))
            return {}
        self.result.denials.append(Denial(act, contested.ref))
        place = self._place(spot, "place", said.place) or contested.place
        return {
            "type": contested.type,
            "scope": "",
            "date": said.date.strip() or contested.date,
            "place": place,
        }

    def _of_draft(self, said: DraftStatement) -> ContestedAct | None:
        """Return the act of the statement of this draft that is denied; none where it was taken out."""
        for index, each in enumerate(self.body.statements):
            if each.can_be_denied and said.denied == OF_STATEMENT + each.key:
                place = self._place(Spot("statement", index), "place", each.place)
                return ContestedAct(f"{self._statement_ref(index)}a", each.type, each.date, place)
        return None

    def _within(self, spot: Spot, mention: DraftMention) -> Cells:
        if mention.within and mention.within not in self.mention_refs:
            self.result.groups_gone.append(spot)
        return {"within": self.mention_refs.get(mention.within, "")}

    def _add(self, sheet: str, spot: Spot, part: DraftPart, **more: str) -> Cells:
        """Add a row of what was typed in a part: each field that is a column of the sheet; and what follows from it."""
        typed = {
            name: self._cell(spot, column, getattr(part, name))
            for name, column in columns_of(type(part))
            if column.sheet == sheet
        }
        cells = {**typed, **more}
        self.result.add(sheet, spot, cells)
        return cells

    def _cell(self, spot: Spot, column: Column, typed: str) -> str:
        """Return what stands in the cell: of a source or a place its id, in the place of what it is called."""
        if column.to == "sources":
            return self._sources(spot, column.name, typed)
        return self._place(spot, column.name, typed) if column.to == "places" else typed

    def _sources(self, spot: Spot, column: str, typed: str) -> str:
        refs = (self._one(spot, column, name, self.sources, self.new_sources) for name in named(typed))
        return "; ".join(refs)

    def _place(self, spot: Spot, column: str, typed: str) -> str:
        name = typed.strip()
        return self._one(spot, column, name, self.places, self.new_places) if name else ""

    def _one(self, spot: Spot, column: str, name: str, known: References, new: dict[str, str]) -> str:
        meant = known.of(name)
        if len(meant) > 1:
            self.result.ambiguous.append((spot, column, name, meant))
        return meant[0] if meant else new[name]


def _how_many(typed: DraftMention) -> Cells:
    """Low, high and kind: what was left open follows from the rest, for one person and for a unit only."""
    low, high = typed.low.strip(), typed.high.strip()
    if not typed.kind and typed.as_said.strip() and not low + high:
        return {"low": "1", "high": "", "kind": "unit" if typed.role in UNITS else "group"}
    if typed.kind == "unit" or (not typed.kind and typed.role in UNITS and not low + high):
        return {"low": low or "1", "high": high, "kind": "unit"}
    if typed.kind == "individual" or (not typed.kind and {low, high} <= {"", "1"}):
        return {"low": low or "1", "high": high or "1", "kind": "individual"}
    return {"low": low, "high": high, "kind": typed.kind or "group"}
