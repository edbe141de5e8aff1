"""Sources, and places, whose names are alike: all of them on one page, judged by one key."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from isthmus.actions.desk import judge as actions
from isthmus.core.link.reasons import reason_text
from isthmus.core.messages import Message
from isthmus.core.register import LookAlikes
from isthmus.store.desk.models import Judgement
from isthmus.store.desk.queries.look_alikes import look_alikes, pair_to_judge
from isthmus.web.desk.language import said
from isthmus.web.desk.reading.judgements import JudgementShown, judged
from isthmus.web.desk.reading.paging import as_number, placed
from isthmus.web.desk.reading.words import Labels
from isthmus.web.desk.requests import actor_of
from isthmus.web.desk.writing.judgement_list import with_sides
from isthmus.web.desk.writing.pair_facts import FactPair, PairSide, fact_pairs
from isthmus.web.desk.writing.pair_sides import FACTS, rows_of

__all__ = ["AlikePair", "alike"]

PAIRS_A_PAGE = 20
DECISIONS = ("same", "different")


@dataclass(frozen=True, slots=True)
class AlikePair:
    """Two rows that are perhaps one, line by line, and how many more of their group are alike."""

    kind: str
    left: PairSide
    right: PairSide
    rows: Sequence[FactPair]
    more: int


@require_http_methods(["GET", "HEAD", "POST"])
def alike(request: HttpRequest) -> HttpResponse:
    """Show every group of names alike, a pair each; record what is decided about one."""
    if request.method == "POST":
        return decide(request)
    groups = look_alikes()
    number, last = placed(request, len(groups), PAIRS_A_PAGE)
    shown = groups[(number - 1) * PAIRS_A_PAGE : number * PAIRS_A_PAGE]
    context = {
        "total": len(groups),
        "pairs": pairs_of(shown),
        "page": number,
        "more": number < last,
        "last": decided_last(request.GET.get("last", "")),
    }
    return render(request, "desk/writing/look_alikes.html", context)


def pairs_of(groups: Sequence[LookAlikes]) -> list[AlikePair]:
    """Return the first open pair of each group with what its rows state."""
    pairs = [(group, *pair_to_judge(group)) for group in groups]
    sides = {
        kind: sides_by_ref(kind, {ref for group, *refs in pairs if group.kind == kind for ref in refs})
        for kind in ("source", "place")
    }
    return [
        AlikePair(group.kind, one, other, beside_name(one, other), len(group.members) - 2)
        for group, left, right in pairs
        if (one := sides[group.kind].get(left)) and (other := sides[group.kind].get(right))
    ]


def sides_by_ref(kind: str, refs: Iterable[str]) -> dict[str, PairSide]:
    """Return sides by the ids of their rows, in a fixed number of queries."""
    labels = Labels.load()
    return {row.ref: FACTS[kind](row, labels) for row in rows_of(kind).filter(ref__in=list(refs))}


def beside_name(left: PairSide, right: PairSide) -> list[FactPair]:
    """Return what two rows state, without their names, which stand above."""
    return [each for each in fact_pairs(left, right) if each.left.code != "name"]


def decided_last(uid: str) -> JudgementShown | None:
    """Return the decision that this page has just recorded, to be undone; nothing once it was."""
    try:
        found = with_sides(Judgement.objects.standing().filter(uid=UUID(uid)))
    except ValueError:
        return None
    return next(iter(judged(found)), None)


def decide(request: HttpRequest) -> HttpResponse:
    """Record one decision; a pair that was decided meanwhile is left as it is."""
    kind, left, right = (request.POST.get(each, "") for each in ("kind", "left", "right"))
    decision = request.POST.get("decision", "")
    page = f"{reverse('look_alikes')}?page={as_number(request.POST.get('page', ''))}"
    is_open = any(group.kind == kind and pair_to_judge(group) == (left, right) for group in look_alikes())
    if not is_open or decision not in DECISIONS:
        messages.warning(request, _("This pair is not open any more. Nothing was recorded."))
        return redirect(page)
    try:
        made = actions.judge(
            kind=kind,
            left=left,
            right=right,
            decision=decision,
            because=reason_text(Message("link.reason.names_alike")),
            actor=actor_of(request),
        )
    except actions.NotJudged as refusal:
        messages.warning(request, said(refusal.message))
        return redirect(page)
    return redirect(f"{page}&last={made.uid}")
