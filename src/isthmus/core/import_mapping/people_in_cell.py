"""Several people in one cell: "N.N. (2 men); Amba Arnov (woman, 24); 3 children".

What is decided here: a piece with a number before a word, in brackets or not, is so many people ("N.N. (2 men)",
"3 children"). A number alone in brackets is an age from 13 on, and asked about below, where it may be either. What
else stands in brackets describes the one before it. A piece is taken as it is where nothing of this fits.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from isthmus.core.dates.written_ages import understand_age
from isthmus.core.import_mapping.counts import PeopleCount, read_count
from isthmus.core.messages import Message
from isthmus.core.names.nameless import names_nobody, why_nameless

__all__ = ["SomePeople", "names_several", "people_in", "pieces"]

_BRACKETS = re.compile(r"(?P<name>[^()\[\]]*?)\s*[(\[](?P<inside>[^()\[\]]*)[)\]]\s*")
_COUNTED = re.compile(r"(?:[x×]\s*)?(?P<number>\d{1,6})(?:\s*[x×])?\s+(?P<who>[^\W\d_][^\d]*)", re.IGNORECASE)
_TIMES = re.compile(r"[x×]\s*(?P<before>\d{1,6})|(?P<behind>\d{1,6})\s*[x×]", re.IGNORECASE)
_OF_AGE = re.compile(
    r"years?|yrs?|y/?o|months?|weeks?|days?|лет|года?|год|месяц\w*|дн\w+|недел\w*|سن\w+|عام\w*|شه\w+|يوم\w*|ايام|اشهر"
)
_ENDS_IN_NUMBER = re.compile(r"(?!.*[x×X]\s*\d+\W*$)\D*\d+\W*")
_FRACTION = re.compile(r"\d ?/ ?\d|[¼½¾±]")
# Signs and words that join two names; "and" within brackets is read above.
_JOINED = re.compile(r"[^\W\d_] *(?:&|\+|, | and | и | и другие| и др| y | et ) *[^\W\d_]", re.IGNORECASE)
# Of these a name of one person has none: "Ortega y Gasset" and "Arnov, Amba" are one.
_SURELY_JOINED = re.compile(
    r"[^\W\d_.)\]]\.? *(?:&|\+|;|\n| and | и | und | و | та ) *[^\W\d_]", re.IGNORECASE
)
# Children of up to 12 are counted as often as told by age: "(3)" may be three people, or one of three years.
_SURELY_AGE = 13
_OLDEST = 110
_MOST_PIECES = 10_000


ONE = PeopleCount(1, 1)


@dataclass(frozen=True, slots=True)
class SomePeople:
    """One piece of a cell: a name or none, how many, and what is said of them; `question` where it cannot be told."""

    text: str
    name: str = ""
    count: PeopleCount = ONE
    description: str = ""
    age: str = ""
    question: Message | None = None


def names_several(name: str) -> bool:
    """Return whether a name is of several people."""
    return bool(_SURELY_JOINED.search(name))


def people_in(cell: str, signs: Sequence[str]) -> list[SomePeople]:
    """Return the people that a cell names, in order; those in brackets behind a name belong to it."""
    return [_people(piece) for piece in pieces(cell, signs)[:_MOST_PIECES]]


def pieces(cell: str, signs: Sequence[str]) -> list[str]:
    """Return the parts of a cell between these signs, but not those within brackets; none is empty."""
    if not any(sign in cell for sign in signs):
        return [cell.strip()] if cell.strip() else []
    found, depth, start = [], 0, 0
    at = 0
    while at < len(cell):
        depth = max(0, depth + (cell[at] in "([") - (cell[at] in ")]"))
        sign = next((each for each in signs if cell.startswith(each, at)), "") if depth == 0 else ""
        if sign:
            found.append(cell[start:at])
            start = at + len(sign)
        at += len(sign) or 1
    found.append(cell[start:])
    return [each.strip() for each in found if each.strip()]


def _people(piece: str) -> SomePeople:
    if found := _BRACKETS.fullmatch(piece):
        return _with_brackets(piece, found["name"].strip(), found["inside"].strip())
    if counted := _counted(piece):
        return _of_number(piece, *counted)
    count = read_count(piece)
    if count is not None:
        return _numbered(piece, count)
    return _named(piece, piece)


def _named(piece: str, name: str, description: str = "", age: str = "") -> SomePeople:
    """Return one person of that name; a number within it may be of others, and is asked about."""
    if any(map(str.isdecimal, name)) and not _is_numbered(name):
        return SomePeople(piece, name=name, question=Message("mapped.number_in_name"))
    if _JOINED.search(name):
        return SomePeople(piece, name=name, question=Message("mapped.several_names"))
    return SomePeople(piece, name=name, description=description, age=age)


def _is_numbered(name: str) -> bool:
    """Return whether somebody without a name has a number: "N.N. 7", "body no. 7"; "N.N. x 3" are three."""
    return why_nameless(name) in ("unknown", "numbered") and bool(_ENDS_IN_NUMBER.fullmatch(name))


def _of_number(piece: str, number: int, who: str) -> SomePeople:
    """Return so many people, of whom is said who they are, or that they have no name."""
    return SomePeople(piece, count=PeopleCount(number, number), description=who)


def _numbered(piece: str, count: PeopleCount) -> SomePeople:
    """Return people of whom nothing but a number is said; "0" is nobody, and asked about."""
    if count.low == 0:
        return SomePeople(piece, question=Message("mapped.nobody"))
    return SomePeople(piece, count=count)


def _with_brackets(piece: str, name: str, inside: str) -> SomePeople:
    if times := _TIMES.fullmatch(inside):
        number = int(times["before"] or times["behind"])
        return _several(piece, name, number, "")
    if inside.isdecimal():
        return _with_number(piece, name, int(inside))
    if leading := _counted(name):
        return _of_number(piece, leading[0], f"{leading[1]}, {inside}")
    return _described(piece, name, inside)


def _described(piece: str, name: str, inside: str) -> SomePeople:
    """Return the people of whom brackets say how many there are, or who somebody is, and how old."""
    parts = [_counted(part) for part in re.split(r"[,;]| and | и | و ", inside) if part.strip()]
    if parts and all(parts):
        return _several(piece, name, sum(each[0] for each in parts if each), inside)
    if any(parts):
        return SomePeople(piece, name=name, question=Message("mapped.number_in_brackets"))
    if _FRACTION.search(inside):
        return SomePeople(piece, name=name, question=Message("mapped.number_in_brackets"))
    said = [part.strip() for part in re.split(r"[,;]", inside) if part.strip()]
    ages = [(part, age) for part in said if any(map(str.isdigit, part)) and (age := understand_age(part))]
    age = ages[0][1] if len(ages) == 1 else ""
    rest = ", ".join(part for part in said if not age or part != ages[0][0])
    if any(map(str.isdecimal, rest)):
        return SomePeople(piece, name=name, question=Message("mapped.number_in_brackets"))
    return _named(piece, name, rest, age)


def _counted(text: str) -> tuple[int, str] | None:
    """Return how many of whom a text says, where it begins with a number, or a word for one, and is no age."""
    first, _, rest = text.strip().partition(" ")
    word = None if first[:1].isdecimal() else read_count(first)
    if word is not None and 1 < word.low == word.high and rest.strip() and not any(map(str.isdecimal, rest)):
        return None if _OF_AGE.match(rest.strip().casefold()) else (word.low, rest.strip())
    found = _COUNTED.fullmatch(text.strip())
    if not found or _OF_AGE.match(found["who"].casefold()) or not int(found["number"]):
        return None
    return int(found["number"]), found["who"].strip()


def _several(piece: str, name: str, number: int, who: str) -> SomePeople:
    """Return so many people; of a name that is one, more than one cannot be."""
    if number > 1 and name and not names_nobody(name):
        return SomePeople(piece, name=name, question=Message("mapped.name_and_number", n=number))
    if not number:
        return SomePeople(piece, question=Message("mapped.nobody"))
    return SomePeople(piece, name=name, count=PeopleCount(number, number), description=who)


def _with_number(piece: str, name: str, number: int) -> SomePeople:
    if number >= _SURELY_AGE and number <= _OLDEST and name and not names_nobody(name):
        return SomePeople(piece, name=name, age=str(number))
    return SomePeople(piece, name=name, question=Message("mapped.number_in_brackets"))
