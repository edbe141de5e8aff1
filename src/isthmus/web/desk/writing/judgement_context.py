"""What the pages of judgements show: those in force, conflicts with their path, and pairs that oppose each other."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, Q, QuerySet
from django.urls import reverse

from isthmus.core.register.conflicts import Conflict
from isthmus.store.desk.models import Document, Judgement, VictimLevel
from isthmus.store.desk.models.judgements import BY_LINK_RUN, side_field
from isthmus.store.desk.queries.disputes import OpposedPair, disputes
from isthmus.store.desk.queries.judged_under import judgements_under
from isthmus.store.desk.queries.look_alikes import look_alikes
from isthmus.store.desk.queries.record import RecordFilter
from isthmus.store.desk.queries.withdrawn import holding
from isthmus.web.desk.reading.judgements import JudgementShown, judged
from isthmus.web.desk.writing.pair_sides import PairSide, rows_of

__all__ = ["MADE", "JudgementFilter", "about", "overview"]

JUDGEMENTS_A_PAGE = 50
SHOWN_DISPUTES = 25
MADE = {
    "one_by_one": ~BY_LINK_RUN & Q(made__in=("", "one_by_one")),
    "in_one_go": Q(made="in_one_go"),
    "link_run": BY_LINK_RUN,
}
# What a list of judgements shows of their sides; the voices are read for all of them at once.
SIDES = (
    *(f"{side}_act__{row}" for side in ("left", "right") for row in ("statement", "place")),
    *(f"{side}_mention__act__statement" for side in ("left", "right")),
    "left_source",
    "right_source",
    "left_place",
    "right_place",
    "left_statement__document",
)
STATEMENTS = ("left_act", "right_act", "left_mention__act", "right_mention__act")
VOICES = [f"{act}__statement__voices__source" for act in STATEMENTS]


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


@dataclass(frozen=True, slots=True)
class JudgementFilter:
    """Which judgements in force are listed: made in one way, of one kind, that keep two apart; on what was counted."""

    made: str = ""
    kind: str = ""
    apart: bool = False
    acts: RecordFilter = field(default_factory=RecordFilter)

    @property
    def narrows(self) -> bool:
        """Return whether anything is left out."""
        return self != JudgementFilter()

    def standing(self) -> "QuerySet[Judgement]":
        """Return those in force that pass."""
        found = holding(Judgement.objects.in_force())
        if self.made:
            found = found.filter(MADE[self.made])
        if self.kind:
            found = found.filter(kind=self.kind)
        if self.apart:
            found = found.filter(decision__in=("different", "disjoint"))
        if not self.acts.all_acts:
            found = found.filter(pk__in=[pk for pk, _, _ in judgements_under(self.acts)])
        return found


def overview(page: str, wanted: JudgementFilter) -> dict[str, Any]:
    """Return the context of the page of all judgements."""
    number = max(1, int(page[:9])) if page.isdecimal() else 1
    in_force = wanted.standing()
    start = (number - 1) * JUDGEMENTS_A_PAGE
    rows = list(with_sides(in_force).order_by("-at", "-ref")[start : start + JUDGEMENTS_A_PAGE + 1])
    open_ones = disputes()
    lists = [each for each in open_ones.conflicts if each.kind == "told_apart"]
    judged_so = [each for each in open_ones.conflicts if each.kind != "told_apart"]
    return {
        "count": in_force.count() if wanted.narrows else open_ones.in_force,
        "narrowed": wanted.narrows,
        "alike_count": len(look_alikes()),
        "judgements": judged(rows[:JUDGEMENTS_A_PAGE]),
        "page": number,
        "more": len(rows) > JUDGEMENTS_A_PAGE,
        "conflict_count": len(open_ones.conflicts),
        "conflicts": [conflict_view(each) for each in judged_so[:SHOWN_DISPUTES]],
        "against_lists": [conflict_view(each) for each in lists[:SHOWN_DISPUTES]],
        "opposed_count": len(open_ones.opposed),
        "opposed": [opposed_view(each) for each in open_ones.opposed[:SHOWN_DISPUTES]],
        "crossed": VictimLevel.objects.filter(high__lt=F("low"))
        .select_related("person")
        .order_by("person__ref", "k")[:SHOWN_DISPUTES],
    }


def with_sides(judgements: "QuerySet[Judgement]") -> "QuerySet[Judgement]":
    """Return judgements with both sides at hand."""
    return judgements.select_related(*SIDES).prefetch_related(*VOICES)


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
    rows = list(with_sides(Judgement.objects.filter(ref__in=opposed.judgements)).order_by("at"))
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
    return with_sides(Judgement.objects.in_force().filter(condition, kind=kind)).order_by("at")


def about(kind: str, left: PairSide, right: PairSide | None) -> "QuerySet[Judgement]":
    """Return the judgements in force on this pair, or on this retraction."""
    if right is None:
        found = Judgement.objects.in_force().filter(kind=kind, left_statement__uid=left.row.uid)
        return with_sides(found).order_by("at")
    return between(kind, [(left.row.ref, right.row.ref)])
