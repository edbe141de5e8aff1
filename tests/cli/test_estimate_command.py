"""`isthmus estimate`: what it prints of an estimate, of a refusal, and of a table that it can not use."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner, Result

from isthmus.cli.estimate import command
from isthmus.core.estimate import estimating
from tests.cli.problem_form import FORM

# Killings in Kosovo, March to June 1999, by four lists (Ball, Betts, Scheuren, Dudukovich and Asher 2002, American
# Association for the Advancement of Science: "Killings and Refugee Flow in Kosovo, March-June 1999", appendix).
KOSOVO = (
    "EXH,ABA,OSCE,HRW,count\n"
    "0,0,0,1,306\n0,0,1,0,936\n0,0,1,1,123\n0,1,0,0,845\n0,1,0,1,31\n0,1,1,0,217\n0,1,1,1,32\n1,0,0,0,1131\n"
    "1,0,0,1,106\n1,0,1,0,228\n1,0,1,1,42\n1,1,0,0,177\n1,1,0,1,18\n1,1,1,0,181\n1,1,1,1,27\n"
)
TWO = "A,B,count\n1,0,30\n0,1,40\n1,1,10\n"
TABLE = "A,B,C,region,count\n" + "".join(
    f"{on},{region},{many}\n"
    for region, share in (("North", 1), ("South", 2))
    for on, many in (
        ("1,0,0", 60 * share), ("0,1,0", 50 * share), ("0,0,1", 40 * share), ("1,1,0", 20 * share),
        ("1,0,1", 18 * share), ("0,1,1", 15 * share), ("1,1,1", 7 * share),
    )
)  # fmt: skip
QUICK = ("--model", "dga,loglinear")


def run(folder, content, *options, name="lists.csv") -> Result:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return CliRunner().invoke(command, [str(path), *options])


def test_the_report_shows_models_side_by_side_beside_the_documented(tmp_path):
    ran = run(tmp_path, KOSOVO, *QUICK)
    assert ran.exit_code == 0, ran.output
    assert ran.stdout.startswith(
        "4,400 people are documented. This rests on 4 lists. In all there were between"
    )
    for said in ("\ndocumented ", "decomposable graphs", "log-linear", "10,357", "8,994 to 12,110", "12,595"):
        assert said in ran.stdout
    for title in ("Assumed:", "Cannot be known:", "May be quoted:"):
        assert f"\n{title}" in ran.stdout
    assert "Read as 4 lists (EXH, ABA, OSCE, HRW)" in ran.stderr


def test_the_report_fits_a_screen_and_what_is_behind_it_is_asked_for(tmp_path):
    short = run(tmp_path, KOSOVO, *QUICK).stdout.splitlines()
    assert len(short) <= 40
    assert max(map(len, short)) <= 80
    whole = run(tmp_path, KOSOVO, *QUICK, "--detail").stdout
    assert whole.startswith("\n".join(short))
    behind = whole[len("\n".join(short)) :]
    for said in (
        "What these figures assume, and no data can prove:",
        "Prior:",
        "digest of the lists",
        "list left out",
    ):
        assert said in behind
        assert said not in "\n".join(short)


def test_json_is_one_object_with_what_it_takes_to_run_it_again(tmp_path):
    ran = run(tmp_path, KOSOVO, *QUICK, "--json", "--seed", "7")
    found = json.loads(ran.stdout)
    assert (found["n"], found["lists"], found["seed"]) == (4400, ["EXH", "ABA", "OSCE", "HRW"], 7)
    assert found["verdict"] in ("estimate", "warn")
    assert set(found["models"]) == {"dga", "loglinear"}
    assert found["models"]["loglinear"]["median"] == pytest.approx(10356.5, abs=0.1)
    assert found["models"]["dga"]["interval95"] == [9827, 16544]
    assert {"documented", "reasons", "diagnostics", "versions", "digest"} <= set(found)


def test_no_field_is_called_as_another_thing_is_in_the_count(tmp_path):
    found = json.loads(run(tmp_path, KOSOVO, "--model", "loglinear", "--json").stdout)
    assert found["documented"] == found["n"]
    assert "documented_minimum" not in found  # the count's: of people without a name and of groups, too


def test_a_refusal_shows_the_documented_alone_and_is_no_failure(tmp_path):
    ran = run(tmp_path, TWO)
    assert ran.exit_code == 0
    assert ran.stdout.startswith(
        "80 people are documented. This rests on 2 lists. These lists cannot show how\nmany"
    )
    assert "Verdict: no estimate: refused." in ran.stdout
    assert "At least three are needed" in ran.stdout
    assert "say something else" not in run(tmp_path, TWO, *QUICK).stdout
    assert "\ndocumented " not in ran.stdout
    found = json.loads(run(tmp_path, TWO, "--json").stdout)
    assert (found["verdict"], found["n"]) == ("refuse", 80)
    assert all("median" not in each for each in found["models"].values())
    assert found["diagnostics"]["chapman"]["rests_on"]["text"].startswith("It rests on the independence")


@pytest.mark.parametrize(
    "content",
    [
        "A,count\n1,30\n",
        "A,B,C,count\n1,0,0,30\n0,1,0,20\n0,0,1,10\n",
        "A,B,C,count\n0,0,0,30\n",
        "A,B,C,count\n1,0,0,1\n0,1,1,1\n1,1,1,1\n",
    ],
    ids=["one list", "no overlap", "nobody on a list", "three people"],
)
def test_lists_that_carry_no_estimate_are_refused_in_words(tmp_path, content):
    ran = run(tmp_path, content)
    assert ran.exit_code == 0
    assert "Verdict: no estimate: refused." in ran.stdout


def test_all_models_are_asked_unless_told_otherwise_and_chains_are_told_with_their_agreement(tmp_path):
    ran = run(tmp_path, TABLE, "--detail")
    assert ran.exit_code == 0, ran.output
    assert "latent classes  " in ran.stdout
    assert "R-hat 1.0" in " ".join(ran.stdout.split())
    assert "by the 95 % intervals of all models together" in " ".join(ran.stdout.split())
    assert "Columns that hold no list, not read: region." in ran.stderr


def test_how_people_differ_is_told_with_the_weight_of_each_kind(tmp_path):
    ran = run(tmp_path, KOSOVO, "--model", "loglinear,mth", "--detail")
    said = " ".join(ran.stdout.split())
    assert "pairs of lists and people who differ" in said
    assert "The model of least BIC joins [23,24,34,1], with 43% of the weight." in said
    assert "Weight of how people differ: Darroch 50%, gamma 3.5 50%." in said
    assert "1 model is left out" in said


def test_one_model_alone_is_shown_with_a_warning(tmp_path):
    ran = run(tmp_path, KOSOVO, "--model", "loglinear")
    assert ran.exit_code == 0
    assert "an estimate with warnings" in ran.stdout
    said = " ".join(ran.stdout.split())
    assert "no other one checks it" in said
    assert "were not asked: latent classes" in said


def test_strata_are_shown_apart_and_a_refused_one_makes_a_lower_bound(tmp_path):
    ran = run(tmp_path, TABLE + "1,1,1,Island,3\n", "--strata", "region", *QUICK)
    assert ran.exit_code == 0, ran.output
    assert "by region" in ran.stdout
    said = " ".join(ran.stdout.split())
    assert "This is a lower bound: 3 of the 633 documented people (0.5%) could not be estimated." in said
    assert "median" not in next(each for each in ran.stdout.splitlines() if each.startswith("log-linear"))
    line = next(each for each in ran.stdout.splitlines() if each.startswith("Island"))
    assert line.split() == ["Island", "3", "refused"]
    assert "\n\n\n" not in ran.stdout
    assert not [each for each in ran.stdout.splitlines() if each.strip() in ("f", "fi", "fit")]
    found = json.loads(run(tmp_path, TABLE, "--strata", "region", *QUICK, "--json").stdout)
    assert (found["stratified_by"], sorted(found["strata"])) == ("region", ["North", "South"])


def test_the_same_table_and_seed_give_the_same_figures(tmp_path):
    assert run(tmp_path, TABLE, *QUICK, "--json").stdout == run(tmp_path, TABLE, *QUICK, "--json").stdout


def test_everything_wrong_is_said_at_once(tmp_path):
    ran = run(tmp_path, "A,B,C,count\n1,0,0,12 people\n1,1,2,-3\n")
    assert ran.exit_code == 1
    assert ran.stdout.startswith("3 problems in the table of lists.")
    assert "row 2, count  “12 people”: " in ran.stdout
    found = json.loads(run(tmp_path, "A,B,C,count\n1,0,0,12 people\n1,1,2,-3\n", "--json").stdout)
    assert found["total"] == 3
    assert tuple(found["problems"][0]) == FORM


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--model", "lcmcr,guess"), "no such model: 'guess'"),
        (("--model", ""), "no such model"),
        (("--seed", "-1"), "-1 is not in the range"),
        (("--strata", "nowhere"), "There is no column nowhere"),
    ],
)
def test_a_slip_of_the_hand_is_told_from_a_problem_of_the_table(tmp_path, options, said):
    ran = run(tmp_path, TABLE, *options)
    assert ran.exit_code == 2
    assert said in ran.stderr


def test_a_file_that_is_not_there_and_a_folder_are_slips_too(tmp_path):
    assert CliRunner().invoke(command, [str(tmp_path / "none.csv")]).exit_code == 2
    assert CliRunner().invoke(command, [str(tmp_path)]).exit_code == 2


def test_a_spreadsheet_is_told_how_to_be_given(tmp_path):
    ran = run(tmp_path, b"PK\x03\x04rest", name="lists.xlsx")
    assert ran.exit_code == 1
    assert "Open it in a spreadsheet and save it again" in ran.stdout


def test_cutting_it_short_leaves_no_traceback(tmp_path, monkeypatch):
    def cut_short(*parts, **more):
        raise KeyboardInterrupt

    monkeypatch.setattr(estimating, "estimate", cut_short)
    ran = run(tmp_path, TABLE)
    assert ran.exit_code == 1
    assert "Aborted!" in ran.stderr


def test_without_its_packages_it_says_what_to_install(tmp_path):
    path = tmp_path / "lists.csv"
    path.write_text(TABLE, encoding="utf-8")
    probe = (
        "import sys\n"
        "class Nowhere:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name.split('.')[0] in ('numpy', 'numba', 'scipy', 'arviz_stats'):\n"
        "            raise ModuleNotFoundError(name, name=name)\n"
        "sys.meta_path.insert(0, Nowhere())\n"
        "from isthmus.cli import main\n"
        f"main(['estimate', {str(path)!r}])\n"
    )
    ran = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    assert "pip install 'isthmus[estimate]'" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_its_help_loads_no_numpy():
    probe = (
        "import sys\nfrom isthmus.cli import main\n"
        "try:\n    main(['estimate', '--help'])\nexcept SystemExit:\n    pass\n"
        "print('numpy' in sys.modules, file=sys.stderr)\n"
    )
    ran = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=False)
    assert ran.stderr.strip() == "False"
