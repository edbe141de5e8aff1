"""A row without a key is the row that it was but for one cell, where nothing else can be meant."""

import pytest

from isthmus.core.import_mapping.one_cell_changed import match_but_for_one_cell, tells_of_another

WAS = {"a": {"date": "5 March 2017", "name": "Amba Arnov", "source": "A"}}


def row(**changed: str) -> dict[str, str]:
    return {name: cell for name, cell in {**WAS["a"], **changed}.items() if cell}


@pytest.mark.parametrize("changed", [{"source": "B"}, {"note": "buried"}, {"source": ""}])
def test_a_cell_that_changed_came_or_went(changed: dict[str, str]) -> None:
    assert match_but_for_one_cell(WAS, {7: row(**changed)}, {"date", "name"})[0] == {7: "a"}


@pytest.mark.parametrize(
    "changed", [{"date": "6 March 2017"}, {"name": "N.N."}, {"source": "B", "note": "x"}]
)
def test_another_day_or_name_or_two_cells_are_another_row(changed: dict[str, str]) -> None:
    assert match_but_for_one_cell(WAS, {7: row(**changed)}, {"date", "name"})[0] == {}


def test_of_two_that_may_be_meant_neither_is_and_both_are_named() -> None:
    twins = {"a": row(source="A"), "b": row(source="B")}
    assert match_but_for_one_cell(twins, {7: row(source="C")}, {"date", "name"}) == ({}, {7: ("a", "b")})
    both = {7: row(source="B"), 8: row(source="C")}
    assert match_but_for_one_cell(WAS, both, {"date", "name"}) == ({}, {7: ("a",), 8: ("a",)})


def test_a_row_tells_of_another_where_nothing_that_tells_rows_apart_is_as_it_was() -> None:
    assert tells_of_another(WAS["a"], row(name="Cita Corrin", date="7 March 2017"), {"date", "name"})
    assert not tells_of_another(WAS["a"], row(name="Cita Corrin"), {"date", "name"})
    assert not tells_of_another({"name": ""}, {"name": ""}, {"name"})


def test_a_row_that_says_nothing_of_whom_is_none() -> None:
    known = {"a": {"source": "A", "note": "x"}}
    assert match_but_for_one_cell(known, {7: {"source": "A", "note": "y"}}, {"date", "name"})[0] == {}
