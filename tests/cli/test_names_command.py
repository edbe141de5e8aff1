"""`isthmus names compare`: what it prints, and what it says of a file that it can not read."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from isthmus.cli.names import command


def run(path: Path, *options: str) -> Result:
    return CliRunner().invoke(command, ["compare", str(path), *options])


def written(folder: Path, content: str | bytes) -> Path:
    path = folder / "pairs.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_each_pair_has_a_score_and_a_reason(tmp_path):
    ran = run(written(tmp_path, "left,right\nПример Образцов,Primer Obraztsov\n"))
    assert ran.exit_code == 0
    assert "given name: " in ran.stdout
    assert "Primer Obraztsov" in ran.stdout


def test_json_is_one_object_with_the_pairs_in_the_order_of_the_file(tmp_path):
    ran = run(written(tmp_path, "\ufeffid,Right,LEFT\n1,Primer,Пример\n2,Example,Пример\n"), "--json")
    pairs = json.loads(ran.stdout)["pairs"]
    assert [pair["left"] for pair in pairs] == ["Пример", "Пример"]
    assert [set(pair) for pair in pairs] == [{"left", "right", "score", "why"}] * 2
    assert 1 >= pairs[0]["score"] > 0.5 > pairs[1]["score"] >= 0


def test_a_file_without_pairs_is_refused(tmp_path):
    refused = run(written(tmp_path, "left,right\n"))
    assert refused.exit_code == 1
    assert "no row" in refused.output


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "The file is empty"),
        ("left,name\na,b\n", "column right"),
        ("left,left,right\na,b,c\n", "2 columns are named “left”"),
        ("left,right\nПример,x\n".encode("cp1251"), "not UTF-8"),
        ("left,right\n" + "Пример,x\n" * 5000, None),
        (("left,right\n" + "a,b\n" * 50_000).encode() + b"\xff,b\n", "not UTF-8"),
        ('left,right\n"a"b,c\n', "cannot be read as CSV"),
    ],
)
def test_a_file_that_can_not_be_used_is_told_with_the_rule_and_the_next_step(tmp_path, content, said):
    ran = run(written(tmp_path, content))
    assert ran.exit_code == (1 if said else 0)
    assert said is None or said in ran.stderr
    if said:
        [problem] = json.loads(run(written(tmp_path, content), "--json").stdout)["problems"]
        assert said in f"{problem['rule']} {problem['mend']}"
        assert problem["code"]


def test_a_name_cannot_act_on_the_terminal(tmp_path):
    printed = run(written(tmp_path, "left,right\nA\x1b[31mZ,B\n")).output
    assert "\x1b" not in printed
    assert "A\N{REPLACEMENT CHARACTER}[31mZ" in printed
