"""A submission that was set aside is corrected in the desk, with the rows of other sheets that belong to it."""

from copy import deepcopy
from pathlib import Path

import pytest
from openpyxl import load_workbook

from isthmus.actions.desk.leaving import export_list
from isthmus.actions.desk.lists import ListOutcome, NotDecided, bring_in, enter_row, plan_list, plan_row
from isthmus.actions.desk.verification import verify
from isthmus.actions.desk.withdrawing import plan_withdrawal
from isthmus.store.desk.models import ListRow, Mention, RegisterList
from tests.accounts import who
from tests.actions.list_case import TODAY, names
from tests.forms.completed import KOBO, completed
from tests.forms.kobo import KoboForm, Submission, submissions


@pytest.fixture
def path(tmp_path: Path) -> Path:
    who(), who("tests")
    return tmp_path / "kobo.xlsx"


def brought(path: Path, mapping: str, because: str = "") -> ListOutcome:
    return bring_in(plan_list(path, mapping, TODAY), actor=who("tests"), because=because)


def waiting() -> ListRow:
    return ListRow.objects.current().select_related("change", "statement", "list").get(state="waiting")


def cells(row: ListRow) -> dict[str, str]:
    return dict(zip(row.change.columns, row.cells, strict=False))


def with_age(path: Path, age: str) -> str:
    """Put an age into the first row of the victims; return the name of that person."""
    book = load_workbook(path)
    sheet = book["victims"]
    columns = [cell.value for cell in sheet[1]]
    sheet.cell(2, columns.index("victims/age") + 1).value = age
    book.save(path)
    return str(sheet.cell(2, columns.index("victims/name") + 1).value)


def test_a_row_of_a_repeat_is_corrected_beside_its_submission(path: Path) -> None:
    form = KoboForm(sent=submissions(4, seed=3))
    form.write(path)
    mapping = completed(path, KOBO)
    name = with_age(path, "old as the hills")
    done = brought(path, mapping)
    assert (done.new, done.set_aside) == (3, 1)
    row = waiting()
    [column] = [each for each, cell in cells(row).items() if cell == "old as the hills"]
    assert column.endswith(" / victims/age")
    with pytest.raises(NotDecided, match=r"list\.row\.not_understood"):
        plan_row(row, {}, TODAY)
    statement = enter_row(plan_row(row, {column: "71"}, TODAY), actor=who("tests"))
    assert Mention.objects.get(name=name).age == "71"
    assert "old as the hills" in statement.quote
    assert len(names()) == sum(len(told.people) for each in form.sent for told in each.incidents)
    assert brought(path, mapping).same == 4
    assert verify().sound


def test_a_submission_of_which_somebody_was_taken_out_enters_once_its_statement_is_withdrawn(
    path: Path,
) -> None:
    sent: list[Submission] = submissions(4, seed=3)
    place = next(n for n, each in enumerate(sent) if any(len(told.people) > 1 for told in each.incidents))
    KoboForm(sent=sent).write(path)
    mapping = completed(path, KOBO)
    brought(path, mapping)
    now, before = deepcopy(sent), len(names())
    del next(told for told in now[place].incidents if len(told.people) > 1).people[0]
    KoboForm(sent=now).write(path)
    brought(path, mapping)
    with pytest.raises(NotDecided) as refused:
        plan_row(waiting(), {}, TODAY)
    assert refused.value.reasons[0].message.code == "mapped.says_less"
    told = waiting().statement
    assert told is not None
    plan_withdrawal([told], "withdrawn", because="corrected", actor=who("tests")).carry_out()
    entered = enter_row(plan_row(waiting(), {}, TODAY), actor=who("tests"))
    assert entered.ref == f"{told.ref}-2"
    assert len(names()) == before - 1
    assert brought(path, mapping).same == 4


def test_what_a_row_of_a_repeat_says_of_grounds_does_not_leave_with_names(path: Path) -> None:
    KoboForm(sent=submissions(4, seed=3)).write(path)
    mapping = completed(path, KOBO)
    with_age(path, "old as the hills")
    brought(path, mapping)
    place = "  place:\n    column: incidents/place\n"
    assert place in mapping
    brought(path, mapping.replace(place, place.replace("place:", "ground:", 1)))
    exported = export_list(RegisterList.objects.get().name, purpose="court", actor=who("tests"))
    assert "incidents 1 / incidents/place" in exported.grounds
    assert not any(cell.startswith("Village") for row in exported.rows for cell in row)
