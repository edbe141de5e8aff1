"""`isthmus link roster --once LIST`: a list that names each person once."""

import json

import pytest

from isthmus.core.link.results import LinkSettings
from isthmus.engines import roster
from tests.cli.rosters import HEAD, ROWS, link, written


@pytest.fixture
def two_lists(tmp_path):
    """Return two files, each a list."""
    other = "id,given,family,born\n7,Isa,Umarov,1999-09-09\n"
    return written(tmp_path, HEAD + ROWS, "mosque[1].csv"), written(tmp_path, other, "hospital.csv")


def test_lists_are_passed_to_the_run_and_the_report_names_them(tmp_path, two_lists, monkeypatch):
    passed: list[LinkSettings] = []
    compared = roster.compared

    def keep(engine, fields, settings, phases, **more):
        passed.append(settings)
        return compared(engine, fields, settings, phases, **more)

    monkeypatch.setattr(roster, "compared", keep)
    options = ("--once", "mosque[1]", "--once", "hospital", "--once", "hospital", "--json")
    ran = link(tmp_path, *two_lists, options=options)
    assert ran.exit_code == 0, ran.output
    assert passed[0].once == ("mosque[1]", "hospital")
    assert [each["list"] for each in json.loads(ran.stdout)["once"]] == ["mosque[1]", "hospital"]


@pytest.mark.parametrize("asked", ["Hospital", "hospital.csv", ""])
def test_a_list_that_no_row_is_of_is_refused_with_the_lists_that_there_are(tmp_path, two_lists, asked):
    ran = link(tmp_path, *two_lists, options=("--once", asked))
    said = " ".join(ran.output.split())
    assert ran.exit_code == 2
    assert "'--once'" in said
    assert "here they are hospital and mosque[1]" in said
    assert not (tmp_path / "out").exists()


def test_lists_may_be_named_by_a_column(tmp_path):
    path = written(tmp_path, "id,list,name\n1,Список A,Ali Umarov\n2,Список A,Said Dadaev\n3,b,Isa\n")
    assert link(tmp_path, path, options=("--once", "Список A")).exit_code == 0


def test_without_lists_none_names_each_person_once(tmp_path):
    ran = link(tmp_path, written(tmp_path, HEAD + ROWS), options=("--once", "list"))
    assert (ran.exit_code, "No row is of a list" in " ".join(ran.output.split())) == (2, True)
