"""Correct a row: our slip is put right, the row stays; what that moves is shown before it is done."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from isthmus.actions.desk import correcting as actions
from isthmus.actions.desk.effects import Effect
from isthmus.actions.desk.history import history_of, row_numbered
from isthmus.actions.desk.import_workbook import RegisterMoved
from isthmus.core.messages import Message
from isthmus.core.workbook.problems import Problem
from isthmus.core.workbook.schema import sheet
from isthmus.core.workbook.tokens import is_token
from isthmus.store.desk.models.columns import SheetModel
from isthmus.web.desk.language import said
from isthmus.web.desk.reading.words import Labels
from isthmus.web.desk.requests import OWN, actor_of
from isthmus.web.desk.veil import veiled
from isthmus.web.desk.writing.correction_form import CorrectionForm, cell_shown, cell_words
from isthmus.web.desk.writing.destroying import page_of
from isthmus.web.desk.writing.effect import EffectShown
from isthmus.web.desk.writing.history import ROWS

__all__ = ["correct_row"]

# The rows that are our own words for somebody's saying: a new saying is a new statement.
SAID = ("statement", "act", "mention", "status")


@dataclass(frozen=True, slots=True)
class CellConflict:
    """A cell that somebody else corrected while it was being corrected here."""

    label: str
    before: str
    theirs: str
    yours: str


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell that is corrected, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class BesideFields:
    """What the page says beside its fields: what stands in the way, or what is asked before it is done."""

    status: int = 200
    problem: str = ""
    beside: tuple[Problem, ...] = ()
    conflicts: tuple[CellConflict, ...] = ()
    changes: tuple[CellChange, ...] = ()
    effect: Effect | None = None
    seen: int | None = None


@require_http_methods(["GET", "HEAD", "POST"])
def correct_row(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show a row's cells as fields; correct them for a reason, after what that moves was seen."""
    row = row_numbered(uid)
    if not actions.is_correctable(row):
        raise Http404
    assert isinstance(row, SheetModel)
    if veiled(request):
        return page(request, row, None, BesideFields())
    cells = actions.cells_of(row)
    if request.method != "POST":
        form = CorrectionForm(actions.columns_of(row), cells)
        form.initial.update(put_back(request, row, form))
        return page(request, row, form, BesideFields())
    form = CorrectionForm(actions.columns_of(row), cells, request.POST)
    base = cells_at(row, request.POST.get("base", "")) or cells
    if conflicts := tuple(in_conflict(form, base)):
        merged = CorrectionForm(list(form.columns.values()), cells, form.merged(base))
        return page(request, row, merged, BesideFields(409, conflicts=conflicts))
    asked = corrected(request, row, form)
    return page(request, row, form, asked) if asked else redirect(page_of(row_numbered(uid) or row))


def put_back(request: HttpRequest, row: SheetModel, form: CorrectionForm) -> dict[str, str]:
    """Return the fields as they were before an event that changed the row: so it is undone, with a look at it."""
    wanted = request.GET.get("before", "")
    event = next((each for each in history_of(row.uid) if str(each.event) == wanted), None)
    changes = event.changes if event and event.operation == "change" else ()
    return {
        each.column: cell_shown(form.columns[each.column], each.before)
        for each in changes
        if each.column in form.columns and not is_token(each.before)
    }


def corrected(request: HttpRequest, row: SheetModel, form: CorrectionForm) -> BesideFields | None:
    """Correct the row; return what is asked first or stands in the way, None where it is done."""
    if not form.is_valid():
        return BesideFields(422)
    try:
        asked, left = carried_out(request, actions.plan_correction(row, form.typed()))
    except actions.UnsoundCorrection as unsound:
        form.add_problems(unsound.cells)
        return BesideFields(422, beside=unsound.beside)
    except (actions.NotCorrected, RegisterMoved) as refused:
        return BesideFields(422, said(refused.message))
    if asked is None:
        messages.success(request, _("It is corrected. What it was stays in its history."), OWN)
    for message in left:
        messages.warning(request, said(message))
    return asked


def carried_out(
    request: HttpRequest, planned: actions.Correction
) -> tuple[BesideFields | None, tuple[Message, ...]]:
    """Make a correction whose effect was seen, or that has none; else return what is asked first."""
    reason = request.POST.get("reason", "")
    if not reason.strip():
        raise actions.NotCorrected(Message("correct.reason_missing"))
    if request.POST.get("effect") != str(planned.plan.at) and (effect := planned.effect()).moves:
        return BesideFields(changes=tuple(in_words(planned)), effect=effect, seen=planned.plan.at), ()
    return None, actions.correct(planned, reason=reason, actor=actor_of(request))


def in_words(planned: actions.Correction) -> Iterator[CellChange]:
    """Yield what is corrected, cell by cell; of what is sealed that it is."""
    labels = Labels.load()
    for each in planned.changes:
        column = sheet(each.sheet).column(each.column)
        before, after = (cell_words(column, cell, labels) for cell in (each.before, each.after))
        yield CellChange(said(column.label), before, after)


def cells_at(row: SheetModel, event: str) -> Mapping[str, str] | None:
    """Return the row as the event of this number left it; None where it is as it is now, or no longer kept."""
    if event == str(actions.last_event(row)):
        return None
    return next((each.cells for each in history_of(row.uid) if str(each.event) == event), None)


def in_conflict(form: CorrectionForm, base: Mapping[str, str]) -> Iterator[CellConflict]:
    """Yield the cells that somebody else changed since the form was opened."""
    typed, labels = form.typed(), Labels.load()
    for name, column in form.columns.items():
        if form.cells[name] != base[name]:
            yours = typed[name] if typed[name] != base[name] else ""
            before, theirs, mine = (
                cell_words(column, cell, labels) for cell in (base[name], form.cells[name], yours)
            )
            yield CellConflict(said(column.label), before, theirs, mine)


def page(
    request: HttpRequest, row: SheetModel, form: CorrectionForm | None, asked: BesideFields
) -> HttpResponse:
    """Show the fields, with what is asked or stands in the way."""
    table = str(row._meta.model_name)
    context: dict[str, Any] = {
        "row": row,
        "form": form,
        "what": ROWS[table],
        "said_by_others": table in SAID,
        "back": page_of(row),
        "base": actions.last_event(row),
        "asked": asked,
        "effect": EffectShown.of(asked.effect) if asked.effect else None,
        "reason": request.POST.get("reason", ""),
    }
    return render(request, "desk/writing/correct.html", context, status=asked.status)
