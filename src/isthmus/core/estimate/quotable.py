"""The sentences of an estimate that can be quoted as they stand; the command and the desk say the same ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor

from isthmus.core.messages import Message

__all__ = ["Quotable", "quotable"]

type Pair = tuple[float, float]

_FIGURES = 3  # of a total, rounded outward: more of them would claim what the interval denies


@dataclass(frozen=True, slots=True)
class Quotable:
    """What can be quoted, and its figures: from how many to how many people there were, and how many of them missing.

    Documented and missing add up: `span` is `missing` more than the documented people, at either end.
    """

    message: Message
    span: tuple[int, int] | None = None
    missing: tuple[int, int] | None = None


def quotable(
    documented: int, lists: int, intervals: Sequence[Pair], *, lower_bound: bool = False
) -> Quotable:
    """Return what can be quoted of 95 % intervals of models, none where the estimate is refused."""
    known = (Message("estimate.documented", n=documented), Message("estimate.rests_on_lists", n=lists))
    if not intervals:
        return Quotable(Message("estimate.quotable", sentences=(*known, Message("estimate.cannot_show"))))
    low = max(_rounded_down(min(low for low, _ in intervals)), documented)
    high = max(_rounded_up(max(high for _, high in intervals)), low)
    missing = low - documented, high - documented
    said = _total(low, high, missing, alone=len(intervals) == 1, lower_bound=lower_bound)
    return Quotable(Message("estimate.quotable", sentences=(*known, *said)), (low, high), missing)


def _total(
    low: int, high: int, missing: tuple[int, int], *, alone: bool, lower_bound: bool
) -> tuple[Message, Message]:
    if lower_bound:
        code = "estimate.at_least_by_one_model" if alone else "estimate.at_least"
        return Message(code, low=low, high=high), Message("estimate.is_lower_bound")
    code = "estimate.total_by_one_model" if alone else "estimate.total"
    return Message(code, low=low, high=high), Message(
        "estimate.undocumented", few=missing[0], many=missing[1]
    )


def _rounded_down(number: float) -> int:
    step = _step(number)
    return floor(number / step) * step


def _rounded_up(number: float) -> int:
    step = _step(number)
    return ceil(number / step) * step


def _step(number: float) -> int:
    return int(10 ** max(0, len(str(abs(int(number)))) - _FIGURES))
