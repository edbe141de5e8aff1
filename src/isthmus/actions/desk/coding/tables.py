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
from isthmus.actions.desk.coding.mention_cells import how_many, mention_ref
from isthmus.actions.desk.coding.references import References, named
from isthmus.actions.desk.new_judgements import new_id
from isthmus.core.workbook.schema import Column

__all__ = [
    "HEADER_ROWS",
    "Cells",
    "CodedRows",
    "Coder",
    "SameMention",
    "Spot",
    "coded",
    "places_typed",
    "sources_typed",
]

type Cells = dict[str, str]

HEADER_ROWS = 1


@dataclass(frozen=True, slots=True)
class Spot:
    """Where in the form a row came from: the document, a statement, one of its mentions, or a new name."""

    part: str
    statement: int | None = None
    index: int | None = None


@dataclass(frozen=True, slots=True)
class SameMention:
    """A mention and one of another act that is the same person, group or unit, by their ids."""

    mention: str
    other: str


@dataclass(slots=True)
class CodedRows:
    """The rows that a draft makes, by sheet, with the spot of each, and the names that mean several rows.

    `groups_gone`: mentions said to be part of a group that is no longer in the draft. `denials_unclear`: statements
    that deny, and whether what they deny is gone (else nobody chose it). `same`: mentions that are one person, group
    or unit; `same_unclear`: those that cannot be, and whether the other one is gone (else it is of the same act).
    """

    rows: dict[str, list[Cells]] = field(default_factory=dict)
    spots: dict[tuple[str, int], Spot] = field(default_factory=dict)
    ambiguous: list[tuple[Spot, str, str, tuple[str, ...]]] = field(default_factory=list)
    groups_gone: list[Spot] = field(default_factory=list)
    denials: list[Denial] = field(default_factory=list)
    denials_unclear: list[tuple[Spot, bool]] = field(default_factory=list)
    same: list[SameMention] = field(default_factory=list)
    same_unclear: list[tuple[Spot, bool]] = field(default_factory=list)

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
        self.indexes = {each.key: index for index, each in enumerate(body.statements) if each.key}
        self.mentions = {m.key: m for each in body.statements for m in each.mentions if m.key}
        self.act_refs = self._act_refs()
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
        first = self._first_act(said)
        ref, spot = self._statement_ref(index if first is None else first), Spot("statement", index)
        if first is not None:
            speaker = self._sources(spot, "speaker", self.body.statements[first].speaker)
            self._act(spot, ref, speaker, said)
            return
        document = self.coder.document or self.coder.prefix
        of = {"document": document, "coder": self.coder.name, "coded_at": self.coder.at}
        cells = self._add("statements", spot, said, id=ref, **of)
        if said.tells_of_an_act or said.denied:
            self._act(spot, ref, cells["speaker"], said)

    def _first_act(self, said: DraftStatement) -> int | None:
        """Return the statement of which this is a further act; nothing for a statement of its own."""
        first = self.indexes.get(said.act_of)
        return None if first is None or self.body.statements[first].act_of else first

    def _statement_ref(self, index: int) -> str:
        return f"{self.coder.prefix}.{index + 1}"

    def _act_refs(self) -> dict[int, str]:
        """Return the id that the act of each statement, or further act of one, will have."""
        refs: dict[int, str] = {}
        for index, each in enumerate(self.body.statements):
            first = self._first_act(each)
            of_first = f"{self._statement_ref(index if first is None else first)}a"
            refs[index] = of_first if first is None else f"{of_first}.{index + 1}"
        return refs

    def _mention_refs(self) -> dict[str, str]:
        """Return the id that each mention will have, by its key in the draft."""
        return {
            mention.key: mention_ref(self.act_refs[index], number)
            for index, statement in enumerate(self.body.statements)
            if not statement.blank
            for number, mention in enumerate(statement.mentions, start=1)
            if mention.key and not mention.blank
        }

    def _act(self, spot: Spot, statement: str, speaker: str, said: DraftStatement) -> None:
        ref = self.act_refs[spot.statement or 0]
        # What tells of no act has a place and a time of its own all the same: those of an act of no incident.
        scope = {"scope": GENERAL} if said.is_background else {}
        self._add("acts", spot, said, id=ref, statement=statement, **scope, **self._denied(spot, ref, said))
        for index, mention in enumerate(said.mentions):
            if not mention.blank:
                self._mention(Spot("mention", spot.statement, index), statement, speaker, mention)

    def _mention(self, spot: Spot, statement: str, speaker: str, said: DraftMention) -> None:
        act = self.act_refs[spot.statement or 0]
        ref = mention_ref(act, (spot.index or 0) + 1)
        of = {
            "act": act,
            "speaker": speaker if said.speaks else "",
            **how_many(said, self.mentions.get(said.same_as)),
        }
        self._add("mentions", spot, said, id=ref, **of, **self._within(spot, said))
        self._same(spot, ref, said)
        if said.status or said.date.strip():
            self._add("statuses", spot, said, id=f"{ref}s", statement=statement, mention=ref)

    def _same(self, spot: Spot, ref: str, said: DraftMention) -> None:
        """Note whom a mention is said to be the same as; two of one act are told apart by it."""
        other = self.mention_refs.get(said.same_as, "")
        of_one_act = said.same_as in {each.key for each in self.body.statements[spot.statement or 0].mentions}
        if said.same_as and (not other or of_one_act):
            self.result.same_unclear.append((spot, not other))
        elif other:
            self.result.same.append(SameMention(ref, other))

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
                return ContestedAct(self.act_refs[index], each.type, each.date, place)
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
