"""Two sides word by word: which words the other side does not have, and what can be said of both, in a sentence.

These are facts of the two texts. What the model made of them comes after the decision.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import product

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from isthmus.core.link.spans import Span, born_from_age
from isthmus.core.names import folded
from isthmus.core.names.nameless import why_nameless
from isthmus.core.names.reading import read
from isthmus.core.names.tokens import Token
from isthmus.core.workbook.tokens import stated
from isthmus.store.desk.models import Act, Mention, Place, PlaceAbove
from isthmus.web.desk.reading.stated import open_or_token
from isthmus.web.desk.writing.pair_facts import Fact, PairNote, PairSide, fact_label, note
from isthmus.web.desk.writing.pair_sides import DOERS, mentioned_as

__all__ = ["FieldDiff", "MarkedText", "Word", "field_diffs"]

OF_THE_ACT = ("act", "when", "where", "perpetrators")


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
    """One field of both sides, and a sentence about the two; `fits`: whether both can be of one, where that is told."""

    code: str
    left: MarkedText
    right: MarkedText
    note: str
    fits: bool | None = None

    @classmethod
    def of(cls, code: str, left: MarkedText, right: MarkedText, told: PairNote) -> "FieldDiff":
        """Return a field with what a note tells of it."""
        return cls(code, left, right, told.words, told.fits)

    @property
    def label(self) -> str:
        """Return what the field is called on a page."""
        return fact_label(self.code)

    @property
    def differs(self) -> bool:
        """Return whether the two cannot be of one, as far as this field goes."""
        return self.fits is False


def field_diffs(left: PairSide, right: PairSide) -> list[FieldDiff]:
    """Return the fields that either side states, in the order of the page."""
    notes = {**_places(left, right), **_ages(left, right), **_people(left, right)}
    found = [
        _field_diff(one, other, notes.get(one.code))
        for one, other in zip(*_stated(left, right), strict=True)
        if one.text or other.text
    ]
    if isinstance(left.row, Act):
        return found
    # To one person, or by one unit, several things may be done.
    return [replace(each, fits=each.fits or None) if each.code in OF_THE_ACT else each for each in found]


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


def _field_diff(one: Fact, other: Fact, told: PairNote | None) -> FieldDiff:
    if not (one.text and other.text):
        return FieldDiff(one.code, _plain(one), _plain(other), _("stated on one side only"))
    if one.code == "perpetrators":
        return FieldDiff.of(one.code, _plain(one), _plain(other), told or note(one, other))
    if one.name:
        return _names(one, other)
    words = [_folded(each.text) for each in (one, other)]
    sides = [
        MarkedText([Word(word, bare(word) not in words[1 - at]) for word in each.text.split()])
        for at, each in enumerate((one, other))
    ]
    found = told or note(one, other)
    return FieldDiff.of(one.code, sides[0], sides[1], found if found.words else _difference(words))


def _plain(fact: Fact) -> MarkedText:
    return MarkedText([Word(word) for word in fact.text.split()], fact.name)


def _folded(text: str) -> set[str]:
    return {bare(word) for word in text.split()}


def bare(word: str) -> str:
    """Return a word as it is compared: without the marks around it."""
    return folded(word).strip('.,;:()“”"')


def _difference(words: Sequence[Collection[str]]) -> PairNote:
    one, other = (set(each) for each in words)
    if one == other:
        return PairNote(_("the same words"), fits=True)
    if one <= other or other <= one:
        return PairNote(_("one says more"))
    return (
        PairNote(_("only some words are the same")) if one & other else PairNote(_("other words"), fits=False)
    )


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
    return FieldDiff.of(one.code, left, right, _of_names(one.text, other.text, first, second))


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


def _of_names(one: str, other: str, first: Sequence[Token], second: Sequence[Token]) -> PairNote:
    if one == other:
        return PairNote(_("the same words"), fits=True)
    if not (_heard(first, second) and _heard(second, first)):
        if any(_heard([token], second) for token in first):
            return PairNote(_("only a part of the name is the same"), fits=False)
        return PairNote(_("no part of the name is the same"), fits=False)
    if any(token.is_initial for token in (*first, *second)):
        return PairNote(_("the initials fit"), fits=True)
    scripts = {token.script for token in first} != {token.script for token in second}
    same = _("the same name in two scripts") if scripts else _("the same name, written otherwise")
    return PairNote(same, fits=True)


# ---- ages, places and people -------------------------------------------------------------------------------


def _ages(left: PairSide, right: PairSide) -> dict[str, PairNote]:
    """Return what two ages say, each on the day of its act."""
    if not (isinstance(left.row, Mention) and isinstance(right.row, Mention)):
        return {}
    born = [born_from_age(row.age, row.act.date) for row in (left.row, right.row)]
    if born[0] is None or born[1] is None:
        return {}
    meet = _meet(born[0], born[1])
    return {
        "age": PairNote(_("the ages can be of one person") if meet else _("the ages do not meet"), fits=meet)
    }


def _meet(one: Span, other: Span) -> bool:
    return one.first <= other.last and other.first <= one.last


def _people(left: PairSide, right: PairSide) -> dict[str, PairNote]:
    """Return what two acts say of who did it: one of them judged the same, names alike, or neither."""
    acts = [each.row.act if isinstance(each.row, Mention) else each.row for each in (left, right)]
    one, other = (_doers(each) if isinstance(each, Act) else [] for each in acts)
    if not (one and other):
        return {}
    persons = [
        {each.of_person.person_id for each in side if hasattr(each, "of_person")} for side in (one, other)
    ]
    if persons[0] & persons[1]:
        return {"perpetrators": PairNote(_("the same, as judged"), fits=True)}
    names = [
        [name for each in side if (name := stated(open_or_token(each, each.name)))] for side in (one, other)
    ]
    if not all(names):
        return {}
    if any(_one_name(*pair) for pair in product(*names)):
        return {"perpetrators": PairNote(_("a name that is alike"), fits=True)}
    return {"perpetrators": PairNote(_("other names"))}


def _one_name(one: str, other: str) -> bool:
    first, second = read(one).tokens, read(other).tokens
    return bool(first and second) and _heard(first, second) and _heard(second, first)


def _doers(act: Act) -> list[Mention]:
    return mentioned_as(act, *DOERS)


def _places(left: PairSide, right: PairSide) -> dict[str, PairNote]:
    """Return what two places say: one, one in the other, or both in a third."""
    rows = (left.row, right.row)
    if all(isinstance(row, Mention) for row in rows):
        homes = [row.home for row in rows if isinstance(row, Mention)]
        acts = [row.act.place for row in rows if isinstance(row, Mention)]
        return _of_places("home", homes) | _of_places("where", acts)
    acts = [row.place for row in rows if isinstance(row, Act)]
    return _of_places("where", acts)


def _of_places(code: str, places: Sequence[Place | None]) -> dict[str, PairNote]:
    one, other = places[0], places[-1]
    if len(places) != 2 or one is None or other is None:
        return {}
    if one == other:
        return {code: PairNote(_("the same place"), fits=True)}
    above = _upward(one), _upward(other)
    if other.pk in above[0] or one.pk in above[1]:
        return {code: PairNote(_("one lies in the other"), fits=True)}
    if any(each in above[1] for each in above[0]):
        return {code: PairNote(_("both lie in one larger place"))}
    return {code: PairNote(_("different places"), fits=False)}


def _upward(place: Place) -> list[int]:
    rows: Iterable[int] = (
        PlaceAbove.objects.filter(place=place).order_by("height").values_list("above", flat=True)
    )
    return list(rows)
