"""The rows of a workbook as values, one class a sheet.

Field names are the column names. Dates stay as written (EDTF text; `isthmus.core.dates.bounds` gives their
earliest and latest); a list cell is a tuple; an empty cell is `""`, `()` or `None`.
"""

from dataclasses import dataclass, field

__all__ = [
    "Act",
    "Document",
    "Judgement",
    "Mention",
    "Place",
    "Row",
    "Source",
    "Statement",
    "Status",
    "Term",
    "Workbook",
]


@dataclass(frozen=True, slots=True)
class Source:
    """Somebody or something that says, writes, passes on or keeps a record."""

    id: str
    name: str
    kind: str
    affiliation: str = ""
    protection: str = ""
    contact: str = ""
    reliability: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A place, known as precisely as `precision` says and no more."""

    id: str
    name: str
    parent: str = ""
    latitude: str = ""
    longitude: str = ""
    precision: str = ""
    gazetteer: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """An artefact that carries statements; `held` says whether we hold it ourselves."""

    id: str
    title: str
    author: tuple[str, ...]
    held: str
    protection: str = ""
    published: str = ""
    language: str = ""
    file: str = ""
    url: str = ""
    captured: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """What a speaker says in a document, and how they know."""

    id: str
    document: str
    speaker: tuple[str, ...]
    stance: str
    basis: str
    told_by: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    denies: str = ""
    retracts: tuple[str, ...] = ()
    protection: str = ""
    locator: str = ""
    quote: str = ""
    said: str = ""
    coder: str = ""
    coded_at: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """What was done, as one statement describes it; the alleged ground belongs to it, never to a person."""

    id: str
    statement: str
    type: str = ""
    scope: str = ""
    date: str = ""
    place: str = ""
    ground: str = ""
    method: str = ""
    outcome: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A person, group or unit as one statement describes it."""

    id: str
    act: str
    role: str
    low: int
    high: int | None = None
    kind: str = ""
    speaker: str = ""
    protection: str = ""
    name: str = ""
    other_names: str = ""
    sex: str = ""
    age: str = ""
    born: str = ""
    home: str = ""
    occupation: str = ""


@dataclass(frozen=True, slots=True)
class Status:
    """What became of a mentioned person, as one statement says."""

    id: str
    statement: str
    mention: str
    status: str
    date: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """One person's dated, reasoned, reversible decision."""

    id: str
    kind: str
    left: str
    right: str
    decision: str
    by: str
    at: str
    because: str = ""
    replaces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """A vocabulary term that an organisation adds; (`list`, `code`) identifies it."""

    list: str
    code: str
    label: str = ""
    maps_to: str = ""


type Row = Source | Place | Document | Statement | Act | Mention | Status | Judgement | Term


@dataclass(frozen=True, slots=True)
class Workbook:
    """A sound register: every row kept its rules and every reference points somewhere. Rows are in id order."""

    sources: tuple[Source, ...] = ()
    places: tuple[Place, ...] = ()
    documents: tuple[Document, ...] = ()
    statements: tuple[Statement, ...] = ()
    acts: tuple[Act, ...] = ()
    mentions: tuple[Mention, ...] = ()
    statuses: tuple[Status, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    vocabulary: tuple[Term, ...] = field(default=())
