"""What an option asks for and cannot be is used wrongly: exit status 2, as for any other option."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from isthmus.cli import main


@pytest.fixture
def lists(tmp_path: Path) -> Path:
    (tmp_path / "pairs.csv").write_text("left,right\nAli,Али\n")
    (tmp_path / "list.csv").write_text("id,name\n1,Ali\n2,Musa\n")
    return tmp_path


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("names", "compare", "pairs.csv", "--encoding", "nope"), "There is no text encoding named nope"),
        (("count", "list.csv", "--encoding", "nope"), "There is no text encoding named nope"),
        (("link", "roster", "list.csv", "--out", "out", "--map", "x"), "is not of the form field=column"),
        (("link", "roster", "list.csv", "--out", "out", "--map", "foo=name"), "There is no field “foo”"),
        (("link", "roster", "list.csv", "--out", "out", "--map", "name=nome"), "nome"),
        (("judge", "record", "source", "s1", "s2", "--decision", "unsure"), "same or different"),
        (("judge", "record", "person", "m1", "m2", "--decision", "sane"), "The decision is one of"),
    ],
)
def test_it_is_refused_as_an_option(lists, monkeypatch, words, said):
    monkeypatch.chdir(lists)
    ran = CliRunner().invoke(main, words)
    assert ran.exit_code == 2, ran.output
    assert said in " ".join(ran.output.split())
    assert not (lists / "out").exists()


def test_names_are_compared_only_where_there_are_any(lists):
    (lists / "pairs.csv").write_text("left,right\n")
    for options in ((), ("--json",)):
        ran = CliRunner().invoke(main, ["names", "compare", str(lists / "pairs.csv"), *options])
        assert ran.exit_code == 1
        assert "has a header and no rows" in ran.output


@pytest.mark.parametrize(
    "words",
    [
        ("init", "w", "--owner", "ow\udcffner"),
        ("account", "add", "w", "an\udcffna"),
        ("judge", "record", "source", "s1", "s2", "--decision", "same", "--because", "it is\0so"),
        ("export", "--with-names", "--purpose", "\udcff", "out"),
    ],
)
def test_what_is_no_text_is_refused_in_a_sentence(lists, monkeypatch, words):
    monkeypatch.chdir(lists)
    ran = CliRunner().invoke(main, words)
    assert (ran.exit_code, "This is not text in UTF-8" in ran.output) == (2, True), ran.output
