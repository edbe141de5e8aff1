"""A draft as the raw tables of a workbook, and the way back from a row of them to a field of the form."""

import secrets
from dataclasses import dataclass, field

from isthmus.actions.desk.coding.draft import DraftBody, DraftMention, DraftStatement
from isthmus.actions.desk.coding.references import References, named

__all__ = ["Cells", "Coded", "Coder", "Spot", "coded", "places_typed", "sources_typed"]

type Cells = dict[str, str]

ALPHABET = "abcdefghjkmnpqrstvwxyz23456789"  # no letter that reads like a digit
HEADER_ROWS = 1


@dataclass(frozen=True, slots=True)
class Spot:
    """Where in the form a row came from: the document, a statement, one of its mentions, or a new name."""

    part: str
    statement: int | None = None
    index: int | None = None


@dataclass(slots=True)
class Coded:
    """The rows that a draft makes, by sheet, with the spot of each, and the names that mean several rows."""

    rows: dict[str, list[Cells]] = field(default_factory=dict)
    spots: dict[tuple[str, int], Spot] = field(default_factory=dict)
    ambiguous: list[tuple[Spot, str, str, tuple[str, ...]]] = field(default_factory=list)

    def add(self, sheet: str, spot: Spot, cells: Cells) -> None:
        """Add a row and remember, by the number a spreadsheet gives it, where it came from."""
        rows = self.rows.setdefault(sheet, [])
        rows.append(cells)
        self.spots[sheet, len(rows) + HEADER_ROWS] = spot


def sources_typed(body: DraftBody) -> tuple[str, ...]:
    """Every source that the draft names, once each, in the order in which they were typed."""
    fields = [body.document.author]
    for each in body.statements:
        fields += [each.speaker, each.via, each.told_by]
    fields += [each.affiliation for each in body.sources]
    return tuple(dict.fromkeys(name for typed in fields for name in named(typed)))


def places_typed(body: DraftBody) -> tuple[str, ...]:
    """Every place that the draft names, once each; the places that a new place lies in included."""
    fields = [*(each.place for each in body.statements), *(each.parent for each in body.places)]
    return tuple(dict.fromkeys(typed.strip() for typed in fields if typed.strip()))


@dataclass(frozen=True, slots=True)
class Coder:
    """Who codes, when (RFC 3339), and under which id the document goes into the register."""

    name: str
    at: str
    document: str


def coded(body: DraftBody, sources: References, places: References, coder: Coder) -> Coded:
    """The raw rows of a draft; new rows get ids of their own, which say nothing of what they hold."""
    return _Coding(body, sources, places, coder).run()


class _Coding:
    def __init__(self, body: DraftBody, sources: References, places: References, coder: Coder) -> None:
        self.body, self.sources, self.places, self.coder = body, sources, places, coder
        self.result = Coded()
        self.new_sources = {name: _fresh("s") for name in sources.new(sources_typed(body))}
        self.new_places = {name: _fresh("p") for name in places.new(places_typed(body))}

    def run(self) -> Coded:
        self._made_in_passing()
        self._document()
        for index, statement in enumerate(self.body.statements):
            if not statement.blank:
                self._statement(index, statement)
        return self.result

    def _made_in_passing(self) -> None:
        known_sources = {each.name: each for each in self.body.sources}
        for index, (name, ref) in enumerate(self.new_sources.items()):
            spot, new = Spot("source", index=index), known_sources.get(name)
            cells = {"id": ref, "name": name, "kind": new.kind if new else ""}
            if new:
                under = self._sources(spot, "affiliation", new.affiliation)
                cells |= {"protection": new.protection, "affiliation": under}
            self.result.add("sources", spot, cells)
        known_places = {each.name: each for each in self.body.places}
        for index, (name, ref) in enumerate(self.new_places.items()):
            place, spot = known_places.get(name), Spot("place", index=index)
            parent = self._place(spot, "parent", place.parent) if place else ""
            precision = place.precision if place else ""
            self.result.add(
                "places", spot, {"id": ref, "name": name, "precision": precision, "parent": parent}
            )

    def _document(self) -> None:
        spot, document = Spot("document"), self.body.document
        cells = {
            "id": self.coder.document,
            "title": document.title,
            "author": self._sources(spot, "author", document.author),
            "held": document.held,
            "protection": document.protection,
            "published": document.published,
            "language": document.language,
            "url": document.url,
        }
        self.result.add("documents", spot, cells)

    def _statement(self, index: int, said: DraftStatement) -> None:
        ref, spot = f"{self.coder.document}.{index + 1}", Spot("statement", index)
        cells = {
            "id": ref,
            "document": self.coder.document,
            "speaker": self._sources(spot, "speaker", said.speaker),
            "stance": said.stance,
            "basis": said.basis,
            "told_by": self._sources(spot, "told_by", said.told_by),
            "via": self._sources(spot, "via", said.via),
            "denies": said.denies,
            "retracts": said.retracts,
            "protection": said.protection,
            "locator": said.locator,
            "quote": said.quote,
            "said": said.said,
            "coder": self.coder.name,
            "coded_at": self.coder.at,
        }
        self.result.add("statements", spot, cells)
        if said.tells_of_an_act:
            self._act(spot, ref, cells["speaker"], said)

    def _act(self, spot: Spot, statement: str, speaker: str, said: DraftStatement) -> None:
        ref = f"{statement}a"
        cells = {
            "id": ref,
            "statement": statement,
            "type": said.type,
            "scope": said.scope,
            "date": said.date,
            "place": self._place(spot, "place", said.place),
            "ground": said.ground,
            "method": said.method,
            "outcome": said.outcome,
        }
        self.result.add("acts", spot, cells)
        for index, mention in enumerate(said.mentions):
            if not mention.blank:
                where = Spot("mention", spot.statement, index)
                self.result.add("mentions", where, _mention(f"{ref}{index + 1}", ref, speaker, mention))

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


def _mention(ref: str, act: str, speaker: str, typed: DraftMention) -> Cells:
    low, high, kind = _how_many(typed)
    return {
        "id": ref,
        "act": act,
        "role": typed.role,
        "low": low,
        "high": high,
        "kind": kind,
        "speaker": speaker if typed.speaks else "",
        "name": typed.name,
        "sex": typed.sex,
        "age": typed.age,
    }


def _how_many(typed: DraftMention) -> tuple[str, str, str]:
    """Low, high and kind: what was left open follows from the rest, for one person and for a unit only."""
    low, high = typed.low.strip(), typed.high.strip()
    if typed.kind == "unit" or (
        not typed.kind and typed.role in ("perpetrator", "ordered") and not low + high
    ):
        return low or "1", high, "unit"
    if typed.kind == "individual" or (not typed.kind and {low, high} <= {"", "1"}):
        return low or "1", high or "1", "individual"
    return low, high, typed.kind or "group"


def _fresh(prefix: str) -> str:
    return f"{prefix}-{''.join(secrets.choice(ALPHABET) for _ in range(8))}"
