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
    """Return what a page says of the log on paper; no root before the first event."""
    head = Head.objects.first()
    lines = head.note.splitlines() if head else []
    return LogState(head.size if head else 0, lines[2] if len(lines) > 2 else "")
