"""What lists are made of: the victims that counted statements mention, and which documents rest on other sources."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import QuerySet

from isthmus.core.estimate.capture_lists import SourceList, VictimMention, list_of_source
from isthmus.core.estimate.stratification import Stratification
from isthmus.core.names.nameless import identified_by_name
from isthmus.store.desk.models import (
    Authorship,
    IncidentAct,
    Mention,
    Place,
    PlaceAbove,
    Source,
    SourceGroup,
    Voice,
)
from isthmus.store.desk.queries.record import RecordFilter, acts_passing
from isthmus.store.desk.queries.told_apart import taken_back
from isthmus.store.desk.queries.workbook import some

__all__ = [
    "Control",
    "ListDerivation",
    "PlaceLevel",
    "VictimMentions",
    "controls",
    "list_derivations",
    "place_levels",
    "read_victims",
]

EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class VictimMentions:
    """The victims mentioned by what counts under a filter, by key, and where each is: its document, its statement."""

    mentions: dict[int, VictimMention]
    document: dict[int, int]
    statement: dict[int, int]


@dataclass(slots=True)
class Control:
    """Sources under one control, whose documents count here: by default one list. `people`: single ones with a name."""

    ref: str
    sources: list[Source] = field(default_factory=list)
    documents: set[int] = field(default_factory=set)
    people: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class ListDerivation:
    """Documents of one list of which counted statements come from sources of another, by the number of the list.

    `documents` of the `of` that the list has here; `people` would not be on it without these statements. `jointly`: the
    two lists share the documents, since sources of both wrote them together.
    """

    list: int
    other: int
    documents: int
    of: int
    people: int
    jointly: bool = False


@dataclass(frozen=True, slots=True)
class PlaceLevel:
    """One level of the places in the record, 1 the widest: how many places there are, and the names of some."""

    level: int
    places: int
    examples: Sequence[str]


def read_victims(wanted: RecordFilter, by: Stratification | None = None) -> VictimMentions:
    """Return the victims of the acts that pass, where a held and not withdrawn statement asserts them."""
    chosen, found = by or Stratification(), VictimMentions({}, {}, {})
    authors, above = _authors(), _upward() if chosen.what == "place" else {}
    columns = (
        "pk",
        "of_person__person__ref",
        "low",
        "high",
        "kind",
        "name",
        "other_names",
        "sex",
        "act__date",
    )
    where = ("act__place_id", "act__statement_id", "act__statement__document_id")
    for row in _counted(wanted).values_list(*columns, *where).iterator(10_000):
        key, person, low, high, kind, name, other_names, sex, date, place, statement, document = row
        stratum = chosen.stratum(sex=sex, date=date, places=above.get(place, ()))
        found.mentions[key] = VictimMention(
            key,
            person,
            authors[document],
            low,
            high,
            identified_by_name(name, other_names),
            kind == "unit",
            stratum,
        )
        found.document[key], found.statement[key] = document, statement
    return found


def _counted(wanted: RecordFilter) -> "QuerySet[Mention]":
    acts = IncidentAct.objects.order_by()
    if not wanted.all_acts:
        acts = acts.filter(acts_passing(wanted))
    found = Mention.objects.filter(
        role="victim",
        act__in=acts.values("act"),
        act__statement__stance="asserts",
        act__statement__document__held="yes",
    )
    back = taken_back()
    if back:
        found = found.exclude(act__statement__in=back)
    return found.order_by("ref")


def _authors() -> dict[int, tuple[str, ...]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    rows = Authorship.objects.order_by("document", "position").values_list("document_id", "source__ref")
    for document, source in rows.iterator():
        found[document].append(source)
    return {document: tuple(sources) for document, sources in found.items()}


def _upward() -> dict[int, list[str]]:
    """Return for each place the ids of it and those above, from narrow to wide."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    for place, above in PlaceAbove.objects.order_by("place", "height").values_list("place", "above__ref"):
        found[place].append(above)
    return found


def controls(recorded: VictimMentions) -> list[Control]:
    """Return the sources by who controls them, those who document most people first."""
    group = dict(SourceGroup.objects.values_list("source__ref", "ref"))
    found: dict[str, Control] = {}
    listed: defaultdict[str, set[str]] = defaultdict(set)
    for key, each in recorded.mentions.items():
        for source in each.authors:
            ref = group.get(source, source)
            control = found.setdefault(ref, Control(ref))
            control.documents.add(recorded.document[key])
            listed[ref].add(source)
            if each.named and each.low == each.high == 1 and not each.unit:
                control.people.add(each.person)
    refs = {source for sources in listed.values() for source in sources}
    rows = {each.ref: each for each in _sources(refs)}
    for ref, control in found.items():
        control.sources = [rows[source] for source in sorted(listed[ref])]
    return sorted(found.values(), key=lambda each: (-len(each.people), -len(each.documents), each.ref))


def _sources(refs: Iterable[str]) -> Iterator[Source]:
    keys = [pk for (pk,) in some(Source.objects.all(), set(refs), "pk", by="ref")]
    return iter(Source.objects.in_bulk(keys).values())


def list_derivations(recorded: VictimMentions, lists: Sequence[SourceList]) -> list[ListDerivation]:
    """Return which lists rest on sources of others: told by them, passed on by them, or by their own words."""
    by_source = list_of_source(lists)
    named = _named_in(set(recorded.statement.values()), by_source)
    documents: list[set[int]] = [set() for _ in lists]
    resting: defaultdict[tuple[int, int, bool], set[int]] = defaultdict(set)
    for key, each in recorded.mentions.items():
        own = {by_source[source] for source in each.authors if source in by_source}
        statement = recorded.statement[key]
        for one in own:
            documents[one].add(recorded.document[key])
            for other in named.get(statement, set()) - own:
                resting[one, other, False].add(statement)
            for other in own - {one}:
                resting[one, other, True].add(statement)
    document_of = {recorded.statement[key]: recorded.document[key] for key in recorded.mentions}
    return [
        ListDerivation(
            one,
            other,
            len({document_of[each] for each in found}),
            len(documents[one]),
            _only_by(recorded, found, one, by_source),
            jointly,
        )
        for (one, other, jointly), found in sorted(resting.items())
        if not jointly or one < other
    ]


def _named_in(statements: set[int], by_source: Mapping[str, int]) -> dict[int, set[int]]:
    """Return the lists whose sources speak in a statement, told it or passed it on, by statement."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    columns = ("statement_id", "source__ref")
    for statement, source in some(Voice.objects.all(), statements, *columns, by="statement"):
        if source in by_source:
            found[statement].add(by_source[source])
    return found


def _only_by(recorded: VictimMentions, statements: set[int], on: int, by_source: Mapping[str, int]) -> int:
    """Return how many people are on a list by these statements alone."""
    by_these, otherwise = set[str](), set[str]()
    for key, each in recorded.mentions.items():
        if any(by_source.get(source) == on for source in each.authors):
            (by_these if recorded.statement[key] in statements else otherwise).add(each.person)
    return len(by_these - otherwise)


def place_levels() -> list[PlaceLevel]:
    """Return the levels at which the places of acts can be told apart, the widest first; none that has one place."""
    found: defaultdict[int, set[str]] = defaultdict(set)
    for place in _upward().values():
        for level, ref in enumerate(reversed(place), start=1):
            found[level].add(ref)
    names = dict(Place.objects.values_list("ref", "name"))
    return [
        PlaceLevel(level, len(refs), sorted(names[ref] for ref in refs)[:EXAMPLES])
        for level, refs in sorted(found.items())
        if len(refs) > 1
    ]
