"""FollowTheMoney lines: as the real validator accepted them, never a ground, and an honest account of what is lost.

`make test-ftm` holds the files in `tests/vectors/ftm` against the validator; `python -m tests.files.ftm.vectors` writes
them again where the entities changed.
"""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from isthmus.core.register import Register
from isthmus.core.workbook.closing import closed
from isthmus.core.workbook.tokens import Tokens
from isthmus.files.ftm import entities, lost, write_ftm
from tests.files.ftm.vectors import ACCEPTED, CASE, KEY, VECTORS, vector, written


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


@pytest.mark.parametrize("name", ACCEPTED)
def test_a_register_gives_the_file_that_the_validator_accepted(name: str, tmp_path: Path) -> None:
    known = (VECTORS / f"{name}.jsonl").read_text(encoding="utf-8")
    assert vector(name, tmp_path).read_text(encoding="utf-8") == known


def test_no_file_has_a_ground_and_one_without_names_names_no_victim(tmp_path: Path) -> None:
    with_names = written(CASE, tmp_path, names=True).read_text()
    without = written(CASE, tmp_path, names=False).read_text()
    assert "religion" not in with_names + without
    assert "Person V" in with_names
    assert "Person V" not in without


def test_files_with_and_without_names_share_no_id(tmp_path: Path) -> None:
    of_names = {str(each["id"]) for each in lines(written(CASE, tmp_path, names=True))}
    of_numbers = {str(each["id"]) for each in lines(written(CASE, tmp_path, names=False))}
    assert not of_names & of_numbers


def test_what_is_closed_is_left_out(tmp_path: Path) -> None:
    tokens = Tokens(KEY)
    marked = replace(
        CASE, mentions=(replace(CASE.mentions[0], protection="sealed", born="1970"), CASE.mentions[1])
    )
    target = tmp_path / "closed.jsonl"
    for names in (True, False):
        leaving = closed(marked, tokens, named={"m1"}, names=names).workbook
        write_ftm(entities(Register.of(leaving), key=KEY, names=names), target)
        text = target.read_text()
        assert "sealed-" not in text
        assert "male" not in text
        assert "1970" not in text


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
