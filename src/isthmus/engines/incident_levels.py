"""The levels of the comparisons of two acts as SQL conditions over the plain columns, strongest first."""

from isthmus.core.link.incidents import COMPARISONS
from isthmus.core.link.model import BANDS
from isthmus.engines.level_conditions import SOUNDS_ALIKE

__all__ = ["level_of"]


def level_of(name: str) -> str:
    """Return the expression for the level of a comparison of the records `l` and `r`: -1 for not stated."""
    silent, conditions = _SAID[name]
    expanded = next(each for each in COMPARISONS if each.name == name).expanded()
    if len(conditions) != len(expanded) - 1:
        raise AssertionError(f"{name}: {len(expanded)} levels, {len(conditions)} conditions.")
    numbered = zip(conditions, range(len(conditions), 0, -1), strict=True)
    cases = "".join(f" when {condition} then {number}" for condition, number in numbered)
    return f"cast(case when {silent} then -1{cases} else 0 end as tinyint)"


def _banded(stem: str, same: str) -> list[str]:
    """Return a condition for each band of how rare the shared value is."""
    return [f"{same} and l.{stem}_b = {band}" for band in range(BANDS - 1)] + [same]


def _silent(column: str) -> str:
    return f"l.{column} is null or r.{column} is null"


def _either(condition: str) -> str:
    """Return whether it holds of the one and the other, or of the other and the one."""
    turned = condition.replace("l.", "\0").replace("r.", "l.").replace("\0", "r.")
    return f"(coalesce({condition}, false) or coalesce({turned}, false))"


_MEET = "greatest(l.period_first, r.period_first) <= least(l.period_last, r.period_last)"
_WIDTH = "greatest(l.period_last - l.period_first, r.period_last - r.period_first)"
_GAP = "greatest(l.period_first, r.period_first) - least(l.period_last, r.period_last)"
_PERIOD = [
    *_banded("period", "l.period_k = r.period_k"),
    f"{_MEET} and {_WIDTH} <= 31",
    f"{_MEET} and {_WIDTH} <= 366",
    _MEET,
    f"{_GAP} <= 3",
    f"{_GAP} <= 31",
]

# Of two places of one name, both with wider places stated, at least one of these must be the same.
_NO_OTHER_OF_THE_NAME = (
    "(len(l.site_parts) = 1 or len(r.site_parts) = 1 or list_has_any(l.site_parts[2:], r.site_parts[2:]))"
)
_SPELLED_ALIKE = (
    "(levenshtein(l.site_k, r.site_k) <= 0.25 * greatest(length(l.site_k), length(r.site_k)) "
    "or list_has_all(string_split(l.site_k, ' '), string_split(r.site_k, ' ')) "
    "or list_has_all(string_split(r.site_k, ' '), string_split(l.site_k, ' ')) "
    f"or (l.site_w <> r.site_w and name_similarity(l.site_n, r.site_n) >= {SOUNDS_ALIKE}))"
)
_SITE = [
    *_banded("site", f"l.site_k = r.site_k and {_NO_OTHER_OF_THE_NAME}"),
    _either("l.site_parts[2] = r.site_k"),
    _either("list_contains(l.site_parts[3:], r.site_k)"),
    f"l.site_k <> r.site_k and {_SPELLED_ALIKE} and {_NO_OTHER_OF_THE_NAME}",
    "l.site_parts[2] = r.site_parts[2]",
    "list_has_any(l.site_parts[2:], r.site_parts[2:])",
]

_LOW, _HIGH = "greatest(l.number_low, r.number_low)", "least(l.number_high, r.number_high)"
_NUMBER = [
    *_banded("number", "l.number_k = r.number_k"),
    f"{_LOW} <= {_HIGH} and greatest(l.number_high, r.number_high) <= 2 * least(l.number_low, r.number_low)",
    f"{_LOW} <= {_HIGH}",
    f"{_LOW} <= 1.5 * {_HIGH} + 1",
]


def _shared(column: str, least: int) -> str:
    return f"len(list_intersect(l.{column}, r.{column})) >= {least}"


# Whether the victims of both can all have been there, by the greater of the two counts.
_ROOM_FOR_ALL = "coalesce(len(l.victims) + len(r.victims) <= greatest(l.number_high, r.number_high), true)"

# For each comparison when nothing is stated, and a condition for each level but the last.
_SAID = {
    "period": (_silent("period_first"), _PERIOD),
    "site": (_silent("site_k"), _SITE),
    "number": (_silent("number_low"), _NUMBER),
    "victims": (_silent("victims"), [_shared("victims", 2), _shared("victims", 1), _ROOM_FOR_ALL]),
    "perpetrators": (_silent("perpetrators"), [_shared("perpetrators", 1)]),
}
