"""What a draft holds, as values: everything is text exactly as typed, and nothing is checked yet.

The fields of a part stand in the order in which the form asks for them. A field that has the name of a column of the
part's sheets is that column: its label, its kind of field and the cell that it becomes follow from the column.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Annotated, ClassVar, get_args, get_origin, get_type_hints

from isthmus.core.workbook.schema import Column, sheet

__all__ = [
    "AFTER",
    "ALONE",
    "DENIED",
    "GENERAL",
    "OF_INCIDENT",
    "OF_STATEMENT",
    "SELDOM",
    "DraftBody",
    "DraftDocument",
    "DraftMention",
    "DraftPart",
    "DraftStatement",
    "NewPlace",
    "NewSource",
    "columns_of",
    "place_of",
]

# Where in the form a field stands, if not with the first ones: beneath the people of a statement, where it is asked
# what is denied, or folded away.
AFTER = "after"
DENIED = "denied"
SELDOM = "seldom"
After = Annotated[str, AFTER]
Denied = Annotated[str, DENIED]
Seldom = Annotated[str, SELDOM]

# What a denial contests: everything of a kind in a place and time, or something that nobody else speaks of; else the
# key of a statement of the draft, or the id of an incident, after what it is.
GENERAL = "general"
ALONE = "alone"
OF_STATEMENT = "statement:"
OF_INCIDENT = "incident:"


@dataclass(frozen=True, slots=True)
class DraftDocument:
    """What is known of the document itself."""

    sheets: ClassVar = ("documents",)
    title: str = ""
    author: str = ""
    held: str = "yes"
    language: str = ""
    protection: str = ""
    published: str = ""
    url: Seldom = ""
    captured: Seldom = ""
    lists_once: Seldom = ""


@dataclass(frozen=True, slots=True)
class DraftMention:
    """A person, group or unit in one statement; `speaks` is "yes" for the one who says it.

    `key` tells it from all others of the draft; `within` is the key of the group that it is part of, and `same_as` that
    of the one in another statement that it is, as whoever codes judges. `status` and `date`: what became of them.
    """

    sheets: ClassVar = ("mentions", "statuses")
    key: str = ""
    role: str = "victim"
    low: str = ""
    high: str = ""
    as_said: str = ""
    name: str = ""
    description: str = ""
    within: str = ""
    same_as: str = ""
    kind: Seldom = ""
    sex: Seldom = ""
    age: Seldom = ""
    born: Seldom = ""
    home: Seldom = ""
    occupation: Seldom = ""
    other_names: Seldom = ""
    identifiers: Seldom = ""
    status: Seldom = ""
    date: Seldom = ""
    protection: Seldom = ""
    speaks: Seldom = ""

    @property
    def blank(self) -> bool:
        """Return whether nothing was typed (a role alone says nothing)."""
        return replace(self, key="", role="", kind="") == DraftMention(role="")

    @property
    def may_hold_others(self) -> bool:
        """Return whether others can be part of it: anything but one person."""
        if self.kind or self.as_said.strip():
            return self.kind != "individual"
        return not {self.low.strip(), self.high.strip()} <= {"", "1"}


@dataclass(frozen=True, slots=True)
class DraftStatement:
    """One statement and what was done, as it says; sources and the place are names or ids, as typed.

    `key` tells it from the others of the draft; `contests` is what it denies, `contests_words` what was looked for.
    `act_of`: the key of a statement that tells of several acts, where this is a further one of them.
    """

    sheets: ClassVar = ("statements", "acts")
    key: str = ""
    act_of: str = ""
    quote: str = ""
    locator: str = ""
    wording: str = ""
    speaker: str = ""
    basis: str = ""
    told_by: str = ""
    via: str = ""
    stance: str = "asserts"
    denies: str = ""
    contests: Denied = ""
    contests_words: Denied = ""
    retracts: str = ""
    type: str = ""
    date: str = ""
    apart: After = ""
    place: After = ""
    ground: After = ""
    method: Seldom = ""
    outcome: Seldom = ""
    scope: Seldom = ""
    said: Seldom = ""
    note: Seldom = ""
    protection: Seldom = ""
    mentions: tuple[DraftMention, ...] = ()

    @property
    def blank(self) -> bool:
        """Return whether nothing was typed yet."""
        bare = replace(self, key="", act_of="", contests_words="", mentions=())
        return bare == DraftStatement() and all(m.blank for m in self.mentions)

    @property
    def denied(self) -> str:
        """Return what it denies, where it denies anything; nothing where nobody chose."""
        if self.stance != "denies":
            return ""
        return GENERAL if self.scope == "general" else self.contests

    @property
    def can_be_denied(self) -> bool:
        """Return whether another statement of the draft can deny what it says was done."""
        says_so = self.stance in ("asserts", "suspects") and self.scope != "general"
        return bool(self.key) and says_so and self.tells_of_an_act

    @property
    def is_background(self) -> bool:
        """Return whether it tells of no act at all: of fear, of an assessment, of a place and a time at most."""
        told = (self.type, self.scope, self.ground, self.method, self.outcome, self.apart, self.note)
        says_so = self.stance in ("asserts", "suspects")
        return says_so and not any(told) and all(m.blank for m in self.mentions)

    @property
    def tells_of_an_act(self) -> bool:
        """Return whether anything was said of what was done, to whom or by whom."""
        told = (getattr(self, name) for name, column in columns_of(type(self)) if column.sheet == "acts")
        return any(told) or any(not m.blank for m in self.mentions)


@dataclass(frozen=True, slots=True)
class NewSource:
    """A source made in passing: the name as typed, and what the register must know of it."""

    sheets: ClassVar = ("sources",)
    name: str = ""
    kind: str = ""
    protection: Seldom = ""
    affiliation: Seldom = ""
    contact: Seldom = ""
    reliability: Seldom = ""
    note: Seldom = ""


@dataclass(frozen=True, slots=True)
class NewPlace:
    """A place made in passing: the name as typed, how precisely it is known, and what it lies in."""

    sheets: ClassVar = ("places",)
    name: str = ""
    precision: str = ""
    parent: str = ""
    other_names: Seldom = ""
    latitude: Seldom = ""
    longitude: Seldom = ""
    gazetteer: Seldom = ""


type DraftPart = DraftDocument | DraftMention | DraftStatement | NewSource | NewPlace


def columns_of(part: type[DraftPart]) -> Iterator[tuple[str, Column]]:
    """Yield the fields of a part that are columns, in the order of the form, each with its column."""
    known = {column.name: column for name in reversed(part.sheets) for column in sheet(name).columns}
    yield from ((each.name, known[each.name]) for each in fields(part) if each.name in known)


def place_of(part: type[DraftPart]) -> Mapping[str, str]:
    """Return where in the form each field of a part stands: AFTER, DENIED, SELDOM, or with the first ones (empty)."""
    hints = get_type_hints(part, include_extras=True)
    return {name: get_args(hint)[1] for name, hint in hints.items() if get_origin(hint) is Annotated}


@dataclass(frozen=True, slots=True)
class DraftBody:
    """Everything typed so far for one document."""

    document: DraftDocument = DraftDocument()
    statements: tuple[DraftStatement, ...] = ()
    sources: tuple[NewSource, ...] = ()
    places: tuple[NewPlace, ...] = ()

    def as_json(self) -> dict[str, object]:
        """Plain values for the draft's row; `DraftBody.of` is its inverse."""
        return asdict(self)

    @classmethod
    def of(cls, stored: Mapping[str, object]) -> "DraftBody":
        """Return the body of a stored draft; what it does not know is left out, what is missing is empty."""
        return cls(
            document=_value(DraftDocument, stored.get("document")),
            statements=tuple(_statement(each) for each in _rows(stored.get("statements"))),
            sources=tuple(_value(NewSource, each) for each in _rows(stored.get("sources"))),
            places=tuple(_value(NewPlace, each) for each in _rows(stored.get("places"))),
        )

    def with_statement(self, index: int, statement: DraftStatement) -> "DraftBody":
        """Return the same body with statement `index` replaced, or added where there is none yet."""
        kept = list(self.statements)
        kept[index : index + 1] = [statement]
        return replace(self, statements=tuple(kept))

    def without_statement(self, index: int) -> "DraftBody":
        """Return the same body without statement `index`, and without the further acts of which it tells."""
        keys = {each.key for each in self.statements[index : index + 1]} - {""}
        kept = (each for at, each in enumerate(self.statements) if at != index and each.act_of not in keys)
        return replace(self, statements=tuple(kept))

    def part_with(self, index: int) -> "DraftBody":
        """Return the same body with statement `index` as its first one, and else only with those that it refers to."""
        chosen = self.statements[index : index + 1]
        keys = {each.act_of for each in chosen} | {
            each.contests.removeprefix(OF_STATEMENT) for each in chosen
        }
        people = {key for each in chosen for m in each.mentions for key in (m.within, m.same_as) if key}
        others = (
            each
            for number, each in enumerate(self.statements)
            if number != index and (each.key in keys - {""} or any(m.key in people for m in each.mentions))
        )
        return replace(self, statements=(*chosen, *others))

    def index_of(self, key: str) -> int | None:
        """Return where the statement with a key stands; nothing where there is none."""
        keys = (index for index, each in enumerate(self.statements) if key and each.key == key)
        return next(keys, None)


def _rows(stored: object) -> list[object]:
    return list(stored) if isinstance(stored, list | tuple) else []


def _value[T: (DraftDocument, DraftMention, NewSource, NewPlace)](kind: type[T], stored: object) -> T:
    return kind(**_texts(kind, stored))


def _statement(stored: object) -> DraftStatement:
    mentions = stored.get("mentions") if isinstance(stored, dict) else ()
    said: DraftStatement = DraftStatement(**_texts(DraftStatement, stored))  # type: ignore[arg-type]  # texts only
    return replace(said, mentions=tuple(_value(DraftMention, each) for each in _rows(mentions)))


def _texts(kind: type, stored: object) -> dict[str, str]:
    names = {each.name for each in fields(kind)}
    pairs = stored.items() if isinstance(stored, dict) else ()
    return {name: text for name, text in pairs if name in names and isinstance(text, str)}
