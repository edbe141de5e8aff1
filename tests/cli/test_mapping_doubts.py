"""What may be two things, or nothing, is set aside by `isthmus mapping`, and nothing is written over a file."""

from pathlib import Path

import pytest

from tests.cli.mapped_lists import (
    DEAD,
    DEAD_MAPPING,
    HEAD,
    NUMBERS_MAPPING,
    List,
    run,
)


def test_rows_set_aside_are_never_written_over_a_file_that_is_there(tmp_path: Path) -> None:
    made = List(tmp_path, DEAD, DEAD_MAPPING)
    for there in (made.list, made.mapping):
        before = there.read_bytes()
        ran = run("apply", made.list, "--mapping", made.mapping, "--out", made.out, "--aside", there)
        assert ran.exit_code == 1
        assert "is there already" in ran.output
        assert there.read_bytes() == before


@pytest.mark.parametrize(
    "total",
    [
        ",Total,28,,",
        "2016,Total 2016,28,,",
        "05/01/2016,Grand total,28,,",
        "05/01/2016,Total dead,28,,",
        ",Всего задержано,28,,",
        ",إجمالي,28,,",
        ",,28,,",
    ],
)
def test_a_total_is_no_incident(tmp_path: Path, total: str) -> None:
    table = "date,place,number,names,source\n01/01/2016,Hill,3,,A\n02/01/2016,Hill,4,,A\n"
    mapping = NUMBERS_MAPPING.replace("found dead", "date").replace(
        "    people:", "    place: {column: place}\n    people:"
    )
    made = List(tmp_path, f"{table}{total}\n", mapping)
    assert made.applied()["understood"] == 2
    assert made.minimum() == 7


@pytest.mark.parametrize("number", ["", "0", "0-3"])
def test_an_act_is_never_left_without_those_it_was_done_to(tmp_path: Path, number: str) -> None:
    table = f"date,name,number\n01/01/2016,Amba Arnov,1\n02/01/2016,Belo Bexley,{number}\n"
    mapping = (
        HEAD.format(row="person", table="", once="people")
        + """\
statement: {speaker: Network, basis: record}
acts:
  - type: killing
    date: {column: date, dates: day_first}
    people: [{role: victim, name: {column: name}, number: {column: number}}]
"""
    )
    made = List(tmp_path, table, mapping)
    assert made.applied()["understood"] == 1
    assert [each["row"] for each in made.set_aside()] == ["3"]


def test_a_row_set_aside_leaves_no_source_and_no_place(tmp_path: Path) -> None:
    made = List(tmp_path, DEAD + "7,Fero Fexley,20,some day,Ghost Village,\n", DEAD_MAPPING)
    made.applied()
    assert "Ghost Village" not in {each["name"] for each in made.sheet("places")}


def test_a_unit_stays_a_unit(tmp_path: Path) -> None:
    mapping = DEAD_MAPPING + "      - {role: perpetrator, kind: unit, name: {column: remark}}\n"
    made = List(tmp_path, DEAD, mapping)
    made.applied()
    assert {each["kind"] for each in made.sheet("mentions") if each["role"] == "perpetrator"} == {"unit"}


def test_a_control_character_sets_its_row_aside_and_no_other(tmp_path: Path) -> None:
    made = List(tmp_path, DEAD + "7,Fero Fexley,20,2017-05-01,Bell\x07 Village,\n", DEAD_MAPPING)
    assert made.applied()["understood"] == 5


@pytest.mark.parametrize("age", ["-5", "18-", "m", "M", "24 M", "999", "1 1/2/3"])
def test_an_age_that_may_be_something_else_is_asked(tmp_path: Path, age: str) -> None:
    made = List(tmp_path, DEAD.replace(",31,", f",{age},"), DEAD_MAPPING)
    assert made.applied()["understood"] == 4


def test_where_the_table_stands_is_in_the_proposal(tmp_path: Path) -> None:
    made = List(tmp_path, "", "")
    made.mapping.unlink()
    made.list.write_bytes("Список\nимя;возраст\nАмба;31\n".encode("cp1251"))
    ran = run("propose", made.list, "--out", made.mapping, "--encoding", "windows-1251", "--header-row", "2")
    assert ran.exit_code == 0, ran.output
    text = made.mapping.read_text(encoding="utf-8")
    assert "encoding: windows-1251" in text
    assert "header_row: '2'" in text
