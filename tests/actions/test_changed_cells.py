"""A change of a row that came in is shown by its cells: what did not change is not said."""

import json

from isthmus.actions.desk.changed_cells import changed_cells
from isthmus.actions.desk.import_workbook import FieldChange


def change(column: str, before: str, after: str) -> list[tuple[str, str, str]]:
    found = changed_cells(FieldChange("statements", "list1-2", column, before, after))
    return [(each.column, each.before, each.after) for each in found]


def test_of_a_quote_of_cells_those_that_differ_are_shown() -> None:
    before, after = "no: 2 · age: N/A · place: Hill", "no: 2 · age: 44 · place: Hill · note: x"
    assert change("quote", before, after) == [("quote", "age: N/A", "age: 44 · note: x")]


def test_of_a_submission_the_lines_that_differ_are_shown() -> None:
    assert change("quote", "when: x\nvillage: Lake", "when: x\nvillage: Hill") == [
        ("quote", "village: Lake", "village: Hill")
    ]


def test_each_own_column_that_differs_is_a_change_of_its_own() -> None:
    before, after = json.dumps({"x_a": "1", "x_b": "2"}), json.dumps({"x_a": "1", "x_b": "3", "x_c": "4"})
    assert change("own", before, after) == [("x_b", "2", "3"), ("x_c", "", "4")]
    assert change("own", "", after)[0] == ("x_a", "", "1")


def test_other_texts_and_cells_in_another_order_are_shown_whole() -> None:
    assert change("quote", "They came at dawn.", "They came.") == [
        ("quote", "They came at dawn.", "They came.")
    ]
    assert change("quote", "a: 1 · b: 2", "b: 2 · a: 1") == [("quote", "a: 1 · b: 2", "b: 2 · a: 1")]
    assert change("age", "", "44") == [("age", "", "44")]
