"""The judgements in force on which a count rests: all of them, or under a filter those that bear on its acts."""

from collections import Counter
from collections.abc import Collection, Iterable

from django.db.models import QuerySet

from isthmus.core.count import JudgementTotals, totals
from isthmus.core.register import how_made
from isthmus.store.desk.models import (
    Act,
    Authorship,
    IncidentAct,
    Judgement,
    Mention,
    PlaceAbove,
    Retraction,
    Statement,
    Voice,
)
from isthmus.store.desk.queries.record import RecordFilter, acts_passing
from isthmus.store.desk.queries.withdrawn import withdrawn
from isthmus.store.desk.queries.workbook import some

__all__ = ["StandingJudgement", "judgements_under", "totals_of"]

# A judgement in force: its key, who made it, and how.
type StandingJudgement = tuple[int, str, str]
COLUMNS = ("pk", "by", "made")


def judgements_under(wanted: RecordFilter) -> Iterable[StandingJudgement]:
    """Return the judgements in force on which a count under this filter rests."""
    if wanted.all_acts:
        return Judgement.objects.in_force().values_list(*COLUMNS).iterator()
    return _bearing_on(IncidentAct.objects.filter(acts_passing(wanted, undated=True)))


def totals_of(judgements: Iterable[StandingJudgement]) -> JudgementTotals:
    """Return totals by how they were made."""
    return totals(Counter(how_made(made, by) for _, by, made in judgements))


def _places_over(acts: Collection[int]) -> set[int]:
    """Return the places of acts and all that they lie in, under every name."""
    places = {place for (place,) in some(Act.objects.filter(place__isnull=False), acts, "place_id")}
    return {above for (above,) in some(PlaceAbove.objects.all(), places, "above_id", by="place")}


def _bearing_on(passing: QuerySet[IncidentAct]) -> set[StandingJudgement]:
    """Return the judgements in force that bear on acts: theirs, their mentions', sources', places', retractions'."""
    acts = set(passing.values_list("act", flat=True))
    statements = {one for (one,) in some(Act.objects.all(), acts, "statement_id")}
    documents = {one for (one,) in some(Statement.objects.all(), statements, "document_id")}
    sources = {one for (one,) in some(Voice.objects.all(), statements, "source_id", by="statement")}
    sources |= {one for (one,) in some(Authorship.objects.all(), documents, "source_id", by="document")}
    sides: list[tuple[str, Collection[int]]] = [
        ("act", acts),
        ("mention", {one for (one,) in some(Mention.objects.all(), acts, "pk", by="act")}),
        ("source", sources),
        ("place", _places_over(acts)),
    ]
    retracting = {
        one for (one,) in some(Retraction.objects.all(), statements, "statement_id", by="retracted")
    }
    retracting -= withdrawn()
    bearing = [(f"{side}_{name}", pks) for name, pks in sides for side in ("left", "right")]
    standing = Judgement.objects.in_force()
    examined = standing.filter(kind="person", decision="examined").values_list(*COLUMNS)
    rows = {row for by, pks in bearing for row in some(standing, pks, *COLUMNS, by=by)}
    rows |= set(some(standing.filter(kind="retraction"), retracting, *COLUMNS, by="left_statement"))
    return {*rows, *examined}
