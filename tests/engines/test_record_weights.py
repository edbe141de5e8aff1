"""Two people with hundreds of records do not decide what one person is like, where there are others to learn from."""

from collections import Counter
from contextlib import contextmanager
from itertools import combinations

import numpy as np
import pyarrow as pa
import pytest

from benchmarks.judged import Options, make
from isthmus.core.link.evaluating import Overlap
from isthmus.core.link.model import Comparison, Level
from isthmus.core.link.pair_classes import FittedClasses
from isthmus.engines import scoring
from isthmus.engines.connection import opened
from isthmus.engines.linking import link
from isthmus.engines.record_weights import RECORDS_KEPT, few_people_weights, weighed

COMPARED = (Comparison("x_same", (Level("other", 0.1), Level("same", 0.9))),)
CERTAIN = FittedClasses(np.array([0.5, 0.5]), ((np.array([0.0, 1.0]),), (np.array([1.0, 0.0]),)))


@contextmanager
def compared(sizes):
    """People with so many records each, all pairs of which are compared, and drawn twice over."""
    person = np.repeat(np.arange(len(sizes)), sizes)
    left, right = np.triu_indices(len(person), 1)
    same = (person[left] == person[right]).astype(np.int8)
    with opened() as engine:
        engine.register("made", pa.table({"l": left, "r": right, "x_same": same}))
        engine.execute("create table vectors as select * from made")
        engine.execute("create table drawn_levels as select * from made")
        engine.execute("create table drawn as select l, r, 2.0 as weight, l % 2 = 0 as compared from made")
        yield engine, scoring.counted(engine, "vectors", COMPARED), person


def weights(sizes):
    with compared(sizes) as (engine, patterns, person):
        return few_people_weights(engine, patterns, CERTAIN, len(person))


def test_records_of_a_person_with_very_many_count_as_a_few():
    found = weights([100, 80] + [2] * 40)
    assert found is not None
    assert found[:100].sum() == pytest.approx(RECORDS_KEPT)
    assert found[100:180].sum() == pytest.approx(RECORDS_KEPT)
    assert (found[180:] == 1).all()


@pytest.mark.parametrize(
    ("sizes", "why"),
    [
        ([10] * 40, "forty people tell what one person is like"),
        ([2] * 20, "there is nobody with many"),
        ([100, 80], "there is nobody else to learn from"),
        ([100, 80] + [1] * 30, "there are few others to learn from"),
        ([1] * 50, "nobody stands twice"),
    ],
)
def test_all_records_count_once_where_that_would_not_help(sizes, why):
    assert weights(sizes) is None, why


def test_patterns_of_records_that_count_once_are_the_counted_ones():
    with compared([3, 2, 1]) as (engine, patterns, person):
        found = weighed(engine, patterns, [np.ones(len(person)), np.full(len(person), 0.5)])
        sample = scoring.sampled(engine, "drawn_levels", COMPARED)
    for each, share in zip(found, (1, 0.25), strict=True):
        assert each.counts == pytest.approx(patterns.counts * share)
        assert each.sample.weight == pytest.approx(sample.weight * share)
        assert each.sample.squared == pytest.approx(sample.squared * share**2)
        assert each.sample.compared == pytest.approx(sample.compared * share)


def test_a_pair_counts_as_its_two_records_multiplied():
    count = np.array([1.0, 0.5, 0.25])
    with compared([3]) as (engine, patterns, _):
        found = weighed(engine, patterns, [count])[0]
    assert found.counts.tolist() == [sum(count[one] * count[two] for one, two in combinations(range(3), 2))]


def test_two_people_with_sixty_records_each_are_found_and_so_are_all_others():
    made, held, rows = make("big", 120, 3, Options()), Counter(), []
    for row in made.rows:
        held[row.person] += 1
        rows += [row] if held[row.person] <= 60 else []
    cells = {name: [row.cells.get(name, "") or None for row in rows] for name in made.columns[2:]}
    columns = {name: pa.array(texts, pa.string()) for name, texts in cells.items()}
    table = pa.table({"id": made.ids[: len(rows)], "list": [row.list for row in rows], **columns})
    found, true = link(table), np.array([row.person for row in rows])
    assert Overlap(found.central, true).pairwise().f1 > 0.99
    people = found.report["people"]
    assert people["lenient"] <= len(set(true.tolist())) <= people["strict"]
