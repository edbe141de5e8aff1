"""Counts of the register (MODEL section 4): all of it from stored figures, a filtered part of it from its rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Count, Q

from isthmus.core.count import (
    LEVELS,
    AtLevel,
    Compared,
    CountedIncident,
    Figures,
    Filter,
    Rested,
    VictimFigures,
    compared_persons,
    count,
    figures_at,
)
from isthmus.core.dates import Bounds
from isthmus.core.register import Decisions, Register, is_link_run
from isthmus.core.workbook.rows import Judgement as Judged
from isthmus.store.desk.models import (
    Head,
    Incident,
    IncidentAct,
    Judgement,
    PersonMention,
    VictimLevel,
)
from isthmus.store.desk.queries.neighbourhood import acts_of, around
from isthmus.store.desk.queries.record import RecordFilter, acts_passing
from isthmus.store.desk.queries.workbook import Part, in_force, read, some

__all__ = ["Counted", "counted"]


@dataclass(frozen=True, slots=True)
class Counted:
    """The figures by k, and how many events the log had when they were counted: its head then is their input."""

    k: Mapping[int, Figures]
    log_size: int


def counted(wanted: RecordFilter) -> Counted:
    """Return the figures over the acts that pass (`lines` filters nothing: the figures are by lines)."""
    head = Head.objects.first()
    narrowed = RecordFilter(wanted.type, wanted.place, wanted.ground, wanted.earliest, wanted.latest)
    return _counted(narrowed, head.size if head else 0)


@lru_cache(maxsize=256)
def _counted(wanted: RecordFilter, log_size: int) -> Counted:
    if wanted == RecordFilter():
        return Counted(_from_stored(), log_size)
    return Counted(_from_rows(wanted), log_size)


def _from_rows(wanted: RecordFilter) -> Mapping[int, Figures]:
    """Count the incidents of which an act passes, on the rows that bear on them."""
    passing = IncidentAct.objects.filter(acts_passing(wanted, undated=True)).values_list(
        "incident", flat=True
    )
    register = Register.of(around(acts_of(set(passing))))
    period = Bounds(wanted.earliest, wanted.latest) if wanted.has_period else None
    return count(register, Filter(wanted.type, wanted.place, wanted.ground, period)).k


def _from_stored() -> Mapping[int, Figures]:
    """Add up what each incident and each person was found to count for."""
    columns = ("ref", "lines", "counted_earliest", "counted_latest", "undated")
    found = Incident.objects.values_list(*columns).iterator()
    incidents = [CountedIncident(*row, ()) for row in found]  # type: ignore[call-arg]
    victims, compared, rested = _victims(), _compared(), _rested()
    return {k: figures_at(k, incidents, victims, compared, rested) for k in LEVELS}


def _victims() -> list[VictimFigures]:
    levels: dict[str, list[AtLevel | None]] = {}
    columns = ("person__ref", "k", "low", "high", "named")
    for person, k, *level in VictimLevel.objects.values_list(*columns).iterator():
        levels.setdefault(person, [None, None, None])[k - 1] = AtLevel(*level)
    return [VictimFigures(person, (one, two, three)) for person, (one, two, three) in levels.items()]


def _compared() -> Compared:
    """Return what is judged of pairs of persons; `same` matters only where somebody else says otherwise."""
    standing = Judgement.objects.in_force().filter(kind="person")
    apart = standing.exclude(decision="same")
    either = Q(left_mention__in=apart.values("left_mention")) | Q(
        right_mention__in=apart.values("left_mention")
    )
    pks = {
        *apart.values_list("pk", flat=True),
        *standing.filter(either, decision="same").values_list("pk", flat=True),
    }
    judgements = in_force(read(Part((), (), (), (), (), (), (), pks))).judgements
    sides = {side for each in judgements for side in (each.left, each.right) if side}
    person_of: dict[str, str] = dict(
        some(PersonMention.objects.all(), sides, "mention__ref", "person__ref", by="mention__ref")
    )
    examined = any(each.decision == "examined" for each in judgements)
    decisions = Decisions.of(each for each in judgements if each.decision != "examined")
    return compared_persons(decisions, person_of, examined=examined)


def _rested() -> Rested:
    """Return how many judgements are in force: an unfiltered count rests on all of them."""
    by_whom = Judgement.objects.in_force().values_list("by", "decision").annotate(Count("pk"))
    found = [(Judged("", "person", "", "", decision, by, ""), number) for by, decision, number in by_whom]
    runs = frozenset(each.by for each, _ in found if each.decision == "examined")
    link_runs = sum(number for each, number in found if is_link_run(each, runs))
    return Rested(people=sum(number for _, number in found) - link_runs, link_runs=link_runs)
