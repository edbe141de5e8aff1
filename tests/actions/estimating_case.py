"""A register of overlapping lists of invented people, and figures that no model computed."""

from collections.abc import Mapping, Sequence

import pytest

from isthmus.actions.desk.estimating import Plan, computing, save_plan
from isthmus.actions.desk.import_workbook import apply_import, plan_import
from isthmus.core.estimate.vocabulary import model_name
from isthmus.core.messages import Message
from isthmus.core.workbook.rows import Workbook
from isthmus.store.desk.models import EstimatePlan
from isthmus.store.desk.queries.record import RecordFilter
from tests.accounts import who
from tests.e2e.overlapping import LISTS, overlapping

__all__ = ["FakeModels", "bring_in_overlapping", "fake_models", "overlapping", "planned"]


def bring_in_overlapping(people: int = 60, lists: int = 4, *, copied: bool = True) -> Workbook:
    """Import the lists into the empty register of a test."""
    found = overlapping(people, lists, copied=copied)
    actor = who("tester")
    apply_import(plan_import(found), actor=actor)
    return found


def planned(lists: int = 4, **more: object) -> EstimatePlan:
    """A plan with a list for each source; the field office is on the first."""
    named: Sequence[tuple[str, Sequence[str]]] = [
        (LISTS[at], ["s0", "s9"] if at == 0 else [f"s{at}"]) for at in range(lists)
    ]
    wanted: Mapping[str, object] = {
        "title": "Killings",
        "lists": named,
        "acts": RecordFilter(type="killing"),
        **more,
    }
    return save_plan(Plan(**wanted), actor=who("B"))


APART = Message(
    "estimate.models_apart",
    low_model=model_name("loglinear"),
    low=22.0,
    high_model=model_name("dga"),
    high=153.0,
).as_json()
TWO_LISTS = Message("estimate.too_few_lists", n=2).as_json()


class FakeModels:
    """Figures as told, in the place of core; remembers what it was asked."""

    def __init__(self, verdict: str = "estimate") -> None:
        self.verdict = verdict
        self.asked: list[computing.EstimateRequest] = []

    def compute(self, ask, tell):
        """Take the place of core."""
        self.asked.append(ask)
        tell(1, 2)
        return {"estimate": fake_estimate(ask, self.verdict), "strata": None, "linkage": None}


def fake_models(monkeypatch: pytest.MonkeyPatch, verdict: str = "estimate") -> FakeModels:
    """Put the fake in the place of core."""
    from isthmus.actions.desk.estimating import running

    fake = FakeModels(verdict)
    monkeypatch.setattr(running, "compute", fake.compute)
    return fake


def fake_estimate(ask: computing.EstimateRequest, verdict: str) -> dict[str, object]:
    n = ask.built.capture.n
    refused = verdict == "refuse"
    return {
        "n": n,
        "lists": list(ask.built.capture.names),
        "verdict": verdict,
        "reasons": {
            "estimate": [],
            "warn": [APART],
            "refuse": [TWO_LISTS],
        }[verdict],
        "models": {
            name: {
                "median": None if refused else n * times,
                **{
                    f"interval{level}": [n * times / by, n * times * by]
                    for level, by in ((50, 1.1), (80, 1.2), (95, 1.4))
                },
                "refused": Message("estimate.cannot_carry").as_json() if refused else None,
                "modes": [],
            }
            for name, times in (("lcmcr", 2.0), ("dga", 2.2), ("loglinear", 1.8), ("mth", 2.0))
        },
        "diagnostics": {},
        "seed": ask.seed,
        "digest": "0" * 64,
        "versions": {"isthmus": "0.1.0", "numpy": "2"},
    }
