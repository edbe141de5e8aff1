"""Ages as people write them, understood: "7 months", "about 40", "in his forties", "под 18", "٣ سنوات".

What is decided here, since a text says less than a number:

- "About 40" is an age within a tenth of it, and at least a year (a unit) to either side: 36 to 44.
- "Under 18" leaves 18 out and "over 60" includes it: people write 60+ for both. Nobody is taken as older than 110.
- "In his forties" and "40s" are 40 to 49.
- A figure without a unit is of years.
"""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from isthmus.core.dates.age_words import NUMBERS, TENS, WORDS
from isthmus.core.dates.ages import read_age
from isthmus.core.dates.date_words import folded

__all__ = ["understand_age"]

_LONGEST = 60
_OLDEST = 110
_TOKEN = re.compile(r"\d+(?:[.,]\d{1,2}(?!\d))?|[^\W\d_]+|[<>~≈+/-]")
_DECADE = re.compile(r"(?:(?:in|his|her|their|the|aged|early|mid|late) )*(?:([1-9]0)'?s|([a-z]+ies))")
_HYPHEN = re.compile(r"-(?=[^\W\d_])")  # before a word it joins: "2-year-old", "forty-two"
_POINTS = re.compile(r"(?<=[^\W\d_])\.|\by/o\b")
_IN_MONTHS, _IN_DAYS = 12, 7


@dataclass(frozen=True, slots=True)
class _Count:
    """A number, and its unit where it has one."""

    number: float
    unit: str = ""


def understand_age(text: str) -> str:
    """Return an age that somebody wrote as `read_age` reads it (`7m`, `36/44`); nothing where it is not understood."""
    if len(text) > _LONGEST:
        return ""
    plain = _POINTS.sub(lambda found: "yo" if "/" in found[0] else "", folded(text))
    plain = _HYPHEN.sub(" ", plain)
    if decade := _decade(plain):
        return decade
    tokens = list(_tokens(plain))
    found = _read(tokens) if None not in tokens else ""
    age = read_age(found)
    return found if age and not age.is_backwards else ""


def _decade(plain: str) -> str:
    """Return the ten years of "40s" and "in her forties"."""
    found = _DECADE.fullmatch(plain)
    first = (int(found[1]) if found[1] else TENS.get(found[2], 0)) if found else 0
    return f"{first}/{first + 9}" if first else ""


def _tokens(plain: str) -> Iterator[_Count | str | None]:
    """Yield counts and kinds of words; None for what is neither."""
    if _TOKEN.sub("", plain).strip(" .,;:()[]?±'\""):
        yield None
    for word in _TOKEN.findall(plain):
        if word[0].isdecimal():
            yield _Count(float(word.replace(",", ".")))
        elif word in NUMBERS:
            yield _Count(NUMBERS[word])
        elif (kind := WORDS.get(word)) is None:
            yield None
        elif kind[0] == "2":
            yield _Count(2, kind[1])
        elif kind != "nothing":
            yield kind


def _read(tokens: Sequence[_Count | str | None]) -> str:
    counts, signs = _counted(tokens)
    limits = sorted({sign for sign in signs if sign in ("about", "under", "over")})
    if len(counts) == 1:
        return _limited(counts[0], limits)
    if "to" not in signs:
        return "" if limits else _summed(counts)
    if len(counts) != 2 or limits not in ([], ["about"]):
        return ""
    low, high = counts
    return _between(_Count(low.number, low.unit or high.unit), high)


def _limited(one: _Count, limits: Sequence[str]) -> str:
    match limits:
        case []:
            return _written(one)
        case ["about"]:
            by = max(1, one.number / 10)
            low, high = max(0, math.floor(one.number - by)), math.ceil(one.number + by)
            return _between(_Count(low, one.unit), _Count(high, one.unit))
        case ["under"]:
            return _between(_Count(0, one.unit), _Count(max(0, math.ceil(one.number) - 1), one.unit))
        case ["over"] | ["about", "over"]:
            return _between(one, _Count(_OLDEST))
    return ""


def _counted(tokens: Sequence[_Count | str | None]) -> tuple[list[_Count], list[str]]:
    """Return the counts with the units behind them, and the other signs; a unit alone is one of it."""
    counts: list[_Count] = []
    signs: list[str] = []
    for at, token in enumerate(tokens):
        if isinstance(token, _Count):
            counts += _joined(counts, token, tokens[at - 1] if at else None)
        elif token in ("y", "m", "w", "d"):
            if counts and not counts[-1].unit:
                counts[-1] = _Count(counts[-1].number, token)
            elif not counts:
                counts.append(_Count(1, token))
        elif token:
            signs.append(_in_place(token, at, tokens))
    return counts, [sign for sign in signs if sign]


def _joined(counts: list[_Count], count: _Count, before: _Count | str | None) -> list[_Count]:
    """Return the count to add; "forty two" is one."""
    tens = counts[-1].number if counts else 0
    if isinstance(before, _Count) and not before.unit and tens in TENS.values() and 0 < count.number < 10:
        counts[-1] = _Count(tens + count.number)
        return []
    return [count]


def _in_place(word: str, at: int, tokens: Sequence[_Count | str | None]) -> str:
    """Return what a word does where it stands: "до 18" is under 18, "от 60" over 60, and "от 30 до 40" between."""
    before, behind = (
        [each for each in side if isinstance(each, _Count)] for side in (tokens[:at], tokens[at:])
    )
    if before and behind and (word in ("to", "until") or (word == "and" and "from" in tokens)):
        return "to"
    if word == "until":
        return "under"
    if word == "from":
        return "over" if len(before + behind) == 1 and not {"under", "over"} & set(tokens) else ""
    return word if word not in ("to", "and") else ""


def _between(low: _Count, high: _Count) -> str:
    return "/".join(dict.fromkeys((_written(low), _written(high))))


def _written(count: _Count) -> str:
    unit = "" if count.unit == "y" else count.unit
    return f"{count.number:g}{unit}"


def _summed(parts: Sequence[_Count]) -> str:
    """Return "1 year 6 months" as 18 months, "2 weeks 3 days" as 17 days."""
    units = [part.unit for part in parts]
    match units:
        case ["y", "m"]:
            return f"{parts[0].number * _IN_MONTHS + parts[1].number:g}m"
        case ["w", "d"]:
            return f"{parts[0].number * _IN_DAYS + parts[1].number:g}d"
        case ["m", "d"] | ["m", "w"]:
            return f"{parts[0].number:g}m"
    return ""
