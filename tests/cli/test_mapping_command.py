"""`isthmus mapping`: every row of a list is in the workbook, or set aside with its reason, and the counts are right."""

from pathlib import Path

import pytest

from tests.cli.mapped_lists import (
    DEAD,
    DEAD_MAPPING,
    HEAD,
    NUMBERS,
    NUMBERS_MAPPING,
    List,
    run,
)


def test_one_row_a_person(tmp_path: Path) -> None:
    made = List(tmp_path, DEAD, DEAD_MAPPING)
    found = made.applied()
    assert (found["rows"], found["understood"], found["set_aside"]) == (7, 5, 2)
    assert [each["row"] for each in made.set_aside()] == ["5", "8"]
    assert "Which one is the month?" in made.set_aside()[0]["why"]
    assert made.minimum() == 5


def test_an_answer_takes_in_what_was_set_aside(tmp_path: Path) -> None:
    answered = DEAD_MAPPING.replace("{column: date}", "{column: date, dates: day_first}")
    made = List(tmp_path, DEAD, answered)
    assert made.applied()["understood"] == 6
    assert made.minimum() == 6


def test_each_statement_quotes_its_cells_and_keeps_the_others(tmp_path: Path) -> None:
    made = List(tmp_path, DEAD, DEAD_MAPPING)
    made.applied()
    first = made.sheet("statements")[0]
    wanted = "no: 1 · name: Amba Arnov · age: 31 · date: 2017-03-05 · place: Hill Village"
    assert (first["quote"], first["locator"], first["x_remark"]) == (wanted, "no. 1", "by shelling")


def test_places_written_in_two_ways_are_one_place(tmp_path: Path) -> None:
    made = List(tmp_path, DEAD, DEAD_MAPPING)
    made.applied()
    assert [each["name"] for each in made.sheet("places")] == ["Hill Village", "River Village"]


def test_ids_say_nothing_of_what_a_row_holds(tmp_path: Path) -> None:
    made = List(tmp_path, DEAD, DEAD_MAPPING)
    made.applied()
    first = [
        row["id"] for name in ("sources", "places", "statements", "mentions") for row in made.sheet(name)
    ]
    List(
        tmp_path,
        DEAD.replace("Amba", "Gela")
        .replace("ill Village", "igh Village")
        .replace("ill village", "igh village"),
        DEAD_MAPPING,
    )
    made.out.rename(tmp_path / "before")
    made.aside.unlink()
    made.applied()
    again = [
        row["id"] for name in ("sources", "places", "statements", "mentions") for row in made.sheet(name)
    ]
    assert first == again


def test_numbers_and_names_in_one_row(tmp_path: Path) -> None:
    made = List(tmp_path, NUMBERS, NUMBERS_MAPPING)
    found = made.applied()
    assert (found["understood"], found["set_aside"]) == (5, 3)
    assert [each["row"] for each in made.set_aside()] == [
        "6",
        "8",
        "9",
    ]  # nobody; fewer than named; no number
    # “In Jan 2016” may hold the two of 5 January: what may hold another is not added up.
    assert made.minimum() == 2 + 5 + 4 + 20
    within = {each["id"]: each["within"] for each in made.sheet("mentions")}
    assert list(filter(None, within.values())) == ["r4.1.1", "r4.1.1", "r7.1.1"]
    assert {each["name"] for each in made.sheet("sources")} == {"Network", "Agency A", "Daily B", "Group C"}


APART = """\
Incident Date,Dead,Missing,Source
"March 5, 2019",3,2,Agency A
"March 9, 2019",0,40,Agency A
"March 11, 2019",7,0,Agency A
"""
APART_MAPPING = (
    HEAD.format(row="incident", table="", once="incidents")
    + """\
statement: {speaker: Network, basis: told, told_by: {column: Source}}
acts:
  - type: killing
    where: Dead
    date: {column: Incident Date}
    people: [{role: victim, number: {column: Dead}}]
  - type: enforced_disappearance
    where: Missing
    date: {column: Incident Date}
    people: [{role: victim, number: {column: Missing}, status: missing}]
"""
)


def test_dead_and_missing_are_acts_apart(tmp_path: Path) -> None:
    made = List(tmp_path, APART, APART_MAPPING)
    assert made.applied()["understood"] == 3
    acts = [(each["statement"], each["type"]) for each in made.sheet("acts")]
    assert acts == [
        ("r2", "killing"),
        ("r2", "enforced_disappearance"),
        ("r3", "enforced_disappearance"),
        ("r4", "killing"),
    ]
    assert {each["status"] for each in made.sheet("statuses")} == {"missing"}


LISTS = """\
id,name,date,Morgue,Church,Press
1,Amba Arnov,Jan-2017,TRUE,FALSE,N/A
2,Belo Bexley,Feb-2017,TRUE,TRUE,FALSE
3,Cita Corrin,Feb-2017,maybe,TRUE,FALSE
"""
LISTS_MAPPING = (
    HEAD.format(row="person", table="table: {key: [id]}", once="people")
    + """\
statement:
  speaker: Network
  basis: told
  told_by: {yes: {Morgue: The morgue, Church: The church, Press: The press}}
acts:
  - type: killing
    date: {column: date}
    people: [{role: victim, name: {column: name}}]
"""
)


def test_columns_that_say_yes_name_who_told(tmp_path: Path) -> None:
    made = List(tmp_path, LISTS, LISTS_MAPPING)
    assert made.applied()["understood"] == 2
    names = {each["id"]: each["name"] for each in made.sheet("sources")}
    told = [[names[one] for one in each["told_by"].split(";")] for each in made.sheet("statements")]
    assert told == [["The morgue"], ["The morgue", "The church"]]
    assert "neither yes nor no" in made.set_aside()[0]["why"]
    assert [each["date"] for each in made.sheet("acts")] == ["2017-01", "2017-02"]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("column: date", "column: when", "line 11"),
        ("key: [no]", "key: [nr]", "nr"),
        ("basis: record", "basis: gossip", "gossip"),
        ("Network: organisation", "Other: organisation", None),
    ],
)
def test_what_a_mapping_lacks_is_said_and_nothing_is_written(
    tmp_path: Path, old: str, new: str, says: str | None
) -> None:
    assert old in DEAD_MAPPING
    mapping = DEAD_MAPPING.replace(old, new)
    if says is None:
        mapping, says = mapping.replace(", other: outlet", ""), "of what kind"
    made = List(tmp_path, DEAD, mapping)
    ran = run("apply", made.list, "--mapping", made.mapping, "--out", made.out)
    assert ran.exit_code == 1
    assert says in ran.output
    assert not made.out.exists()


def test_a_proposal_is_written_and_is_not_applied_before_it_is_complete(tmp_path: Path) -> None:
    made = List(tmp_path, DEAD, "")
    made.mapping.unlink()
    ran = run("propose", made.list, "--out", made.mapping)
    assert ran.exit_code == 0, ran.output
    assert "statement.basis" in ran.output
    refused = run("check", made.mapping)
    assert refused.exit_code == 1
    assert "“basis” is still to be said" in refused.output
    assert run("propose", made.list, "--out", made.mapping).exit_code == 1  # never over a file that is there


def test_a_proposal_with_its_answers_reads_the_list(tmp_path: Path) -> None:
    made = List(tmp_path, DEAD, "")
    made.mapping.unlink()
    run("propose", made.list, "--out", made.mapping)
    text = made.mapping.read_text(encoding="utf-8")
    answers = [("author: '?'", "author: Network"), ("lists_once: '? people'", "lists_once: people")]
    answers += [("other: '?'", "other: organisation"), ("speaker: '?'", "speaker: Network")]
    answers += [("basis: '?'", "basis: record"), ("type: '?'", "type: killing")]
    answers += [("/: '? day_first'", "/: day_first")]
    for old, new in answers:
        assert old in text
        text = text.replace(old, new)
    made.mapping.write_text(text, encoding="utf-8")
    assert made.applied()["understood"] == 6
    assert made.minimum() == 6


def test_headers_of_three_languages_are_known(tmp_path: Path) -> None:
    for header in ("№,ФИО,возраст,дата гибели,место", "رقم,الاسم,العمر,تاريخ الوفاة,المكان"):
        made = List(
            tmp_path, f"{header}\n1,Amba Arnov,31,2017-03-05,Hill\n2,Belo Bexley,24,2017-03-06,Hill\n", ""
        )
        made.mapping.unlink()
        assert "Columns without a field" not in run("propose", made.list, "--out", made.mapping).output


def test_two_rows_of_a_header_and_a_title_above(tmp_path: Path) -> None:
    table = "A list of the dead,,\nVictim,,\nname,age,date\nAmba Arnov,31,2017-03-05\n"
    mapping = DEAD_MAPPING.replace("table: {key: [no]}", "table: {header_row: 2, header_rows: 2}")
    mapping = mapping.replace("{column: name}", "{column: Victim / name}").replace(
        "{column: age}", "{column: Victim / age}"
    )
    mapping = mapping.replace(', locator: {column: no, prefix: "no. "}', "").replace(
        "    place: {column: place}\n", ""
    )
    made = List(tmp_path, table, mapping.replace("{column: date}", "{column: Victim / date}"))
    ran = run("apply", made.list, "--mapping", made.mapping, "--out", made.out, "--json")
    assert ran.exit_code == 0, ran.output
    assert made.sheet("mentions")[0]["name"] == "Amba Arnov"
