"""What corroboration says of incidents and persons: plain values, printed, stored and drawn by others."""

from dataclasses import dataclass
from typing import NamedTuple

from isthmus.core.register import Conflict

__all__ = [
    "Corroboration",
    "DenialLines",
    "GraphNode",
    "GroundLines",
    "IncidentLines",
    "Lines",
    "PersonLines",
    "PersonPart",
    "RetractionShown",
    "Strengthening",
    "SupportGraph",
]


class Lines(NamedTuple):
    """Independent lines of one set of statements, and the two nearest smallest cuts (ids of nodes, in order)."""

    lines: int
    rests_on: tuple[str, ...]
    known_through: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Strengthening:
    """A source whose own document, if held, would raise the lines to `lines`."""

    source: str
    lines: int


@dataclass(frozen=True, slots=True)
class GroundLines:
    """Lines of the statements that allege one ground (a vocabulary code)."""

    code: str
    lines: int


@dataclass(frozen=True, slots=True)
class DenialLines:
    """The denying statements of one kind, and the lines of those that count."""

    denies: str
    statements: tuple[str, ...]
    support: Lines


@dataclass(frozen=True, slots=True)
class RetractionShown:
    """A retracting statement that was not judged `accepted`: coerced, unsure or unjudged."""

    statement: str
    decision: str


@dataclass(frozen=True, slots=True)
class IncidentLines:
    """Everything MODEL section 3 says of one incident; `no_line`: why it has none, empty where it has any.

    `rests_alone_on`: the sources without any one of which it would have no line, in id order (`isthmus.core.what_if`).
    """

    id: str
    acts: tuple[str, ...]
    type: str
    support: Lines
    lines_at_most: int
    lines_if_distinct: int
    circular: bool
    would_strengthen: tuple[Strengthening, ...]
    rests_alone_on: tuple[str, ...]
    grounds: tuple[GroundLines, ...]
    denials: tuple[DenialLines, ...]
    retractions: tuple[RetractionShown, ...]
    suspected: tuple[str, ...]
    both_ways: tuple[str, ...]
    no_line: str


class PersonPart(NamedTuple):
    """A person's part in one incident: the lines of the statements that mention the person in this role."""

    incident: str
    role: str
    support: Lines


@dataclass(frozen=True, slots=True)
class PersonLines:
    """A person (or group, or unit) and its parts, by incident id, then role."""

    id: str
    mentions: tuple[str, ...]
    roles: tuple[str, ...]
    parts: tuple[PersonPart, ...]


@dataclass(frozen=True, slots=True)
class Corroboration:
    """The whole record: incidents and persons in id order, conflicts, and the digest of the workbook."""

    incidents: tuple[IncidentLines, ...]
    persons: tuple[PersonLines, ...]
    conflicts: tuple[Conflict, ...]
    digest: str


@dataclass(frozen=True, slots=True)
class GraphNode:
    """One node of the support graph: sources that count as one, and where the node stands.

    `documents`: held documents that it wrote (edges from the record); `missing`: documents not held that it wrote;
    `at_origin`: it knows at first hand, has a record, or nobody asked it further; `would_make`: the lines if a
    document of its own were held, where that may be asked for and helps. Under a supposition, `away`: it is supposed
    to be wrong, and `cut_off`: what we hold of it falls.
    """

    id: str
    sources: tuple[str, ...]
    documents: tuple[str, ...]
    missing: tuple[str, ...]
    at_origin: bool
    rests_on: bool
    known_through: bool
    would_make: int | None
    away: bool = False
    cut_off: bool = False


@dataclass(frozen=True, slots=True)
class SupportGraph:
    """Who knows from whom, for one incident: RECORD -> documents -> sources -> ORIGIN.

    `edges` are between node ids, outward from the record; `faint_edges` come only from documents that are not
    held, and count for nothing.
    """

    incident: str
    lines: int
    nodes: tuple[GraphNode, ...]
    edges: tuple[tuple[str, str], ...]
    faint_edges: tuple[tuple[str, str], ...]
