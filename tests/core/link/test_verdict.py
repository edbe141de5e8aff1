"""Whether a fit tells who is who: each sentence, and both sides of each threshold."""

import json

import numpy as np
import pytest

from isthmus.core.link.verdict import FitEvidence, FitVerdict, verdict
from isthmus.language import english

RECORDS = 1_000
NAMED = ("given", "lineage", "born")


def evidence(**said):
    """A fit of a thousand records that finds 200 pairs of one person among 10,000."""
    pairs = {1.0: 200.0, 0.0: 9_800.0} | said.pop("pairs", {})
    known = {
        "records": RECORDS,
        "compared": NAMED,
        "probability": np.array(list(pairs)),
        "counts": np.array(list(pairs.values())),
        "by_starts": (200.0, 200.0),
        "days": True,
    }
    return FitEvidence(**(known | said))


def codes(found):
    return (found.refusal.code if found.refusal else None, [each.code for each in found.notes])


def test_a_fit_that_tells_has_a_figure_and_nothing_beside_it():
    assert verdict(evidence()) == FitVerdict()


@pytest.mark.parametrize(
    ("compared", "days", "refused"),
    [
        (("sex", "born", "place"), False, True),
        (("sex", "place", "x_unit"), False, True),
        (("sex", "born", "place"), True, False),
        (("given", "sex"), False, False),
        (("lineage", "sex"), False, False),
    ],
)
def test_without_a_part_of_a_name_or_a_day_of_birth_there_is_no_figure(compared, days, refused):
    found = verdict(evidence(compared=compared, days=days))
    assert (found.refusal is not None) == refused
    if found.refusal:
        assert codes(found) == ("link.verdict.nothing_identifies", [])
        assert "no column states a name or a day of birth" in english(found.refusal)


@pytest.mark.parametrize(
    ("by_starts", "refused"),
    [
        ((200, 300), False),  # half as many more
        ((200, 301), True),
        ((134, 200), False),
        ((133, 200), True),
        ((190, 260), False),
    ],
)
def test_starts_that_differ_by_half_leave_no_figure(by_starts, refused):
    found = verdict(evidence(by_starts=by_starts))
    assert (found.refusal is not None) == refused
    if found.refusal:
        assert found.refusal.code == "link.verdict.starts_differ"
        assert f"{min(by_starts)} to {max(by_starts)} pairs" in english(found.refusal)


@pytest.mark.parametrize(("most", "refused"), [(28, False), (29, True)])
def test_starts_that_differ_on_a_few_pairs_leave_a_figure(most, refused):
    """Of a thousand records, two in a hundred and three pairs."""
    found = verdict(evidence(pairs={1.0: 5.0}, by_starts=(5, most)))
    assert (found.refusal is not None) == refused


def test_the_fit_itself_is_one_of_the_starts():
    assert verdict(evidence(pairs={1.0: 900.0})).refusal is not None


@pytest.mark.parametrize(
    ("pairs", "told"),
    [
        ({1.0: 3.0}, False),
        ({1.0: 2.9}, True),
        ({1.0: 0.0, 0.9: 3.4}, False),  # 3.06 pairs
        ({1.0: 0.0, 0.9: 3.3}, True),  # 2.97 pairs
        ({1.0: 0.0, 0.899: 50.0}, True),
    ],
)
def test_fewer_than_three_sure_pairs_are_nobody_twice(pairs, told):
    matches = sum(probability * count for probability, count in pairs.items())
    found = verdict(evidence(pairs=pairs, by_starts=(matches,)))
    assert codes(found) == (None, ["link.verdict.nobody_twice"] if told else [])
    if told:
        assert english(found.notes[0]).startswith("Nobody was found to stand twice")


@pytest.mark.parametrize(
    ("matches", "within", "told"),
    [(2_001, 0.4, True), (2_000, 0.4, False), (2_001, 0.39, False), (2_001, 0.6, True)],
)
def test_many_pairs_that_lie_within_a_list_as_any_two_records_do_are_to_be_looked_at(matches, within, told):
    found = verdict(
        evidence(pairs={1.0: float(matches)}, by_starts=(matches,), within=within, within_by_chance=0.5)
    )
    assert codes(found) == (None, ["link.verdict.as_any_two"] if told else [])
    if told:
        assert "2001 pairs of 1000 records" in english(found.notes[0]).replace(",", "")


def test_without_lists_nothing_is_said_of_them():
    assert verdict(evidence(pairs={1.0: 5_000.0}, by_starts=(5_000,))) == FitVerdict()


@pytest.mark.parametrize(
    "found",
    [
        FitVerdict(),
        verdict(evidence(by_starts=(1, 900))),
        verdict(evidence(pairs={1.0: 0.0}, by_starts=())),
    ],
)
def test_a_verdict_is_kept_as_json(found):
    assert FitVerdict.from_json(json.loads(json.dumps(found.as_json()))) == found
