"""Coverage of quoted ranges where the truth is known: how it is counted, and that it can be run in small."""

import json
from dataclasses import replace

import numpy as np
import pytest

from benchmarks import estimate_validation
from benchmarks.estimate_coverage import MadeBy, RunOutcome, coverage_of, coverage_of_family, page
from benchmarks.estimate_outcomes import KEPT, OutcomesFile
from benchmarks.estimate_populations import POPULATIONS, SIZE
from benchmarks.estimate_validation import LEAST_RUNS, PAGE, page_of


def outcome(low, high, verdict="warn", bics=(0.0, 0.0)) -> RunOutcome:
    """Return a run that quoted this range of 1,000 people: of one model its lower half, of another its upper one."""
    middle = (low + high) / 2
    intervals = {"dga": (low, middle), "lcmcr": (middle, high)}
    return RunOutcome(
        population="some", number=0, people=1_000, n=700, verdict=verdict,
        span=None if verdict == "refuse" else (low, high),
        intervals={} if verdict == "refuse" else intervals,
        bics=dict(zip(intervals, bics, strict=True)),
    )  # fmt: skip


OUTCOMES = [
    outcome(900, 1_100, "estimate"),
    outcome(1_100, 1_200),
    outcome(600, 800, "estimate"),
    outcome(0, 0, "refuse"),
]


def test_coverage_counts_what_was_shown_and_misses_that_were_warned_of():
    row = coverage_of(OUTCOMES)
    assert (row.runs, row.shown, row.held, row.below) == (4, 3, 1, 1)
    assert (row.refused, row.warned, row.told) == (0.25, 0.25, 0.5)
    assert row.width == pytest.approx(0.2)
    assert row.covered == pytest.approx(1 / 3)
    assert row.interval[0] < row.covered < row.interval[1]


def test_a_model_that_fits_worse_is_left_out_where_that_is_tried():
    runs = [outcome(800, 1_300, bics=(20.1, 10.0)), outcome(800, 1_300, bics=(10.0, 20.1))]
    assert [each.by_fit for each in runs] == [(1_050, 1_300), (800, 1_050)]
    assert outcome(800, 1_300, bics=(20.0, 10.0)).by_fit == (800, 1_300)
    assert (coverage_of(runs).held, coverage_of(runs, by_fit=True).held) == (2, 1)


def test_each_model_is_counted_alone():
    assert coverage_of_family(OUTCOMES, "dga").covered == pytest.approx(1 / 3)
    assert coverage_of_family(OUTCOMES, "loglinear").runs == 0


def test_the_page_has_a_row_for_each_population():
    made = [MadeBy("2026-01-01", 1, {"isthmus": "1"}), MadeBy("2026-01-02", 1, {"isthmus": "2"})]
    said = page(OUTCOMES, made)
    assert "| some | 4 | 25% | 25% | 0.33 " in said
    assert said.endswith(
        "Run on 2026-01-01 to 2026-01-02, seed 1 with the number of each run; isthmus 1; then isthmus 2.\n"
    )


def test_outcomes_are_read_back_as_they_were_written(tmp_path):
    kept = OutcomesFile.opened(tmp_path / "outcomes.jsonl")
    made = MadeBy("2026-01-01", 1, {"isthmus": "1"})
    bound = replace(outcome(900, 1_100), span=(900.0, float("inf")), number=1)
    refused = replace(outcome(0, 0, "refuse"), number=2)
    for each in (outcome(900.04, 1_100), bound, replace(refused, bics={})):
        kept.begin(made)
        kept.add(each)
    again = OutcomesFile.opened(tmp_path / "outcomes.jsonl")
    assert again == kept
    assert again.made == [made]
    assert again.rounds(["some"]) == 3
    assert again.outcomes["some", 0] == outcome(900, 1_100)
    assert again.outcomes["some", 1] == bound
    assert coverage_of(again.first(["some"], 3)).shown == 2


def test_the_published_page_follows_from_the_outcomes_that_are_kept():
    kept = OutcomesFile.opened(KEPT)
    rounds = kept.rounds(list(POPULATIONS))
    assert rounds
    published = PAGE.read_text()
    if rounds >= LEAST_RUNS:
        assert published == page_of(kept, rounds)
    else:  # of runs whose outcomes were not kept, until there are as many that are
        assert f"| everybody alike | {LEAST_RUNS} |" in published


@pytest.mark.long
def test_a_run_that_is_made_again_comes_out_as_it_was_kept(tmp_path):
    """Two cores of another kind may give other last digits, and chains that begin so end elsewhere."""
    kept = OutcomesFile.opened(KEPT).outcomes["everybody alike", 0]
    again = OutcomesFile.opened(tmp_path / "again.jsonl").add(
        estimate_validation.of_population("everybody alike", 0)
    )
    assert (again.n, again.verdict) == (kept.n, kept.verdict)
    assert again.span == pytest.approx(kept.span, rel=0.02)
    for model in ("dga", "loglinear", "mth"):
        assert again.intervals[model] == pytest.approx(kept.intervals[model], rel=0.001)


def test_populations_are_as_they_are_called():
    made = {name: make(np.random.default_rng(1)) for name, make in POPULATIONS.items()}
    assert {each.people for each in made.values()} == {SIZE}
    assert len(made["six lists, one of them tiny"].lists.names) == 6
    assert made["six lists, one of them tiny"].lists.sizes()[5] < 50
    apart = made["one list in one region, by region"]
    assert apart.strata["South"].sizes()[3] == 0
    assert sum(each.n for each in apart.strata.values()) == apart.lists.n

    def together(name):
        lists = made[name].lists
        return lists.overlaps()[0, 1] / lists.sizes()[0]

    assert together("A sends people on to B") > 0.7
    assert together("everybody alike") < 0.3
    assert together("B instead of A") < 0.1


def test_runs_go_on_where_they_stopped(tmp_path, monkeypatch, capsys):
    asked, published = [], PAGE.read_text()

    def made(name, number):
        asked.append((name, number))
        return replace(outcome(900, 1_100), population=name, number=number)

    monkeypatch.setattr(estimate_validation, "of_population", made)
    written = tmp_path / "outcomes.jsonl"
    run = [str(written), "--populations", "everybody alike; two classes", "--runs", "2"]
    assert estimate_validation.main(run) == 0
    assert asked == [(name, at) for at in (0, 1) for name in ("everybody alike", "two classes")]
    begun, first, *others = written.read_text().splitlines()
    assert json.loads(begun)["seed"] == estimate_validation.SEED
    assert json.loads(first)[:6] == ["everybody alike", 0, 1_000, 700, "warn", [900, 1_100]]
    assert len(others) == 3
    assert "| two classes | 2 | " in capsys.readouterr().out
    assert PAGE.read_text() == published
    with pytest.raises(SystemExit):
        estimate_validation.main([str(written), "--populations", "nowhere"])


def test_a_torn_line_is_done_again_and_past_the_time_whole_rounds_are_shown(tmp_path, monkeypatch):
    asked = []

    def made(name, number):
        asked.append((name, number))
        return replace(outcome(900, 1_100), population=name, number=number)

    monkeypatch.setattr(estimate_validation, "of_population", made)
    names, written = ("everybody alike", "two classes"), tmp_path / "outcomes.jsonl"
    run = [str(written), "--populations", "; ".join(names), "--runs"]
    assert estimate_validation.main([*run, "2"]) == 0
    lines = written.read_text().splitlines(keepends=True)
    written.write_text("".join(lines[:-1]) + lines[-1][:30])
    asked.clear()
    assert estimate_validation.main([*run, "2"]) == 0
    assert asked == [("two classes", 1)]
    assert written.read_text().splitlines(keepends=True) == lines
    assert estimate_validation.main([*run, "9", "--minutes", "-1"]) == 0
    assert asked == [("two classes", 1)]
    with pytest.raises(SystemExit):
        estimate_validation.main([str(tmp_path / "none.jsonl"), *run[1:], "9", "--minutes", "-1"])
