"""An estimate with all that it must be shown with; nothing of it is a bare number."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from isthmus.core.estimate.quotable import Quotable, quotable
from isthmus.core.estimate.values import LEVELS, Lists, ModelFit
from isthmus.core.estimate.vocabulary import REFUSE, assumption
from isthmus.core.messages import Message

__all__ = ["Estimate", "Verdict"]


@dataclass(frozen=True)
class Verdict:
    """A verdict (estimate, warn, refuse) and the reasons for it."""

    verdict: str
    reasons: tuple[Message, ...] = ()


@dataclass(frozen=True, eq=False)
class Estimate:
    """What the models say of the lists. Where the verdict is to refuse, `models` hold reasons and no figure."""

    lists: Lists
    judged: Verdict
    models: Mapping[str, ModelFit]
    diagnostics: Mapping[str, object]
    seed: int
    versions: Mapping[str, str]
    strata: Mapping[str, "Estimate"] = field(default_factory=dict)
    lower_bound: bool = False
    stratified_by: str = ""

    @property
    def verdict(self) -> str:
        """Return one of estimate, warn, refuse."""
        return self.judged.verdict

    @property
    def reasons(self) -> tuple[Message, ...]:
        """Why."""
        return self.judged.reasons

    @property
    def quotable(self) -> Quotable:
        """Return what can be quoted as it stands."""
        shown = (
            [] if self.verdict == REFUSE else [each for each in self.models.values() if each.refused is None]
        )
        intervals = [each.intervals[95] for each in shown]
        return quotable(self.lists.n, len(self.lists.names), intervals, lower_bound=self.lower_bound)

    def as_json(self) -> dict[str, object]:
        """Return the estimate as the command prints it; figures of refused models are left out."""
        shown = {model: _model(fitted) for model, fitted in self.models.items()}
        out: dict[str, object] = {
            "n": self.lists.n,
            "documented": self.lists.n,
            "lists": list(self.lists.names),
            "verdict": self.verdict,
            "reasons": [each.as_json() for each in self.reasons],
            "models": shown,
            "diagnostics": dict(self.diagnostics),
            "seed": self.seed,
            "versions": dict(self.versions),
            "digest": self.lists.digest(),
        }
        if self.strata:
            out["stratified_by"] = self.stratified_by
            out["lower_bound"] = self.lower_bound
            out["strata"] = {name: estimate.as_json() for name, estimate in self.strata.items()}
        return out


def _model(fitted: ModelFit) -> dict[str, object]:
    if fitted.refused is not None:
        return {"refused": fitted.refused.as_json(), **fitted.detail}
    return {
        "median": fitted.median,
        **{f"interval{level}": list(fitted.intervals[level]) for level in LEVELS},
        "modes": [
            {"at": mode.at, "low": mode.low, "high": mode.high, "mass": mode.mass} for mode in fitted.modes
        ],
        "edge": fitted.edge,
        "prior": fitted.prior.as_json(),
        "assumption": assumption(fitted.model).as_json(),
        **fitted.detail,
    }
