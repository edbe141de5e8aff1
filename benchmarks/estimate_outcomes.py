"""Outcomes of the runs behind the page of coverage, as a file that is kept with the code: a later run goes on from it.

Each line is JSON. An object says by what the runs below it were made: the day on which they began, the seed, and
versions. An array is one run: its population, number, people and documented people, verdict, quoted range (null where
refused, its upper end null for a lower bound), and for each model [low, high, BIC] or null; in the order of `MODELS`.
Ends are kept to a tenth of a person and BIC to a hundredth, as they are counted with.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.estimate_coverage import MadeBy, Pair, RunOutcome
from isthmus.core.estimate.vocabulary import MODELS

__all__ = ["KEPT", "OutcomesFile"]

KEPT = Path(__file__).parent / "estimate_validation.jsonl"


@dataclass
class OutcomesFile:
    """A file of outcomes, read once; what is added is written at once, so that a run may be stopped at any time."""

    path: Path
    outcomes: dict[tuple[str, int], RunOutcome] = field(default_factory=dict)
    made: list[MadeBy] = field(default_factory=list)

    @classmethod
    def opened(cls, path: Path) -> "OutcomesFile":
        """Read what was kept; a line that was torn when a run was stopped is cut off, and done again."""
        text = path.read_text() if path.exists() else ""
        whole = text[: text.rfind("\n") + 1]
        if whole != text:
            path.write_text(whole)
        found = cls(path)
        for line in whole.splitlines():
            found._take(json.loads(line))
        return found

    def _take(self, said: Sequence[object] | Mapping[str, object]) -> RunOutcome | None:
        if isinstance(said, Mapping):
            self.made.append(_made_by(said))
            return None
        outcome = _outcome(said)
        self.outcomes[outcome.population, outcome.number] = outcome
        return outcome

    def begin(self, made: MadeBy) -> None:
        """Say by what the outcomes that are added next are made, where the last ones were made by something else."""
        if not self.made or self.made[-1] != made:
            self._write({"day": made.day, "seed": made.seed, "versions": dict(made.versions)})

    def add(self, outcome: RunOutcome) -> RunOutcome:
        """Keep one more; return it as it will be read back."""
        kept = self._write(_row(outcome))
        assert kept is not None, "a row is an outcome"
        return kept

    def _write(self, said: Sequence[object] | Mapping[str, object]) -> RunOutcome | None:
        line = json.dumps(said, separators=(",", ":"))
        with self.path.open("a") as file:
            file.write(line + "\n")
        return self._take(json.loads(line))

    def rounds(self, names: Sequence[str]) -> int:
        """Return how many runs there are of each of these populations, from the first on."""
        whole = 0
        while names and all((name, whole) in self.outcomes for name in names):
            whole += 1
        return whole

    def first(self, names: Sequence[str], rounds: int) -> list[RunOutcome]:
        """Return so many runs of each of these populations, from the first on."""
        return [self.outcomes[name, number] for name in names for number in range(rounds)]


def _made_by(said: Mapping[str, object]) -> MadeBy:
    versions = said["versions"]
    assert isinstance(versions, Mapping)
    return MadeBy(str(said["day"]), int(str(said["seed"])), {str(k): str(v) for k, v in versions.items()})


def _row(outcome: RunOutcome) -> list[object]:
    return [
        outcome.population, outcome.number, outcome.people, outcome.n, outcome.verdict,
        outcome.span and [round(outcome.span[0], 1), _finite(outcome.span[1])],
        *(_of_model(outcome, model) for model in MODELS),
    ]  # fmt: skip


def _finite(end: float) -> float | None:
    return None if end == float("inf") else round(end, 1)


def _of_model(outcome: RunOutcome, model: str) -> list[float | None] | None:
    if model not in outcome.intervals:
        return None
    low, high = outcome.intervals[model]
    bic = outcome.bics.get(model)
    return [round(low, 1), round(high, 1), None if bic is None else round(bic, 2)]


def _outcome(said: Sequence[object]) -> RunOutcome:
    name, number, people, n, verdict, span, *of_models = said
    models = {m: each for m, each in zip(MODELS, of_models, strict=True) if isinstance(each, list)}
    return RunOutcome(
        population=str(name),
        number=int(str(number)),
        people=int(str(people)),
        n=int(str(n)),
        verdict=str(verdict),
        span=_pair(span) if isinstance(span, list) else None,
        intervals={model: _pair(each) for model, each in models.items()},
        bics={model: float(each[2]) for model, each in models.items() if each[2] is not None},
    )


def _pair(ends: Sequence[float | None]) -> Pair:
    low, high = ends[0], ends[1]
    return float(low or 0.0), float("inf") if high is None else float(high)
