"""One table of cells, in each form, for every command that reads a table: equal answers, or one equal refusal.

`python -m tests.cli.test_tables` prints what each command makes of each form.
"""

import json
import re
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from isthmus.cli import main
from tests.tables import FORMS, Rows, suffix, workbook, written

NAMES = [
    ("Али; Умаров", 'Ali "Umarov"', "1990-02-03"),
    ("سعيد داداييف", "Said, Dadaev", ""),
    ("two\nlines", "two lines", "1985"),
    ("=Aslan", "Аслан", "1970-01"),
    ("Али; Умаров", "Ali Umarov", "1990-02-03"),
    ("Said\tDadaev", "Саид", ""),
]
HEADER = ["id", "person", "left", "right", "match", "name", "born", "A", "B", "C", "count", "note"]
ONE_TABLE: Rows = [
    HEADER,
    *(
        [
            *(f"00{at}", f"p{at % 4}", f"00{at}", f"00{(at + 1) % 6}", "same" if at == 4 else "unsure"),
            *(name, born, at % 2, int(at < 4), int(at != 2), 10 + at, other if at % 3 else ""),
        ]
        for at, (name, other, born) in enumerate(NAMES)
    ),
]
SHEETS: dict[str, Rows] = {
    "sources": [["id", "name", "kind", "note"], ["s1", "Газета; «А»", "outlet", "two\nlines"]],
    "documents": [["id", "title", "author", "held"], ["d1", "An, article", "s1", "yes"]],
    "statements": [["id", "document", "speaker", "stance", "basis"], ["t1", "d1", "s1", "asserts", "record"]],
    "acts": [["id", "statement", "type", "date", "note"], ["a1", "t1", "torture", "2017-03", ""]],
    "mentions": [
        ["id", "act", "role", "low", "high", "kind", "name"],
        ["m1", "a1", "victim", 1, 1, "individual", "И"],
    ],
}


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def answer(ran: Result, said: str) -> str:
    """What a command answered: the same text for the same, whatever the file is called."""
    assert ran.exit_code in (0, 1), (ran.output, ran.exception)
    assert "Traceback" not in ran.output
    return re.sub(r"\bt\.(csv|xlsx|ods|xls)\b", "t", said)


def table(form: str, folder: Path, rows: Rows) -> Path:
    path = folder / f"t.{suffix(form)}"
    path.write_bytes(written(form, rows))
    return path


def of_table(*words: str) -> Callable[[str, Path, Rows], str]:
    """A command that reads the one table at the place of `TABLE`, and answers in print."""

    def command(form: str, folder: Path, rows: Rows) -> str:
        path = table(form, folder, rows)
        ran = run(*(path if word == "TABLE" else word for word in words))
        return answer(ran, ran.stdout or ran.stderr)

    return command


def names_compare(form: str, folder: Path, rows: Rows) -> str:
    renamed = [["left" if each == "name" else "right" if each == "note" else f"x{each}" for each in rows[0]]]
    return of_table("names", "compare", "TABLE", "--json")(form, folder, [*renamed, *rows[1:]])


def link_evaluate(form: str, folder: Path, rows: Rows) -> str:
    found = of_table("link", "evaluate", "TABLE", "TABLE", "--json")(form, folder, rows)
    return json.dumps(json.loads(found) | {"digests": {}}) if found.startswith("{") else found


def link_roster(form: str, folder: Path, rows: Rows, *more: object) -> str:
    ran = run("link", "roster", table(form, folder, rows), "--out", folder / "out", *more)
    if ran.exit_code:
        return answer(ran, ran.output)
    found = [pq.read_table(folder / "out" / f"{name}.parquet").to_pylist() for name in ("people", "pairs")]
    return answer(ran, json.dumps(found))


def link_roster_labels(form: str, folder: Path, rows: Rows) -> str:
    (folder / "roster").mkdir()
    roster = table(",", folder / "roster", ONE_TABLE)
    labels = table(form, folder, rows)
    ran = run("link", "roster", roster, "--out", folder / "out", "--labels", labels)
    if ran.exit_code:
        return answer(ran, ran.output)
    report = json.loads((folder / "out" / "report.json").read_text(encoding="utf-8"))
    return json.dumps([report["labels"], pq.read_table(folder / "out" / "people.parquet").to_pylist()])


OF_ONE_TABLE: dict[str, Callable[[str, Path, Rows], str]] = {
    "estimate": of_table("estimate", "TABLE", "--model", "loglinear", "--json"),
    "link roster": link_roster,
    "link roster --labels": link_roster_labels,
    "link evaluate": link_evaluate,
    "names compare": names_compare,
}
OF_A_WORKBOOK = {"count": ("count", "--json"), "corroborate": ("corroborate", "--json")}


def of_workbook(form: str, folder: Path, name: str) -> str:
    path = workbook(form, folder, SHEETS)
    command, *options = OF_A_WORKBOOK[name]
    ran = run(command, path, *options)
    return answer(ran, ran.output)


def _without(rows: Rows, column: str) -> Rows:
    at = rows[0].index(column)
    return [[*row[:at], *row[at + 1 :]] for row in rows]


FAULTS: dict[str, Callable[[Rows], Rows]] = {
    "nothing": lambda rows: [[" "]],
    "no rows": lambda rows: [rows[0]],
    "a column twice": lambda rows: [[*rows[0][:-1], "ID"], *rows[1:]],
    "too many columns": lambda rows: [[*map(str, range(16_385))], ["1"]],
}


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    """What a command answers to the first form, asked once."""

    @cache
    def answered(name: str, fault: str = "") -> str:
        folder = tmp_path_factory.mktemp("known")
        if name in OF_A_WORKBOOK:
            return of_workbook(",", folder, name)
        return OF_ONE_TABLE[name](",", folder, FAULTS[fault](ONE_TABLE) if fault else ONE_TABLE)

    return answered


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", OF_ONE_TABLE)
def test_the_same_cells_give_the_same_answer_in_each_form(
    tmp_path: Path, known: Callable[..., str], name: str, form: str
) -> None:
    assert known(name).startswith(("{", "["))
    assert OF_ONE_TABLE[name](form, tmp_path, ONE_TABLE) == known(name)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", OF_A_WORKBOOK)
def test_the_same_workbook_gives_the_same_answer_in_each_form(
    tmp_path: Path, known: Callable[..., str], name: str, form: str
) -> None:
    assert json.loads(known(name))["digest"]
    assert of_workbook(form, tmp_path, name) == known(name)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("name", ["estimate", "link roster", "link evaluate", "names compare"])
def test_the_same_fault_gives_the_same_refusal_in_each_form(
    tmp_path: Path, known: Callable[..., str], name: str, fault: str, form: str
) -> None:
    if fault == "too many columns" and form in ("XLSX", "ODS", "XLS"):
        return  # a spreadsheet has no more columns than are read
    assert OF_ONE_TABLE[name](form, tmp_path, FAULTS[fault](ONE_TABLE)) == known(name, fault)
    assert not known(name, fault).startswith(('{"rec', "["))


def _cells(form: str, folder: Path) -> Iterator[str]:
    for at, (name, command) in enumerate(OF_ONE_TABLE.items()):
        own = folder / f"{at}"
        (own / "a").mkdir(parents=True)
        yield _same(command(form, own, ONE_TABLE), command(",", own / "a", ONE_TABLE))
        assert name
    for name in OF_A_WORKBOOK:
        own = folder / name
        (own / "a").mkdir(parents=True)
        yield _same(of_workbook(form, own, name), of_workbook(",", own / "a", name))


def _same(found: str, known: str) -> str:
    if found == known:
        return "yes"
    return "refused" if not found.startswith(("{", "[")) else "OTHER"


def print_table() -> None:
    """Print which command reads which form, as a table."""
    commands = [*OF_ONE_TABLE, *OF_A_WORKBOOK]
    lines = [f"| form | {' | '.join(commands)} |", f"|---{'|---' * len(commands)}|"]
    for form in FORMS:
        with TemporaryDirectory() as folder:
            lines.append(f"| {form} | {' | '.join(_cells(form, Path(folder)))} |")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    print_table()
