"""A register in which some mentions may be one person, and an engine that finds what a test tells it to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace

import numpy as np
import pytest

from isthmus.actions.desk.import_workbook import apply_import, plan_import
from isthmus.actions.desk.linking import running
from isthmus.core.link.brackets import Brackets
from isthmus.core.link.clustering import partitions
from isthmus.core.link.pairs import Pairs
from isthmus.core.link.results import LinkResult, LinkSettings
from isthmus.core.link.verdict import FitVerdict
from isthmus.core.messages import Message
from isthmus.core.workbook.rows import Act, Document, Mention, Place, Source, Statement, Workbook
from tests.accounts import who

__all__ = ["LISTS", "FakeEngine", "bring_in_lists", "fake_engine"]

type Scores = Mapping[tuple[str, str], float]


def _mention(number: int, act: int, name: str, **stated: str) -> Mention:
    return Mention(f"m{number}", f"a{act}", "victim", 1, 1, kind="individual", name=name, **stated)


# Three sources, each with a list of invented people: m1, m4 and m6 may be one, m2 and m5, m3 and m7.
LISTS = Workbook(
    sources=tuple(Source(f"s{n}", f"Outlet {n}", "outlet") for n in (1, 2, 3)),
    places=(Place("p1", "District N"), Place("p2", "Village V", parent="p1", precision="settlement")),
    documents=tuple(
        Document(f"d{n}", f"List {n}", (f"s{n}",), "yes", published="2017-04") for n in (1, 2, 3)
    ),
    statements=tuple(
        Statement(
            f"t{n}", f"d{n}", (f"s{n}",), "asserts", "first_hand", quote=f"List {n} of those taken away."
        )
        for n in (1, 2, 3)
    ),
    acts=tuple(
        Act(f"a{n}", f"t{n}", "unlawful_detention", date="2017-03", place=f"p{2 if n == 1 else 1}")
        for n in (1, 2, 3)
    ),
    mentions=(
        _mention(1, 1, "Примеров Адан", age="16", home="p2"),
        _mention(2, 1, "Образцов Иса", age="40"),
        _mention(3, 1, "Образцов Муса", age="42"),
        _mention(4, 2, "Adan Exemplarov", age="15/17"),
        _mention(5, 2, "I. Obraztsov"),
        _mention(6, 3, "A. Exemplarov", home="p1"),
        _mention(7, 3, "Musa Obraztsov", age="42"),
    ),
)
SCORES: Scores = {
    ("m1", "m4"): 0.97,
    ("m4", "m6"): 0.90,
    ("m1", "m6"): 0.60,
    ("m2", "m5"): 0.55,
    ("m3", "m5"): 0.30,
    ("m3", "m7"): 0.99,
    ("m2", "m7"): 0.02,
}


@dataclass
class FakeEngine:
    """Scores as told; clusters by the real rule. Remembers what it was given."""

    scores: Scores = field(default_factory=lambda: dict(SCORES))
    given: list[object] = field(default_factory=list)
    missed: object = None
    refusal: Message | None = None
    brackets: Brackets = field(default_factory=Brackets)

    def linked(self, given, before, seed, tell):
        """Take the place of the engine."""
        self.given.append((given, before))
        tell(1, 2)
        ids = {each: at for at, each in enumerate(given.ids)}
        known = [(pair, p) for pair, p in sorted(self.scores.items()) if set(pair) <= ids.keys()]
        numbers = sorted((*sorted((ids[one], ids[other])), p) for (one, other), p in known)
        left, right = (np.array([each[at] for each in numbers], dtype=np.int64) for at in (0, 1))
        probability = np.array([each[2] for each in numbers], dtype=np.float64)
        settings = LinkSettings(0.95, 0.5, 0.05, seed)
        labels = partitions(
            len(ids), Pairs(left, right, probability), running.decided(given), (0.95, 0.5, 0.05)
        )
        levels = {
            "given": np.where(probability > 0.5, 4, 0),
            "place": np.full(len(left), -1),
        }
        return LinkResult(
            ids=tuple(given.ids),
            pairs=Pairs(left, right, probability),
            weight=np.log2(probability / (1 - probability)),
            levels=levels,
            strict=labels[0],
            central=labels[1],
            lenient=labels[2],
            model=SimpleNamespace(as_json=lambda: {"prior": 0.1}),
            missed=self.missed,
            memory=None,
            report={
                "versions": {"fake": "1"},
                "candidate_pairs": len(left),
                "brackets": self.brackets.as_json(),
                "verdict": FitVerdict(self.refusal).as_json(),
            },
        ), settings


def fake_engine(monkeypatch: pytest.MonkeyPatch, scores: Scores | None = None) -> FakeEngine:
    """Put the fake in the place of the engine."""
    engine = FakeEngine() if scores is None else FakeEngine(dict(scores))
    monkeypatch.setattr(running, "linked", engine.linked)
    return engine


def bring_in_lists() -> None:
    """Import the lists into the empty register of a test."""
    actor = who("tester")
    apply_import(plan_import(LISTS), actor=actor)
