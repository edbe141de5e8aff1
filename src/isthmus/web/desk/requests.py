"""What a request of the desk knows: who acts, and whether the session is locked."""

from typing import TYPE_CHECKING, cast

from django.http import HttpRequest

from isthmus.core.custody.actors import Actor

if TYPE_CHECKING:
    from isthmus.store.desk.models import Account

__all__ = ["OWN", "DeskRequest", "account_of", "actor_of", "desk"]

# Marks a message about something that one did and can take back: it leads there.
OWN = "own"


class DeskRequest(HttpRequest):
    """A request after the desk's middleware: `actor` is None where nobody is signed in."""

    actor: Actor | None
    is_locked: bool
    name_words: frozenset[str] | None


def desk(request: HttpRequest) -> DeskRequest:
    """Return the request, which went through the middleware, as what it is."""
    return cast(DeskRequest, request)


def actor_of(request: HttpRequest) -> Actor:
    """Return who acts, on a page that only a signed-in session sees."""
    actor = desk(request).actor
    assert actor is not None
    return actor


def account_of(request: HttpRequest) -> "Account | None":
    """Return the account that is signed in and was not removed."""
    user = request.user
    return user if user.is_authenticated else None
