"""The day on which ages were true, told by people who state a birth in one row and an age in another."""

from datetime import date

import numpy as np
import pyarrow as pa
import pytest

from isthmus.engines.connection import opened
from isthmus.engines.features import prepare
from isthmus.engines.linking import as_raw, link

GIVEN = ("Rustam", "Ismail", "Yusuf", "Mahmoud", "Turpal", "Adam", "Musa", "Ramzan", "Bekhan", "Salman")
ON = date(2024, 1, 20)


def person(at, on=ON, **more):
    """Two rows of one person: one states a birth, one the age on that day."""
    born = date(1950 + 5 * at, 1 + at % 12, 10)
    age = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
    name = {"given": GIVEN[at % 10], "family": f"Umar{'aeiou'[at // 10]}v"} | more
    return [name | {"born": born.isoformat()}, name | {"age": str(age)}]


def told(rows):
    """The day and how many people tell it; None where no day is asked for."""
    fields = sorted({field for row in rows for field in row})
    columns = {field: pa.array([row.get(field) for row in rows], pa.string()) for field in fields}
    table = pa.table({"id": [str(at) for at in range(len(rows))], **columns})
    with opened() as engine:
        as_raw(engine, table, fields)
        prepare(engine, fields)
        known = engine.execute("select 1 from duckdb_tables() where table_name = 'ages_as_of'").fetchall()
        found = engine.execute("select day, people from ages_as_of").fetchall() if known else [None]
        births = engine.execute("select born_first, born_last, born_k from records order by i").fetchall()
    return found[0], births


def people(many, **more):
    return [row for at in range(many) for row in person(at, **more)]


def test_people_with_a_birth_and_an_age_tell_the_half_year():
    (day, by), births = told(people(9))
    assert (day, by) == ("2024-01-01", 9)
    for first, last, stated in births:
        assert first is not None
        assert last - first <= (0 if stated else 367)


def test_ages_are_then_beside_the_births_of_the_same_people():
    _, births = told(people(9))
    for (day, _, _), (first, last, _) in zip(births[::2], births[1::2], strict=True):
        assert first - 30 <= day <= last + 30  # the half year is off the day by some weeks


def test_rows_in_another_order_tell_the_same():
    rows = people(9)
    shuffled = [rows[at] for at in np.random.default_rng(1).permutation(len(rows))]
    assert told(shuffled)[0] == told(rows)[0]


def test_fewer_than_five_people_tell_no_day_and_ages_are_left_out_beside_births():
    (day, by), births = told(people(4))
    assert (day, by) == ("", 4)
    assert [first is None for first, _, _ in births] == [False, True] * 4


def test_ages_of_years_far_apart_tell_no_day():
    rows = people(5, on=date(2014, 1, 20)) + [row for at in range(4, 9) for row in person(at)]
    by_name = {tuple(sorted(row.items())): row for row in rows}
    (day, by), births = told([row for at, row in enumerate(by_name.values()) if at not in {8, 9, 10}])
    assert day == ""
    assert by >= 5
    assert any(first is None for first, _, _ in births)


def test_namesakes_with_two_births_tell_nothing():
    rows = people(5)
    namesake = rows[0] | {"born": "1933-03-03"}
    assert told([*rows, namesake])[0] == ("", 4)


@pytest.mark.parametrize(("sex", "by"), [("m", 5), ("f", 4)])
def test_people_of_two_sexes_are_no_one_person(sex, by):
    rows = people(5, sex="m")
    rows[1] = rows[1] | {"sex": sex}
    assert told(rows)[0][1] == by


@pytest.mark.parametrize("age", ["unknown", "30/20", "0.x"])
def test_what_is_no_age_tells_nothing(age):
    rows = people(6)
    rows[1] = rows[1] | {"age": age}
    assert told(rows)[0] == ("2024-01-01", 5)


def test_a_birth_that_is_known_to_ten_years_tells_nothing():
    rows = people(6)
    rows[0] = rows[0] | {"born": "1950/1960"}
    assert told(rows)[0] == ("2024-01-01", 5)


def test_where_rows_state_a_day_none_is_asked_for():
    assert told([row | {"date": "2014-05-06"} for row in people(9)])[0] is None


def test_where_no_row_states_a_birth_one_day_does_for_all():
    rows = [row for row in people(9) if "age" in row]
    found, births = told(rows)
    assert found is None
    assert all(first is not None for first, _, _ in births)


def test_without_names_nobody_tells_a_day():
    rows = [{key: row[key] for key in row if key not in {"given", "family"}} for row in people(9)]
    assert told(rows)[0] == ("", 0)


def test_people_are_joined_by_an_age_that_the_others_made_a_birth():
    rows = people(9)
    columns = {field: [row.get(field) for row in rows] for field in ("given", "family", "born", "age")}
    found = link(pa.table({"id": [str(at) for at in range(len(rows))], **columns}))
    assert found.levels["born"].max() > 0
