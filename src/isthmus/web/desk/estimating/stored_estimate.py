"""What core said of an estimate, read back from the JSON that was kept; nothing here computes a figure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from isthmus.core.estimate.quotable import Quotable, QuotedModels, quotable
from isthmus.core.estimate.vocabulary import MODELS, REFUSE, model_name
from isthmus.core.messages import Message

__all__ = [
    "LEVELS",
    "Pair",
    "StoredEstimate",
    "StoredModel",
    "message_of",
    "stored_estimate",
    "stored_models",
]

LEVELS = (50, 80, 95)

type Pair = tuple[float, float]


@dataclass(frozen=True, slots=True)
class StoredMode:
    """A mode of a posterior: its top and ends, and its share of the mass."""

    at: float
    low: float
    high: float
    share: float


@dataclass(frozen=True, slots=True)
class StoredModel:
    """What one model says; no figures where it was refused.

    Of a lower bound it says one number, `at_least`; of chains that have not settled the 95 % interval alone. `fit` is
    how badly it fits the documented people (BIC).
    """

    key: str
    label: Message
    median: float | None
    intervals: Mapping[int, Pair]
    refused: Message | None
    prior: Message | None
    assumption: Message | None
    modes: Sequence[StoredMode]
    edge: float
    rhat: float | None
    ess: float | None
    out_of_reach: Message | None = None
    unsettled: Message | None = None
    at_least: float | None = None
    fit: float | None = None

    @property
    def figure(self) -> Message:
        """Return what the model says, with its name; only of a model that was not refused."""
        if self.at_least is not None:
            return Message("estimate.figure_bound", model=self.label, low=self.at_least)
        assert self.at95, "a refused model has no figure"
        low, high = self.at95
        if self.unsettled:
            return Message("estimate.figure_unsettled", model=self.label, low=low, high=high)
        return Message("estimate.figure", model=self.label, median=self.median, low=low, high=high)

    @property
    def ends(self) -> Pair | None:
        """Return the ends that can be quoted: of a lower bound the lower one twice."""
        return self.at95 if self.at_least is None else (self.at_least, self.at_least)

    @property
    def instead(self) -> Message | None:
        """Return what stands in place of figures: one number, the span of unsettled chains, or why there is none."""
        if self.at_least is not None:
            return Message("estimate.bound", low=self.at_least)
        if self.unsettled and self.at95:
            return Message("estimate.span_unsettled", low=self.at95[0], high=self.at95[1])
        return self.refused if self.median is None else None

    @property
    def at95(self) -> Pair | None:
        """Return the 95 % interval."""
        return self.intervals.get(95)

    @property
    def at80(self) -> Pair | None:
        """Return the 80 % interval."""
        return self.intervals.get(80)

    @property
    def at50(self) -> Pair | None:
        """Return the 50 % interval."""
        return self.intervals.get(50)


@dataclass(frozen=True, slots=True)
class StoredEstimate:
    """One estimate: the verdict with its reasons, and every model that was asked."""

    n: int
    lists: Sequence[str]
    verdict: str
    reasons: Sequence[Message]
    models: Sequence[StoredModel]
    diagnostics: Mapping[str, Any]
    lower_bound: bool
    unestimated: int
    left_out: Sequence[str]
    stratified_by: str
    strata: "Mapping[str, StoredEstimate]"

    @property
    def figures(self) -> list[StoredModel]:
        """Return the models that give a figure; none where the verdict is to refuse."""
        return [] if self.verdict == REFUSE else [each for each in self.models if each.ends]

    def quotable(self, carried: Sequence[StoredModel] = ()) -> Quotable:
        """Return what can be quoted as it stands; `carried`: models over draws of the linkage, if there are."""
        shown = self.figures
        models = QuotedModels(
            [(each.key, each.ends) for each in (*shown, *(carried if shown else ())) if each.ends],
            [each.key for each in self.models if each not in shown],
        )
        used = len(self.lists) - len(self.left_out)
        return quotable(self.n, used, models, unestimated=self.unestimated if self.lower_bound else None)

    def assumptions(self) -> list[tuple[Message, Message]]:
        """Return each model with what it assumes; of strata, what it assumes in each."""
        strata = [each.models for each in self.strata.values() if each.figures]
        models = [each for each in self.models if each.assumption] or (strata[0] if strata else [])
        return [(each.label, each.assumption) for each in models if each.assumption]


def stored_estimate(found: Mapping[str, Any]) -> StoredEstimate:
    """Read one estimate back."""
    return StoredEstimate(
        n=int(found.get("n", 0)),
        lists=[str(each) for each in found.get("lists", ())],
        verdict=str(found.get("verdict", REFUSE)),
        reasons=[Message.from_json(each) for each in found.get("reasons", ())],
        models=stored_models(found.get("models", {})),
        diagnostics=found.get("diagnostics", {}),
        lower_bound=bool(found.get("lower_bound", False)),
        unestimated=int(found.get("unestimated", 0)),
        left_out=[str(each) for each in found.get("lists_left_out", ())],
        stratified_by=str(found.get("stratified_by", "")),
        strata={name: stored_estimate(each) for name, each in (found.get("strata") or {}).items()},
    )


def stored_models(found: Mapping[str, Any]) -> list[StoredModel]:
    """Read what models say, in one order wherever they are shown."""
    keys = sorted(found, key=lambda key: MODELS.index(key) if key in MODELS else len(MODELS))
    return [_model(key, found[key]) for key in keys]


def message_of(found: Mapping[str, Any] | None) -> Message | None:
    """Read a message back, if there is one."""
    return Message.from_json(found) if found else None


def _model(key: str, found: Mapping[str, Any]) -> StoredModel:
    median = found.get("median")
    return StoredModel(
        key=key,
        label=model_name(key),
        median=None if median is None or found.get("refused") else float(median),
        intervals={level: pair for level in LEVELS if (pair := _interval(found, level))},
        refused=message_of(found.get("refused")),
        prior=message_of(found.get("prior")),
        assumption=message_of(found.get("assumption")),
        modes=[_mode(each) for each in found.get("modes") or ()],
        edge=float(found.get("edge") or 0.0),
        rhat=found.get("rhat"),
        ess=found.get("ess"),
        out_of_reach=message_of((found.get("out_of_reach") or {}).get("message")),
        unsettled=message_of(found.get("unsettled")),
        at_least=found.get("at_least"),
        fit=(found.get("fit") or {}).get("bic"),
    )


def _interval(found: Mapping[str, Any], level: int) -> Pair | None:
    """Return the interval at so many per cent, if it is there and has both ends."""
    ends = found.get(f"interval{level}")
    if not ends or None in ends:
        return None
    return float(ends[0]), float(ends[1])


def _mode(found: Mapping[str, Any]) -> StoredMode:
    return StoredMode(float(found["at"]), float(found["low"]), float(found["high"]), float(found["mass"]))
