"""Filters of the record, search, and counts from stored figures."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from isthmus.core.count import count
from isthmus.core.dates import bounds
from isthmus.core.register import Register
from isthmus.core.workbook.rows import Workbook
from isthmus.store.desk.models import Statement
from isthmus.store.desk.queries import workbook as workbooks_of_the_store
from isthmus.store.desk.queries.counts import _filtered, counted, register_figures
from isthmus.store.desk.queries.disputes import disputes
from isthmus.store.desk.queries.record import RecordFilter, matching
from isthmus.store.desk.queries.search import statements_found
from isthmus.store.desk.queries.workbook import some
from tests.actions.cases import CASE, bring_in
from tests.actions.derived import empty_register
from tests.core.small_registers import workbooks
from tests.databases import on_each_database


def found(**wanted: object) -> list[str]:
    return [each.ref for each in matching(RecordFilter(**wanted))]


@pytest.mark.parametrize(
    ("wanted", "refs"),
    [
        ({}, ["a1", "a4"]),
        ({"type": "torture"}, ["a1"]),
        ({"place": "p1"}, ["a1"]),
        ({"place": "p2"}, ["a1"]),
        ({"ground": "religion"}, ["a1"]),
        ({"ground": "ethnicity"}, []),
        ({"lines": 1}, ["a1"]),
        ({"lines": 2}, []),
        ({"earliest": date(2018, 1, 1)}, ["a1"]),
        ({"latest": date(2017, 2, 28)}, []),
        ({"place": "p1", "type": "stoning"}, []),
    ],
)
def test_the_record_is_filtered(wanted: dict[str, object], refs: list[str]) -> None:
    bring_in()
    assert found(**wanted) == refs


@pytest.mark.parametrize(
    ("text", "refs"),
    [
        ("quoted", ["t1"]),
        ("QUOT brok", ["t1"]),
        ("1алиев", ["t1"]),
        ("an article", ["t1", "t3"]),
        ("nowhere", []),
        ("", []),
        ('"*; DROP', []),
        ("broken' OR '1", []),
    ],
)
def test_statements_are_found_by_the_beginnings_of_words(text: str, refs: list[str]) -> None:
    bring_in()
    found = Statement.objects.filter(pk__in=statements_found(text))
    assert sorted(found.values_list("ref", flat=True)) == refs


FILTERS = [
    RecordFilter(type="killing"),
    RecordFilter(place="p0"),
    RecordFilter(ground="religion"),
    RecordFilter(earliest=date(2017, 1, 1), latest=date(2017, 12, 31)),
]


@given(workbooks())
@settings(
    max_examples=on_each_database(25, 8),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
def test_counts_of_the_store_are_those_of_core(workbook: Workbook) -> None:
    from isthmus.core.count import Filter

    empty_register()
    bring_in(workbook)
    register = Register.of(workbook)
    everything, stored = count(register), counted(RecordFilter())
    assert register_figures() == everything.k
    assert (stored.k, stored.no_line, stored.compared) == (
        everything.k,
        everything.no_line,
        everything.compared,
    )
    assert set(disputes().conflicts) == set(register.conflicts)
    for wanted in FILTERS:
        period = bounds("2017") if wanted.has_period else None
        expected = count(register, Filter(wanted.type, wanted.place, wanted.ground, period))
        found = _filtered(wanted)
        assert found.k == expected.k, wanted
        assert (found.no_line, found.compared) == (expected.no_line, expected.compared), wanted


def test_a_count_is_counted_again_when_the_register_changed() -> None:
    bring_in(Workbook())
    assert counted(RecordFilter()).k[1].incidents == 0
    bring_in(CASE)
    assert counted(RecordFilter()).k[1].incidents == 1


@pytest.mark.parametrize("few", [0, 20])
def test_rows_are_chosen_by_few_keys_and_by_many(monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    monkeypatch.setattr(workbooks_of_the_store, "FEW", few)
    bring_in()
    refs = dict(some(Statement.objects.all(), None, "pk", "ref"))
    first, *_ = refs
    assert dict(some(Statement.objects.all(), {first}, "pk", "ref")) == {first: refs[first]}
    assert dict(some(Statement.objects.all(), {*refs.values(), "nobody's"}, "pk", "ref", by="ref")) == refs
    assert not list(some(Statement.objects.all(), (), "pk"))
