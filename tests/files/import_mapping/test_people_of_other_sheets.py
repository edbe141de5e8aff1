"""People of another sheet: some of those whom a number counts, and only those of whom a column says so."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from isthmus.core.count import count
from isthmus.core.register import Register
from isthmus.files.import_mapping.applying import AppliedMapping, apply_mapping, new_list
from isthmus.files.import_mapping.mapping_file import UnsoundMapping, mapping_of
from isthmus.files.import_mapping.writing import proposal_for
from isthmus.files.table import TableError, TablePlace
from tests.english import told

TODAY = date(2026, 11, 1)
INCIDENTS = (
    ("code", "day", "place", "min", "max"),
    ("a", "2017-03-05", "Hill", 1, 1),
    ("b", "2017-03-06", "Hill", 3, 5),
)
VICTIMS = (
    ("code", "name", "status"),
    ("a", "Amba Arnov", "Killed"),
    ("b", "Belo Bexley", "Killed"),
    ("b", "Cita Corrin", "Injured"),
)
MAPPING = """
mapping: 1
name: Strikes
row: incident
table:
  sheet: Incidents
  key: [code]
  repeats: [{sheet: Victims, key: code, parent: code}]
document: {title: Strikes, author: Monitor, held: yes, lists_once: incidents}
sources: {kinds: {Monitor: organisation}}
statement: {speaker: Monitor, basis: first_hand}
acts:
  - type: killing
    date: {column: day}
    place: {column: place}
    people:
      - {role: victim, number: {columns: [min, max], joined: "-"}}
      - role: victim
        each: Victims
        name: {column: name}
"""
ONE_PART = MAPPING.replace(
    '{role: victim, number: {columns: [min, max], joined: "-"}}\n      - role: victim',
    'role: victim\n        number: {columns: [min, max], joined: "-"}',
)
KILLED = MAPPING + "        where: {column: status, has: Killed, among: [Killed, Injured]}\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return written(tmp_path / "strikes.xlsx")


def written(path: Path, victims: Sequence[Sequence[object]] = VICTIMS) -> Path:
    return book_of(path, INCIDENTS, victims)


def book_of(path: Path, incidents: Sequence[Sequence[object]], victims: Sequence[Sequence[object]]) -> Path:
    book = Workbook(write_only=True)
    for name, rows in (("Incidents", incidents), ("Victims", victims)):
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def applied(path: Path, mapping: str) -> AppliedMapping:
    found = apply_mapping(path, mapping_of(mapping), TODAY, new_list("r"))
    assert found.is_whole
    return found


def people(found: AppliedMapping) -> list[tuple[str, str, int, int | None, bool]]:
    mentions = found.workbook.mentions
    return sorted((each.act, each.name, each.low, each.high, bool(each.within)) for each in mentions)


@pytest.mark.parametrize("mapping", [MAPPING, ONE_PART])
def test_those_who_are_named_are_some_of_those_who_are_counted(path: Path, mapping: str) -> None:
    found = applied(path, mapping)
    assert people(found) == [
        ("r2.1", "Amba Arnov", 1, 1, False),
        ("r3.1", "", 3, 5, False),
        ("r3.1", "Belo Bexley", 1, 1, True),
        ("r3.1", "Cita Corrin", 1, 1, True),
    ]
    figures = count(Register.of(found.workbook)).k[1]
    assert (figures.documented_minimum, figures.record_maximum) == (4, 6)


def test_only_those_count_of_whom_a_column_says_so(path: Path) -> None:
    found = applied(path, KILLED)
    assert [name for _, name, *_ in people(found)] == ["Amba Arnov", "", "Belo Bexley"]
    [_, second] = found.workbook.statements
    assert "Cita Corrin" in second.quote


def test_a_status_that_is_none_of_those_named_sets_its_row_aside(tmp_path: Path) -> None:
    path = written(tmp_path / "strikes.xlsx", (*VICTIMS, ("a", "Dorun Dastan", "Missing")))
    found = applied(path, KILLED)
    assert [each.number for each in found.found.aside] == [2]


def test_more_names_than_the_number_says_set_their_row_aside(tmp_path: Path) -> None:
    path = written(tmp_path / "strikes.xlsx", (*VICTIMS, ("a", "Dorun Dastan", "Killed")))
    found = applied(path, MAPPING)
    [aside] = found.found.aside
    assert (aside.number, aside.reasons[0].message.code) == (2, "mapped.more_named")


def test_where_an_act_says_that_its_people_are_apart_nobody_is_counted_in_a_number(path: Path) -> None:
    found = applied(path, MAPPING.replace("    people:", "    apart: yes\n    people:"))
    assert not any(within for *_, within in people(found))


def test_two_numbers_of_one_role_count_nobody_else(path: Path) -> None:
    found = applied(
        path,
        MAPPING.replace(
            "      - role: victim\n",
            "      - {role: victim, number: {column: max}}\n      - role: victim\n",
            1,
        ),
    )
    assert not any(within for *_, within in people(found))


@pytest.mark.parametrize(
    ("least", "most", "wanted"),
    [(3, 5, (3, 5)), (3, "", (3, None)), ("", 5, (1, 5)), (4, 4, (4, 4)), ("at least 2", "10+", (2, None))],
)
def test_two_columns_of_a_number_are_at_least_and_at_most(
    tmp_path: Path, least: object, most: object, wanted: tuple[int, int | None]
) -> None:
    path = of_two_columns(tmp_path, least, most)
    [mention] = applied(
        path,
        MAPPING.replace("      - role: victim\n        each: Victims\n        name: {column: name}\n", ""),
    ).workbook.mentions
    assert (mention.low, mention.high) == wanted


@pytest.mark.parametrize(
    ("least", "most", "code"),
    [(5, 3, "least_above_most"), (0, 4, "perhaps_nobody"), (0, 0, "nobody"), (2, "some", "number")],
)
def test_two_columns_that_cannot_be_read_together_set_their_row_aside(
    tmp_path: Path, least: object, most: object, code: str
) -> None:
    found = applied(of_two_columns(tmp_path, least, most), MAPPING)
    assert [each.reasons[0].message.code for each in found.found.aside] == [f"mapped.{code}"]


def of_two_columns(folder: Path, least: object, most: object) -> Path:
    incidents = (INCIDENTS[0], ("a", "2017-03-05", "Hill", least, most))
    return book_of(folder / "two.xlsx", incidents, VICTIMS[:1])


def test_a_number_of_three_columns_is_refused() -> None:
    with pytest.raises(UnsoundMapping) as refused:
        mapping_of(MAPPING.replace("[min, max]", "[men, women, children]"))
    assert [each.rule.code for each in refused.value.problems] == ["mapping_file.number_columns"]


def test_of_several_sheets_it_is_said_how_one_is_named(path: Path) -> None:
    mapping = MAPPING.replace("  sheet: Incidents\n", "")
    for opened in (lambda: proposal_for(path, TablePlace(), ""), lambda: applied(path, mapping)):
        with pytest.raises(TableError) as refused:
            opened()
        assert "--sheet" in told(refused.value)
