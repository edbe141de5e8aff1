"""The list of judgements in force: by what was concluded, or newest first; filtered, searched, page by page."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from isthmus.core.names import folded
from isthmus.core.register import LINK_RUN
from isthmus.store.desk.models import Head, Judgement
from isthmus.store.desk.models.judgements import BY_LINK_RUN
from isthmus.store.desk.queries.judged_things import THINGS, judged_things
from isthmus.store.desk.queries.judged_under import judgements_under
from isthmus.store.desk.queries.kept_by_log import KeptByLog, TouchedRow
from isthmus.store.desk.queries.record import RecordFilter
from isthmus.store.desk.queries.search import statements_found
from isthmus.store.desk.queries.withdrawn import holding
from isthmus.web.desk.reading.judgements import VERDICTS, JudgementShown, judged
from isthmus.web.desk.reading.paging import SIZE, Page, placed

__all__ = [
    "MADE",
    "Conclusion",
    "JudgementFilter",
    "JudgementList",
    "judgement_list",
    "with_sides",
]

MADE = {
    "one_by_one": ~BY_LINK_RUN & Q(made__in=("", "one_by_one")),
    "in_one_go": Q(made="in_one_go"),
    "link_run": BY_LINK_RUN,
}
MADE_LABELS = {
    "one_by_one": _("one by one, looking at both"),
    "in_one_go": _("many in one go"),
    "link_run": _("by a link run"),
}
KINDS = {
    "person": _("people, groups and units"),
    "incident": _("incidents"),
    "source": _("sources"),
    "place": _("places"),
    "retraction": _("retractions"),
    "statement": _("statements"),
}
MOST_PEOPLE = 100  # names of who judged, to choose from
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
class JudgementFilter:
    """Which judgements in force are listed: made in one way, of one kind, that keep two apart; on what was counted.

    `words`: what stands in the reason, or in what the judgement is about.
    """

    made: str = ""
    kind: str = ""
    decision: str = ""
    by: str = ""
    words: str = ""
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
        if self.decision:
            found = found.filter(decision=self.decision)
        if self.by:
            found = found.filter(by=self.by)
        if self.words:
            found = found.filter(_holding_words(self.words))
        if self.apart:
            found = found.filter(decision__in=("different", "disjoint"))
        if not self.acts.all_acts:
            found = found.filter(pk__in=[pk for pk, _, _ in judgements_under(self.acts)])
        return found


def _holding_words(words: str) -> Q:
    """Return the condition that a reason or a side has these words; what is sealed is never searched."""
    statements = statements_found(words)
    name = folded(words)
    found = Q(because__icontains=words) | Q(left_statement__in=statements)
    for side in ("left", "right"):
        found |= Q(**{f"{side}_act__statement__in": statements})
        found |= Q(**{f"{side}_mention__act__statement__in": statements})
        found |= Q(**{f"{side}_place__name_folded__contains": name})
        found |= Q(**{f"{side}_source__name_folded__contains": name}) & ~Q(
            **{f"{side}_source__protection": "sealed"}
        )
    return found


@dataclass(frozen=True, slots=True)
class Conclusion:
    """Judgements that conclude one thing: that some acts are one incident, that two people are two.

    `starts`: it is the first of its verdict on the page, of which there are `number` in all. `sides`: what several
    judgements make one, each once; of a single judgement its own sides are shown.
    """

    verdict: str
    starts: bool
    number: int
    kind: str
    judgements: Sequence[JudgementShown]
    sides: Sequence[Any] = ()


@dataclass(frozen=True, slots=True)
class JudgementList:
    """One page of judgements, by conclusion; how many there are of each verdict; what can be chosen."""

    page: Page[Judgement]
    conclusions: Sequence[Conclusion]
    totals: Sequence[tuple[str, str, str, int]]
    by: Sequence[str]
    newest: bool
    wanted: JudgementFilter

    @property
    def kinds(self) -> Sequence[tuple[str, str]]:
        """Return the kinds of judgements, for a form."""
        return [(code, str(label)) for code, label in KINDS.items()]

    @property
    def ways(self) -> Sequence[tuple[str, str]]:
        """Return how judgements are made, for a form."""
        return [(code, str(label)) for code, label in MADE_LABELS.items()]


def judgement_list(request: HttpRequest, wanted: JudgementFilter, *, newest: bool) -> JudgementList:
    """Return the page that was asked for."""
    page, numbers = _narrowed(request, wanted, newest) if newest or wanted.narrows else _whole(request)
    return JudgementList(
        page,
        [_alone(each) for each in judged(page.rows)] if newest else list(_conclusions(page.rows, numbers)),
        [(kind, decision, _verdict(kind, decision), n) for kind, decision, n in numbers],
        _WHO.now(),
        newest,
        wanted,
    )


type _Numbers = Sequence[tuple[str, str, int]]


def _whole(request: HttpRequest) -> tuple[Page[Judgement], _Numbers]:
    every = judged_things()
    number, last = placed(request, every.total)
    shown = every.refs((number - 1) * SIZE, number * SIZE)
    return Page(_rows(shown), every.total, number, last), every.numbers


def _narrowed(
    request: HttpRequest, wanted: JudgementFilter, newest: bool
) -> tuple[Page[Judgement], _Numbers]:
    refs, numbers = _listed_at(Head.objects.values_list("note", flat=True).first() or "", wanted, newest)
    number, last = placed(request, len(refs))
    return Page(_rows(refs[(number - 1) * SIZE : number * SIZE]), len(refs), number, last), numbers


def _rows(shown: Sequence[str]) -> list[Judgement]:
    """Return judgements by their ids, in this order, each with what its sides belong to.

    By ids, and by no keys of the database: nothing commits to these.
    """
    found = with_sides(Judgement.objects.annotate(**_things())).filter(ref__in=shown)
    rows = {each.ref: each for each in found}
    return [rows[ref] for ref in shown if ref in rows]


@lru_cache(maxsize=8)
def _listed_at(_head: str, wanted: JudgementFilter, newest: bool) -> tuple[Sequence[str], _Numbers]:
    """Return a list as it is at a head of the log: a hundred thousand judgements are put in order once."""
    things = tuple(f"{thing}__ref" for thing in THINGS)
    order = ("-at", "ref") if newest else ("kind", "decision", *things, "-at", "ref")
    found = wanted.standing()
    refs = list(found.order_by(*order).values_list("ref", flat=True).iterator())
    return refs, _numbers(found)


def with_sides(judgements: "QuerySet[Judgement]") -> "QuerySet[Judgement]":
    """Return judgements with both sides at hand."""
    return judgements.select_related(*SIDES).prefetch_related(*VOICES)


def _numbers(found: "QuerySet[Judgement]") -> list[tuple[str, str, int]]:
    """Return how many judgements there are by kind and decision, in the order of the list."""
    rows = found.order_by("kind", "decision").values_list("kind", "decision").annotate(n=Count("pk"))
    return [(kind, decision, n) for kind, decision, n in rows]


def _who_renewed(before: list[str], touched: Sequence[TouchedRow]) -> list[str] | None:
    """Return who judged after new judgements; None where one was withdrawn: it may have been their only one."""
    if any(each.operation != "add" for each in touched) or len(before) >= MOST_PEOPLE:
        return None
    new = Judgement.objects.filter(uid__in=[each.uid for each in touched]).exclude(by__startswith=LINK_RUN)
    return sorted({*before, *new.values_list("by", flat=True)})


def _who() -> list[str]:
    """Return who judged what is in force; link runs are asked for by how it was made."""
    people = Judgement.objects.standing().exclude(by__startswith=LINK_RUN)
    return sorted(people.order_by("by").values_list("by", flat=True).distinct()[:MOST_PEOPLE])


_WHO = KeptByLog(_who, "judgement", renew=_who_renewed)


def _things() -> dict[str, F]:
    return {f"thing_{at}": F(path) for at, path in enumerate(THINGS)}


def _conclusions(rows: Sequence[Judgement], numbers: Iterable[tuple[str, str, int]]) -> Iterator[Conclusion]:
    totals = {(kind, decision): n for kind, decision, n in numbers}
    last: tuple[str, str] | None = None
    for _key, members in groupby(rows, key=_conclusion_key):
        listed = list(members)
        verdict = (listed[0].kind, listed[0].decision)
        starts, number = verdict != last, totals.get(verdict, 0)
        shown = judged(listed)
        yield Conclusion(_verdict(*verdict), starts, number, verdict[0], shown, _made_one(listed))
        last = verdict


def _conclusion_key(row: Judgement) -> tuple[Any, ...]:
    return row.kind, row.decision, *(getattr(row, f"thing_{at}") for at in range(len(THINGS)))


def _made_one(listed: Sequence[Judgement]) -> list[Any]:
    """Return what several judgements make one thing, each once; nothing of one judgement, or of another decision."""
    if len(listed) < 2 or listed[0].decision != "same":
        return []
    rows = {side.pk: side for each in listed for side in (each.left, each.right) if side}
    return list(rows.values())


def _alone(shown: JudgementShown) -> Conclusion:
    return Conclusion(shown.verdict, False, 1, shown.row.kind, [shown])


def _verdict(kind: str, decision: str) -> str:
    return str(VERDICTS.get((kind, decision), decision))
