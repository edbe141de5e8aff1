"""Views that answer without a signed-in session."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse

__all__ = ["View", "is_public", "public"]

type View = Callable[..., HttpResponse]


def public[V: View](view: V) -> V:
    """Mark a view that answers without a signed-in session: it must show nothing of the register."""
    view.is_public = True  # type: ignore[attr-defined]
    return view


def is_public(view: Callable[..., Any]) -> bool:
    """Return whether a view is marked as public."""
    return getattr(view, "is_public", False)
