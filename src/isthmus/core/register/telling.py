"""What of a register tells people apart, and where people said the same of two whom a list tells apart."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from isthmus.core.dates import bounds
from isthmus.core.ids import by_first, reached
from isthmus.core.register.conflicts import Conflict
from isthmus.core.register.judgements import Decisions, ordered
from isthmus.core.register.listed_incidents import ListedAct
from isthmus.core.register.told_apart import IncidentPairs, TellingMention, ToldApart
from isthmus.core.workbook.rows import Act, Mention

if TYPE_CHECKING:
    from isthmus.core.register.register import Register

__all__ = [
    "are_nested",
    "death_once",
    "doubted_pairs",
    "first_apart",
    "incident_pairs",
    "lists",
    "outer_of",
    "told_apart_in",
    "told_apart_though_same",
    "told_in_incident",
]

# Of which outcome an act may have been the death that happens once: where none is stated it may.
DEADLY = ("", "death")


def lists(lists_once: str, what: str) -> bool:
    """Tell whether a document that says so lists people, or incidents, once."""
    return bool(lists_once) and what in lists_once.split(";")


def death_once(kind: str, outcome: str, once: Collection[str]) -> str:
    """Return the type of an act where it happens once in a life and the outcome may be death; else nothing."""
    return kind if kind in once and outcome in DEADLY else ""


def told_apart_in(register: "Register") -> ToldApart:
    """Return who is told apart in a register."""
    return ToldApart(
        tellings={each.mention: each for each in _tellings(register, register.workbook.mentions)},
        listed=tuple(_listed(register)),
        incidents=incident_pairs(register.on_incidents, register.incident_of),
        above=register.places_upward,
        outer=register.outer_persons,
        doubted=register.doubted_persons,
    )


def told_in_incident(register: "Register", acts: Iterable[str], left_out: Collection[str]) -> ToldApart:
    """Return who is told apart in some acts by what is said there alone: of one act, and of lists of people.

    `left_out`: persons who are not told apart here, since more would have to be known of them: groups are told apart
    only where each of their mentions is. So are persons who lie in others who are not in these acts.
    """
    mentions = [row for act in acts for row in register.mentions_of.get(act, ())]
    persons = {register.person_of[row.id] for row in mentions}
    outer = by_first(_nesting(register, mentions))
    outside = {inner for inner, others in outer.items() if not others <= persons}
    tellings = (each for each in _tellings(register, mentions) if each.person not in {*left_out, *outside})
    return ToldApart(
        tellings={each.mention: each._replace(once="") for each in tellings},
        listed=(),
        incidents=IncidentPairs(),
        above={},
        outer=outer,
        doubted=register.doubted_persons,
    )


def _nesting(register: "Register", mentions: Iterable[Mention]) -> Iterator[tuple[str, str]]:
    """Yield (inner, outer) persons as mentions say and judgements; one that is not at hand has the mention's id."""
    person_of = register.person_of
    for row in mentions:
        if row.within:
            yield person_of[row.id], person_of.get(row.within, row.within)
        for outer in register.judged_within.get(row.id, ()):
            yield person_of[row.id], person_of.get(outer, outer)


def _tellings(register: "Register", mentions: Iterable[Mention]) -> Iterator[TellingMention]:
    acts, statements, people = register.acts, register.statements, register.lists_of_people
    for row in mentions:
        if row.role != "victim" or not _tells(register, act := acts[row.act]):
            continue
        document = statements[act.statement].document if people else ""
        yield TellingMention(
            mention=row.id,
            person=register.person_of[row.id],
            individual=row.low == 1 and row.high == 1,
            act=act.id,
            apart=act.apart == "yes",
            statement=act.statement,
            people_of=document if document in people else "",
            incident=register.incident_of[act.id],
            once=death_once(act.type, act.outcome, register.once),
        )


def _tells(register: "Register", act: Act) -> bool:
    return act.statement in register.telling and act.scope != "general"


def _listed(register: "Register") -> Iterator[ListedAct]:
    listing = {row.id for row in register.workbook.documents if lists(row.lists_once, "incidents")}
    if not listing:
        return
    for act in register.workbook.acts:
        if act.type in register.once and _tells(register, act):
            document = register.statements[act.statement].document
            if document in listing:
                dates = bounds(act.date) if act.date else None
                place = register.place_of.get(act.place, act.place)
                yield ListedAct(document, act.type, register.incident_of[act.id], act.statement, dates, place)


def incident_pairs(decisions: Decisions, incident_of: Mapping[str, str]) -> IncidentPairs:
    """Return what is judged of incidents by what is judged of their acts."""
    different: set[tuple[str, str]] = set()
    unsure: set[tuple[str, str]] = set()
    part_of: set[tuple[str, str]] = set()
    for (one, other), said in decisions.besides_same:
        mine, theirs = incident_of.get(one), incident_of.get(other)
        if mine is None or theirs is None or mine == theirs:
            continue
        pair = ordered(mine, theirs)
        if "different" in said:
            different.add(pair)
        if "unsure" in said:
            unsure.add(pair)
        if "part_of" in said:
            left, right = decisions.stated[one, other]
            part_of.add((incident_of[left], incident_of[right]))
    return IncidentPairs(different, unsure, part_of)


def doubted_pairs(decisions: Decisions, person_of: Mapping[str, str]) -> Collection[tuple[str, str]]:
    """Return the pairs of persons on whose mentions a judgement in force says unsure or part_of."""
    pairs = (pair for pair, said in decisions.besides_same if said & {"unsure", "part_of"})
    owned = ((person_of.get(one, one), person_of.get(other, other)) for one, other in pairs)
    return {ordered(one, other) for one, other in owned if one != other}


def outer_of(register: "Register") -> Mapping[str, Collection[str]]:
    """Return for each person those in which it lies, as mentions say or judgements."""
    return by_first(_nesting(register, register.workbook.mentions))


def told_apart_though_same(register: "Register") -> Iterator[Conflict]:
    """Yield for each person the first two of its mentions by id that are told apart though judged the same."""
    told = register.told_apart
    within = {row.id: (row.within,) for row in register.workbook.mentions if row.within}
    for person, mentions in register.persons.items():
        if len(mentions) > 1 and person in told.sharing:
            pair = first_apart(told, told.of_person.get(person, ()), within)
            if pair:
                yield Conflict("told_apart", *pair, register.same_path(*pair))


def first_apart(
    told: ToldApart, tellings: Collection[TellingMention], within: Mapping[str, tuple[str, ...]]
) -> tuple[str, str] | None:
    """Return the first two mentions of one person, by id, that are told apart, neither within the other; else None."""
    listed = list(tellings)
    for at, one in enumerate(listed):
        for other in listed[at + 1 :]:
            if told.mentions_apart(one, other, alone=True) and not are_nested(
                one.mention, other.mention, within
            ):
                return one.mention, other.mention
    return None


def are_nested(one: str, other: str, within: Mapping[str, tuple[str, ...]]) -> bool:
    """Tell whether one of two mentions lies within the other, through any chain."""
    return other in reached(within, one) or one in reached(within, other)
