"""With `--json` every command says what is wrong in one form."""

import json

import pytest
from click.testing import CliRunner

from isthmus.cli import main
from tests.cli.problem_form import FORM

WRONG = {
    "PASSPHRASE": "a passphrase\n",
    "ACTS.csv/acts.csv": "id,statement,type\na1,t9,murder\n",
    "EMPTY.csv": "",
    "LISTS.csv": "A,B,C,count\n1,0,0,12 people\n",
    "PAIRS.csv": "left,wrong\na,b\n",
    "PEOPLE.csv": "id,nobody\n1,2\n",
    "ROSTER.csv": "given,family\nAli,Umarov\n",
    "LATIN.csv": b"id,given\n1,M\xfcller\n",
}
COMMANDS = [
    ("corroborate", "ACTS.csv"),
    ("count", "ACTS.csv"),
    ("import", "ACTS.csv", "-w", "NOWHERE"),
    ("estimate", "LISTS.csv"),
    ("estimate", "EMPTY.csv"),
    ("names", "compare", "PAIRS.csv"),
    ("names", "compare", "EMPTY.csv"),
    ("link", "roster", "ROSTER.csv", "--out", "OUT"),
    ("link", "roster", "LATIN.csv", "--out", "OUT"),
    ("link", "roster", "EMPTY.csv", "--out", "OUT"),
    ("link", "evaluate", "PEOPLE.csv", "PEOPLE.csv"),
    ("link", "run", "NOWHERE"),
    ("judge", "list", "-w", "NOWHERE"),
    ("custody", "verify", "NOWHERE"),
    ("custody", "history", "NOWHERE", "sources:s1"),
    ("doctor", "NOWHERE"),
]


@pytest.fixture
def folder(tmp_path):
    for name, content in WRONG.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    (tmp_path / "PASSPHRASE").chmod(0o600)
    return tmp_path


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_what_is_wrong_is_said_in_one_form(folder, words):
    told = [str(folder / word) if word.partition(".")[0].isupper() else word for word in words]
    opens = ("--passphrase-file", str(folder / "PASSPHRASE")) if "NOWHERE" in words else ()
    ran = CliRunner().invoke(main, [*told, *opens, "--json"])
    assert ran.exit_code == 1, ran.output
    found = json.loads(ran.stdout)
    assert found["total"] == len(found["problems"]) >= 1
    for each in found["problems"]:
        assert tuple(each) == FORM
        assert each["code"]
        assert each["rule"]
        assert bool(each["mend"]) == bool(each["mend_code"])


def test_a_command_used_wrongly_ends_with_2_and_prints_no_object(folder):
    ran = CliRunner().invoke(main, ["count", "--json", "--type"])
    assert (ran.exit_code, ran.stdout) == (2, "")


def test_without_the_option_there_is_no_object(folder):
    ran = CliRunner().invoke(main, ["names", "compare", str(folder / "EMPTY.csv")])
    assert ran.stdout == ""
    assert ran.stderr.startswith("Error: EMPTY.csv")
