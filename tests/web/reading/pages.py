"""Every page of the desk with an address to ask for, and a browser that is signed in."""

import re
import time
from collections.abc import Iterator
from http.cookies import SimpleCookie

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from isthmus.actions.desk.import_workbook import apply_import, plan_import
from isthmus.core.workbook.rows import Workbook
from isthmus.store.desk.models import Act, Document, Mention, Place, Source
from tests import accounts
from tests.accounts import the_owner

__all__ = ["PASSPHRASE", "every_address", "load", "reading_pages", "sign_in", "signed_in", "text_of"]

PASSPHRASE = "open, please"
PUBLIC = ("asset", "sign_in", "lock", "unlock")


def load(workbook: Workbook) -> None:
    """Put a workbook into the register."""
    actor = the_owner("tester")
    apply_import(plan_import(workbook), actor=actor)


def signed_in(*, veil: bool, **session: object) -> Client:
    """Return a client whose session was started as the one-time link starts it."""
    client = Client(enforce_csrf_checks=False)
    sign_in(client, {"veil": veil, **session})
    return client


def sign_in(client: Client, session: dict[str, object]) -> None:
    """Give a client a session."""
    store = SessionStore()
    accounts.sign_in(store, the_owner("tester"))
    store.update({"seen": time.time(), **session})
    store.save()
    client.cookies = SimpleCookie({settings.SESSION_COOKIE_NAME: store.session_key or ""})


def reading_pages() -> list[str]:
    """Return the address of each reading page, one for each row of the case."""
    fixed = [reverse(name) for name in ("record", "people", "count", "search", "keys", "timeline", "what_if")]
    filtered = [
        "/people/?ground=religion",
        "/?type=house_raid",
        "/?from=2020&to=2021",
        "/timeline/?ground=religion",
    ]
    supposed = [f"/what-if/?source={source.uid}" for source in Source.objects.all()]
    incident = reverse("incident_what_if", args=[Act.objects.get(ref="a1").uid])
    supposed += [f"{incident}?source={source.uid}&control=1" for source in Source.objects.all()]
    rows = [("incident", Act.objects.filter(of_incident__isnull=False)), ("person", Mention.objects.all())]
    rows += [("source", Source.objects.all()), ("document", Document.objects.all())]
    rows += [("place", Place.objects.all())]
    return [
        *fixed,
        *filtered,
        *supposed,
        *(reverse(name, args=[row.uid]) for name, found in rows for row in found),
    ]


def every_address() -> Iterator[tuple[str, str]]:
    """Give the name and an address of every pattern that is not public, however its arguments are called."""
    for pattern in patterns(get_resolver().url_patterns):
        if pattern.name and not getattr(pattern.callback, "is_public", False):
            kinds = pattern.pattern.converters
            yield (
                pattern.name,
                reverse(pattern.name, kwargs={name: sample(kind) for name, kind in kinds.items()}),
            )


def patterns(listed: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    """Give all patterns, those of included modules too."""
    for each in listed:
        if isinstance(each, URLResolver):
            yield from patterns(each.url_patterns)
        else:
            yield each


def sample(kind: object) -> object:
    """Return an argument that the converter takes."""
    return {
        "UUIDConverter": Act.objects.values_list("uid", flat=True).first()
        or "0" * 8 + "-0000-4000-8000-" + "0" * 12,
        "IntConverter": 1,
    }.get(type(kind).__name__, "x")


def text_of(content: bytes) -> str:
    """Return a page's text without its markup."""
    return re.sub(r"<[^>]+>", " ", content.decode())
