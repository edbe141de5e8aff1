"""What core said of an estimate, read back from the JSON that was kept; nothing here computes a figure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from isthmus.core.estimate.words import NAMES

__all__ = [
    "LEVELS",
    "Pair",
    "StoredEstimate",
    "StoredMode",
    "StoredModel",
    "stored_estimate",
    "stored_models",
]

LEVELS = (50, 80, 95)

type Pair = tuple[float, float]


@dataclass(frozen=True, slots=True)
class StoredMode:
    """A mode of a posterior: its top and ends, and its share of the mass in per cent."""

    at: float
    low: float
    high: float
    percent: int


@dataclass(frozen=True, slots=True)
class StoredModel:
    """What one model says; no figures where it was refused."""

    key: str
    label: str
    median: float | None
    intervals: Mapping[int, Pair]
    refused: str
    prior: str
    assumption: str
    modes: Sequence[StoredMode]
    edge: float
    rhat: float | None
    ess: float | None

    @property
    def at95(self) -> Pair | None:
        """The 95 % interval."""
        return self.intervals.get(95)

    @property
    def at80(self) -> Pair | None:
        """The 80 % interval."""
        return self.intervals.get(80)

    @property
    def at50(self) -> Pair | None:
        """The 50 % interval."""
        return self.intervals.get(50)


@dataclass(frozen=True, slots=True)
class StoredEstimate:
    """One estimate: the verdict with its reasons, and every model that was asked."""

    n: int
    lists: Sequence[str]
    verdict: str
    reasons: Sequence[str]
    models: Sequence[StoredModel]
    diagnostics: Mapping[str, Any]
    lower_bound: bool
    stratified_by: str
    strata: "Mapping[str, StoredEstimate]"

    @property
    def figures(self) -> list[StoredModel]:
        """The models that give a figure; none where the verdict is to refuse."""
        return [] if self.verdict == "refuse" else [each for each in self.models if each.at95]


def stored_estimate(found: Mapping[str, Any]) -> StoredEstimate:
    """Read one estimate back."""
    return StoredEstimate(
        n=int(found.get("n", 0)),
        lists=[each["name"] if isinstance(each, Mapping) else str(each) for each in found.get("lists", ())],
        verdict=str(found.get("verdict", "refuse")),
        reasons=[in_words(each) for each in found.get("reasons", ())],
        models=stored_models(found.get("models", {})),
        diagnostics=found.get("diagnostics", {}),
        lower_bound=bool(found.get("lower_bound", False)),
        stratified_by=str(found.get("stratified_by", "")),
        strata={name: stored_estimate(each) for name, each in (found.get("strata") or {}).items()},
    )


def stored_models(found: Mapping[str, Any]) -> list[StoredModel]:
    """Read what models say, in one order wherever they are shown."""
    order = list(NAMES)
    keys = sorted(found, key=lambda key: order.index(key) if key in order else len(order))
    return [model(key, found[key]) for key in keys]


def in_words(reason: object) -> str:
    """A reason as core says it."""
    return str(reason.get("words", reason)) if isinstance(reason, Mapping) else str(reason)


def model(key: str, found: Mapping[str, Any]) -> StoredModel:
    """Read what one model says."""
    median = found.get("median")
    return StoredModel(
        key=key,
        label=str(NAMES.get(key, key)),
        median=None if median is None or found.get("refused") else float(median),
        intervals={level: pair for level in LEVELS if (pair := interval(found, level))},
        refused=str(found.get("refused") or ""),
        prior=str(found.get("prior") or ""),
        assumption=str(found.get("assumption") or ""),
        modes=[stored_mode(each) for each in found.get("modes") or ()],
        edge=float(found.get("edge") or 0.0),
        rhat=found.get("rhat"),
        ess=found.get("ess"),
    )


def interval(found: Mapping[str, Any], level: int) -> Pair | None:
    """The interval at so many per cent, if it is there and has both ends."""
    ends = found.get(f"interval{level}")
    if not ends or None in ends:
        return None
    return float(ends[0]), float(ends[1])


def stored_mode(found: Mapping[str, Any]) -> StoredMode:
    """Read one mode."""
    return StoredMode(
        float(found["at"]), float(found["low"]), float(found["high"]), round(100 * float(found["mass"]))
    )
