"""What stands on a printed page alone: the state of the log. The script adds when it was printed."""

from dataclasses import dataclass

from django import template

from isthmus.store.desk.models import Head

__all__ = ["LogState", "printed_after"]

register = template.Library()


@dataclass(frozen=True, slots=True)
class LogState:
    """How many events the log held when a page was made, and the root over them."""

    events: int
    root: str


@register.simple_tag
def printed_after() -> LogState:
    """Return what a page says of the log on paper; nothing before the first event, and of a head that was altered."""
    head = Head.objects.first()
    if head is None or type(head.size) is not int or type(head.note) is not str:
        return LogState(0, "")
    lines = head.note.splitlines()
    return LogState(head.size, lines[2] if len(lines) > 2 else "")
