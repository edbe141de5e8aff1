"""Which rows of a roster are equal in everything that they state; and what comes of a roster of such rows."""

import pyarrow as pa
import pytest

from isthmus.core.messages import Message
from isthmus.engines.connection import opened
from isthmus.engines.equal_rows import equal_rows
from isthmus.engines.linking import as_raw, link
from isthmus.language import english


def found_in(**columns):
    """Return (records, only names) of the groups, by group."""
    names = [each for each in columns if each != "list"]
    table = pa.table(
        {"id": [str(i) for i in range(len(next(iter(columns.values()))))]}
        | {name: pa.array(cells, pa.string()) for name, cells in columns.items()}
    )
    with opened() as engine:
        as_raw(engine, table, names)
        found = equal_rows(engine, names)
    groups = {}
    for record, group, only in zip(
        found.records.tolist(), found.group.tolist(), found.only_names.tolist(), strict=True
    ):
        groups.setdefault(group, []).append((record, only))
    return sorted(tuple(each) for each in groups.values())


def test_rows_are_equal_but_for_case_and_white_space():
    names = ["Sami Quorn", "sami  QUORN", "Sami Quorm", "Bela Tosk"]
    assert found_in(name=names) == [((0, True), (1, True))]


def test_rows_that_differ_in_one_field_are_not_equal_and_those_that_state_more_are_told():
    names, born = ["Sami Quorn"] * 4, ["1990", None, "1990", None]
    assert found_in(name=names, born=born) == [((0, False), (2, False)), ((1, True), (3, True))]


def test_a_sex_beside_a_name_tells_nobody_from_a_namesake():
    assert found_in(name=["Sami Quorn"] * 2, sex=["male"] * 2) == [((0, True), (1, True))]


def test_a_part_of_a_name_is_enough_only_where_names_are_all():
    assert found_in(given=["Sami", "Sami"]) == [((0, True), (1, True))]
    assert found_in(given=["Sami", "Sami"], place=["Uxley", "Uxley"]) == []


@pytest.mark.parametrize("name", ["N.N.", "unknown man", None])
def test_what_is_no_name_is_not_equal_to_anything(name):
    assert found_in(name=[name, name], place=["Uxley", "Uxley"]) == []


PEOPLE = (
    ("Vento Galbra", "male", "1980-03-04", "Uxley"),
    ("Ruska Oldim", "female", "1991-11-23", "Pellow"),
    ("Jepmi Loqua", "female", "1966-09-15", "Marradon"),
)


def copies(people, times):
    rows = [row for row in PEOPLE[:people] for _ in range(times)]
    columns = ("name", "sex", "born", "place")
    return pa.table(
        {"id": [str(i) for i in range(len(rows))], "list": [""] * len(rows)}
        | {name: [row[at] for row in rows] for at, name in enumerate(columns)}
    )


@pytest.mark.parametrize(("people", "times"), [(2, 20), (2, 60), (3, 60), (2, 400), (3, 3)])
def test_a_few_people_with_many_equal_rows_are_right_or_there_is_no_figure(people, times):
    report = link(copies(people, times)).report
    if report["verdict"]["refusal"] is None:
        assert report["people"]["lenient"] <= people <= report["people"]["strict"]
        assert report["people"]["lenient"] == report["people"]["central"]
    else:
        assert "There is no figure" in english(Message.from_json(report["verdict"]["refusal"]))


def test_a_list_of_names_in_which_some_stand_twice_may_be_of_either():
    """Twenty different names, five of which stand there twice, letter for letter."""
    given = ("Lopek", "Ibbzin", "Hurcas", "Zinsho", "Maldri")
    names = [f"{one} {other}" for one in given for other in ("Griolm", "Dorwim", "Falest", "Ventoq")]
    rows = names + names[::4]
    table = pa.table({"id": [str(i) for i in range(25)], "list": [""] * 25, "name": rows})
    report = link(table).report
    assert report["people"]["strict"] == 25
    assert report["people"]["lenient"] <= 20
    assert "link.verdict.equal_rows" in {each["code"] for each in report["verdict"]["notes"]}
