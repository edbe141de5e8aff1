"""The fit again, on resampled records and from other starts: how far the number of matches moves."""

from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from benchmarks.rosters.writing import Roster, chunks
from isthmus.core.link import em
from isthmus.core.link.coverage import Coverage
from isthmus.core.link.model import comparisons
from isthmus.core.link.pair_classes import FittedClasses
from isthmus.engines import blocks, scoring
from isthmus.engines.comparison import backend, count
from isthmus.engines.connection import opened
from isthmus.engines.features import prepare
from isthmus.engines.linking import as_raw, link
from isthmus.engines.refits import RESAMPLES, STARTS, Refits, refits


@dataclass
class Fit:
    """A roster that was compared, and the first fit to it."""

    engine: Any
    patterns: scoring.Patterns
    compared: Any
    basis: scoring.FitBasis
    fitted: FittedClasses

    def again(self, seed: int = 0) -> Refits:
        return refits(self.engine, self.patterns, self.compared, self.basis, self.fitted, seed=seed)


@contextmanager
def first_fit(table):
    fields = [name for name in table.column_names if name not in {"id", "list"}]
    with opened() as engine:
        as_raw(engine, table, fields)
        prepare(engine, fields)
        columns = {str(row[0]) for row in engine.execute("describe records").fetchall()}
        compared = comparisons([*fields, "list"])
        blocks.with_blocks(engine, [blocks.EVERY_PAIR], largest_block=50)
        on = backend(engine, compared, columns, "duckdb")
        on.compare(1, "vectors")
        scoring.draw(engine, columns, 0)
        on.compare_these("drawn", "drawn_levels")
        patterns = scoring.counted(engine, "vectors", compared)
        sample = scoring.sampled(engine, "drawn_levels", compared)
        basis = scoring.FitBasis.of(patterns, sample, count(engine, "records"))
        yield Fit(engine, patterns, compared, basis, scoring.fitted(patterns, compared, basis))


@pytest.fixture(scope="module")
def made():
    """A roster of people with parts of names, births and places, in three lists."""
    tables, truth = zip(*chunks(Roster("western", 150, lists=3, seed=3)), strict=True)
    return pa.concat_tables(tables), pa.concat_tables(truth)


@pytest.fixture(scope="module")
def fit(made):
    with first_fit(made[0]) as found:
        yield found


def true_pairs(truth):
    counts = np.unique(truth["person"].to_numpy(zero_copy_only=False), return_counts=True)[1]
    return int((counts * (counts - 1) // 2).sum())


def test_starts_far_apart_agree_where_the_data_tell(fit, made):
    found = fit.again()
    assert len(found.by_starts) == len(STARTS)
    assert found.by_starts == pytest.approx([found.matches] * len(STARTS), rel=0.02)
    assert found.matches == pytest.approx(true_pairs(made[1]), rel=0.1)


def test_the_same_seed_resamples_the_same_and_another_does_not(fit):
    first, again, other = fit.again(seed=4), fit.again(seed=4), fit.again(seed=5)
    assert first.resampled == again.resampled
    assert first.by_starts == again.by_starts == other.by_starts
    assert first.resampled != other.resampled


def test_what_is_known_of_blocking_stays_as_it_was_learned_in_resamples(fit, monkeypatch):
    """A million records, learned anew from a resample: 2.7 times the matches, and "at least 57,334" of 588,235."""
    half = Coverage(np.array([-1]), np.array([0.0]), np.array([-1]), np.array([-1]), np.array([0.5]))
    given, fitted = [], em.fit
    monkeypatch.setattr(em, "fit", lambda *of, **how: given.append(how["coverage"]) or fitted(*of, **how))
    learned = replace(fit.fitted, coverage=half)
    found = refits(fit.engine, fit.patterns, fit.compared, fit.basis, learned, seed=0, start=STARTS[0])
    assert len(found.resampled) == RESAMPLES
    assert given[-RESAMPLES:] == [half] * RESAMPLES
    assert given[:-RESAMPLES] == [None] * (len(STARTS) - 1)


def test_resamples_move_by_what_records_do_by_chance(fit):
    found = fit.again()
    assert len(found.resampled) == RESAMPLES
    assert found.resampled == pytest.approx([found.matches] * RESAMPLES, rel=0.25)
    assert len(set(found.resampled)) == RESAMPLES
    assert found.fewest <= 1 <= found.most


def test_the_tables_that_a_run_goes_on_with_are_left_as_they_were(fit):
    before = {each: count(fit.engine, each) for each in ("vectors", "drawn", "drawn_levels")}
    fit.again()
    assert {each: count(fit.engine, each) for each in before} == before
    names = [row[0] for row in fit.engine.execute("select table_name from duckdb_tables()").fetchall()]
    assert "weights" not in names


def test_fewest_and_most_are_shares_of_the_fit_itself():
    found = Refits(200.0, (180.0, 210.0), (190.0, 260.0))
    assert (found.fewest, found.most) == (0.9, 1.3)
    found = Refits(200.0, (200.0,), (200.0,))
    assert (found.fewest, found.most) == (1.0, 1.0)


def test_a_fit_that_finds_nothing_has_no_share_that_is_not_finite():
    found = Refits(0.0, (0.0,), (0.0,))
    assert (found.fewest, found.most) == (0.0, 0.0)


def test_a_run_brings_them_into_its_brackets(made):
    found = link(made[0])
    assert found.report["verdict"]["refusal"] is None
    assert 0.5 < found.model.fewest <= 1 <= found.model.most < 1.5
    assert found.report["brackets"]["fewest"] == pytest.approx(found.model.fewest, abs=1e-4)
    people = found.report["people"]
    assert people["lenient"] <= people["central"] <= people["strict"]
