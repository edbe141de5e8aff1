"""An estimate with all that it must be shown with; nothing of it is a bare number."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from isthmus.core.estimate.quotable import Quotable, QuotedModels, quotable
from isthmus.core.estimate.values import LEVELS, Lists, ModelFit
from isthmus.core.estimate.vocabulary import REFUSE, assumption
from isthmus.core.messages import Message

__all__ = ["Estimate", "Verdict"]

# All that is told of a model without a middle: nothing that would pass for a figure.
_CONVERGENCE = ("rhat", "ess", "ess_bulk", "ess_tail", "steps", "chains", "fit", "strata_estimated")


@dataclass(frozen=True)
class Verdict:
    """A verdict (estimate, warn, refuse) and the reasons for it."""

    verdict: str
    reasons: tuple[Message, ...] = ()


@dataclass(frozen=True, eq=False)
class Estimate:
    """What the models say of the lists. Where the verdict is to refuse, `models` hold reasons and no figure.

    `left_out` are lists that share nobody with the others, or have nobody. `unestimated` people are documented, and on
    lists that are left out or in strata that are refused: they count as documented, and nothing is estimated of them.
    Where these are many, the total is a `lower_bound`.
    """

    lists: Lists
    judged: Verdict
    models: Mapping[str, ModelFit]
    diagnostics: Mapping[str, object]
    seed: int
    versions: Mapping[str, str]
    strata: Mapping[str, "Estimate"] = field(default_factory=dict)
    lower_bound: bool = False
    stratified_by: str = ""
    left_out: tuple[str, ...] = ()
    unestimated: int = 0

    @property
    def verdict(self) -> str:
        """Return one of estimate, warn, refuse."""
        return self.judged.verdict

    @property
    def reasons(self) -> tuple[Message, ...]:
        """Why."""
        return self.judged.reasons

    @property
    def shown(self) -> dict[str, ModelFit]:
        """Return the models that give a figure; none where the verdict is to refuse."""
        if self.verdict == REFUSE:
            return {}
        return {name: each for name, each in self.models.items() if each.refused is None}

    @property
    def quotable(self) -> Quotable:
        """Return what can be quoted as it stands."""
        shown = self.shown
        models = QuotedModels(
            [(name, each.intervals[95]) for name, each in shown.items()],
            [name for name in self.models if name not in shown],
        )
        used = len(self.lists.names) - len(self.left_out)
        unestimated = self.unestimated if self.lower_bound else None
        return quotable(self.lists.n, used, models, unestimated=unestimated)

    def as_json(self) -> dict[str, object]:
        """Return the estimate as the command prints it; figures of refused models are left out."""
        out: dict[str, object] = {
            "n": self.lists.n,
            "documented": self.lists.n,
            "lists": list(self.lists.names),
            "lists_left_out": list(self.left_out),
            "verdict": self.verdict,
            "reasons": [each.as_json() for each in self.reasons],
            "quotable": self.quotable.as_json(),
            "models": {
                name: _model(each, lower_bound=self.lower_bound) for name, each in self.models.items()
            },
            "lower_bound": self.lower_bound,
            "unestimated": self.unestimated,
            "diagnostics": dict(self.diagnostics),
            "seed": self.seed,
            "versions": dict(self.versions),
            "digest": self.lists.digest(),
        }
        if self.strata:
            out["stratified_by"] = self.stratified_by
            out["strata"] = {name: estimate.as_json() for name, estimate in self.strata.items()}
        return out


def _model(fitted: ModelFit, *, lower_bound: bool) -> dict[str, object]:
    if fitted.refused is not None:
        why = {"refused": fitted.refused.as_json(), "by_computing": fitted.by_computing}
        return {**why, **_convergence(fitted)}
    middle = not (lower_bound or fitted.unsettled)
    return {
        **_figures(fitted, lower_bound=lower_bound),
        "edge": fitted.edge,
        "prior": fitted.prior.as_json(),
        "assumption": assumption(fitted.model).as_json(),
        **(fitted.detail if middle else _convergence(fitted)),
    }


def _convergence(fitted: ModelFit) -> dict[str, object]:
    return {key: fitted.detail[key] for key in _CONVERGENCE if key in fitted.detail}


def _figures(fitted: ModelFit, *, lower_bound: bool) -> dict[str, object]:
    """Return the figures that can be relied on: of a lower bound one number, of unsettled chains a span."""
    unsettled = {"unsettled": fitted.unsettled.as_json()} if fitted.unsettled else {}
    if lower_bound:
        return {**unsettled, "at_least": fitted.intervals[95][0]}
    if fitted.unsettled:
        return {**unsettled, "interval95": list(fitted.intervals[95])}
    return {
        "median": fitted.median,
        **{f"interval{level}": list(fitted.intervals[level]) for level in LEVELS},
        "modes": [
            {"at": mode.at, "low": mode.low, "high": mode.high, "mass": mode.mass} for mode in fitted.modes
        ],
    }
