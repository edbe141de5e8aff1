"""What a session has open beyond the desk: what is sealed, and letters. It closes with the session and its lock."""

from django.http import HttpRequest

from isthmus.actions.desk.inbox.opened import OpenInbox
from isthmus.actions.desk.keepers.looks import LOOKS
from isthmus.actions.desk.kept_open import KeptOpen

__all__ = ["INBOXES", "end_all_open", "end_open", "fresh_key", "touch_open"]

INBOXES: KeptOpen[OpenInbox] = KeptOpen()
_KINDS = (LOOKS, INBOXES)


def end_open(request: HttpRequest) -> None:
    """Close all that the session has open."""
    for kind in _KINDS:
        kind.end(request.session.session_key)


def end_all_open() -> None:
    """Close all that any session has open."""
    for kind in _KINDS:
        kind.end_all()


def touch_open(request: HttpRequest) -> None:
    """Note that somebody is there."""
    for kind in _KINDS:
        kind.touch(request.session.session_key)


def fresh_key(request: HttpRequest) -> None:
    """Give the session a fresh key, so that a browser drops the pages that it kept; what is open stays open."""
    before = request.session.session_key
    request.session.cycle_key()
    for kind in _KINDS:
        kind.move(before, str(request.session.session_key))
