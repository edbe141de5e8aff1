"""The levels of names as SQL conditions: of the given name, of each part of the lineage, and of it as a whole."""

from collections.abc import Iterable, Sequence

from isthmus.core.link.fields import PARTS
from isthmus.core.link.model import BANDS, Comparison
from isthmus.engines.level_conditions import (
    DECADES,
    SOUNDS_ALIKE,
    SOUNDS_REMOTELY,
    SOUNDS_ROUGHLY,
    Dialect,
    SplinkLevels,
    across,
    banded,
    edits_between,
    only_if,
    unless_unlike,
)

__all__ = ["folded_lineage", "given_levels", "lineage_levels"]

# Levels of a part of a name by itself, from 0; from SAME on the half decades.
_DIFFERENT, _LOW, _ROUGH, _NEAR, _FORM, _SAME = range(6)


def lineage_levels(columns: set[str], dialect: Dialect) -> list[SplinkLevels]:
    """Return the levels of each part of the lineage that there is, and of the order of names."""
    return [*(_part(part) for part in _lineage_parts(columns)), _order(columns, dialect)]


def folded_lineage(columns: set[str]) -> str:
    """Return the level of the lineage as an expression over the levels of its parts, -1 for not stated."""
    parts = _lineage_parts(columns)
    stated = _sum(f"{part} >= 0" for part in parts)
    return (
        f"case when ({stated}) = 0 then -1 "
        f"when ({stated}) = 1 then {_of_one(parts)} else {_of_several(parts, stated)} end"
    )


def _initial(part: str) -> str:
    return f"((l.{part}_o or r.{part}_o) and l.{part}_i = r.{part}_i)"


def _lineage_parts(columns: set[str]) -> Sequence[str]:
    return [part for part in PARTS[1:] if f"{part}_k" in columns]


def _word(part: str) -> str:
    return f"word_level(l.{part}_l, r.{part}_l)"


def _one_form(part: str) -> str:
    """Return whether two words are one: by sound in two scripts, by an article, by the order of lam and alef."""
    article = f"l.{part}_x = r.{part}_n or l.{part}_n = r.{part}_x"
    return f"(coalesce({article} or l.{part}_u = r.{part}_u, false) or {across(part, SOUNDS_ALIKE)})"


def _silent(part: str) -> str:
    """Return whether one states nothing, or the two are in two scripts that are not both read (named by a word)."""
    unread = f"(l.{part}_w <> r.{part}_w and (length(l.{part}_w) > 1 or length(r.{part}_w) > 1))"
    return f"l.{part}_k is null or r.{part}_k is null or {unread}"


def _alike(part: str, word: int, sound: float) -> str:
    return f"({_word(part)} >= {word} or {across(part, sound)})"


def given_levels(comparison: Comparison, columns: set[str], dialect: Dialect) -> SplinkLevels:
    """Return the levels of the given name."""
    number = comparison.number
    share_a_word = dialect.overlap.format(
        dialect.words.format("l.given_n"), dialect.words.format("r.given_n")
    )
    holds = [only_if("l.given_n like '% %' or r.given_n like '% %'", share_a_word)]
    if "others" in columns:
        holds += [
            dialect.contains.format("l.others", "r.given_k"),
            dialect.contains.format("r.others", "l.given_k"),
        ]
    holds += [f"({_begins()} and {skipped})" for skipped in _skipped(_lineage_parts(columns))]
    same = number("same")
    levels = [
        *zip(range(same, same - BANDS, -1), banded("l.given_n = r.given_n", "l.given_b"), strict=True),
        (number("one_name"), f"l.given_k = r.given_k or {_one_form('given')}"),
        (number("one_holds_other"), " or ".join(f"coalesce({each}, false)" for each in holds)),
        (number("initial"), _initial("given")),
        (number("swapped"), _places_changed(columns)),
        (number("different"), f"not {_alike('given', _LOW, SOUNDS_REMOTELY)}"),
        (number("near"), f"{_word('given')} = {_NEAR}"),
        (number("rough"), _alike("given", _ROUGH, SOUNDS_ROUGHLY)),
    ]
    return SplinkLevels("given", _silent("given"), tuple(levels), number("low"))


def _begins() -> str:
    """Return whether one given name begins with the other's three first letters, being a name of two parts of it."""
    return only_if(
        "length(l.given_k) >= 3 and length(r.given_k) >= 3", "left(l.given_k, 3) = left(r.given_k, 3)"
    )


def _part(part: str) -> SplinkLevels:
    """Return the levels of one part of the lineage; an initial that fits says as much as a word that is rough."""
    same = f"l.{part}_k = r.{part}_k"
    levels = [
        *((_SAME + each, f"{same} and l.{part}_f = {each}") for each in range(DECADES)),
        (_FORM, _one_form(part)),
        (_ROUGH, _initial(part)),
        (_DIFFERENT, f"not {_alike(part, _LOW, SOUNDS_REMOTELY)}"),
        (_NEAR, f"{_word(part)} = {_NEAR}"),
        (_ROUGH, _alike(part, _ROUGH, SOUNDS_ROUGHLY)),
    ]
    return SplinkLevels(part, _silent(part), tuple(levels), _LOW)


_LONG_NAME = 12  # letters: in shorter ones two edits make another name
# Of the order of names: another order, or a generation left out; and that with a given name of two parts.
_OTHER_ORDER, _DOUBLE = 1, 2


def _order(columns: set[str], dialect: Dialect) -> SplinkLevels:
    parts = _lineage_parts(columns)
    skipped = _skipped(parts)
    crossed = [_places_changed(columns), *skipped]
    if "others" in columns and "family_k" in columns:
        for one, other in (("l", "r"), ("r", "l")):
            holds = dialect.contains.format(f"{one}.others", f"{other}.family_k")
            crossed.append(f"coalesce({holds}, false)")
    double = [f"({_begins()} and l.given_k <> r.given_k and ({' or '.join(skipped)}))"] if skipped else []
    numbered = [
        *((_DOUBLE, each) for each in (*(double if "given_k" in columns else []), *_shortened(parts))),
        (_DOUBLE, _other_spaces()),
        (_OTHER_ORDER, " or ".join(crossed)),
    ]
    return SplinkLevels("name_order", "1 = 0", tuple(numbered))


def _places_changed(columns: set[str]) -> str:
    """Return whether each one's given name is the other's family name, as far as both are stated, and once at least."""
    if not {"given_k", "family_k"} <= columns:
        return "1 = 0"
    there, back = (
        unless_unlike(f"{one}_k", f"{other}_k", edits_between(f"{one}_k", f"{other}_k"))
        for one, other in (("given", "family"), ("family", "given"))
    )
    return f"(coalesce(l.given_k = r.family_k or l.family_k = r.given_k, false) and {there} and {back})"


def _skipped(parts: Sequence[str]) -> list[str]:
    """Return whether a generation was left out: one's father is the other's grandfather, and families do not differ."""
    if not {"father", "grandfather"} <= set(parts):
        return []
    family = (
        unless_unlike("family_k", "family_k", _initial("family"), _alike("family", _ROUGH, SOUNDS_ROUGHLY))
        if "family" in parts
        else "1 = 1"
    )
    return [
        f"(coalesce(l.{one}_k = r.{other}_k, false) and {family})"
        for one, other in (("father", "grandfather"), ("grandfather", "father"))
    ]


def _shortened(parts: Sequence[str]) -> list[str]:
    """Return whether one's family name is the other's grandfather and fathers agree: a name's end was left out."""
    if set(parts) < set(PARTS[1:]):
        return []
    father = f"(l.father_k = r.father_k or {_alike('father', _NEAR, SOUNDS_ALIKE)})"
    return [
        f"coalesce(l.{one}_k = r.{other}_k and {side}.grandfather_k is null and {father}, false)"
        for one, other, side in (("family", "grandfather", "l"), ("grandfather", "family", "r"))
    ]


def _other_spaces() -> str:
    """Return whether two long names differ by two letters at most once their spaces are out: words broken or joined."""
    alike = "abs(length(l.whole) - length(r.whole)) <= 2 and left(l.whole, 2) = left(r.whole, 2)"
    return only_if(f"{alike} and length(l.whole) >= {_LONG_NAME}", f"word_level(l.whole, r.whole) = {_NEAR}")


def _sum(conditions: Iterable[str]) -> str:
    return " + ".join(f"case when {each} then 1 else 0 end" for each in conditions)


# The lineage's levels by number, weakest first: see `core.link.model.LINEAGE`.
_DIFFERENT_LINE, _ONE_DIFFERS, _ONE_NEAR, _CROSSED, _TWO_ROUGH, _TWO_NEAR, _ALL_ROUGH, _ALL_NEAR = range(8)
_ONE_SAME, _ONE_SAME_UNCOMMON, _ONE_SAME_RARE, _ALL_SAME, _ALL_SAME_RARE = range(8, 13)
# One name that both share is uncommon from one in 300 records on, rare from one in 1,000; two or more together are rare
# where chance would bring them once in 100,000 records.
_UNCOMMON, _RARE, _RARE_TOGETHER = 5, 6, 10  # in half decades


def _of_one(parts: Sequence[str]) -> str:
    """Return the lineage's level where both state one part of it."""
    level = f"greatest({', '.join((*parts, '-1'))})"
    steps = (
        (_SAME + _RARE, _ONE_SAME_RARE),
        (_SAME + _UNCOMMON, _ONE_SAME_UNCOMMON),
        (_SAME, _ONE_SAME),
        (_FORM, _ALL_NEAR),
    )
    found = "".join(f" when {level} >= {least} then {number}" for least, number in steps)
    weaker = "".join(
        f" when {level} >= {least} then {number}"
        for least, number in ((_NEAR, _TWO_NEAR), (_ROUGH, _TWO_ROUGH))
    )
    return (
        f"(case{found} when name_order = {_DOUBLE} then {_ALL_ROUGH}{weaker} "
        f"when name_order = {_OTHER_ORDER} then {_CROSSED} when {level} >= {_LOW} then {_ONE_NEAR} "
        f"else {_ONE_DIFFERS} end)"
    )


def _of_several(parts: Sequence[str], stated: str) -> str:
    """Return the lineage's level where both state two or three parts of it."""
    same, near, rough = (_sum(f"{part} >= {least}" for part in parts) for least in (_SAME, _NEAR, _ROUGH))
    together = " + ".join(
        f"case when {part} >= {_SAME} then {part} - {_SAME} + 0.5 else 0 end" for part in parts
    )
    return (
        f"(case when ({same}) = ({stated}) and ({together}) >= {_RARE_TOGETHER} then {_ALL_SAME_RARE} "
        f"when ({same}) = ({stated}) then {_ALL_SAME} when ({near}) = ({stated}) then {_ALL_NEAR} "
        f"when ({rough}) = ({stated}) or name_order = {_DOUBLE} then {_ALL_ROUGH} "
        f"when ({near}) >= 2 then {_TWO_NEAR} when ({rough}) >= 2 then {_TWO_ROUGH} "
        f"when name_order = {_OTHER_ORDER} then {_CROSSED} when ({near}) >= 1 then {_ONE_NEAR} "
        f"else {_DIFFERENT_LINE} end)"
    )
