"""Words for people: messages rendered in a language, with numbers, lists and dates as that language writes them."""

from typing import Any

from isthmus.core.messages import Message
from isthmus.language.catalogues import CATALOGUES
from isthmus.language.rendering import ENGLISH, PAGE_ENGLISH, Renderer, Translations, without_controls

__all__ = [
    "CATALOGUES",
    "ENGLISH",
    "PAGE_ENGLISH",
    "Renderer",
    "Translations",
    "english",
    "with_text",
    "without_controls",
]


def english(*messages: object) -> str:
    """Return messages in English, one after the other, as the command line prints them."""
    return " ".join(ENGLISH.value(each) for each in messages)


def with_text(message: Message) -> dict[str, Any]:
    """Return a message as `--json` prints it: `{"code": …, "values": {…}, "text": …}`, the text in English."""
    return {**message.as_json(), "text": english(message)}
