"""Who was concerned, without a name: as uncertain as it was stated."""

from typing import Protocol

from isthmus.core.dates.ages import Age, read_age
from isthmus.core.messages import Message, Value
from isthmus.core.workbook.tokens import stated

__all__ = ["Describable", "age_in_words", "crowd", "described"]

_ADULT = 18
_MALE = frozenset(("male", "man", "men", "m"))
_FEMALE = frozenset(("female", "woman", "women", "f"))
_ADULTS = {"m": "man", "f": "woman", "": "person"}
_CHILDREN = {"m": "boy", "f": "girl", "": "child"}
_UNITS = {"": "years", "m": "months", "w": "weeks", "d": "days"}
_GROUPS = {"m": "men", "f": "women", "": "people"}


class Describable(Protocol):
    """What a description takes from a mention, of a workbook or of a workspace."""

    @property
    def low(self) -> int:
        """Return how many people at least."""
        ...

    @property
    def high(self) -> int | None:
        """Return how many people at most; none: open."""
        ...

    @property
    def kind(self) -> str:
        """`individual`, `group` or `unit`."""
        ...

    @property
    def sex(self) -> str:
        """Return the sex as stated."""
        ...

    @property
    def age(self) -> str:
        """Return the age, or an interval of ages, as stated."""
        ...

    @property
    def occupation(self) -> str:
        """Return the occupation as stated."""
        ...


def described(mention: Describable) -> Message:
    """Return a person or group without its name: `a boy, aged 16`, `at least 100 men`."""
    single = mention.low == 1 and mention.high == 1
    who = _one(mention) if single else _several(mention)
    if occupation := stated(mention.occupation):
        return Message("person.with_occupation", who=who, occupation=occupation)
    return who


def crowd(at_least: int, named: int) -> Message:
    """Return the victims of an incident as a figure, never by name."""
    if not at_least:
        return Message("person.nobody")
    people = Message("person.at_least.people", n=at_least)
    if not named:
        return people
    return Message("person.crowd", people=people, named=Message("person.named", n=named))


def _one(mention: Describable) -> Message:
    age = stated(mention.age)
    child = _is_child(age)
    noun = "unit" if mention.kind == "unit" else (_CHILDREN if child else _ADULTS)[_sex(mention.sex)]
    if age:
        return Message(f"person.aged.{noun}", age=age_in_words(age))
    return Message(f"person.one.{noun}")


def _several(mention: Describable) -> Message:
    noun = "members" if mention.kind == "unit" else _GROUPS[_sex(mention.sex)]
    if mention.high == mention.low:
        return Message(f"person.exactly.{noun}", n=mention.low)
    if mention.high is None and mention.low == 1:
        return Message(f"person.one_or_more.{noun}")
    if mention.high is None:
        return Message(f"person.at_least.{noun}", n=mention.low)
    return Message(f"person.range.{noun}", low=mention.low, high=mention.high)


def _sex(stated: str) -> str:
    """Return `m` or `f` where one of the usual words was stated, else nothing."""
    word = stated.casefold()
    return "m" if word in _MALE else "f" if word in _FEMALE else ""


def _is_child(age: str) -> bool:
    found = read_age(age)
    return found is not None and found.low.years < _ADULT


def age_in_words(age: str) -> Value:
    """Return an age, or an interval of ages: years as they were written, other units in words."""
    low, _, high = age.partition("/")
    found = read_age(age)
    if found is None or not (found.low.unit or found.high.unit):
        return Message("person.ages", low=low, high=high) if high else age
    words = [_one_age(each) for each in ((found.low, found.high) if high else (found.low,))]
    return Message("person.ages", low=words[0], high=words[1]) if high else words[0]


def _one_age(age: Age) -> Message:
    number = int(age.number) if age.number.is_integer() else age.number
    return Message(f"person.age.{_UNITS[age.unit]}", n=number)
