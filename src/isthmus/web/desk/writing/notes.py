"""Notes and open questions: beside a row, and all that are open on one page."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from isthmus.actions.desk import notes as actions
from isthmus.actions.desk.history import row_numbered
from isthmus.core.custody.actors import ActorKind
from isthmus.store.desk.models import Account, Note
from isthmus.store.desk.models.columns import SheetModel
from isthmus.store.desk.queries.notes import notes_on, open_questions
from isthmus.web.desk.authentication import safe_path
from isthmus.web.desk.language import said
from isthmus.web.desk.reading.about import notes_shown
from isthmus.web.desk.reading.paging import placed
from isthmus.web.desk.requests import actor_of
from isthmus.web.desk.writing.destroying import page_of
from isthmus.web.desk.writing.history import ROWS

__all__ = ["answer_note", "destroy_note", "notes", "row_notes"]

NOTES_A_PAGE = 50


@require_safe
def notes(request: HttpRequest) -> HttpResponse:
    """Show the open questions, oldest first: all of them, or those for whoever looks."""
    mine = open_questions(actor_of(request).number)
    found = mine if request.GET.get("for") == "me" else open_questions()
    total = found.count()
    number, last = placed(request, total, NOTES_A_PAGE)
    context = {
        "total": total,
        "mine": mine.count(),
        "only_mine": request.GET.get("for") == "me",
        "notes": notes_shown(found[(number - 1) * NOTES_A_PAGE : number * NOTES_A_PAGE]),
        "page": number,
        "more": number < last,
    }
    return render(request, "desk/writing/notes.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def row_notes(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show the notes on a row; write another one."""
    row = row_numbered(uid)
    if not isinstance(row, SheetModel):
        raise Http404
    if request.method != "POST":
        return page(request, row)
    is_question, asked = request.POST.get("kind") == "question", request.POST.get("asked", "")
    try:
        actions.write_note(
            row,
            text=request.POST.get("text", ""),
            is_question=is_question,
            asked=int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 18 else None,
            actor=actor_of(request),
        )
    except actions.NotNoted as refused:
        return page(request, row, said(refused.message))
    messages.success(request, _("The question is open.") if is_question else _("The note is written."))
    return redirect("row_notes", uid)


@require_POST
def answer_note(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Answer an open question."""
    note = get_object_or_404(Note, uid=uid)
    try:
        actions.answer_note(note, answer=request.POST.get("answer", ""), actor=actor_of(request))
    except actions.NotNoted as refused:
        messages.error(request, said(refused.message))
    else:
        messages.success(request, _("The question is answered."))
    return back(request, note)


@require_POST
def destroy_note(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Destroy a note; the log says that there was one."""
    note = get_object_or_404(Note, uid=uid)
    try:
        left = actions.destroy_note(note, actor=actor_of(request))
    except actions.NotNoted as refused:
        messages.error(request, said(refused.message))
        return redirect("notes")
    for each in left:
        messages.warning(request, said(each))
    messages.success(request, _("The note is destroyed. Backups made until now still hold it."))
    return back(request, note)


def back(request: HttpRequest, note: Note) -> HttpResponse:
    """Redirect to where the form stood."""
    return redirect(safe_path(request, request.POST.get("next", reverse("row_notes", args=[note.row]))))


def page(request: HttpRequest, row: SheetModel, problem: str = "") -> HttpResponse:
    """Show the notes on a row, with the fields of another one."""
    context: dict[str, Any] = {
        "row": row,
        "what": ROWS[str(row._meta.model_name)],
        "back": page_of(row),
        "notes": notes_shown(notes_on([row.uid])),
        "accounts": Account.objects.filter(removed=None).exclude(kind=ActorKind.PROGRAM).order_by("name"),
        "problem": problem,
        "text": request.POST.get("text", ""),
        "is_question": request.POST.get("kind") == "question",
        "asked": request.POST.get("asked", ""),
        "most": actions.MOST_LETTERS,
    }
    return render(request, "desk/writing/row_notes.html", context, status=422 if problem else 200)
