"""The sentences of an estimate that can be quoted as they stand; the command and the desk say the same ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor

from isthmus.core.estimate.vocabulary import MODELS, model_name
from isthmus.core.messages import Message, Value

__all__ = ["Quotable", "QuotedModels", "quotable"]

type Pair = tuple[float, float]

_LEAST_SHARE = 0.001  # of the documented: less would read as 0.0 %
_FIGURES = 3  # of a total, rounded outward: more of them would claim what the interval denies


@dataclass(frozen=True, slots=True)
class QuotedModels:
    """The 95 % intervals of models, by their codes, and the codes of models that were asked and gave no figure.

    A model that fits the documented patterns worse sets an end all the same: fit says nothing of the people on no list.
    Leaving out models whose BIC is worse by more than 10 lowered the share of ranges that held the truth by up to .31
    (docs/explanation/estimate-validation.md).
    """

    intervals: Sequence[tuple[str, Pair]] = ()
    without_figure: Sequence[str] = ()

    @property
    def low(self) -> float:
        """Return the lowest end."""
        return min(low for _, (low, _) in self.intervals)

    @property
    def high(self) -> float:
        """Return the highest end."""
        return max(high for _, (_, high) in self.intervals)

    @property
    def whose(self) -> tuple[str, dict[str, Value]]:
        """Return whose intervals these are, and what stands in the sentence about it.

        Of all models only where each of them was asked and answered.
        """
        named = {model for model, _ in self.intervals}
        if named == set(MODELS):
            return "by_all_models", {}
        shown = [model_name(model) for model in MODELS if model in named]
        said: dict[str, Value] = {"n": len(shown), "all": len(MODELS), "models": shown}
        if not self.without_figure:
            return "by_some_models", said
        silent = [model_name(model) for model in MODELS if model in self.without_figure]
        return "without_a_model", said | {"silent": silent}


@dataclass(frozen=True, slots=True)
class Quotable:
    """What can be quoted, and its figures: from how many to how many people there were, and how many of them missing.

    Documented and missing add up: `span` is `missing` more than the documented people, at either end. A lower bound has
    no upper end, and says nothing of how many are missing.
    """

    message: Message
    span: tuple[int, int | None] | None = None
    missing: tuple[int, int] | None = None

    def as_json(self) -> dict[str, object]:
        """Return the paragraph and its range."""
        low, high = self.span or (None, None)
        return {"message": self.message.as_json(), "low": low, "high": high}


def quotable(
    documented: int, lists: int, models: QuotedModels, *, unestimated: int | None = None
) -> Quotable:
    """Return what can be quoted of models, none where the estimate is refused.

    `unestimated`: of a lower bound, how many of the documented people could not be estimated.
    """
    known = (Message("estimate.documented", n=documented), Message("estimate.rests_on_lists", n=lists))
    if not models.intervals:
        return Quotable(Message("estimate.quotable", sentences=(*known, Message("estimate.cannot_show"))))
    low = max(_rounded_down(models.low), documented)
    if unestimated is not None:
        bound = _lower_bound(low, documented, unestimated, models)
        return Quotable(Message("estimate.quotable", sentences=(*known, *bound)), (low, None))
    high = max(_rounded_up(models.high), low)
    missing = low - documented, high - documented
    whose, said = models.whose
    total = Message(f"estimate.total.{whose}", low=low, high=high, few=missing[0], many=missing[1], **said)
    return Quotable(Message("estimate.quotable", sentences=(*known, total)), (low, high), missing)


def _lower_bound(
    low: int, documented: int, unestimated: int, models: QuotedModels
) -> tuple[Message, Message]:
    share = unestimated / documented
    whose, said = models.whose
    bound = (
        Message("estimate.is_lower_bound_by_little", n=unestimated, people=documented)
        if share < _LEAST_SHARE
        else Message("estimate.is_lower_bound", n=unestimated, people=documented, share=share)
    )
    return Message(f"estimate.at_least.{whose}", low=low, **said), bound


def _rounded_down(number: float) -> int:
    step = _step(number)
    return floor(number / step) * step


def _rounded_up(number: float) -> int:
    step = _step(number)
    return ceil(number / step) * step


def _step(number: float) -> int:
    return int(10 ** max(0, len(str(abs(int(number)))) - _FIGURES))
