"""What the pages of judgements show: those in force, conflicts with their path, and pairs that oppose each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from isthmus.core.register.conflicts import Conflict
from isthmus.store.desk.models import Document, Judgement, VictimLevel
from isthmus.store.desk.models.judgements import side_field
from isthmus.store.desk.queries.disputes import OpposedPair, disputes
from isthmus.store.desk.queries.look_alikes import look_alikes
from isthmus.web.desk.reading.judgements import JudgementShown, judged
from isthmus.web.desk.writing.judgement_list import JudgementFilter, judgement_list, with_sides
from isthmus.web.desk.writing.pair_facts import PairSide
from isthmus.web.desk.writing.pair_sides import rows_of

__all__ = ["about", "between", "overview", "pair_url"]

SHOWN_DISPUTES = 25


@dataclass(frozen=True, slots=True)
class ConflictView:
    """A path of `same` that leads from one side to the other, and the judgements that make it.

    `lists`: the documents of two mentions that are told apart, where it is no judgement but a source that says so.
    """

    kind: str
    apart: Sequence[JudgementShown]
    path: Sequence[Any]
    steps: Sequence[JudgementShown]
    lists: Sequence[Document] = ()


@dataclass(frozen=True, slots=True)
class OpposedView:
    """Judgements that say different things of one pair, and where to replace them by one."""

    kind: str
    judgements: Sequence[JudgementShown]
    pair: str


def overview(request: HttpRequest, wanted: JudgementFilter, *, newest: bool) -> dict[str, Any]:
    """Return the context of the page of all judgements."""
    open_ones = disputes()
    lists = [each for each in open_ones.conflicts if each.kind == "told_apart"]
    judged_so = [each for each in open_ones.conflicts if each.kind != "told_apart"]
    found = judgement_list(request, wanted, newest=newest)
    return {
        "list": found.page,
        "judged": found,
        "count": found.page.total,
        "narrowed": wanted.narrows,
        "alike_count": len(look_alikes()),
        "conflict_count": len(open_ones.conflicts),
        "conflicts": [conflict_view(each) for each in judged_so[:SHOWN_DISPUTES]],
        "against_lists": [conflict_view(each) for each in lists[:SHOWN_DISPUTES]],
        "opposed_count": len(open_ones.opposed),
        "opposed": [opposed_view(each) for each in open_ones.opposed[:SHOWN_DISPUTES]],
        "crossed": VictimLevel.objects.filter(high__lt=F("low"))
        .select_related("person")
        .order_by("person__ref", "k")[:SHOWN_DISPUTES],
    }


def conflict_view(conflict: Conflict) -> ConflictView:
    """Return a conflict with the rows of its path and the judgements between them."""
    told_apart = conflict.kind == "told_apart"
    kind = "person" if told_apart else conflict.kind
    rows = {row.ref: row for row in rows_of(kind).filter(ref__in=conflict.path)}
    pairs = list(zip(conflict.path, conflict.path[1:], strict=False))
    sides = [rows[ref] for ref in (conflict.left, conflict.right) if told_apart and ref in rows]
    return ConflictView(
        kind,
        [] if told_apart else judged(between(kind, [(conflict.left, conflict.right)])),
        [rows[ref] for ref in conflict.path if ref in rows],
        judged(between(kind, pairs)),
        list({side.act.statement.document: None for side in sides}),
    )


def opposed_view(opposed: OpposedPair) -> OpposedView:
    """Return opposing judgements, and the address of their pair."""
    rows = list(with_sides(Judgement.objects.filter(ref__in=opposed.judgements)).order_by("at", "ref"))
    return OpposedView(opposed.kind, judged(rows), pair_url(opposed.kind, rows[0]))


def pair_url(kind: str, judgement: Judgement) -> str:
    """Return the page on which the sides of a judgement are judged."""
    left, right = judgement.left, judgement.right
    sides = "&".join(f"{name}={side.uid}" for name, side in (("left", left), ("right", right)) if side)
    return f"{reverse('judge_pair', args=[kind])}?{sides}"


def between(kind: str, pairs: Sequence[tuple[str, str]]) -> "QuerySet[Judgement]":
    """Return the judgements in force on some pairs, whichever way round."""
    first, second = side_field("left", kind), side_field("right", kind)
    condition = Q()
    for left, right in pairs:
        for one, other in ((left, right), (right, left)):
            condition |= Q(**{f"{first}__ref": one, f"{second}__ref": other})
    return with_sides(Judgement.objects.in_force().filter(condition, kind=kind)).order_by("at", "ref")


def about(kind: str, left: PairSide, right: PairSide | None) -> "QuerySet[Judgement]":
    """Return the judgements in force on this pair, or on this retraction."""
    if right is None:
        found = Judgement.objects.in_force().filter(kind=kind, left_statement__uid=left.row.uid)
        return with_sides(found).order_by("at", "ref")
    return between(kind, [(left.row.ref, right.row.ref)])
