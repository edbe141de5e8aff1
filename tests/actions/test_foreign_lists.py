"""A spreadsheet with merged cells and notes comes in, and comes in again when its author wrote more of either."""

from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment

from isthmus.actions.desk.lists import ListOutcome, bring_in, plan_list
from isthmus.actions.desk.verification import verify
from isthmus.store.desk.models import Act, ListRow, Statement
from isthmus.store.desk.queries.workbook import whole
from tests.accounts import who
from tests.actions.list_case import MAPPING, TODAY
from tests.foreign_tables import book_of, saved

pytestmark = pytest.mark.django_db

EACH_ROW = MAPPING.replace("{key: [no]}", "{key: [no], merged: each_row, nothing: [N/A]}")


def brought(folder: Path, book: Workbook, mapping: str = EACH_ROW, because: str = "") -> ListOutcome:
    path = folder / "list.xlsx"
    path.write_bytes(saved(book))
    actor = who("tests")
    return bring_in(plan_list(path, mapping, TODAY), actor=actor, because=because)


def merged() -> Workbook:
    book, page = book_of()
    page.merge_cells("E4:E6")
    page["D3"] = "N/A"
    return book


def test_a_merged_cell_is_said_of_each_row_and_the_list_is_known_again(tmp_path: Path) -> None:
    first = brought(tmp_path, merged())
    assert (first.new, first.set_aside) == (5, 0)
    assert Act.objects.filter(place__name="River Village").count() == 3
    assert Act.objects.filter(date="").count() == 1
    again = brought(tmp_path, merged())
    assert (again.new, again.changed, again.same) == (0, 0, 5)
    assert verify().sound


def test_a_row_below_a_merged_cell_waits_where_nobody_says_for_whom_it_holds(tmp_path: Path) -> None:
    done = brought(tmp_path, merged(), EACH_ROW.replace(" merged: each_row,", ""))
    assert (done.new, done.set_aside) == (3, 2)
    waiting = ListRow.objects.current().filter(state="waiting")
    assert {row.reasons[0]["message"]["code"] for row in waiting} == {"mapped.merged"}


@pytest.mark.parametrize("key", ["{key: [no], ", "{"])
def test_a_note_that_is_written_later_makes_no_row_new_but_its_own(tmp_path: Path, key: str) -> None:
    mapping = EACH_ROW.replace("{key: [no], ", key)
    brought(tmp_path, merged(), mapping)
    book = merged()
    page = book.worksheets[0]
    page["B2"].comment = Comment("also called Little Amba", "somebody")
    again = brought(tmp_path, book, mapping, because="The author wrote a note.")
    assert again.same == 4  # an empty cell of the column of notes changes no row
    assert (again.new, again.changed) == (0, 1)
    assert Statement.objects.count() == 5
    assert any("Little Amba" in each.own for each in whole().statements)
