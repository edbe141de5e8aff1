"""Groups and units are proposed by their names, by when and where; nothing else is needed, and few are enough."""

import numpy as np
import pyarrow as pa
import pytest

from isthmus.core.link.pairs import DecidedPairs
from isthmus.engines.comparison import NothingToCompare
from isthmus.engines.linking import link
from tests.english import raises_saying

NORTH, FAR = "Vale; North", "Delta; South"
ROWS = (
    ("g1", "Батальон Север", "a1", "perpetrator", "2017-03", NORTH),
    ("g2", "Batalyon Sever", "a2", "perpetrator", "2017-04", NORTH),
    ("g3", "5th Motor Brigade", "a3", "perpetrator", "2017-03", NORTH),
    ("g4", "6th Motor Brigade", "a4", "perpetrator", "2017-03", NORTH),
    ("g5", "Police", "a5", "perpetrator", "2017-03-02", NORTH),
    ("g6", "police", "a6", "perpetrator", "2017-03-02", NORTH),
    ("g7", "police", "a7", "perpetrator", "2009-01", FAR),
    ("g8", "Police", "a5", "perpetrator", "2017-03-02", NORTH),
    ("g9", "N.N.", "a1", "victim", "2017-03", NORTH),
)


def table(rows=ROWS) -> pa.Table:
    names = ("id", "name", "act", "role", "date", "place")
    columns = zip(*rows, strict=True)
    return pa.table({name: pa.array(cells, pa.string()) for name, cells in zip(names, columns, strict=True)})


def proposed(found) -> dict[tuple[str, str], float]:
    pairs = found.pairs
    rows = zip(pairs.left.tolist(), pairs.right.tolist(), pairs.probability.tolist(), strict=True)
    return {(found.ids[one], found.ids[other]): p for one, other, p in rows if p >= 0.08}


def test_names_alike_in_one_place_and_time_are_proposed():
    found = proposed(link(table(), kind="group"))
    assert found["g1", "g2"] > 0.5
    assert found["g5", "g6"] > 0.2
    assert not {("g3", "g4"), ("g5", "g7"), ("g5", "g8")} & found.keys()
    assert all("g9" not in pair for pair in found)


def test_order_changes_nothing():
    assert proposed(link(table(ROWS[::-1]), kind="group")).keys() == {
        pair[::-1] for pair in proposed(link(table(), kind="group"))
    }


def test_what_people_judged_is_obeyed():
    apart = DecidedPairs(different=np.array([[0, 1]], dtype=np.int64))
    assert len(np.unique(link(table(), kind="group", decided=apart).lenient[:2])) == 2


def test_without_a_name_there_is_nothing_to_compare():
    with raises_saying(NothingToCompare, "No group or unit has a name"):
        link(
            table((("g1", "N.N.", "a1", "victim", "", ""), ("g2", "", "a2", "victim", "", ""))), kind="group"
        )


def test_a_name_that_thousands_have_is_compared_within_a_place():
    rows = [
        (f"g{n:04}", "Police", f"a{n}", "perpetrator", f"20{n % 9:02}", f"Town {n % 50}") for n in range(900)
    ]
    found = link(table(rows), kind="group")
    assert found.report["candidate_pairs"] == 50 * 18 * 17 // 2
    assert len(found.pairs) <= found.report["candidate_pairs"]


@pytest.mark.parametrize("missing", ["date", "place"])
def test_columns_may_be_missing(missing: str):
    assert proposed(link(table().drop_columns([missing]), kind="group"))["g1", "g2"] > 0.08
