"""Tables as people make them: what a cell's words do not say is asked, set aside with the reason, or read and said."""

from pathlib import Path

import pytest

from tests.cli.mapped_lists import run
from tests.foreign_tables import FOREIGN

_SAID = (
    ("author: '?'", "author: Ministry"),
    ("speaker: '?'", "speaker: Ministry"),
    ("basis: '?'", "basis: record"),
    ("other: '?'", "other: authority"),
    ("type: '?'", "type: killing"),
    ("lists_once: '? people'", "lists_once: people"),
)


class Foreign:
    """A foreign table, with the mapping that is proposed for it and answered as far as every list has to be."""

    def __init__(self, folder: Path, name: str, *options: str) -> None:
        self.list, self.mapping = folder / name, folder / "mapping.yaml"
        self.list.write_bytes(FOREIGN[name]())
        self.proposed = " ".join(run("propose", self.list, "--out", self.mapping, *options).output.split())
        if self.mapping.exists():
            self.answer(*_SAID)

    def answer(self, *answers: tuple[str, str]) -> None:
        text = self.mapping.read_text(encoding="utf-8")
        for old, new in answers:
            assert old in text, text
            text = text.replace(old, new)
        self.mapping.write_text(text, encoding="utf-8")

    def checked(self) -> str:
        return " ".join(run("check", self.mapping, self.list).output.split())


# What the proposal asks or says, and what is said of the rows; of each five of the rows are people.
@pytest.mark.parametrize(
    ("name", "proposed", "understood", "checked"),
    [
        ("heading.xlsx", "", 5, "1 × no: The cell is merged over several columns"),
        ("colours.xlsx", "“name”: 2 cells are coloured (rows 3 and 5)", 5, "If the colour means something"),
        ("colours.xlsx", "“remark”: one cell is coloured (row 2)", 5, "one cell are struck out (row 6)"),
        ("hidden.xlsx", "2 rows are hidden (rows 3 and 5)", 5, "One column is hidden: age. It is read"),
        (
            "filtered.xlsx",
            "hidden, by a filter or by hand (rows 2 and 3)",
            5,
            "They are read like the others",
        ),
        ("notes.xlsx", "2 cells have notes", 5, "Their words stand in a column “cell_notes”"),
        ("links.xlsx", "2 cells have links behind their words", 5, "column “cell_links”"),
        ("formulas.xlsx", "“age”: 2 cells are formulas", 4, "could not work out what stands here"),
        ("totals.xlsx", "", 5, "2 × name: A total of other rows"),
        ("totals.xlsx", "", 5, "1 × no: The names of the columns once more"),
        ("totals.xlsx", "", 5, "2 × no: Only the number of the row"),
        ("mac.xlsx", "", 5, "Set aside: 0"),
        ("people.xlsx", "", 2, "3 × name: Several people may be named here"),
        ("nothing.xlsx", "", 5, "Set aside: 0"),
        ("macros.xlsx", "The file holds macros", 5, "neither run nor read"),
        ("external.xlsx", "refers to other files", 5, "They are not opened"),
        ("wide.csv", "And 15,981 more", 5, "Set aside: 0"),
        ("half.csv", "", 2, "3 × The row has one cell, and the header 6: perhaps other signs"),
        ("utf16.csv", "", 1, "Set aside: 0"),
        ("words.csv", "", 0, "1 × source: A formula stands here as words"),
        ("list.ods", "One column is hidden: name", 2, "1 × place: The cell is merged with rows above"),
        ("list.ods", "One cell has a note", 2, "One row is hidden, by a filter or by hand (row 3)"),
        ("list.ods", "One cell has a link behind its words", 2, "not seen in an ODS file"),
    ],
)
def test_what_no_cell_says_is_said(
    tmp_path: Path, name: str, proposed: str, understood: int, checked: str
) -> None:
    made = Foreign(tmp_path, name)
    if name == "list.ods":
        made.answer(("  merged: '? each_row'\n", ""))
    assert proposed in made.proposed
    said = made.checked()
    assert f"Understood: {'one row' if understood == 1 else f'{understood} rows'}." in said
    assert checked in said


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("no_value.xlsx", "row 2: This row has a formula without a value"),
        ("long.xlsx", "row 2: A cell holds at most 1,000,000 characters"),
        ("sheets.xlsx", "the spreadsheet has several sheets with cells: Sheet and Old"),
        ("cyrillic.csv", "are not UTF-8"),
        ("title.xlsx", "row 1: This row has 1 cell, and the rows below it have 6"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(tmp_path: Path, name: str, says: str) -> None:
    assert says in Foreign(tmp_path, name).proposed


def test_sheets_that_are_not_read_are_named(tmp_path: Path) -> None:
    made = Foreign(tmp_path, "sheets.xlsx", "--sheet", "Sheet")
    assert "Only one sheet is read. Not read: Old." in made.proposed
    assert "Not read: Old." in made.checked()


def test_an_encoding_can_be_named_with_each_step(tmp_path: Path) -> None:
    made = Foreign(tmp_path, "cyrillic.csv", "--encoding", "cp1251")
    made.answer(("  encoding: cp1251\n", ""))
    assert "are not UTF-8" in made.checked()
    checked = run("check", made.mapping, made.list, "--encoding", "cp1251")
    assert "Understood: one row." in checked.output
    out = tmp_path / "workbook"
    run("apply", made.list, "--mapping", made.mapping, "--out", out, "--encoding", "cp1251")
    assert "Амба Арнов" in (out / "mentions.csv").read_text(encoding="utf-8-sig")


def test_a_merged_cell_is_said_of_each_row_only_where_somebody_says_so(tmp_path: Path) -> None:
    made = Foreign(tmp_path, "merged.xlsx")
    assert "2 cells are merged over several rows. Whether they hold" in made.proposed
    assert "“merged” is still to be said" in made.checked()
    text = made.mapping.read_text(encoding="utf-8")
    for answer, understood, said in (
        ("  merged: each_row\n", 5, "They are said of each of these"),
        ("  merged: first_row\n", 5, "They are said of the first of these alone"),
        ("", 2, "3 × place: The cell is merged with rows above."),
    ):
        made.mapping.write_text(text.replace("  merged: '? each_row'\n", answer), encoding="utf-8")
        checked = made.checked()
        assert f"Understood: {understood} rows." in checked
        assert said in checked


def test_two_rows_of_names_are_asked_about(tmp_path: Path) -> None:
    made = Foreign(tmp_path, "headers.xlsx")
    assert "probably take two rows" in made.proposed
    assert "“header_rows” is still to be said" in made.checked()
    made.mapping.unlink()
    made = Foreign(tmp_path, "headers.xlsx", "--header-rows", "2")
    text = made.mapping.read_text(encoding="utf-8")
    for name in ("victim / name", "victim / age", "death / date", "death / place"):
        assert f"column: {name}" in text
    assert "kept as the author's own: remark." in made.proposed  # which nothing stands above


def test_dates_of_two_signs_are_asked_by_sign(tmp_path: Path) -> None:
    made = Foreign(tmp_path, "orders.xlsx")
    assert "“/” is still to be said" in made.checked()
    text = made.mapping.read_text(encoding="utf-8")
    by_sign = "    dates:\n      .: day_first\n      /: '? day_first'\n"
    assert by_sign in text
    for answer, understood in (
        ("    dates: {/: month_first}\n", 5),
        ("    dates: {/: day_first}\n", 5),  # somebody said so of this sign
        ("    dates: month_first\n", 4),  # and dates with points?
        ("    dates: day_first\n", 4),  # two of the dates with / show another order
    ):
        made.mapping.write_text(text.replace(by_sign, answer), encoding="utf-8")
        assert f"Understood: {understood} rows." in made.checked(), answer


def test_days_as_numbers_are_asked_about(tmp_path: Path) -> None:
    made = Foreign(tmp_path, "serials.xlsx")
    assert "“dates” is still to be said" in made.checked()
    made.answer(("'? excel_1900'", "excel_1904"))
    out = tmp_path / "workbook"
    run("apply", made.list, "--mapping", made.mapping, "--out", out)
    assert "2021-03-08" in (out / "acts.csv").read_text(encoding="utf-8-sig")


def test_words_for_nothing_are_asked_about(tmp_path: Path) -> None:
    made = Foreign(tmp_path, "nothing.xlsx")
    text = made.mapping.read_text(encoding="utf-8")
    start, end = text.index("  nothing:"), text.index("document:")
    made.mapping.write_text(text[:start] + text[end:], encoding="utf-8")
    checked = made.checked()
    assert "Understood: 2 rows." in checked
    assert "2 × place: This may mean that nothing is known" in checked
