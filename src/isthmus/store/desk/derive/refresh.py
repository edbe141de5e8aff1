"""After a change: work out again what it touched, inside the transaction of the action that made it."""

from collections.abc import Collection

from isthmus.core.register import Register
from isthmus.store.desk.derive.affected import AffectedRows
from isthmus.store.desk.derive.closures import regroup_sources, stack_places
from isthmus.store.desk.derive.rebuild import rebuild_derived
from isthmus.store.desk.derive.write import add_incidents, add_persons, refresh_persons
from isthmus.store.desk.models import (
    Act,
    Incident,
    IncidentAct,
    Judgement,
    Mention,
    Person,
    PersonMention,
    PersonPart,
    SourceGroup,
)
from isthmus.store.desk.queries.neighbourhood import around, same_mentions, same_pairs
from isthmus.store.desk.queries.withdrawn import withdrawn
from isthmus.store.desk.queries.workbook import in_force, nothing_but, read, some

__all__ = ["refresh"]

# Past this many acts, everything is worked out at once, which is faster than bit by bit.
MANY = 20_000


def refresh(touched: AffectedRows) -> None:
    """Bring the derived tables to what a full rebuild would make them."""
    _refresh_closures(touched)
    touched.add_mentions(same_mentions(touched.mentions))
    acts = _whole_incidents(touched)
    if touched.everything or len(acts) > MANY:
        rebuild_derived()
        return
    stale = _clear(touched)
    _make_persons(touched.mentions)
    register = Register.of(around(acts))
    refs = {ref for (ref,) in some(Act.objects.all(), acts, "ref")}
    add_incidents(
        register, sorted({register.incident_of[ref] for ref in refs if ref in register.incident_of})
    )
    refresh_persons(stale | _persons_in(acts))


def _refresh_closures(touched: AffectedRows) -> None:
    """Group sources and stack places again where they changed, and take in all that hangs on them."""
    if touched.places:
        before = touched.below(touched.places)
        stack_places()
        touched.add_acts(before | touched.below(touched.places))
    if touched.sources:
        grouped = _grouped_with(touched.sources)
        regroup_sources()
        touched.add_statements(touched.said_by(grouped | _grouped_with(touched.sources)))


def _grouped_with(sources: Collection[int]) -> set[int]:
    refs = {ref for (ref,) in some(SourceGroup.objects.all(), sources, "ref")}
    return set(sources) | set(SourceGroup.objects.filter(ref__in=refs).values_list("pk", flat=True))


def _whole_incidents(touched: AffectedRows) -> set[int]:
    """Return the acts of all incidents touched, as they were and as they are now judged, until nothing is added."""
    found: set[int] = set()
    frontier = set(touched.acts)
    while frontier:
        found |= frontier
        touched.add_acts(frontier)
        before = {
            act for (act,) in some(IncidentAct.objects.all(), touched.incidents, "act_id", by="incident")
        }
        pairs = same_pairs("act", frontier)
        frontier = (before | {each for pair in pairs for each in pair}) - found
    return {act for (act,) in some(Act.objects.exclude(scope="general"), found, "pk")}


def _clear(touched: AffectedRows) -> set[int]:
    """Delete incidents and persons that are worked out again; return the persons that stay but lost parts."""
    lost = {one for (one,) in some(PersonPart.objects.all(), touched.incidents, "person_id", by="incident")}
    for incidents in _batches(touched.incidents):
        Incident.objects.filter(pk__in=incidents).delete()
    for persons in _batches(touched.persons):
        Person.objects.filter(pk__in=persons).delete()
    return lost - touched.persons


def _batches(pks: set[int]) -> list[list[int]]:
    listed = sorted(pks)
    return [listed[at : at + 5_000] for at in range(0, len(listed), 5_000)]


def _make_persons(mentions: Collection[int]) -> None:
    """Make the persons of these mentions, which hold all that judgements tie to any of them."""
    back = withdrawn()
    gone = {one for (one,) in some(Mention.objects.all(), back, "pk", by="act__statement")} if back else set()
    kept = set(mentions) - gone
    judged = _judged(kept) - _judged(gone)
    part = Register.of(in_force(read(nothing_but(mentions=kept, judgements=judged))))
    add_persons(part.persons.values(), part.mentions)


def _judged(mentions: Collection[int]) -> set[int]:
    standing = Judgement.objects.in_force()
    return {
        pk for side in ("left_mention", "right_mention") for (pk,) in some(standing, mentions, "pk", by=side)
    }


def _persons_in(acts: Collection[int]) -> set[int]:
    return {one for (one,) in some(PersonMention.objects.all(), acts, "person_id", by="mention__act")}
