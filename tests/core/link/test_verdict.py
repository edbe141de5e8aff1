"""Whether a fit tells who is who: each sentence, and both sides of each threshold."""

import json

import numpy as np
import pytest

from isthmus.core.link.equal_rows import EqualRowsDoubt
from isthmus.core.link.verdict import FitEvidence, FitVerdict, beside_people, verdict
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


def people(strict, central, lenient):
    return {"strict": strict, "central": central, "lenient": lenient}


@pytest.mark.parametrize(
    ("found", "equal", "told"),
    [
        ((1_000, 1_000, 1_000), (0, 0), ["nobody_twice"]),
        ((1_000, 1_000, 997), (0, 0), ["nobody_twice_but"]),
        ((1_000, 999, 999), (0, 0), []),  # somebody stands twice, though it is only one
        ((1_000, 1_000, 990), (0, 10), ["equal_rows"]),  # not beside rows that are copies of others
        ((1_000, 990, 990), (10, 0), ["equal_rows"]),
        ((1_000, 900, 865), (0, 0), []),  # 15 in a hundred
        ((1_000, 900, 864), (0, 0), ["far_apart"]),
        ((1_000, 1_000, 500), (0, 500), ["equal_rows", "far_apart"]),
    ],
)
def test_what_is_said_beside_the_numbers_of_people(found, equal, told):
    said = beside_people(FitVerdict(), 1_000, people(*found), EqualRowsDoubt(*equal))
    assert codes(said) == (None, [f"link.verdict.{each}" for each in told])


def test_that_nobody_stands_twice_is_said_in_words():
    said = beside_people(FitVerdict(), 1_000, people(1_000, 1_000, 1_000), EqualRowsDoubt())
    assert english(said.notes[0]) == "Nobody was found to stand twice."


@pytest.mark.parametrize(("records", "told"), [(49, True), (50, False)])
def test_of_few_records_it_is_said_that_nothing_was_learned(records, told):
    said = beside_people(FitVerdict(), records, people(records, records - 1, records - 1), EqualRowsDoubt())
    assert codes(said) == (None, ["link.verdict.few_records"] if told else [])


def test_where_equal_rows_are_most_of_the_records_there_is_no_figure():
    said = beside_people(FitVerdict(), 1_000, people(1_000, 1_000, 499), EqualRowsDoubt(0, 501))
    assert codes(said) == ("link.verdict.equal_rows_decide", [])
    assert "from 499 to 1,000 people" in english(said.refusal)


def test_a_refusal_stays_the_reason_and_other_notes_stay():
    refused = verdict(evidence(by_starts=(1, 900)))
    assert beside_people(refused, 1_000, people(1_000, 1_000, 1), EqualRowsDoubt(0, 999)) == refused
    noted = verdict(evidence(pairs={1.0: 2_001.0}, by_starts=(2_001,), within=0.5, within_by_chance=0.5))
    said = beside_people(noted, 1_000, people(400, 400, 400), EqualRowsDoubt())
    assert codes(said) == (None, ["link.verdict.as_any_two"])


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
        beside_people(FitVerdict(), 9, people(9, 9, 9), EqualRowsDoubt()),
    ],
)
def test_a_verdict_is_kept_as_json(found):
    assert FitVerdict.from_json(json.loads(json.dumps(found.as_json()))) == found
