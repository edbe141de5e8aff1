"""Words for codes and people: labels of the vocabularies, and who was concerned, as uncertain as it was stated."""

from collections.abc import Mapping
from dataclasses import dataclass

from isthmus.core.register import description
from isthmus.core.workbook.vocabularies import ALIASES, VOCABULARIES
from isthmus.core.workbook.vocabularies import label as vocabulary_label
from isthmus.store.desk.models import Mention, Term
from isthmus.web.desk.language import said

__all__ = ["Labels", "crowd", "described", "short"]


@dataclass(frozen=True, slots=True)
class Labels:
    """The label of each vocabulary code: the organisation's own first."""

    own: Mapping[tuple[str, str], str]

    @classmethod
    def load(cls) -> "Labels":
        """Return the vocabulary as it stands."""
        terms = Term.objects.exclude(label="").values_list("list", "code", "label")
        return cls({(ALIASES.get(name, name), code): label for name, code, label in terms})

    def of(self, name: str, code: str) -> str:
        """Return a code of a list in words; nothing for no code."""
        return (self.own.get((name, code)) or said(vocabulary_label(name, code))) if code else ""

    def choices(self, name: str) -> list[tuple[str, str]]:
        """Return every code of a list with its label, for a form."""
        own = [code for listed, code in self.own if listed == name]
        return [(code, self.of(name, code)) for code in dict.fromkeys([*VOCABULARIES[name], *own])]


def short(text: str, limit: int = 160) -> str:
    """Return the beginning of a text, cut at a word."""
    if len(text) <= limit:
        return text
    return f"{text[:limit].rsplit(' ', 1)[0]} …"


def crowd(at_least: int, named: int) -> str:
    """Return the victims of an incident as a figure, never by name."""
    return said(description.crowd(at_least, named))


def described(mention: Mention) -> str:
    """Return a person or group without its name: `a boy, aged 16`, `at least 100 men`."""
    return said(description.described(mention))
