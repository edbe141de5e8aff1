"""Bring in a spreadsheet: uploaded, its columns said, tried, and brought in; each step is work beside the page."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from isthmus.actions.desk.importing import keep_upload
from isthmus.actions.desk.jobs import enqueue
from isthmus.actions.desk.lists.from_upload import give_up_list
from isthmus.actions.desk.lists.known import mapping_words_of
from isthmus.core.import_mapping.mapping_parts import ASKED
from isthmus.core.workbook.schema import sheet
from isthmus.files.import_mapping.ready import READY, ready_mapping
from isthmus.store.base.errors import StoreError
from isthmus.store.desk.models import RegisterList
from isthmus.store.desk.queries.lists import last_brought
from isthmus.store.desk.scratch.models import Job
from isthmus.web.base.settings import UPLOAD_BYTES
from isthmus.web.desk.access import asking_again
from isthmus.web.desk.language import said
from isthmus.web.desk.requests import actor_of
from isthmus.web.desk.writing.bring_in_context import (
    CENTURY_WORDS,
    asked,
    century_field,
    looked_at,
    order_field,
)
from isthmus.web.desk.writing.jobs import own, state_words
from isthmus.web.desk.writing.keepers import sealing_note

__all__ = ["bring_in", "bring_in_answers", "bring_in_leave", "bring_in_now", "bring_in_step", "mapping_file"]

KINDS = ("list_look", "list_try", "list_import")
# Letters of a mapping that is given: it is a page of words.
_LARGEST = 1 << 20
_MOST_LETTERS = 200


@require_http_methods(["GET", "HEAD", "POST"])
def bring_in(request: HttpRequest) -> HttpResponse:
    """Choose a spreadsheet, and a mapping if there is one already."""
    upload = request.FILES.get("list")
    if request.method != "POST":
        return start(request)
    if upload is None:
        return start(request, _("No file was chosen. Choose a spreadsheet: CSV, XLSX, ODS or XLS."))
    about: dict[str, object] = {
        "sheet": request.POST.get("sheet", "").strip()[:_MOST_LETTERS],
        "header_row": number(request.POST.get("header_row", ""), 0),
        "header_rows": max(1, number(request.POST.get("header_rows", ""), 1)),
        "encoding": request.POST.get("encoding", "").strip()[:_MOST_LETTERS],
        "ready": request.POST.get("ready", "").strip()[:_MOST_LETTERS],
    }
    given, problem = given_mapping(request)
    if problem:
        return start(request, problem)
    kept = keep_upload(owner=actor_of(request), name=upload.name or "", content=upload.read())
    about |= {"upload": str(kept.pk), **({"mapping": given} if given else {})}
    return asked_for(request, "list_try" if given else "list_look", about)


def number(text: str, otherwise: int) -> int:
    """Return a small number as it was typed."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else otherwise


def start(request: HttpRequest, problem: str = "") -> HttpResponse:
    """Show the form with which it begins."""
    context = {
        "problem": problem,
        "most": UPLOAD_BYTES // 1024**2,
        "lists": RegisterList.objects.order_by("name"),
        "ready": [(name, said(ready_mapping(name).about), ready_mapping(name).columns) for name in READY],
        **sealing_note(),
    }
    return render(request, "desk/writing/bring_in.html", context, status=422 if problem else 200)


def given_mapping(request: HttpRequest) -> tuple[str, str]:
    """Return the words of a mapping that was given or chosen, and what is wrong with it if anything is."""
    file = request.FILES.get("mapping")
    if file is not None:
        try:
            return file.read(_LARGEST).decode("utf-8-sig"), ""
        except UnicodeDecodeError:
            return "", _("The mapping is not a text in UTF-8. Choose the file of a mapping.")
    chosen = request.POST.get("saved", "")
    if not chosen:
        return "", ""
    found = RegisterList.objects.filter(uid=chosen).first() if len(chosen) == 36 else None
    brought = last_brought(found) if found else None
    try:
        if brought is not None:
            return mapping_words_of(brought), ""
    except StoreError:
        pass
    return "", _("The mapping of that list is no longer kept. Choose its file, or say the columns again.")


def asked_for(request: HttpRequest, kind: str, about: dict[str, object]) -> HttpResponse:
    """Ask for a step, and lead to its page."""
    return redirect("bring_in_step", enqueue(kind=kind, owner=actor_of(request), about=about).pk)


@require_safe
def bring_in_step(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show how far a step is, and then what it asks."""
    job = step(request, uid)
    context = {"job": job, "found": job.result, "state": state_words(job), **asked(request, job)}
    response = render(request, "desk/writing/bring_in_step.html", context)
    if job.unfinished:
        response.headers["Refresh"] = asking_again(request, 2)
    return response


def step(request: HttpRequest, uid: UUID) -> Job:
    """Return one's own work on a list."""
    return get_object_or_404(own(request), pk=uid, kind__in=KINDS)


@require_POST
def bring_in_answers(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Try the list with the answers that were given column by column."""
    job = step(request, uid)
    look = looked_at(job)
    about = {name: value for name, value in job.about.items() if name not in ("mapping", "because")}
    if request.POST.get("header_rows") == "2" and look.get("two_headers"):
        return asked_for(request, "list_look", {**about, "header_rows": 2})
    answers = answers_of(request, look)
    return asked_for(request, "list_try", {**about, "look": dict(look), "answers": answers})


def answers_of(request: HttpRequest, look: Mapping[str, Any]) -> dict[str, object]:
    """Return what somebody answered of a list, column by column and as a whole."""
    columns = list(enumerate(look.get("columns", ())))
    word = {each: request.POST.get(each, "").strip()[:_MOST_LETTERS] for each in _ANSWERED}
    orders = {each["name"]: orders_of(request, place, each["asked"]) for place, each in columns}
    return {
        **word,
        "basis_codes": basis_codes_of(request, columns),
        "nothing": [each for each in look.get("nothing", ()) if each in request.POST.getlist("nothing")],
        "columns": {each["name"]: request.POST.get(f"column-{place}", "") for place, each in columns},
        "orders": {name: order for name, order in orders.items() if order},
        "centuries": {
            each["name"]: century
            for place, each in columns
            if (century := request.POST.get(century_field(place), "")) in CENTURY_WORDS
        },
    }


def basis_codes_of(request: HttpRequest, columns: Sequence[tuple[int, Mapping[str, Any]]]) -> dict[str, str]:
    """Return what the words of the column of bases mean, where some are no codes; nothing where it is not said yet."""
    codes = set(sheet("statements").column("basis").choices)
    for place, each in columns:
        if request.POST.get(f"column-{place}") == "basis" and not set(each["values"]) <= codes:
            return {
                word: request.POST.get(f"basis-{place}-{at}", word if word in codes else "")
                for at, word in enumerate(each["values"])
            }
    return {}


def orders_of(request: HttpRequest, place: int, asked: Sequence[Mapping[str, Any]]) -> str | dict[str, str]:
    """Return how the dates of a column are meant: in one word, or by sign, what is open as a question."""
    answered = {
        sign: request.POST.get(order_field(place, at, sign), "")
        for at, sign in enumerate(str(each["sign"]) for each in asked)
    }
    if set(answered) == {""}:
        return answered[""]
    return {sign: order or ASKED for sign, order in answered.items()}


_ANSWERED = (
    "name",
    "row",
    "author",
    "speaker",
    "basis",
    "once",
    "kind",
    "type",
    "scheme",
    "merged",
    "header_rows",
)


@require_POST
def bring_in_now(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Bring the list in as it was tried."""
    job = step(request, uid)
    about = {**job.about, "mapping": str(job.result.get("mapping", ""))}
    return asked_for(
        request, "list_import", {**about, "because": request.POST.get("because", "").strip()[:500]}
    )


@require_POST
def bring_in_leave(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Give it up: the spreadsheet is forgotten."""
    give_up_list(step(request, uid))
    messages.success(request, _("It was given up, and the spreadsheet is not kept. Nothing was written."))
    return redirect("bring_in")


@require_safe
def mapping_file(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Send the mapping by which a list was tried."""
    words = str(step(request, uid).result.get("mapping", ""))
    headers = {"Content-Disposition": 'attachment; filename="mapping.yaml"'}
    return HttpResponse(words, content_type="application/yaml", headers=headers)
