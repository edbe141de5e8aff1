import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isthmus.core.custody import rows
from isthmus.core.custody.merkle import root_of
from isthmus.core.custody.rows import (
    ShownField,
    commit_row,
    commit_rows,
    field_salt,
    leaves_of,
    root_of_row,
    show,
)
from tests.english import raises_saying

VECTORS = json.loads((Path(__file__).parents[2] / "vectors/custody/isthmus.json").read_text())["rows"]
KEY = bytes(range(32))
COLUMNS = ("id", "name", "home", "note")
CELLS = ("m1", "Person A", "Village A", "")

keys = st.binary(min_size=32, max_size=32)
cells = st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=20)


@pytest.mark.parametrize("vector", VECTORS)
def test_rows_are_committed_as_the_specification_says(vector):
    key = bytes.fromhex(vector["key"])
    assert commit_row(key, vector["columns"], vector["cells"]).hex() == vector["commitment"]


@given(keys, cells)
def test_the_flat_computation_is_the_merkle_tree_of_the_fields(key, row):
    columns = [f"column {index}" for index in range(len(row))]
    assert commit_row(key, columns, row) == root_of(leaves_of(key, columns, row))


@given(keys, cells, st.data())
def test_any_fields_can_be_shown_alone(key, row, data):
    columns = [f"column {index}" for index in range(len(row))]
    shown = data.draw(st.sets(st.sampled_from(columns)))
    leaves = show(key, columns, row, shown)
    assert {each.column for each in leaves if isinstance(each, ShownField)} == shown
    assert root_of_row(leaves) == commit_row(key, columns, row)


@given(st.sampled_from(COLUMNS), st.text(st.characters(exclude_categories=["Cs"])))
def test_a_shown_field_can_not_be_altered(column, text):
    leaves, commitment = show(KEY, COLUMNS, CELLS, {column}), commit_row(KEY, COLUMNS, CELLS)
    [at] = [index for index, each in enumerate(leaves) if isinstance(each, ShownField)]

    def altered(**changes):
        return root_of_row([*leaves[:at], replace(leaves[at], **changes), *leaves[at + 1 :]])

    if text != leaves[at].cell:
        assert altered(cell=text) != commitment
    if text != column:
        assert altered(column=text) != commitment
    assert altered(salt=bytes(32)) != commitment
    assert root_of_row([*leaves[1:], leaves[0]]) != commitment
    assert root_of_row(leaves[:-1]) != commitment


def test_an_unknown_column_can_not_be_shown():
    with raises_saying(ValueError, "no column age"):
        show(KEY, COLUMNS, CELLS, {"age"})


def test_what_shows_one_field_holds_no_hash_that_a_guess_at_another_would_match():
    leaves = show(KEY, COLUMNS, CELLS, {"home"})
    [shown] = [each for each in leaves if isinstance(each, ShownField)]
    guesses = {rows._field_leaf(salt, "name", "Person A") for salt in (shown.salt, bytes(32), KEY)}
    assert not guesses & set(leaves) - {shown}
    assert field_salt(KEY, 1) not in (shown.salt, *leaves)


def test_the_same_row_under_another_key_has_another_commitment():
    assert commit_row(KEY, COLUMNS, CELLS) != commit_row(bytes(32), COLUMNS, CELLS)


def test_a_text_that_moves_to_the_next_column_is_another_row():
    assert commit_row(KEY, ("a", "b"), ("x", "")) != commit_row(KEY, ("a", "b"), ("", "x"))


def test_a_column_name_can_not_be_stretched_into_its_cell():
    assert commit_row(KEY, ("ab",), ("c",)) != commit_row(KEY, ("a",), ("bc",))


@pytest.mark.parametrize(
    ("key", "row"), [(bytes(31), CELLS), (KEY, CELLS[:3]), (KEY, (*CELLS, "")), (b"", CELLS)]
)
def test_a_short_key_or_a_missing_cell_is_refused(key, row):
    with raises_saying(ValueError, "committed under 32 bytes"):
        commit_row(key, COLUMNS, row)


def test_a_row_without_columns_is_refused():
    with raises_saying(ValueError, "without columns"):
        commit_rows((), [(KEY, ())])
