"""One row of a list: as it came, and where it was set aside, corrected and read again, or left out for a reason."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from isthmus.actions.desk import lists as actions
from isthmus.actions.desk.import_workbook import ChangesNotAccepted, FieldChange, RegisterMoved
from isthmus.actions.desk.importing import changes_shown
from isthmus.actions.desk.named_references import changes_in_names
from isthmus.core.messages import MessageError
from isthmus.store.desk.models import ListRow, RegisterList, Statement
from isthmus.store.desk.queries.lists import reasons_of, row_of_list, rows_in
from isthmus.store.desk.queries.withdrawn import withdrawn
from isthmus.web.desk.language import said as in_words
from isthmus.web.desk.reading.lists import ReasonShown, list_context, row_shown, why_of
from isthmus.web.desk.reading.statements import said, with_everything
from isthmus.web.desk.reading.words import Labels
from isthmus.web.desk.requests import OWN, actor_of
from isthmus.web.desk.veil import veiled
from isthmus.web.desk.writing.bring_in_context import changed_column

__all__ = ["leave_out_rows", "list_row"]

# Of rows that are left out at once.
_MOST = 100_000


@require_http_methods(["GET", "HEAD", "POST"])
def list_row(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show a row as it came; read it again as it was corrected, or leave it out."""
    row = row_of_list(uid)
    if row is None:
        raise Http404
    if request.method != "POST":
        return page(request, row)
    if veiled(request):
        return page(request, row, status=403)
    try:
        if "leave" in request.POST:
            actions.leave_out([row], actor=actor_of(request), because=request.POST.get("because", ""))
            messages.success(
                request, _("The row is left out. It stays listed, and can be brought in later."), OWN
            )
        else:
            enter(request, row)
    except (actions.NotDecided, RegisterMoved) as refused:
        return page(request, row, refused, status=422)
    except ChangesNotAccepted as asked:
        return page(request, row, asked, status=409)
    return redirect("list_row", uid)


def enter(request: HttpRequest, row: ListRow) -> None:
    """Bring a row in with the cells that were typed."""
    known_as = request.POST.get("was")
    planned = actions.plan_row(row, typed(request, row), datetime.now(UTC).date(), known_as)
    actions.enter_row(planned, actor=actor_of(request), because=request.POST.get("because", ""))
    messages.success(request, _("The row is in the register now. What stood in it stays beside it."), OWN)


def typed(request: HttpRequest, row: ListRow) -> Mapping[str, str]:
    """Return the cells that were typed, by column."""
    given = ((name, request.POST.get(f"cell-{place}")) for place, name in enumerate(row.change.columns))
    return {name: cell.replace("\r\n", "\n") for name, cell in given if name and cell is not None}


def page(
    request: HttpRequest, row: ListRow, refused: MessageError | None = None, status: int = 200
) -> HttpResponse:
    """Show the row, with what was typed where it was refused."""
    shown, statement = row_shown(row, request), row.statement
    now = typed(request, row) if request.method == "POST" else {}
    stands = statement is not None and statement.pk not in withdrawn()
    waits = row.state == ListRow.RowState.WAITING
    context: dict[str, Any] = {
        "shown": shown,
        "row": row,
        "list": row.list,
        "said": first_said(statement) if statement and stands else None,
        "is_withdrawn": statement is not None and not stands,
        "veiled": veiled(request),
        "fields": [(each, now.get(each.column, each.text)) for each in shown.cells],
        "problem": in_words(refused.message) if refused else "",
        "changes": changes(refused),
        "reasons": reasons(refused) or shown.reasons,
        "because": request.POST.get("because", ""),
        "may_be": [(each, row_shown(each, request)) for each in actions.may_be(row)] if waits else [],
        "was": request.POST.get("was"),
    }
    return render(request, "desk/writing/list_row.html", context, status=status)


def changes(refused: MessageError | None) -> list[tuple[str, FieldChange]]:
    """Return what the row's statement would say otherwise, where that is asked about, each with its column's name."""
    if not isinstance(refused, ChangesNotAccepted):
        return []
    named = changes_in_names(list(changes_shown(refused.plan)), refused.plan)
    return [(changed_column(each.sheet, each.column), each) for each in named]


def first_said(statement: Statement) -> Any:
    """Return the statement as pages show it."""
    [shown] = said(with_everything(Statement.objects.filter(pk=statement.pk)), Labels.load())
    return shown


def reasons(refused: MessageError | None) -> list[ReasonShown]:
    """Return what is still wrong with cells as they were typed."""
    found = refused.reasons if isinstance(refused, actions.NotDecided) else ()
    return [ReasonShown(each.column, each.value, in_words(each.message)) for each in found]


@require_POST
def leave_out_rows(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Leave out the rows that were chosen, or all that wait for one reason."""
    found = get_object_or_404(RegisterList, uid=uid)
    rows = list(chosen(request, found))
    try:
        actions.leave_out(rows, actor=actor_of(request), because=request.POST.get("because", ""))
    except actions.NotDecided as refused:
        context = list_context(request, found, in_words(refused.message))
        return render(request, "desk/list.html", context, status=422)
    done = ngettext("%(n)d row is left out.", "%(n)d rows are left out.", len(rows)) % {"n": len(rows)}
    messages.success(request, done, OWN)
    return redirect("list", uid)


def chosen(request: HttpRequest, found: RegisterList) -> "list[ListRow]":
    """Return the rows that are to be left out."""
    why = why_of(reasons_of(found), request.POST.get("why", ""))
    waiting = rows_in(found, "waiting", why).select_related("change")
    if request.POST.get("all"):
        return list(waiting[:_MOST])
    wanted = [each for each in request.POST.getlist("row") if len(each) == 36]
    return list(waiting.filter(uid__in=wanted)) if wanted else []
