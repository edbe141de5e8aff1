"""What is known of pairs of persons: what was judged of them, and who is told apart by what a source says.

Read column by column, without the register's rows: a count asks for it after every change.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from django.db.models import Count, Q, QuerySet

from isthmus.core.count import ExaminedPairs, PairJudgement, PairKnowledge, compared_persons, examined_pairs
from isthmus.core.dates import Bounds
from isthmus.core.ids import by_first
from isthmus.core.register import (
    ONCE,
    Conflict,
    Decisions,
    IncidentPairs,
    ListedAct,
    TellingMention,
    ToldApart,
    death_once,
    first_apart,
    how_made,
    incident_pairs,
    lists,
    neighbours,
    shortest_path,
)
from isthmus.core.workbook.rows import Judgement as JudgementRow
from isthmus.store.desk.models import (
    IncidentAct,
    Judgement,
    Mention,
    Person,
    PersonMention,
    PlaceAbove,
    Retraction,
    Term,
)
from isthmus.store.desk.queries.withdrawn import withdrawn
from isthmus.store.desk.queries.workbook import judgements_of, some

__all__ = [
    "compared_now",
    "examined_among",
    "examined_now",
    "is_examined",
    "judged_pairs_now",
    "nested_now",
    "pair_judgements_now",
    "same_though_apart",
    "taken_back",
    "telling_now",
    "told_apart_now",
]

type Pair = tuple[str, str]


def compared_now() -> PairKnowledge:
    """Return what is judged of pairs of persons, and which lie in others as counting statements say."""
    known = judged_pairs_now()
    return replace(known, within=known.within.union(*nested_now().values()))


def nested_now() -> dict[str, set[Pair]]:
    """Return by counting statement who lies within whom as it says: (inner, outer) persons."""
    found: dict[str, set[Pair]] = {}
    columns = ("act__statement__ref", "of_person__person__ref", "within__of_person__person__ref")
    counting = _telling(Mention.objects.filter(within__isnull=False), taken_back())
    for statement, inner, outer in counting.values_list(*columns):
        if inner and outer and inner != outer:
            found.setdefault(statement, set()).add((inner, outer))
    return found


def judged_pairs_now() -> PairKnowledge:
    """Return what is judged of pairs of persons."""
    judgements = _judged("person")
    sides = {side for each in judgements for side in (each.left, each.right) if side}
    person_of: dict[str, str] = dict(
        some(PersonMention.objects.all(), sides, "mention__ref", "person__ref", by="mention__ref")
    )
    examined = any(each.decision == "examined" for each in judgements)
    decisions = Decisions.of(
        each
        for each in judgements
        if each.decision != "examined" and {each.left, each.right} <= person_of.keys()
    )
    return compared_persons(decisions, person_of, examined=examined)


def examined_now() -> ExaminedPairs:
    """Return what link runs say of the pairs that nobody judged."""
    reasons = _reasons_of_runs()
    if not reasons:
        return ExaminedPairs()
    members = PersonMention.objects.order_by().values_list("person__ref").annotate(n=Count("mention"))
    return examined_pairs(reasons, dict(members.filter(n__gt=1)))


def _reasons_of_runs() -> list[str]:
    standing = Judgement.objects.in_force().filter(kind="person", decision="examined")
    return list(standing.values_list("because", flat=True))


def is_examined() -> bool:
    """Tell whether a link run compared every pair that nobody judged."""
    return Judgement.objects.in_force().filter(kind="person", decision="examined").exists()


def examined_among(persons: "QuerySet[Person]") -> int | None:
    """Return how many pairs that nobody judged are probably one person among these; None where no run says."""
    mentions = PersonMention.objects.filter(person__in=persons.order_by().values("pk"))
    return examined_pairs(_reasons_of_runs()).among_mentions(mentions.count())


def pair_judgements_now() -> Iterator[PairJudgement]:
    """Yield the judgements in force that say that two persons were compared."""
    found = Judgement.objects.in_force().filter(kind="person").exclude(decision="same")
    sides = ("left_mention__of_person__person__ref", "right_mention__of_person__person__ref")
    for left, right, decision, made, by in found.values_list(*sides, "decision", "made", "by"):
        if decision == "examined" or (left and right):
            yield PairJudgement(left or "", right or "", decision, how_made(made, by), by)


def same_though_apart(among: Collection[int] | None = None) -> Iterator[Conflict]:
    """Yield for each person its first two mentions that a list tells apart though people judged them the same.

    `among`: only of these persons, by primary key.
    """
    told = telling_now(_of_several_mentions(among))
    pairs = {person: tellings for person, tellings in told.of_person.items() if len(tellings) > 1}
    if not pairs:
        return
    nested = Mention.objects.filter(within__isnull=False).values_list("ref", "within__ref")
    within = {inner: (outer,) for inner, outer in nested}
    found = {person: first_apart(told, tellings, within) for person, tellings in pairs.items()}
    torn = [person for person, pair in found.items() if pair]
    same = neighbours(_same_within(torn)) if torn else {}
    for person in sorted(torn):
        if pair := found[person]:
            yield Conflict("told_apart", *pair, shortest_path(same, *pair))


def _same_within(persons: Collection[str]) -> Iterator[Pair]:
    """Yield the pairs of mentions of these persons that are judged the same."""
    standing = Judgement.objects.in_force().filter(kind="person")
    member = "left_mention__of_person__person__ref"
    pks = {pk for (pk,) in some(standing, persons, "pk", by=member)}
    yield from Decisions.of(judgements_of(pks)).same


def _judged(kind: str) -> tuple[JudgementRow, ...]:
    """Return the judgements of a kind; `same` only where somebody else says otherwise of one of the two."""
    sides = {"person": "mention", "incident": "act"}[kind]
    left, right = f"left_{sides}", f"right_{sides}"
    standing = Judgement.objects.in_force().filter(kind=kind)
    apart = standing.exclude(decision="same")
    either = Q(**{f"{left}__in": apart.values(left)}) | Q(**{f"{right}__in": apart.values(left)})
    pks = {
        *apart.values_list("pk", flat=True),
        *standing.filter(either, decision="same").values_list("pk", flat=True),
    }
    return judgements_of(pks)


def _nested(mentions: "QuerySet[Mention]") -> Iterator[Pair]:
    """Yield (inner, outer) persons as mentions say."""
    columns = ("of_person__person__ref", "within__of_person__person__ref")
    for inner, outer in mentions.filter(within__isnull=False).values_list(*columns):
        if inner and outer and inner != outer:
            yield inner, outer


def taken_back() -> list[int]:
    """Return the statements that count for nothing since a retraction of theirs was judged `accepted`."""
    keys = set(Judgement.objects.in_force().filter(kind="retraction").values_list("pk", flat=True))
    if not keys:
        return []
    decided = Decisions.of(judgements_of(keys))
    accepted = [left for left, _ in decided.stated.values() if decided.about(left, "") == {"accepted"}]
    found = Retraction.objects.filter(statement__ref__in=accepted).exclude(statement__in=withdrawn())
    return list(found.values_list("retracted", flat=True))


def _telling[M: Mention | IncidentAct](rows: "QuerySet[M]", back: Collection[int]) -> "QuerySet[M]":
    """Return the rows of acts whose statements assert, in documents that are held, and are not taken back."""
    found = rows.filter(act__statement__stance="asserts", act__statement__document__held="yes")
    return found.exclude(act__statement__in=back) if back else found


def told_apart_now(compared: PairKnowledge) -> ToldApart:
    """Return who is told apart in the register as it is; `compared`: what is judged of pairs of persons."""
    outer = by_first({*compared.within, *_nested(Mention.objects.all())})
    doubted = {pair for pair, said in compared.judged.items() if said & {"unsure", "part_of"}}
    return telling_now(Mention.objects.all(), outer=outer, doubted=doubted)


def telling_now(
    mentions: "QuerySet[Mention]",
    *,
    outer: Mapping[str, Collection[str]] | None = None,
    doubted: Collection[Pair] = (),
) -> ToldApart:
    """Return what tells mentions apart in the register as it is; see ToldApart for what tells persons."""
    once = ONCE | set(Term.objects.filter(list="type", once="yes").values_list("code", flat=True))
    back = taken_back()
    listing = _telling(IncidentAct.objects.filter(_listing(once)), back)
    place_of, above = _places() if listing.exists() else ({}, {})
    return ToldApart(
        tellings={each.mention: each for each in _tellings(once, _telling(mentions, back))},
        listed=list(_listed(listing, place_of)),
        incidents=_incident_pairs(),
        above=above,
        outer=outer or {},
        doubted=doubted,
    )


_TELLING = (
    *("ref", "of_person__person__ref", "low", "high", "act__ref", "act__apart", "act__type", "act__outcome"),
    *("act__statement__ref", "act__statement__document__ref", "act__statement__document__lists_once"),
    "act__of_incident__incident__ref",
)


def _of_several_mentions(among: Collection[int] | None) -> "QuerySet[Mention]":
    """Return the mentions of persons who have more than one."""
    members = PersonMention.objects.order_by().values("person").annotate(n=Count("mention"))
    if among is not None:
        members = members.filter(person__in=among)
    return Mention.objects.filter(of_person__person__in=members.filter(n__gt=1).values("person"))


def _tellings(once: Collection[str], mentions: "QuerySet[Mention]") -> Iterator[TellingMention]:
    found = mentions.filter(role="victim", act__of_incident__isnull=False)
    for row in found.order_by().values_list(*_TELLING).iterator(chunk_size=10_000):
        ref, person, low, high, act, apart, kind, outcome, statement, document, lists_once, incident = row
        yield TellingMention(
            mention=ref,
            person=person,
            individual=low == 1 and high == 1,
            act=act,
            apart=apart == "yes",
            statement=statement,
            people_of=document if lists(lists_once, "people") else "",
            incident=incident,
            once=death_once(kind, outcome, once),
        )


_LISTED = (
    *("act__statement__document__ref", "act__type", "incident__ref", "act__statement__ref"),
    *("act__date", "act__date_earliest", "act__date_latest", "act__place__ref"),
)


def _listing(once: Collection[str]) -> Q:
    return Q(act__statement__document__lists_once__contains="incidents", act__type__in=once)


def _listed(found: "QuerySet[IncidentAct]", place_of: Mapping[str, str]) -> Iterator[ListedAct]:
    for document, kind, incident, statement, date, first, last, place in found.values_list(*_LISTED):
        dates = Bounds(first, last) if date else None
        yield ListedAct(document, kind, incident, statement, dates, place_of.get(place, "") if place else "")


def _places() -> tuple[Mapping[str, str], Mapping[str, Collection[str]]]:
    """Return what stands for each place, and for each of these all it lies in: of places judged the same, one."""
    place_of: dict[str, str] = {}
    over: list[tuple[str, str, int]] = list(
        PlaceAbove.objects.values_list("place__ref", "above__ref", "height")
    )
    for place, above, height in over:
        if height == 0:
            place_of[place] = min(above, place_of.get(place, above))
    found: dict[str, set[str]] = {}
    for place, above, _ in over:
        found.setdefault(place_of[place], set()).add(place_of[above])
    return place_of, found


def _incident_pairs() -> IncidentPairs:
    judgements = _judged("incident")
    acts = {side for each in judgements for side in (each.left, each.right)}
    incident_of = dict(some(IncidentAct.objects.all(), acts, "act__ref", "incident__ref", by="act__ref"))
    return incident_pairs(_decided(judgements, incident_of), incident_of)


def _decided(judgements: Iterable[JudgementRow], known: Mapping[str, str]) -> Decisions:
    return Decisions.of(each for each in judgements if each.left in known and each.right in known)
