"""`isthmus link roster` on lists that nobody prepared: a clear message or a bounded answer, never a traceback."""

import json
import random
from collections.abc import Callable

import pytest

from isthmus.engines.blocks import EVERY_PAIR_OF
from tests.cli.rosters import link, persons, written

GIVEN = ("Ali", "Said", "Isa", "Musa", "Vakha", "Aslan", "Zara", "Madina", "Omar", "Yusuf")
FAMILY = ("Umarov", "Dadaev", "Betirov", "Kadiev", "Tsagaev", "Israilov")


def listed(head: str, row: Callable[[int], str], rows: int = 60) -> str:
    return f"{head}\n" + "".join(f"{at},{row(at)}\n" for at in range(rows))


def someone(at: int) -> str:
    some = random.Random(at)
    day = f"{some.randint(1940, 2010)}-{some.randint(1, 12):02}-{some.randint(1, 28):02}"
    return f"{some.choice(GIVEN)},{some.choice(FAMILY)},{day}"


HEAD = "id,given,family,born"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (listed(HEAD, lambda _: "Ali,Umarov,1990-02-03", 300), "records cannot be distinguished"),
        (listed("id,name,age,sex", lambda _: "unknown,?,n/a"), "records cannot be distinguished"),
        (listed("id,name", str), "records cannot be distinguished"),
        (listed("id,name", lambda _: "Ali").replace("\n59,", "\n58,"), "1 id stands more than once"),
        ("", "is empty"),
        ("\n\n\n", "is empty"),
        ("id,name\n", "no rows"),
        ("id,name\n1,Ali Umarov\n", "one row only"),
        ("id,name\n1,Ali Umarov\n2,Ali Umarov\n", "records cannot be distinguished"),
        ("id,list\n1,a\n2,b\n", "No column can be compared"),
    ],
)
def test_lists_that_cannot_be_linked_are_refused_in_words(tmp_path, content, said):
    ran = link(tmp_path, written(tmp_path, content))
    assert (ran.exit_code, said in ran.output) == (1, True), ran.output
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "content",
    [
        listed(HEAD, lambda at: "Ali,Umarov,1990-02-03" if at else "Isa,Dadaev,1950-06-07", 300),
        listed("id,x_a,x_b,age", lambda at: f"{at % 6},{at % 7},{at % 90}", 300),
        listed("id,name,place", lambda at: f"{at},{at % 7}"),
        listed("id,name", lambda at: chr(0x4E00 + at)),
        listed("id,name", lambda at: f"{GIVEN[at % 10]} {FAMILY[at % 6]}"),
        listed("id,sex", lambda at: "mf"[at % 2]),
        listed("id,place", lambda at: f"{FAMILY[at % 5]} village"),
        listed("id,name,age", lambda at: f"{chr(0x4E00 + at)},{at}"),
        listed(HEAD, lambda at: someone(at) if at % 3 else f",{someone(at).rpartition(',')[0]}"),
        listed(HEAD, lambda at: "Ali,Umarov,1990-02-03" if at % 2 else "Said,Dadaev,1970-06-07", 400),
        listed(
            "id,given,family,sex",
            lambda at: f"{someone(at)[:-10]}{('m', 'Male', 'муж.', 'ذكر', '1')[at % 5]}",
        ),
        listed(HEAD, lambda at: f"{someone(at)[:-5]}01-01"),
        listed("id,given,family,age", lambda at: someone(at)[:-6]),
        "id,name\n1,Ali Umarov\n2,Said Dadaev\n",
    ],
    ids=[
        *("all-but-one-equal", "numbers", "numbers-for-names", "unread-script-alone", "names", "sexes-alone"),
        *(
            "places-alone",
            "unread-script",
            "cells-moved",
            "two-people",
            "sexes-in-five-ways",
            "first-of-january",
        ),
        *("years-for-ages", "two-rows"),
    ],
)
def test_other_lists_get_a_bounded_answer(tmp_path, content):
    ran = link(tmp_path, written(tmp_path, content), options=("--json",))
    assert ran.exit_code in (0, 3), ran.output
    told = json.loads(ran.stdout)
    people, records = told["people"], told["records"]
    assert (ran.exit_code == 3) == (people is None)
    assert told["candidate_pairs"] <= max(120 * records, EVERY_PAIR_OF)
    if people is None:
        assert told["verdict"]["refusal"]["text"].startswith("There is no figure")
        assert not (tmp_path / "out" / "people.parquet").exists()
        return
    assert 1 <= people["lenient"] <= people["central"] <= people["strict"] <= records
    assert len(persons(tmp_path)) == records


def test_a_list_that_is_part_of_another_adds_few_people(tmp_path):
    whole = written(tmp_path, listed(HEAD, someone), "whole.csv")
    part = written(tmp_path, listed(HEAD, someone, 20).replace("\n", "\nb").removesuffix("b"), "part.csv")
    ran = link(tmp_path, whole, part, options=("--json",))
    assert ran.exit_code == 0, ran.output
    assert json.loads(ran.stdout)["people"]["central"] <= 62


def test_names_in_scripts_that_are_not_read_are_counted_and_never_shown(tmp_path):
    rows = listed("id,name", lambda at: f"{GIVEN[at % 10]} {FAMILY[at % 6]}")
    ran = link(tmp_path, written(tmp_path, rows + "90,東京\n91,unknown\n"))
    assert ran.exit_code == 0, ran.output
    assert "Column name: 1 of 62 names is in a script that is not read." in ran.output
    assert "東京" not in ran.output + (tmp_path / "out" / "report.json").read_text(encoding="utf-8")


def test_names_in_parts_are_counted_by_column(tmp_path):
    rows = "1,東京,Umarov\n2,北京,Dadaev\n3,Ali,大阪\n4,Isa,Dadaev\n"
    told = json.loads(
        link(tmp_path, written(tmp_path, "id,given,family\n" + rows), options=("--json",)).stdout
    )
    assert [(each["values"]["column"], each["values"]["n"]) for each in told["names"]] == [
        ("given", 2),
        ("family", 1),
    ]
