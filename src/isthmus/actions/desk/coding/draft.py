"""What a draft holds, as values: everything is text exactly as typed, and nothing is checked yet."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace

__all__ = ["DraftBody", "DraftDocument", "DraftMention", "DraftStatement", "NewPlace", "NewSource"]


@dataclass(frozen=True, slots=True)
class DraftDocument:
    """What is known of the document itself."""

    title: str = ""
    author: str = ""
    held: str = "yes"
    protection: str = ""
    published: str = ""
    language: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class DraftMention:
    """A person, group or unit in one statement; `speaks` is "yes" for the one who says it."""

    role: str = "victim"
    low: str = ""
    high: str = ""
    kind: str = ""
    name: str = ""
    sex: str = ""
    age: str = ""
    speaks: str = ""

    @property
    def blank(self) -> bool:
        """Whether nothing was typed (a role alone says nothing)."""
        return replace(self, role="", kind="") == DraftMention(role="", kind="")


@dataclass(frozen=True, slots=True)
class DraftStatement:
    """One statement and what was done, as it says; sources and the place are names or ids, as typed."""

    quote: str = ""
    locator: str = ""
    speaker: str = ""
    via: str = ""
    basis: str = ""
    told_by: str = ""
    stance: str = "asserts"
    denies: str = ""
    retracts: str = ""
    said: str = ""
    protection: str = ""
    scope: str = ""
    type: str = ""
    date: str = ""
    place: str = ""
    ground: str = ""
    method: str = ""
    outcome: str = ""
    mentions: tuple[DraftMention, ...] = ()

    @property
    def blank(self) -> bool:
        """Whether nothing was typed yet."""
        return replace(self, mentions=()) == DraftStatement() and all(m.blank for m in self.mentions)

    @property
    def tells_of_an_act(self) -> bool:
        """Whether anything was said of what was done, to whom or by whom."""
        told = (self.type, self.date, self.place, self.ground, self.method, self.outcome, self.scope)
        return any(told) or any(not m.blank for m in self.mentions)


@dataclass(frozen=True, slots=True)
class NewSource:
    """A source made in passing: the name as typed, and what the register must know of it."""

    name: str = ""
    kind: str = ""
    protection: str = ""
    affiliation: str = ""


@dataclass(frozen=True, slots=True)
class NewPlace:
    """A place made in passing: the name as typed, how precisely it is known, and what it lies in."""

    name: str = ""
    precision: str = ""
    parent: str = ""


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
        """The body of a stored draft; what it does not know is left out, what is missing is empty."""
        return cls(
            document=_value(DraftDocument, stored.get("document")),
            statements=tuple(_statement(each) for each in _rows(stored.get("statements"))),
            sources=tuple(_value(NewSource, each) for each in _rows(stored.get("sources"))),
            places=tuple(_value(NewPlace, each) for each in _rows(stored.get("places"))),
        )

    def with_statement(self, index: int, statement: DraftStatement) -> "DraftBody":
        """The same body with statement `index` replaced, or added where there is none yet."""
        kept = list(self.statements)
        kept[index : index + 1] = [statement]
        return replace(self, statements=tuple(kept))

    def without_statement(self, index: int) -> "DraftBody":
        """The same body without statement `index`."""
        return replace(self, statements=self.statements[:index] + self.statements[index + 1 :])

    def without_blanks(self) -> "DraftBody":
        """The same body without statements in which nothing was typed."""
        return replace(self, statements=tuple(each for each in self.statements if not each.blank))


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
