"""What corroboration of some incidents needs of the register, and no more.

Core functions run on a part of the register as on the whole, if the part holds: the incidents' acts with their
statements, documents and mentions; what denies them, itself or in general; what retracts any of these; every source
under one control with one of theirs; the places above; and the judgements in force on all that.
"""

from collections.abc import Collection

from isthmus.core.register import Register
from isthmus.core.workbook.rows import Workbook
from isthmus.store.desk.models import (
    Act,
    Authorship,
    Incident,
    Judgement,
    Mention,
    PlaceAbove,
    Retraction,
    SourceGroup,
    Statement,
    Voice,
)
from isthmus.store.desk.queries.withdrawn import withdrawn
from isthmus.store.desk.queries.workbook import Part, in_force, read, some

__all__ = ["acts_of", "around", "general_denials", "register_around", "same_mentions", "same_pairs"]


def register_around(incident: Incident, *, people: bool = True) -> Register:
    """Return a register in which the incident (by its `ref`) has all that bears on it.

    `people`: with everybody who is mentioned, of whom its lines ask nothing and a list names thousands.
    """
    return Register.of(around(acts_of({incident.pk}), people=people))


def acts_of(incidents: Collection[int]) -> set[int]:
    """Return the acts of incidents, as they were last derived."""
    return {act for (act,) in some(Act.objects.all(), incidents, "pk", by="of_incident__incident")}


def around(acts: Collection[int], *, people: bool = True) -> Workbook:
    """Return the part of the register that bears on these acts, which must be whole incidents."""
    shown = set(acts) | general_denials(acts)
    statements = _values(Act, shown, "statement_id")
    retracting = _values(Retraction, statements, "statement_id", by="retracted")
    statements |= retracting
    documents = _values(Statement, statements, "document_id")
    sources = _under_one_control(statements, documents)
    mentions = _values(Mention, acts, "pk", by="act") if people else set()
    places = _upward(shown)
    part = Part(
        sources=sources,
        places=places,
        documents=documents,
        statements=statements,
        acts=shown,
        mentions=mentions,
        statuses=(),
        judgements=_judged(acts, same_mentions(mentions), sources, places, statements),
    )
    return in_force(read(part))


def general_denials(acts: Collection[int]) -> set[int]:
    """Return the acts by which somebody denies, in general, what any of these acts may be; rather too many."""
    types = _texts(acts)
    general = Act.objects.filter(scope="general", statement__stance="denies", type__in=["", *types])
    return set(general.values_list("pk", flat=True))


def same_mentions(mentions: Collection[int]) -> set[int]:
    """Return these mentions and all that judgements in force tie to them, directly or through others."""
    found, frontier = set(mentions), set(mentions)
    while frontier:
        pairs = same_pairs("mention", frontier)
        frontier = {each for pair in pairs for each in pair} - found
        found |= frontier
    return found


def same_pairs(sides: str, pks: Collection[int]) -> set[tuple[int, int]]:
    """Return the pairs judged the same, in force, of which one side is among these mentions or acts.

    One query a side, and the decision looked at here: a database would rather read every judgement of that decision.
    """
    standing = Judgement.objects.in_force()
    columns = (f"left_{sides}_id", f"right_{sides}_id", "decision")
    found = (row for side in ("left", "right") for row in some(standing, pks, *columns, by=f"{side}_{sides}"))
    return {(left, right) for left, right, decision in found if decision == "same"}


def _values(model: type, pks: Collection[int], column: str, by: str = "pk") -> set[int]:
    return {value for (value,) in some(model.objects.order_by(), pks, column, by=by)}  # type: ignore[attr-defined]


def _texts(acts: Collection[int]) -> set[str]:
    return {kind for (kind,) in some(Act.objects.all(), acts, "type")}


def _under_one_control(statements: Collection[int], documents: Collection[int]) -> set[int]:
    """Return the sources that have a part in statements or documents, and those under one control with them."""
    named = _values(Voice, statements, "source_id", by="statement")
    named |= _values(Authorship, documents, "source_id", by="document")
    groups = {ref for (ref,) in some(SourceGroup.objects.all(), named, "ref")}
    return named | {pk for refs in [sorted(groups)] for pk in _in_groups(refs)}


def _in_groups(refs: list[str]) -> set[int]:
    return set(SourceGroup.objects.filter(ref__in=refs).values_list("pk", flat=True)) if refs else set()


def _upward(acts: Collection[int]) -> set[int]:
    stated = {place for (place,) in some(Act.objects.filter(place__isnull=False), acts, "place_id")}
    return {above for (above,) in some(PlaceAbove.objects.all(), stated, "above_id", by="place")}


def _judged(
    acts: Collection[int],
    mentions: Collection[int],
    sources: Collection[int],
    places: Collection[int],
    statements: Collection[int],
) -> set[int]:
    """Return the judgements in force with a side among these rows."""
    standing = Judgement.objects.in_force()
    sides: list[tuple[str, Collection[int]]] = [
        ("left_act", acts),
        ("right_act", acts),
        ("left_mention", mentions),
        ("right_mention", mentions),
        ("left_source", sources),
        ("right_source", sources),
        ("left_place", places),
        ("right_place", places),
        ("left_statement", statements),
    ]
    about = {pk for side, pks in sides for (pk,) in some(standing, pks, "pk", by=side)} - _about_withdrawn()
    return about | set(standing.filter(kind="person", decision="examined").values_list("pk", flat=True))


def _about_withdrawn() -> set[int]:
    """Return the judgements about acts and mentions of withdrawn statements, which hold no longer."""
    statements = withdrawn()
    if not statements:
        return set()
    acts = _values(Act, statements, "pk", by="statement")
    mentions = _values(Mention, acts, "pk", by="act")
    gone = [
        (f"{side}_{name}", pks)
        for side in ("left", "right")
        for name, pks in (("act", acts), ("mention", mentions))
    ]
    return {pk for side, pks in gone for (pk,) in some(Judgement.objects.all(), pks, "pk", by=side)}
