"""The inbox as a list: one row a thread, unread ones of known codenames first; or the page that opens it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from isthmus.actions.desk.inbox.keeping import put_away
from isthmus.actions.desk.inbox.opened import OpenInbox, today
from isthmus.core.custody.actors import ActorKind
from isthmus.core.inbox.heads import ThreadState
from isthmus.core.inbox.threads import Thread, folded
from isthmus.core.unseal.visible import visible
from isthmus.store.desk.models import Account
from isthmus.web.desk.inbox.opening import shut_page
from isthmus.web.desk.inbox.outcome import outcome_lines
from isthmus.web.desk.inbox.session import inbox_of, while_open
from isthmus.web.desk.reading.paging import placed

__all__ = ["STATES", "ThreadRow", "accounts", "inbox", "put_letters_away"]

ROWS_A_PAGE = 50
STATES = {
    ThreadState.NEW: gettext_lazy("new"),
    ThreadState.IN_TOUCH: gettext_lazy("in touch"),
    ThreadState.REFERRED: gettext_lazy("referred"),
    ThreadState.CLOSED: gettext_lazy("closed"),
}


@dataclass(frozen=True)
class ThreadRow:
    """A row of the list: a thread, and how many others say the same."""

    thread: Thread
    others: Sequence[Thread]
    names: Mapping[int, str]

    @property
    def uid(self) -> UUID:
        """Return the number of its address."""
        return UUID(bytes=self.thread.item)

    @property
    def uids(self) -> str:
        """Return the numbers of all that the row stands for."""
        return " ".join(str(UUID(bytes=each.item)) for each in (self.thread, *self.others))

    @property
    def opening(self) -> str:
        """Return how its last letter begins."""
        return visible(list(self.thread.letters.values())[-1].opening) if self.thread.letters else ""

    @property
    def state(self) -> str:
        """Return how far the organisation is with it, in words."""
        return str(STATES[self.thread.head.state])

    @property
    def assigned(self) -> str:
        """Return who cares for it."""
        return self.names.get(self.thread.head.assigned or 0, "")

    @property
    def is_due(self) -> bool:
        """Return whether it should have been destroyed."""
        return self.thread.is_due(today())


def accounts() -> Mapping[int, str]:
    """Return the names of those who may care for a thread, by number."""
    standing = Account.objects.filter(removed=None).exclude(kind=ActorKind.PROGRAM)
    return dict(sorted(standing.values_list("pk", "name"), key=lambda each: each[1]))


@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """Show the threads; where the inbox is shut, what opens it."""
    return _list(request) if inbox_of(request) else shut_page(request)


@while_open
def _list(request: HttpRequest, inbox: OpenInbox) -> HttpResponse:
    return render(request, "desk/inbox/inbox.html", _context(request, inbox))


@require_POST
@while_open
def put_letters_away(request: HttpRequest, inbox: OpenInbox) -> HttpResponse:
    """Put away the threads that were chosen, or take them back out."""
    chosen = {word for row in request.POST.getlist("thread") for word in row.split()}
    found = [each for each in inbox.threads() if str(UUID(bytes=each.item)) in chosen]
    is_unwanted = "back" not in request.POST
    n = put_away(inbox, found, is_unwanted=is_unwanted)
    if not n:
        messages.warning(request, _("No thread was chosen. Mark its box first."))
    elif is_unwanted:
        messages.success(
            request, ngettext("%(n)d thread was put away.", "%(n)d threads were put away.", n) % {"n": n}
        )
    else:
        messages.success(request, ngettext("%(n)d thread is back.", "%(n)d threads are back.", n) % {"n": n})
    return redirect("inbox")


def _context(request: HttpRequest, opened: OpenInbox) -> dict[str, Any]:
    threads, names = opened.threads(), accounts()
    shown = request.GET.get("show", "")
    chosen = folded(each for each in threads if _is_shown(each, shown, opened.account))
    number, last = placed(request, len(chosen), ROWS_A_PAGE)
    page = chosen[(number - 1) * ROWS_A_PAGE : number * ROWS_A_PAGE]
    kept = [each for each in threads if not each.head.is_unwanted]
    return {
        "rows": [ThreadRow(first, others, names) for first, *others in page],
        "shown": shown,
        "outcome": outcome_lines(opened),
        "total": len(kept),
        "unread": sum(bool(each.unread) for each in kept),
        "alarms": sum(bool(each.alarms) for each in threads),
        "due": sum(each.is_due(today()) for each in kept),
        "away": len(threads) - len(kept),
        "mine": sum(each.head.assigned == opened.account for each in kept),
        "letters": sum(len(each.letters) for each in kept),
        "shut": opened.shut_items(),
        "page": number,
        "last": last,
        "no_keys": not opened.keyring.identities,
        "last_day": max((each.ends for each in opened.keyring.identities), default=date.min),
    }


def _is_shown(thread: Thread, shown: str, account: int) -> bool:
    is_away, is_closed = thread.head.is_unwanted, thread.head.state is ThreadState.CLOSED
    match shown:
        case "away":
            return is_away
        case "due":
            return thread.is_due(today())
        case "alarms":
            return bool(thread.alarms)
        case "mine" | "unread" | "closed":
            chosen = {
                "mine": thread.head.assigned == account,
                "unread": bool(thread.unread),
                "closed": is_closed,
            }
            return chosen[shown] and not is_away
    return bool(thread.alarms) or not (is_away or is_closed)
