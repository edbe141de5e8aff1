"""What stands around every page: the navigation, the veil, the lock, and a reminder to back up."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from isthmus.web.desk import veil
from isthmus.web.desk.settings import IDLE_SECONDS

__all__ = ["shell"]

PAGES = (
    ("record", _("Record")),
    ("people", _("People")),
    ("count", _("Count")),
    ("import", _("Import")),
    ("judge", _("Judge")),
    ("custody", _("Custody")),
)


@dataclass(frozen=True, slots=True)
class Link:
    """One entry of the navigation."""

    label: str
    url: str
    here: bool


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context for the base template; a signed-out or locked session gets no navigation."""
    actor = getattr(request, "actor", "")
    if not actor or getattr(request, "is_locked", True):
        return {"actor": ""}
    return {
        "actor": actor,
        "navigation": navigation(request),
        "veil_on": veil.veiled(request),
        "idle_seconds": IDLE_SECONDS,
    }


def navigation(request: HttpRequest) -> list[Link]:
    """The pages in their order, the present one marked."""
    links = [(label, link(name)) for name, label in PAGES]
    return [Link(str(label), url, request.path.startswith(url) and url != "/") for label, url in links if url]


def link(name: str) -> str:
    """The address of a page, or nothing where this desk does not have it."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
