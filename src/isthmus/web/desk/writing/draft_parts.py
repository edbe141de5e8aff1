"""The page of a draft in parts, for its script: what a step changes, without the page being loaded again."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from isthmus.actions.desk.coding import drafts
from isthmus.actions.desk.coding.draft import DraftBody
from isthmus.actions.desk.coding.submission import FieldProblem, new_names, problems_of, problems_while_typing
from isthmus.core.names import folded
from isthmus.store.desk.models import Source
from isthmus.store.desk.queries.sealed import holds_token
from isthmus.store.desk.scratch.models import Draft
from isthmus.web.desk.requests import actor_of
from isthmus.web.desk.sealed_words import look_of
from isthmus.web.desk.writing.draft_form import in_words, posted_index, shown
from isthmus.web.desk.writing.draft_page import draft_page, names_context
from isthmus.web.desk.writing.draft_questions import DraftQuestions
from isthmus.web.desk.writing.draft_text import text_with_passages

__all__ = ["after_step", "is_script", "page_asked", "parts_of", "while_typing"]

# A step after which statements have other numbers: the marks in the text are made again.
RENUMBERING = "remove"


def is_script(request: HttpRequest) -> bool:
    """Return whether the script of the page asks, and not a browser for a page."""
    return request.headers.get("Accept") == "application/json"


def page_asked(request: HttpRequest, found: Draft, asked: QueryDict) -> dict[str, Any]:
    """Return the context of the page that an address asks for."""
    actor, body = actor_of(request), drafts.body_of(found)
    problems = problems_of(found, actor=actor, at=timezone.now()) if "check" in asked else ()
    page = draft_page(found, body, posted_index(asked), problems, more_rows="more" in asked)
    return {**page, "named_in_clear": named_in_clear(request, body), "look_at_dates": "dates" in asked}


def named_in_clear(request: HttpRequest, body: DraftBody) -> list[str]:
    """Return the ids of the sealed sources whose names a keeper who looks typed as those of new ones."""
    look = look_of(request)
    typed = {folded(each.name) for each in new_names(body)[0]} if look else set()
    if not look or not typed:
        return []
    ids = dict(Source.objects.filter(holds_token("name")).values_list("name", "ref"))
    return sorted(ids[token] for token, text in look.read(list(ids)).items() if folded(text) in typed)


def parts_of(
    request: HttpRequest, found: Draft, page: dict[str, Any], *, step: str = "", part: str = "work"
) -> JsonResponse:
    """Return the parts of the page that may have changed; the text only where its marks have other numbers now."""
    page = {**page, "parts": True}
    parts = {
        "about": render_to_string("desk/writing/draft_document.html", page, request),
        "work": render_to_string("desk/writing/draft_work.html", page, request),
    }
    if step == RENUMBERING:
        parts["text"] = text_with_passages(found.text, drafts.body_of(found), drafts.places_of(found))
    address = f"{reverse('draft', args=[found.pk])}?statement={page['index']}"
    return JsonResponse({**saved(found), "parts": parts, "focus": part, "address": address})


def after_step(request: HttpRequest, found: Draft, answer: HttpResponse) -> HttpResponse:
    """Return for the script what a browser would be led to: parts of this page, or the address of another one."""
    where = urlsplit(answer.headers.get("Location", ""))
    if not where.path:
        return answer
    if where.path != request.path:
        return JsonResponse({"go": answer["Location"]})
    page = page_asked(request, found, QueryDict(where.query))
    step = request.POST.get("step", "").partition(":")[0]
    return parts_of(request, found, page, step=step, part=where.fragment)


def while_typing(request: HttpRequest, found: Draft, body: DraftBody) -> JsonResponse:
    """Return that what was typed is kept, what is wrong with what was typed so far, and the lines of its new names."""
    index = posted_index(request.POST)
    problems = problems_while_typing(found, index, actor=actor_of(request), at=timezone.now())
    return JsonResponse(
        {
            **saved(found),
            "problems": _by_field(problems),
            "names": _new_names(request, body, index),
        }
    )


def saved(found: Draft) -> dict[str, object]:
    """Return when the draft was saved, and how often."""
    at: datetime = found.saved
    return {"saved": at.isoformat(), "revision": found.revision}


def _by_field(problems: Iterable[FieldProblem]) -> dict[str, str]:
    """Return each problem by the id of its field on the page."""
    found: dict[str, str] = {}
    for each in problems:
        prefix = each.spot.part if each.spot.index is None else f"{each.spot.part}-{each.spot.index}"
        found.setdefault(f"id_{prefix}-{each.column}", in_words(each))
    return found


def _new_names(request: HttpRequest, body: DraftBody, index: int) -> dict[str, str]:
    """Return what the page shows of names: those that it offers, and the lines of the new ones."""
    forms = shown(body, index)
    page = {**names_context(body, index, forms, DraftQuestions((), ())), "forms": forms}
    page["named_in_clear"] = named_in_clear(request, body)
    return {
        "offered": render_to_string("desk/writing/draft_names.html", page, request),
        "new": render_to_string("desk/writing/draft_new_names.html", page, request),
    }
