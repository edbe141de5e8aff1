"""The rows of a workbook as values, one class a sheet. These classes are the one definition of the sheets.

A field is a column: its name, its kind, and whether it is required (it has no default). Reader, canonical form, tables
of the store, forms and exports follow from it, by `isthmus.core.workbook.schema`; its label and its explanation stand
in `schema/messages.py`.

Dates stay as written (EDTF text; `isthmus.core.dates.bounds` gives their earliest and latest); a list cell is a tuple;
an empty cell is `""`, `()` or `None`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from isthmus.core.workbook.columns import (
    Age,
    Date,
    Id,
    Identifiers,
    Kind,
    Language,
    Latitude,
    Longitude,
    Moment,
    Name,
    Names,
    Own,
    Path,
    Protection,
    Sha256,
    Side,
    Text,
    Timestamp,
    Url,
    YesNo,
    choice,
    code,
    ref,
    refs,
)
from isthmus.core.workbook.judgement_kinds import EVERY_DECISION, MADE, SIDES

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

    id: Id
    name: Name
    kind: Annotated[
        str, choice("person", "organisation", "outlet", "authority", "protected", "anonymous", "self")
    ]
    affiliation: Annotated[str, ref("sources", acyclic=True)] = ""
    protection: Protection = ""
    contact: YesNo = ""
    reliability: Annotated[str, choice("01", "02", "03", "04", "05", "99", type="reliability")] = ""
    note: Text = ""
    own: Own = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A place, known as precisely as `precision` says and no more."""

    id: Id
    name: Name
    other_names: Names = ""
    parent: Annotated[str, ref("places", acyclic=True)] = ""
    latitude: Latitude = ""
    longitude: Longitude = ""
    precision: Annotated[str, choice("point", "settlement", "district", "region", "country")] = ""
    gazetteer: Text = ""
    own: Own = ""


@dataclass(frozen=True, slots=True)
class Document:
    """An artefact that carries statements; `held` says whether we hold it ourselves."""

    id: Id
    title: Text
    author: Annotated[tuple[str, ...], refs("sources")]
    held: YesNo
    protection: Protection = ""
    published: Date = ""
    language: Language = ""
    file: Path = ""
    url: Url = ""
    captured: Timestamp = ""
    sha256: Sha256 = ""
    lists_once: Annotated[str, choice("people", "incidents", "people;incidents")] = ""
    own: Own = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """What a speaker says in a document, and how they know."""

    id: Id
    document: Annotated[str, ref("documents")]
    speaker: Annotated[tuple[str, ...], refs("sources")]
    stance: Annotated[str, choice("asserts", "suspects", "denies", "retracts")]
    basis: Annotated[str, choice("first_hand", "told", "record", "unknown")]
    told_by: Annotated[tuple[str, ...], refs("sources")] = ()
    via: Annotated[tuple[str, ...], refs("sources")] = ()
    denies: Annotated[str, choice("occurrence", "perpetrator", "victim", "ground", "number")] = ""
    retracts: Annotated[tuple[str, ...], refs("statements")] = ()
    protection: Protection = ""
    locator: Text = ""
    quote: Text = ""
    wording: Annotated[str, choice("verbatim", "paraphrase", "translation")] = ""
    said: Date = ""
    coder: Text = ""
    coded_at: Moment = ""
    own: Own = ""


@dataclass(frozen=True, slots=True)
class Act:
    """What was done, as one statement describes it; the alleged ground belongs to it, never to a person."""

    id: Id
    statement: Annotated[str, ref("statements")]
    type: Annotated[str, code("type")] = ""
    scope: Annotated[str, choice("this", "general")] = ""
    date: Date = ""
    place: Annotated[str, ref("places")] = ""
    ground: Annotated[str, code("ground")] = ""
    method: Annotated[str, code("method")] = ""
    outcome: Annotated[str, code("outcome")] = ""
    apart: YesNo = ""
    note: Text = ""
    own: Own = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A person, group or unit as one statement describes it."""

    id: Id
    act: Annotated[str, ref("acts")]
    role: Annotated[str, choice("victim", "perpetrator", "ordered", "witness")]
    low: Annotated[int, Kind("number")]
    high: Annotated[int | None, Kind("number")] = None
    as_said: Text = ""
    within: Annotated[str, ref("mentions", acyclic=True)] = ""
    kind: Annotated[str, choice("individual", "group", "unit")] = ""
    speaker: Annotated[str, ref("sources")] = ""
    protection: Protection = ""
    name: Name = ""
    other_names: Names = ""
    description: Text = ""
    identifiers: Identifiers = ""
    sex: Text = ""
    age: Age = ""
    born: Date = ""
    home: Annotated[str, ref("places")] = ""
    occupation: Text = ""
    own: Own = ""


@dataclass(frozen=True, slots=True)
class Status:
    """What became of a mentioned person, as one statement says."""

    id: Id
    statement: Annotated[str, ref("statements")]
    mention: Annotated[str, ref("mentions")]
    status: Annotated[str, choice("held", "released", "found_dead", "fled", "missing", "convicted", "other")]
    date: Date = ""
    own: Own = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """One person's dated, reasoned, reversible decision."""

    id: Id
    kind: Annotated[str, choice(*SIDES)]
    left: Side
    right: Side
    decision: Annotated[str, choice(*EVERY_DECISION)]
    by: Text
    at: Moment
    made: Annotated[str, choice(*MADE)] = ""
    because: Text = ""
    replaces: Annotated[tuple[str, ...], refs("judgements", acyclic=True)] = ()
    own: Own = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A vocabulary term that an organisation adds; (`list`, `code`) identifies it."""

    list: Annotated[str, choice("type", "ground", "method", "outcome", type="list")]
    code: Id
    label: Text = ""
    maps_to: Text = ""
    once: YesNo = ""
    own: Own = ""


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
    vocabulary: tuple[Term, ...] = ()
    # By sheet, the columns that the file did not have: of rows that are known already it says nothing there.
    lacking: Mapping[str, tuple[str, ...]] = field(default_factory=dict, compare=False, repr=False)
