"""What stands around every page: the navigation, the veil, the lock, and a reminder to back up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from isthmus.store.desk import health_checks
from isthmus.web.desk import veil
from isthmus.web.desk.sealed_words import look_of
from isthmus.web.desk.settings import IDLE_SECONDS

__all__ = ["layout"]

# Where one looks; then what one does. Names of places are nouns, of acts verbs.
PLACES = (
    ("record", _("Record")),
    ("people", _("People")),
    ("documents", _("Documents")),
    ("sources", _("Sources")),
    ("places", _("Places")),
    ("count", _("Count")),
    ("estimate", _("Estimates")),
    ("judge", _("Judgements")),
    ("inbox", _("Inbox")),
    ("custody", _("Custody")),
)
ACTS = (
    ("import", _("Import")),
    ("link", _("Link reports")),
)

BELOW = {
    "incident": "record",
    **dict.fromkeys(("incident_what_if", "what_if", "timeline", "background"), "record"),
    "place": "places",
    "source": "sources",
    "document": "documents",
    "person": "people",
    "keepers": "custody",
    **dict.fromkeys(("thread", "destroy_thread"), "inbox"),
    **dict.fromkeys(("bring_in", "bring_in_step"), "import"),
    **dict.fromkeys(("lists", "list", "list_row"), "documents"),
    **dict.fromkeys(("estimate_new", "estimate_plan", "estimate_lists", "estimate_run"), "estimate"),
    **dict.fromkeys(("judge_choose", "judge_pair", "look_alikes"), "judge"),
    **dict.fromkeys(("review", "review_pair", "agreement", "together", "proposed", "link_ids"), "link"),
}


@dataclass(frozen=True, slots=True)
class Link:
    """One entry of the navigation."""

    label: str
    url: str
    here: bool


def layout(request: HttpRequest) -> dict[str, Any]:
    """Return the context for the base template; a signed-out or locked session gets no navigation."""
    actor = getattr(request, "actor", None)
    if actor is None or getattr(request, "is_locked", True):
        return {"actor": None}
    return {
        "actor": actor,
        "places": links(PLACES, request),
        "acts": links(ACTS, request),
        "veil_on": veil.veiled(request),
        "looking": look_of(request),
        "idle_seconds": IDLE_SECONDS,
        "desk_name": settings.DESK_NAME,
        "backup_due": backup_due(settings.DESK_BACKED_UP(), timezone.now()),
    }


def links(pages: Iterable[tuple[str, Promise]], request: HttpRequest) -> list[Link]:
    """Return links to pages in their order, the present one marked."""
    here = present_page(request)
    return [Link(str(label), reverse(name), name == here) for name, label in pages]


def present_page(request: HttpRequest) -> str:
    """Return the entry of the navigation under which the page lies."""
    name = (request.resolver_match and request.resolver_match.url_name) or ""
    return BELOW.get(name, name)


def backup_due(last: datetime | None, now: datetime) -> str:
    """Return the reminder, where no backup is recent."""
    if not health_checks.backup_due(last, now):
        return ""
    if last is None:
        return gettext("No backup has been made yet. What exists only on this machine is lost with it.")
    days = (now - last).days
    return ngettext("The last backup is %(n)d day old.", "The last backup is %(n)d days old.", days) % {
        "n": days
    }
