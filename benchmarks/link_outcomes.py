"""Outcomes of linked lists whose truth is known, as a file that is kept with the code, and the page that it makes.

Each line is a JSON object. The first says by what the others were made; each other is one list: its family, name and
seed, and what linking gave beside the truth, or the words that stand in its place where there is no figure.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.link_judged import ABOVE_FLOOR, Calibration, Judged
from isthmus.core.link.evaluating import Scores

__all__ = ["FAMILIES", "KEPT", "LinkOutcome", "LinkOutcomes", "page"]

KEPT = Path(__file__).parent / "link_validation.jsonl"
FAMILIES = {
    "tuned": "Lists that linking was tuned on",
    "judged": "Lists of another hand, on which nothing was tuned",
}


@dataclass(frozen=True)
class LinkOutcome:
    """What the run on one list gave beside its truth, or what stands in its place."""

    family: str
    name: str
    seed: int
    found: Judged | str

    def as_json(self) -> str:
        """Return the line that keeps it."""
        return json.dumps(asdict(self), separators=(",", ":"))

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> "LinkOutcome":
        """Read it from what a line says."""
        found = told["found"]
        if not isinstance(found, str):
            fit = found["calibration"]
            scores, calibration = Scores(**found["scores"]), None if fit is None else Calibration(**fit)
            found = Judged(**{**found, "scores": scores, "calibration": calibration})
        return cls(told["family"], told["name"], told["seed"], found)


@dataclass
class LinkOutcomes:
    """A file of outcomes; what is added is written at once, so that a run may be stopped at any time."""

    path: Path
    made: Mapping[str, str]  # by what: the day, and versions
    outcomes: dict[tuple[str, str, int], LinkOutcome] = field(default_factory=dict)

    @classmethod
    def opened(cls, path: Path, made: Mapping[str, str]) -> "LinkOutcomes":
        """Go on with a file, by what it was made by; begin one, made by this, where there is none."""
        if not path.exists():
            path.write_text(json.dumps(made) + "\n")
        first, *others = path.read_text().splitlines()
        kept = cls(path, json.loads(first))
        for line in others:
            kept._take(LinkOutcome.read(json.loads(line)))
        return kept

    def add(self, outcome: LinkOutcome) -> None:
        """Keep one more."""
        with self.path.open("a") as file:
            file.write(outcome.as_json() + "\n")
        self._take(outcome)

    def _take(self, outcome: LinkOutcome) -> None:
        self.outcomes[outcome.family, outcome.name, outcome.seed] = outcome

    def of_family(self, family: str) -> dict[str, list[LinkOutcome]]:
        """Return the outcomes of a family by the name of the list, in the order in which they were made."""
        found: dict[str, list[LinkOutcome]] = {}
        for each in self.outcomes.values():
            if each.family == family:
                found.setdefault(each.name, []).append(each)
        return found


_INTRODUCTION = f"""# How well lists are linked: figures

Written by `python -m benchmarks.link_validation` from the outcomes in `benchmarks/link_validation.jsonl`; nothing here
is edited by hand. [How records are linked](linking.md) says what is done, and what it cannot know.

Invented lists whose truth is known, linked by `isthmus link roster` as they are, without labels. *F1, precision,
recall*: of the pairs of rows that are one person. *Off*: how far the central number of people lies from the truth.
*Within*: whether the truth lies between strict and lenient, and how far these lie apart as a share of it.
*Calibration*: how far probabilities from .05 to .95 are off in the mean, beside what a perfect model would get on as
many pairs; **bold** where it is worse than that by more than {ABOVE_FLOOR}. Values of several seeds stand in one cell.
"""


def page(kept: LinkOutcomes) -> str:
    """Return the page of results."""
    parts = [line for family, title in FAMILIES.items() for line in _table(title, kept.of_family(family))]
    by = ", ".join(f"{name} {version}" for name, version in kept.made.items() if name != "day")
    return "\n".join([_INTRODUCTION, *parts, f"Run on {kept.made['day']}; {by}.", ""])


def _table(title: str, by_name: Mapping[str, Sequence[LinkOutcome]]) -> Iterator[str]:
    yield f"## {title}\n"
    yield "| list | seeds | F1 | precision | recall | people, true | off | within | calibration (floor) |"
    yield "|" + "---|" * 9
    for name, outcomes in by_name.items():
        seeds = "; ".join(str(each.seed) for each in outcomes)
        yield f"| {name} | {seeds} | {' | '.join(_cells(outcomes))} |"
    yield ""


def _cells(outcomes: Sequence[LinkOutcome]) -> Iterator[str]:
    figures: tuple[Callable[[Judged], str], ...] = (
        lambda found: _share(found.scores.f1),
        lambda found: _share(found.scores.precision),
        lambda found: _share(found.scores.recall),
        lambda found: f"{found.true:,}",
        lambda found: f"{found.off:+.1f} %",
        lambda found: f"{'yes' if found.holds else '**no**'}, {found.width:.1f} %",
        _calibration,
    )
    for figure in figures:
        yield "; ".join(
            each.found if isinstance(each.found, str) else figure(each.found) for each in outcomes
        )


def _share(value: float | None) -> str:
    return "none joined" if value is None else f"{value:.3f}"


def _calibration(found: Judged) -> str:
    if found.calibration is None:
        return "no doubt"
    error, floor = found.calibration.error, found.calibration.floor
    said = f"{error:.3f} ({floor:.3f})"
    return f"**{said}**" if error > floor + ABOVE_FLOOR else said
