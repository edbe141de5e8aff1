"""Words for codes and people: labels of the vocabularies, and who was concerned, as uncertain as it was stated."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from isthmus.core.workbook.vocabularies import ALIASES, VOCABULARIES
from isthmus.core.workbook.vocabularies import label as vocabulary_label
from isthmus.store.desk.models import Mention, Term
from isthmus.web.desk.language import said

__all__ = ["Labels", "at_least", "crowd", "described", "listed", "short"]

ADULT = 18


@dataclass(frozen=True, slots=True)
class Labels:
    """The label of each vocabulary code: the organisation's own first."""

    own: Mapping[tuple[str, str], str]

    @classmethod
    def load(cls) -> "Labels":
        """The vocabulary as it stands."""
        terms = Term.objects.exclude(label="").values_list("list", "code", "label")
        return cls({(ALIASES.get(name, name), code): label for name, code, label in terms})

    def of(self, name: str, code: str) -> str:
        """A code of a list in words; nothing for no code."""
        return (self.own.get((name, code)) or said(vocabulary_label(name, code))) if code else ""

    def choices(self, name: str) -> list[tuple[str, str]]:
        """Every code of a list with its label, for a form."""
        own = [code for listed, code in self.own if listed == name]
        return [(code, self.of(name, code)) for code in dict.fromkeys([*VOCABULARIES[name], *own])]


def listed(names: Sequence[str], last: str = "and") -> str:
    """`a, b and c`, or `a, b or c`."""
    if len(names) < 2:
        return "".join(names)
    joined = _("%(first)s or %(last)s") if last == "or" else _("%(first)s and %(last)s")
    return joined % {"first": ", ".join(names[:-1]), "last": names[-1]}


def short(text: str, limit: int = 160) -> str:
    """The beginning of a text, cut at a word."""
    if len(text) <= limit:
        return text
    return f"{text[:limit].rsplit(' ', 1)[0]} …"


def at_least(low: int, high: int | None) -> str:
    """`exactly` is said by the number alone; everything else says what it is."""
    if high == low:
        return str(low)
    if low == 1 and high is None:
        return _("one or more")
    if high is None:
        return _("at least %(low)d") % {"low": low}
    return _("%(low)d to %(high)d") % {"low": low, "high": high}


def crowd(at_least_people: int, named: int) -> str:
    """The victims of an incident as a figure, never by name."""
    people = ngettext("%(n)d person", "%(n)d people", at_least_people) % {"n": at_least_people}
    words = _("at least %(people)s") % {"people": people}
    if not at_least_people:
        return _("nobody stated")
    return f"{words}, {_('%(n)d named') % {'n': named}}" if named else words


def described(mention: Mention) -> str:
    """A person or group without its name: `a boy, about 16`, `at least 100 men`."""
    if mention.low == 1 and mention.high == 1:
        age = _("aged %(age)s") % {"age": age_words(mention.age)} if mention.age else ""
        return ", ".join(part for part in (one_of(mention), age, mention.occupation) if part)
    words = " ".join(part for part in (at_least(mention.low, mention.high), several_of(mention)) if part)
    return ", ".join(part for part in (words, mention.occupation) if part)


def age_words(age: str) -> str:
    """An age, or an interval of ages."""
    return age.replace("/", "–")


def youngest(age: str) -> int | None:
    """The lowest age that is stated, if it is a number."""
    first = age.split("/", maxsplit=1)[0]
    return int(first) if first.isdecimal() else None


def one_of(mention: Mention) -> str:
    """The noun for one person or unit."""
    age = youngest(mention.age)
    child = age is not None and age < ADULT
    if mention.kind == "unit":
        return _("a unit")
    nouns = {"m": _("a boy") if child else _("a man"), "f": _("a girl") if child else _("a woman")}
    return nouns.get(sex(mention), _("a child") if child else _("a person"))


def several_of(mention: Mention) -> str:
    """The noun for a group."""
    if mention.kind == "unit":
        return _("members of a unit")
    return {"m": _("men"), "f": _("women")}.get(sex(mention), _("people"))


def sex(mention: Mention) -> str:
    """`m` or `f` where one of the usual words was stated, else nothing."""
    return {
        "male": "m",
        "man": "m",
        "men": "m",
        "m": "m",
        "female": "f",
        "woman": "f",
        "women": "f",
        "f": "f",
    }.get(mention.sex.casefold(), "")


def described_together(mentions: Iterable[Mention]) -> list[str]:
    """Each different description once, in order."""
    return list(dict.fromkeys(described(mention) for mention in mentions))
