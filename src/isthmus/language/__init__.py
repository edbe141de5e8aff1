"""Words for people: messages rendered in a language, with numbers, lists and dates as that language writes them."""

from isthmus.language.catalogues import CATALOGUES
from isthmus.language.rendering import ENGLISH, Renderer, Translations

__all__ = ["CATALOGUES", "ENGLISH", "Renderer", "Translations", "english"]


def english(*messages: object) -> str:
    """Return messages in English, one after the other, as the command line prints them."""
    return " ".join(ENGLISH.value(each) for each in messages)
