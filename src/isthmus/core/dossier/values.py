"""What a dossier of one incident holds: values and messages, set in words by whoever writes it as a file."""

from collections.abc import Mapping
from dataclasses import dataclass

from isthmus.core.corroborate import SupportGraph
from isthmus.core.messages import Message

__all__ = [
    "ClosedCell",
    "Dossier",
    "DossierAct",
    "DossierDocument",
    "DossierJudgement",
    "DossierPerson",
    "DossierStatement",
    "Words",
]

# A text of somebody's own, as it is, or what is to be said in its place.
type Words = str | Message


@dataclass(frozen=True, slots=True)
class ClosedCell:
    """Something closed: what stands for it in the dossier, and the token by which its workspace knows it."""

    words: Message
    token: str


@dataclass(frozen=True, slots=True)
class DossierPerson:
    """A person, group or unit as one act mentions it; `number` is the same wherever it is judged the same."""

    number: int
    role: Message
    words: Message
    name: Words
    as_said: str


@dataclass(frozen=True, slots=True)
class DossierAct:
    """What was done, as one statement describes it; `general`: whatever was. The alleged ground is in no dossier."""

    type: Words
    general: bool
    date: str
    place: Words
    method: Words
    outcome: Words
    people: tuple[DossierPerson, ...]


@dataclass(frozen=True, slots=True)
class DossierDocument:
    """The document that a statement stands in."""

    title: Words
    authors: tuple[Words, ...]
    held: bool
    published: str
    url: str
    sha256: str


@dataclass(frozen=True, slots=True)
class DossierStatement:
    """One statement with its quote, its sources and its place in the document; `number` counts from one."""

    number: int
    id: str
    stance: Message
    basis: Message | None
    passed_on: Message | None
    quote: Words
    wording: str
    said: str
    document: DossierDocument
    locator: Words
    acts: tuple[DossierAct, ...]
    marked: Message | None = None
    retraction: Message | None = None


@dataclass(frozen=True, slots=True)
class DossierJudgement:
    """One judgement in force that the figures rest on."""

    sides: tuple[Words, ...]
    verdict: Message
    by: str
    at: str
    by_link_run: bool
    because: Words


@dataclass(frozen=True, slots=True)
class Dossier:
    """One incident: its sentence, the drawing, who says what, who denies it, what was judged, and what is not said."""

    type: Words
    people: Message
    dates: tuple[str, ...]
    places: tuple[Words, ...]
    lines: Message
    reason: tuple[Message, ...]
    graph: SupportGraph
    labels: Mapping[str, Words]
    kinds: Mapping[str, str]
    asserting: tuple[DossierStatement, ...]
    suspecting: tuple[DossierStatement, ...]
    against: tuple[DossierStatement, ...]
    denials: tuple[tuple[Message, ...], ...]
    judgements: tuple[DossierJudgement, ...]
    not_said: tuple[Message, ...]
    closed: tuple[ClosedCell, ...]

    @property
    def statements(self) -> int:
        """Return how many statements it holds."""
        return len(self.asserting) + len(self.suspecting) + len(self.against)
