"""A list without a key comes in again: a row to which a note was added is the row that it was, not somebody else."""

from pathlib import Path

import pytest

from isthmus.actions.desk.import_workbook import ChangesNotAccepted
from isthmus.actions.desk.lists import enter_row, plan_row
from isthmus.store.desk.queries.workbook import whole
from tests.accounts import who
from tests.actions.list_case import LIST, MAPPING, TODAY, Desk, current, names

KEYLESS = MAPPING.replace("table: {key: [no]}\n", "") + "own: all\n"
ROWS = LIST.replace("no,", "").replace("\n1,", "\n").replace("\n2,", "\n").replace("\n3,", "\n")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    who(), who("tests")
    made = Desk(tmp_path)
    made.brought(ROWS, mapping=KEYLESS)
    return made


def test_a_note_that_was_added_is_a_change_that_is_asked_about(desk: Desk) -> None:
    noted = ROWS.replace("06/03/2017,Hill,", "06/03/2017,Hill,buried")
    with pytest.raises(ChangesNotAccepted):
        desk.brought(noted, mapping=KEYLESS)
    done = desk.brought(noted, mapping=KEYLESS, because="a newer file")
    assert (done.new, done.changed, done.missing) == (0, 1, 0)
    assert names() == ["Amba Arnov", "Belo Bexley"]
    assert "buried" in str([each.own for each in whole().statements])
    again = desk.brought(noted, mapping=KEYLESS)
    assert (again.new, again.changed, again.same) == (0, 0, 2)


def test_another_day_is_another_row_and_the_one_before_stays(desk: Desk) -> None:
    done = desk.brought(ROWS.replace("06/03/2017", "07/03/2017"), mapping=KEYLESS)
    assert (done.new, done.changed, done.missing) == (1, 0, 1)


def test_a_row_that_somebody_corrected_here_is_known_by_its_words_alone(desk: Desk) -> None:
    enter_row(plan_row(current(4), {"date": "08/03/2017"}, TODAY), actor=who("tests"))
    done = desk.brought(ROWS.replace("sometime,River,", "sometime,River,y"), mapping=KEYLESS)
    assert (done.changed, done.set_aside) == (0, 1)


def test_a_key_that_stands_twice_waits_also_when_the_list_comes_in_again(tmp_path: Path) -> None:
    who(), who("tests")
    made, twice = Desk(tmp_path), LIST + "2,Dorun Dastan,09/03/2017,Hill,\n"
    for _ in range(2):
        done = made.brought(twice)
        assert done.set_aside == 2
    assert done.new == 0
    assert names() == ["Amba Arnov", "Belo Bexley"]
