"""Short lists are compared whole: no rule is chosen, and nobody is missed."""

import random
from itertools import combinations

import pyarrow as pa
import pytest

from isthmus.core.link.results import LinkSettings
from isthmus.engines import blocks
from isthmus.engines.connection import opened
from isthmus.engines.features import prepare
from isthmus.engines.linking import as_raw, link
from isthmus.language import english

RECORDS = 70  # more than the largest block


@pytest.fixture(scope="module")
def table():
    rng = random.Random(2)
    letters = [one + two for one in "bdfgklmnprstvz" for two in "aeiou"]
    names = ["".join(rng.choices(letters, k=3)) for _ in range(2 * RECORDS)]
    return pa.table(
        {
            "id": [f"r{at}" for at in range(RECORDS)],
            "given": names[:RECORDS],
            "family": names[RECORDS:],
            "born": [
                f"{rng.randint(1940, 2000)}-0{rng.randint(1, 9)}-1{rng.randint(0, 9)}" for _ in range(RECORDS)
            ],
        }
    )


def test_every_pair_of_a_short_list_is_compared_once(table):
    with opened() as engine:
        as_raw(engine, table, ["given", "family", "born"])
        prepare(engine, ["given", "family", "born"])
        assert blocks.with_blocks(engine, [blocks.EVERY_PAIR], largest_block=50) == 0
        joined = engine.execute(
            "select l.i, r.i from blocked l join blocked r on l.r0 = r.r0 and l.i < r.i order by all"
        ).fetchall()
    assert joined == list(combinations(range(RECORDS), 2))


def test_a_run_says_that_it_compared_every_pair(table):
    found = link(table)
    report = found.report
    assert report["blocking"]["rules"] == [list(blocks.EVERY_PAIR)]
    assert report["candidate_pairs"] == RECORDS * (RECORDS - 1) // 2
    assert report["blocking"]["left_out_of_blocks"] == 0
    assert found.missed is not None
    assert english(found.missed.recall.message) == "Every pair of records was compared."
    assert found.missed.recall.estimate == 1
    assert report["brackets"]["missed"] == 0


@pytest.mark.parametrize(("most", "whole"), [(RECORDS * (RECORDS - 1) // 2, True), (2_414, False)])
def test_a_longer_list_is_compared_by_rules(table, monkeypatch, most, whole):
    monkeypatch.setattr(blocks, "EVERY_PAIR_OF", most)
    rules = link(table).report["blocking"]["rules"]
    assert (rules == [list(blocks.EVERY_PAIR)]) == whole


def test_two_records_that_share_no_key_are_compared():
    """Every part of the name is miswritten: no rule would let the two meet."""
    rows = [("Turpal", "Umarov"), ("Mahmoud", "Dadaev"), ("Torbel", "Omarof")]
    table = pa.table(
        {
            "id": [str(at) for at in range(3)],
            "given": [given for given, _ in rows],
            "family": [family for _, family in rows],
        }
    )
    assert link(table, settings=LinkSettings(largest_block=1)).report["candidate_pairs"] == 3
