"""The language of this request: one renderer for each, over Django's translations."""

from functools import cache
from typing import ClassVar

from django.utils import translation

from isthmus.core.messages import Message
from isthmus.language import Renderer

__all__ = ["renderer", "said"]


class _Django:
    """Django's translations of the active language, as the renderer asks for them."""

    gettext: ClassVar = staticmethod(translation.gettext)
    ngettext: ClassVar = staticmethod(translation.ngettext)


@cache
def _of(language: str) -> Renderer:
    return Renderer(language, _Django(), isolate=True)


def renderer() -> Renderer:
    """Return the renderer of the active language."""
    return _of(translation.get_language() or "en")


def said(message: Message | str) -> str:
    """Return a message in the active language; a text of somebody's own as it is."""
    return renderer()(message) if isinstance(message, Message) else message
