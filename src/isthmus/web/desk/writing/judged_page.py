"""What a judgement did: which figures it moved, from what to what, and how it is undone."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from isthmus.actions.desk import judge as actions
from isthmus.actions.desk.effects import Effect
from isthmus.store.desk.models import Judgement
from isthmus.web.desk.authentication import safe_path
from isthmus.web.desk.language import said
from isthmus.web.desk.reading.judgements import judged
from isthmus.web.desk.requests import actor_of
from isthmus.web.desk.writing.effect import EffectShown
from isthmus.web.desk.writing.judgement_list import with_sides

__all__ = ["judged_page", "undo_together"]


def judged_page(request: HttpRequest, made: actions.JudgedTogether, *, back: str) -> HttpResponse:
    """Return the page that says what judgements moved; `back`: where one came from."""
    return page(request, made.judgements, made.effect, back)


@require_POST
def undo_together(request: HttpRequest) -> HttpResponse:
    """Undo the judgements of one action at once, and say what that moved."""
    back = safe_path(request, request.POST.get("next", ""))
    found = Judgement.objects.filter(uid__in=uids_of(request.POST.getlist("judgement"))).order_by("ref")
    try:
        moved = actions.withdraw_together(list(found), actor=actor_of(request))
    except actions.NotJudged as refusal:
        return page(request, list(found), None, back, said(refusal.message))
    return page(request, list(found), moved, back)


def page(
    request: HttpRequest, made: Sequence[Judgement], effect: Effect | None, back: str, problem: str = ""
) -> HttpResponse:
    """Return the page of judgements that were made, or undone, with what that moved."""
    rows = with_sides(Judgement.objects.filter(pk__in=[each.pk for each in made]))
    context = {
        "judgements": judged(rows.order_by("ref")),
        "undone": any(each.withdrawn_at for each in made),
        "effect": EffectShown.of(effect) if effect else None,
        "back": back,
        "problem": problem,
    }
    return render(request, "desk/writing/judged.html", context, status=422 if problem else 200)


def uids_of(texts: Iterable[str]) -> list[UUID]:
    """Return the uids that a form sent; nothing for what is none."""
    found = []
    for text in texts:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found
