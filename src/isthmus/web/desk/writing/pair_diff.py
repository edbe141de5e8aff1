"""Two sides word by word: which words the other side does not have, and what can be said of both, in a sentence.

These are facts of the two texts. What the model made of them comes after the decision.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from isthmus.core.link.spans import Span, born_from_age
from isthmus.core.names import folded
from isthmus.core.names.nameless import why_nameless
from isthmus.core.names.reading import read
from isthmus.core.names.tokens import Token
from isthmus.store.desk.models import Act, Mention, Place, PlaceAbove
from isthmus.web.desk.writing.pair_sides import Fact, PairSide, fact_label, note

__all__ = ["FieldDiff", "MarkedText", "Word", "field_diffs"]


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it was written, and whether the other side has none like it."""

    text: str
    differs: bool = False


@dataclass(frozen=True, slots=True)
class MarkedText:
    """What one side states, word by word; no words where it states nothing. `name`: whether the veil covers it."""

    words: Sequence[Word]
    name: bool = False


@dataclass(frozen=True, slots=True)
class FieldDiff:
    """One field of both sides, and a sentence about the two."""

    code: str
    left: MarkedText
    right: MarkedText
    note: str

    @property
    def label(self) -> str:
        """Return what the field is called on a page."""
        return fact_label(self.code)

    @property
    def differs(self) -> bool:
        """Return whether any word of either side is marked."""
        return any(word.differs for word in (*self.left.words, *self.right.words))


def field_diffs(left: PairSide, right: PairSide) -> list[FieldDiff]:
    """Return the fields that either side states, in the order of the page."""
    notes = {**_places(left, right), **_ages(left, right)}
    return [
        _field_diff(one, other, notes.get(one.code))
        for one, other in zip(*_stated(left, right), strict=True)
        if one.text or other.text
    ]


def _stated(*both: PairSide) -> Sequence[Sequence[Fact]]:
    """Return what each side states, field by field: sex and occupation separately where both are one person."""
    if not all(isinstance(each.row, Mention) and each.row.high == 1 for each in both):
        return [each.groundless for each in both]
    return [[part for fact in each.groundless for part in _separately(fact, each.row)] for each in both]


def _separately(fact: Fact, row: object) -> Sequence[Fact]:
    """Return "who" as two fields: age has one of its own."""
    if fact.code != "who" or not isinstance(row, Mention):
        return (fact,)
    return (Fact("sex", row.sex), Fact("occupation", row.occupation))


def _field_diff(one: Fact, other: Fact, said: str | None) -> FieldDiff:
    if not (one.text and other.text):
        return FieldDiff(one.code, _plain(one), _plain(other), _("stated on one side only"))
    if one.name:
        return _names(one, other)
    words = [_folded(each.text) for each in (one, other)]
    sides = [
        MarkedText([Word(word, bare(word) not in words[1 - at]) for word in each.text.split()])
        for at, each in enumerate((one, other))
    ]
    return FieldDiff(one.code, sides[0], sides[1], said or note(one, other) or _difference(words))


def _plain(fact: Fact) -> MarkedText:
    return MarkedText([Word(word) for word in fact.text.split()], fact.name)


def _folded(text: str) -> set[str]:
    return {bare(word) for word in text.split()}


def bare(word: str) -> str:
    """Return a word as it is compared: without the marks around it."""
    return folded(word).strip('.,;:()“”"')


def _difference(words: Sequence[Collection[str]]) -> str:
    return _("some words are the same") if set(words[0]) & set(words[1]) else _("other words")


# ---- names -------------------------------------------------------------------------------------------------


def _names(one: Fact, other: Fact) -> FieldDiff:
    """Compare names by their sound, so that the same name in two scripts is not marked; not what names nobody."""
    if why := why_nameless(one.text) or why_nameless(other.text):
        return FieldDiff(one.code, _plain(one), _plain(other), str(_NAMELESS[why]))
    first, second = (read(each.text).tokens for each in (one, other))
    left = MarkedText(
        [Word(word, not _heard(read(word).tokens, second)) for word in one.text.split()], name=True
    )
    right = MarkedText(
        [Word(word, not _heard(read(word).tokens, first)) for word in other.text.split()], name=True
    )
    return FieldDiff(one.code, left, right, _of_names(one.text, other.text, first, second))


_NAMELESS = {
    "unknown": gettext_lazy("not compared: a name that is not known"),
    "numbered": gettext_lazy("not compared: a number in the place of a name"),
    "relative": gettext_lazy("not compared: whose relative somebody is, and no name"),
}


def _heard(tokens: Sequence[Token], among: Sequence[Token]) -> bool:
    return all(any(_alike(token, each) for each in among) for token in tokens)


def _alike(one: Token, other: Token) -> bool:
    if one.is_initial or other.is_initial:
        return one.initial == other.initial
    return one.key == other.key


def _of_names(one: str, other: str, first: Sequence[Token], second: Sequence[Token]) -> str:
    if one == other:
        return _("the same words")
    if not (_heard(first, second) and _heard(second, first)):
        alike = any(_heard([token], second) for token in first)
        return _("a part of the name is the same") if alike else _("no part of the name is the same")
    if any(token.is_initial for token in (*first, *second)):
        return _("the initials fit")
    scripts = {token.script for token in first} != {token.script for token in second}
    return _("the same name in two scripts") if scripts else _("the same name, written otherwise")


# ---- ages and places ---------------------------------------------------------------------------------------


def _ages(left: PairSide, right: PairSide) -> dict[str, str]:
    """Return what two ages say, each on the day of its act."""
    if not (isinstance(left.row, Mention) and isinstance(right.row, Mention)):
        return {}
    born = [born_from_age(row.age, row.act.date) for row in (left.row, right.row)]
    if born[0] is None or born[1] is None:
        return {}
    return {
        "age": _("the ages can be of one person") if _meet(born[0], born[1]) else _("the ages do not meet")
    }


def _meet(one: Span, other: Span) -> bool:
    return one.first <= other.last and other.first <= one.last


def _places(left: PairSide, right: PairSide) -> dict[str, str]:
    """Return what two places say: one, one in the other, or both in a third."""
    rows = (left.row, right.row)
    if all(isinstance(row, Mention) for row in rows):
        homes = [row.home for row in rows if isinstance(row, Mention)]
        acts = [row.act.place for row in rows if isinstance(row, Mention)]
        return _of_places("home", homes) | _of_places("where", acts)
    acts = [row.place for row in rows if isinstance(row, Act)]
    return _of_places("where", acts)


def _of_places(code: str, places: Sequence[Place | None]) -> dict[str, str]:
    one, other = places[0], places[-1]
    if len(places) != 2 or one is None or other is None:
        return {}
    if one == other:
        return {code: _("the same place")}
    above = _upward(one), _upward(other)
    if other.pk in above[0] or one.pk in above[1]:
        return {code: _("one lies in the other")}
    shared = [each for each in above[0] if each in above[1]]
    return {code: _("both lie in one larger place") if shared else _("different places")}


def _upward(place: Place) -> list[int]:
    rows: Iterable[int] = (
        PlaceAbove.objects.filter(place=place).order_by("height").values_list("above", flat=True)
    )
    return list(rows)
