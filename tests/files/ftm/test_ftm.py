"""FollowTheMoney lines: accepted by the real validator, names or grounds, and an honest account of what is lost."""

import json
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from isthmus.core.register import Register
from isthmus.core.workbook.rows import (
    Act,
    Document,
    Judgement,
    Mention,
    Place,
    Source,
    Statement,
    Status,
    Workbook,
)
from isthmus.files.ftm import entities, lost, write_ftm
from isthmus.files.sample import sample_path
from isthmus.files.workbook import read_workbook
from tests.validator import ftm

KEY = b"k" * 32
CASE = Workbook(
    sources=(
        Source("s1", "Outlet A", "outlet"),
        Source("s2", "Person V", "person", affiliation="s1", note="a note about Person V"),
    ),
    places=(Place("p1", "Region A"), Place("p2", "Town B", "p1", "43.1", "45.2", "settlement")),
    documents=(
        Document("d1", "An article", ("s1",), "yes", published="2017-04-01", url="https://example.org/a"),
        Document("d2", "A letter", ("s2",), "no", published="2017"),
    ),
    statements=(
        Statement("t1", "d1", ("s2",), "asserts", "first_hand", quote="Person V said so", locator="4"),
    ),
    acts=(Act("a1", "t1", "torture", date="2017-03/2017-05", place="p2", ground="religion", note="a note"),),
    mentions=(
        Mention(
            "m1",
            "a1",
            "victim",
            1,
            1,
            "individual",
            speaker="s2",
            name="Person V",
            other_names="V",
            sex="male",
        ),
        Mention("m2", "a1", "perpetrator", 3, None, kind="group", occupation="guards"),
    ),
    statuses=(Status("u1", "t1", "m1", "released"),),
    judgements=(Judgement("j1", "person", "m1", "m2", "different", "B", "2026-01-01"),),
)


def written(workbook: Workbook, path: Path, *, names: bool) -> Path:
    target = path / "case.jsonl"
    write_ftm(entities(Register.of(workbook), key=KEY, names=names), target)
    return target


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


@pytest.mark.parametrize("names", [True, False])
@pytest.mark.parametrize("workbook", [CASE, Workbook(), None])
def test_the_real_validator_keeps_every_value(workbook: Workbook | None, names: bool, tmp_path: Path) -> None:
    source = read_workbook(sample_path()) if workbook is None else workbook
    target = written(source, tmp_path, names=names)
    done = subprocess.run([ftm(), "validate", "-i", target], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    validated = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(each["id"], each["properties"]) for each in validated] == [
        (each["id"], each["properties"]) for each in lines(target)
    ]


def test_a_file_with_names_has_no_ground(tmp_path: Path) -> None:
    text = written(CASE, tmp_path, names=True).read_text()
    assert "Person V" in text
    assert "religion" not in text


def test_a_file_with_grounds_names_no_victim(tmp_path: Path) -> None:
    text = written(CASE, tmp_path, names=False).read_text()
    assert "religion" in text
    assert "Person V" not in text


def test_ids_do_not_show_or_confirm_the_authors_own(tmp_path: Path) -> None:
    named = replace(CASE, mentions=(replace(CASE.mentions[0], id="Person V 1"),), statuses=(), judgements=())
    one = written(named, tmp_path, names=False).read_text()
    assert "Person V" not in one
    write_ftm(entities(Register.of(named), key=b"x" * 32, names=False), tmp_path / "other.jsonl")
    assert not {each["id"] for each in lines(tmp_path / "other.jsonl")} & {
        json.loads(line)["id"] for line in one.splitlines()
    }


def test_the_report_names_the_columns_that_the_file_does_not_keep(tmp_path: Path) -> None:
    made = list(entities(Register.of(CASE), key=KEY, names=True))
    write_ftm(made, tmp_path / "case.jsonl")
    found = {
        (each.sheet, each.column): (each.filled, each.kept)
        for each in lost(CASE, made, tmp_path / "case.jsonl")
    }
    assert found["acts", "ground"] == (1, 0)
    assert found["statements", "quote"] == (1, 0)
    assert found["judgements", "decision"] == (1, 0)
    assert found["documents", "published"] == (2, 1)
    assert ("mentions", "name") not in found
    assert ("sources", "affiliation") not in found
    assert ("acts", "place") not in found


def test_the_report_believes_the_file_and_not_the_writer(tmp_path: Path) -> None:
    made = list(entities(Register.of(CASE), key=KEY, names=True))
    target = tmp_path / "case.jsonl"
    write_ftm([each for each in made if each.schema != "Address"], target)
    found = {(each.sheet, each.column): (each.filled, each.kept) for each in lost(CASE, made, target)}
    assert found["places", "name"] == (2, 0)
