"""What came of bringing in, told once: held in memory with the open inbox, since names of files stand in it.

Messages of the desk go through a cookie, which a browser may keep.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from isthmus.actions.desk.inbox.bringing_in import BroughtIn
from isthmus.actions.desk.inbox.opened import OpenInbox
from isthmus.web.desk.language import said

__all__ = ["OutcomeLine", "keep_outcome", "outcome_lines"]

# Names of files that are told with a reason; of more the number.
_MOST_NAMES = 5
_KEPT: WeakKeyDictionary[OpenInbox, BroughtIn] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """One thing to tell; `names`: the files that it is about."""

    kind: str
    text: str
    names: Sequence[str] = ()
    more: int = 0


def keep_outcome(inbox: OpenInbox, told: BroughtIn) -> None:
    """Keep what is to be told on the next page of the list."""
    _KEPT[inbox] = told


def outcome_lines(inbox: OpenInbox) -> list[OutcomeLine]:
    """Return what is to be told, once."""
    told = _KEPT.pop(inbox, None)
    return [] if told is None else [*_taken(told), *_refused(told)]


def _taken(told: BroughtIn) -> Iterator[OutcomeLine]:
    if n := told.new:
        yield OutcomeLine("success", ngettext("%(n)d new letter.", "%(n)d new letters.", n) % {"n": n})
    if n := told.files:
        words = ngettext("%(n)d attachment was kept.", "%(n)d attachments were kept.", n)
        yield OutcomeLine("success", words % {"n": n})
    if n := told.again:
        yield OutcomeLine(
            "info", ngettext("%(n)d was here already.", "%(n)d were here already.", n) % {"n": n}
        )
    if told.doubles:
        words = _(
            "A letter has the number of another one, and says something else. Both are kept, and marked."
        )
        yield OutcomeLine("warning", words)


def _refused(told: BroughtIn) -> Iterator[OutcomeLine]:
    by_reason: dict[str, list[str]] = {}
    for name, reason in told.refused:
        by_reason.setdefault(said(reason), []).append(name)
    for words, names in by_reason.items():
        yield OutcomeLine("error", words, names[:_MOST_NAMES], max(len(names) - _MOST_NAMES, 0))
