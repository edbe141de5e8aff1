"""The published figures of linking: how outcomes are kept, and that the page follows from them."""

from dataclasses import replace

from benchmarks.link_judged import CASES, Calibration, Judged
from benchmarks.link_outcomes import FAMILIES, KEPT, LinkOutcome, LinkOutcomes, page
from benchmarks.link_validation import JUDGED_SEEDS, PAGE
from isthmus.core.link.evaluating import Scores

FOUND = Judged(
    scores=Scores(0.9, 0.8, 0.85), true=1_000, strict=1_100.0, central=1_020.0, lenient=990.0,
    calibration=Calibration(0.2, 0.1, 40),
)  # fmt: skip


def outcomes(path, *kept):
    found = LinkOutcomes.opened(path, {"day": "2026-01-01", "isthmus": "1"})
    for each in kept:
        found.add(each)
    return found


def test_outcomes_are_read_back_as_they_were_written(tmp_path):
    unsure = replace(FOUND, scores=Scores(None, 0.0, None), calibration=None)
    kept = outcomes(
        tmp_path / "kept.jsonl",
        LinkOutcome("judged", "pdf", 1, FOUND),
        LinkOutcome("judged", "pdf", 2, unsure),
        LinkOutcome("tuned", "febrl3", 0, "no figure, and why"),
    )
    assert LinkOutcomes.opened(tmp_path / "kept.jsonl", {"day": "another"}) == kept


def test_the_page_says_what_each_list_gave_and_marks_what_is_off(tmp_path):
    sure = replace(FOUND, true=1_200, calibration=Calibration(0.1, 0.08, 40))
    said = page(
        outcomes(
            tmp_path / "kept.jsonl",
            LinkOutcome("judged", "pdf", 1, FOUND),
            LinkOutcome("judged", "pdf", 2, sure),
            LinkOutcome("tuned", "febrl3", 0, "no figure, and why"),
        )
    )
    assert (
        "| pdf | 1; 2 | 0.850; 0.850 | 0.900; 0.900 | 0.800; 0.800 | 1,000; 1,200 | +2.0 %; -15.0 % |"
        " yes, 11.0 %; **no**, 9.2 % | **0.200 (0.100)**; 0.100 (0.080) |"
    ) in said
    assert "| febrl3 | 0 | no figure, and why |" in said
    assert said.endswith("Run on 2026-01-01; isthmus 1.\n")


def test_the_published_page_follows_from_the_outcomes_that_are_kept():
    kept = LinkOutcomes.opened(KEPT, {})
    assert PAGE.read_text() == page(kept)
    judged = kept.of_family("judged")
    assert set(judged) == set(CASES)
    assert all({each.seed for each in of_list} >= set(JUDGED_SEEDS) for of_list in judged.values())
    assert set(FAMILIES) == {each.family for each in kept.outcomes.values()}
