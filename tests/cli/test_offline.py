"""`isthmus corroborate` and `isthmus count`: what they print, for people and for scripts, and how they end."""

import csv
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from isthmus.cli import main
from isthmus.files.sample import sample_path
from tests.cli.problem_form import FORM

INCIDENT = [
    "id", "acts", "type", "lines", "lines_at_most", "lines_if_distinct", "rests_on", "known_through", "circular",
    "would_strengthen", "grounds", "denials", "retractions", "suspected", "both_ways",
]  # fmt: skip
FIGURES = [
    "incidents", "people", "named", "individual", "documented_minimum", "exact", "missed_pairs",
    "documented_minimum_less_missed", "record_maximum", "unexamined",
    "judgements", "earliest", "latest", "undated",
]  # fmt: skip


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(main, [str(each) for each in args])


def printed(*args: str | Path) -> dict[str, Any]:
    result = run(*args, "--json")
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert isinstance(found, dict)
    return found


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    return Path(shutil.copytree(sample_path(), tmp_path / "sample"))


def hold(workbook: Path, *documents: str) -> Path:
    sheet = workbook / "documents.csv"
    with sheet.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    with sheet.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows({**row, "held": "yes" if row["id"] in documents else "no"} for row in rows)
    return workbook


def test_the_worked_example_comes_out_in_its_three_states(sample: Path) -> None:
    """The figures are those of the model's own worked example, written there beforehand."""
    states = {
        ("d1",): (1, ["second-newspaper"], ["news-site"], ["analyst", "first-newspaper"]),
        ("d1", "d2"): (1, ["second-newspaper"], ["second-newspaper"], ["analyst", "first-newspaper"]),
        ("d1", "d2", "d3"): (
            2,
            ["analyst-contacts", "first-newspaper"],
            ["first-newspaper", "second-newspaper"],
            [],
        ),
    }
    for held, (lines, rests_on, known_through, helping) in states.items():
        found = printed("corroborate", hold(sample, *held))["incidents"][0]
        assert (found["lines"], found["rests_on"], found["known_through"]) == (lines, rests_on, known_through)
        assert found["would_strengthen"] == [{"source": each, "lines": lines + 1} for each in helping]


def test_json_carries_every_key_for_every_incident_person_and_level(sample: Path) -> None:
    found = printed("corroborate", sample)
    assert list(found) == ["incidents", "persons", "conflicts", "digest"]
    assert all(list(each) == INCIDENT for each in found["incidents"])
    assert all(list(each) == ["id", "mentions", "roles", "incidents"] for each in found["persons"])
    counted = printed("count", sample)
    assert list(counted) == ["k", "conflicts", "digest"]
    assert list(counted["k"]) == ["1", "2", "3"]
    assert all(list(each) == FIGURES for each in counted["k"].values())
    assert counted["digest"] == found["digest"]


def test_a_table_gives_the_reason_in_words_and_what_the_figures_do_not_say(sample: Path) -> None:
    reasons = run("corroborate", hold(sample, "d1", "d2", "d3"))
    assert "2 independent lines\n    It rests on the analyst's contacts" in reasons.output
    figures = run("count", sample)
    assert "At least 100 people" in figures.output
    assert "What these figures do not say" in figures.output


def test_filters_narrow_the_count(sample: Path) -> None:
    everything, killings = printed("count", sample), printed("count", sample, "--type", "killing")
    assert everything["k"]["1"]["incidents"] > killings["k"]["1"]["incidents"] == 1
    assert printed("count", sample, "--from", "2018")["k"]["1"]["incidents"] == 0
    assert printed("count", sample, "--place", "village")["k"]["1"]["incidents"] == 0


@pytest.mark.parametrize(
    ("option", "value"),
    [("--type", "murder"), ("--ground", "weather"), ("--place", "nowhere"), ("--from", "soon")],
)
def test_a_filter_that_can_match_nothing_is_used_wrongly_and_says_so(
    sample: Path, option: str, value: str
) -> None:
    result = run("count", sample, option, value)
    assert result.exit_code == 2
    assert option in result.output or "EDTF" in result.output


def test_a_period_that_ends_before_it_begins_is_used_wrongly(sample: Path) -> None:
    result = run("count", sample, "--from", "2021", "--to", "2020")
    assert result.exit_code == 2
    assert "ends before it begins" in result.output


@pytest.mark.parametrize("verb", ["corroborate", "count"])
def test_an_unsound_workbook_is_reported_row_by_row_and_exits_1(sample: Path, verb: str) -> None:
    with (sample / "acts.csv").open("a", encoding="utf-8") as file:
        file.write("a99,t99,murder,this,2017-02-30,,,,,\n")
    result = run(verb, sample, "--json")
    assert result.exit_code == 1
    found = json.loads(result.stdout)
    assert found["total"] == len(found["problems"]) == 3
    assert {each["column"] for each in found["problems"]} == {"statement", "type", "date"}
    assert all(tuple(each) == FORM for each in found["problems"])
    words = run(verb, sample)
    assert words.exit_code == 1
    assert "acts" in words.output
    assert "Traceback" not in words.output


def test_a_conflict_is_shown_and_does_not_change_the_exit_status(sample: Path) -> None:
    with (sample / "judgements.csv").open("a", encoding="utf-8") as file:
        file.write("z1,person,m1,m3,disjoint,somebody,2026-11-22T10:00:00Z,,\n")
    assert printed("count", sample)["conflicts"] == [
        {"kind": "person", "left": "m1", "right": "m3", "path": ["m1", "m2", "m3"]}
    ]
    assert "for people to resolve" in run("corroborate", sample).output


def test_a_sealed_source_is_named_by_its_id_alone(sample: Path) -> None:
    sheet = sample / "sources.csv"
    sheet.write_text(sheet.read_text().replace("the analyst,person,,public", "the analyst,person,,sealed"))
    assert "the analyst (" not in run("corroborate", sample).output


@pytest.mark.parametrize("verb", ["corroborate", "count"])
def test_an_unusual_year_is_said_on_standard_error_and_changes_no_output(sample: Path, verb: str) -> None:
    sheet = sample / "documents.csv"
    sheet.write_text(sheet.read_text().replace("2017-04-01", "1438-07-04", 1))
    result = run(verb, sample, "--json")
    assert result.exit_code == 0
    assert "“1438-07-04”: The year lies outside 1900 to" in result.stderr
    assert "cautions" not in json.loads(result.stdout)


def test_what_look_alikes_would_change_is_said_beside_the_lines(tmp_path):
    sheets = {
        "sources": "id,name,kind\ns0,Radio Valley,outlet\ns1,radio valley,outlet\n",
        "documents": "id,title,author,held\nd1,Broadcast,s0,yes\nd2,Another,s1,yes\n",
        "statements": "id,document,speaker,stance,basis\nt1,d1,s0,asserts,first_hand\nt2,d2,s1,asserts,first_hand\n",
        "acts": "id,statement,type\na1,t1,killing\na2,t2,killing\n",
        "judgements": "id,kind,left,right,decision,by,at\nj1,incident,a1,a2,same,R,2026-01-01\n",
    }
    for name, text in sheets.items():
        (tmp_path / f"{name}.csv").write_text(text)
    found = run("corroborate", tmp_path)
    assert "2 independent lines" in found.output
    assert "would be 1 if Radio Valley and radio valley are one" in found.output
