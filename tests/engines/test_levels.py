"""Which level two records reach: letters are counted in every script, and digits of a day change places."""

import pyarrow as pa
import pytest

from isthmus.core.link.model import comparisons
from isthmus.engines.blocks import with_blocks
from isthmus.engines.comparison import backend
from isthmus.engines.connection import opened
from isthmus.engines.features import prepare
from isthmus.engines.linking import as_raw


def level(field: str, one: str, other: str) -> str:
    """The level of two records that state nothing else."""
    table = pa.table({"id": ["a", "b"], field: [one, other]})
    with opened() as engine:
        as_raw(engine, table, [field])
        prepare(engine, [field])
        columns = {str(row[0]) for row in engine.execute("describe records").fetchall()}
        with_blocks(engine, [], largest_block=50)
        found = next(each for each in comparisons([field]) if each.name in (field, "lineage"))
        engine.execute("create table pairs as select 0::bigint as l, 1::bigint as r")
        backend(engine, [found], columns, "duckdb").compare_these("pairs", "levels")
        rows = engine.execute(f"select {found.name} from levels").fetchall()
    return found.expanded()[len(found.expanded()) - 1 - rows[0][0]].code


@pytest.mark.parametrize(
    ("one", "other"), [("school", "schoul"), ("школа", "школы"), ("مدرسة", "مدرسه"), ("Müllerei", "Mullerei")]
)
def test_one_letter_of_a_further_column_differs_alike_in_every_script(one, other):
    assert level("x_work", one, other) == "similar"


@pytest.mark.parametrize(("one", "other"), [("завод", "школа"), ("مدرسة", "مصنع"), ("mill", "yard")])
def test_other_words_differ_in_every_script(one, other):
    assert level("x_work", one, other) == "different"


@pytest.mark.parametrize(
    ("one", "other"),
    [("1970-04-12", "1970-12-04"), ("1970-04-12", "1970-04-13"), ("1970-04-12", "1970-04-21")],
)
def test_a_digit_off_or_month_and_day_in_each_other_s_place_is_one_slip(one, other):
    assert level("born", one, other) == "one_slip"


def test_two_digits_off_are_no_slip():
    assert level("born", "1970-04-12", "1970-06-15") == "same_year"
