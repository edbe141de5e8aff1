import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isthmus.core.custody import rows
from isthmus.core.custody.merkle import root_of
from isthmus.core.custody.rows import commit_row, commit_rows, disclose, field_salt, verify_disclosure
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
    assert commit_row(key, columns, row) == root_of(rows._leaves(key, columns, row))


@given(keys, cells, st.data())
def test_any_field_can_be_shown_alone(key, row, data):
    columns = [f"column {index}" for index in range(len(row))]
    shown = disclose(key, columns, row, data.draw(st.sampled_from(columns)))
    assert verify_disclosure(shown, commit_row(key, columns, row))


@given(st.sampled_from(COLUMNS), st.text(st.characters(exclude_categories=["Cs"])))
def test_a_shown_field_can_not_be_altered(column, text):
    shown, commitment = disclose(KEY, COLUMNS, CELLS, column), commit_row(KEY, COLUMNS, CELLS)
    if text != shown.cell:
        assert not verify_disclosure(replace(shown, cell=text), commitment)
    if text != column:
        assert not verify_disclosure(replace(shown, column=text), commitment)
    assert not verify_disclosure(replace(shown, salt=bytes(32)), commitment)
    assert not verify_disclosure(replace(shown, index=(shown.index + 1) % 4), commitment)
    assert not verify_disclosure(replace(shown, columns=5), commitment)
    assert not verify_disclosure(replace(shown, proof=shown.proof[:-1]), commitment)


def test_what_shows_one_field_holds_no_hash_that_a_guess_at_another_would_match():
    shown = disclose(KEY, COLUMNS, CELLS, "home")
    guesses = {rows._field_leaf(salt, "name", "Person A") for salt in (shown.salt, bytes(32), KEY)}
    assert not guesses & set(shown.proof)
    assert field_salt(KEY, 1) not in (shown.salt, *shown.proof)


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


def test_a_column_that_the_row_does_not_have_can_not_be_shown():
    with pytest.raises(ValueError, match="not in"):
        disclose(KEY, COLUMNS, CELLS, "ground")
