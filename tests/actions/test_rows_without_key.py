"""A list whose key tells nothing comes in again: what may be meant is recognised, or asked, and doubles nobody."""

from pathlib import Path

import pytest

from isthmus.actions.desk.import_workbook import ChangesNotAccepted
from isthmus.actions.desk.lists import NotDecided, enter_row, may_be, plan_row
from isthmus.store.desk.models import RegisterList
from isthmus.store.desk.queries.lists import reasons_of
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


TWINS = ROWS + "Dorun Dastan,09/03/2017,Lake,from a\nDorun Dastan,09/03/2017,Lake,from b\n"


@pytest.fixture
def doubted(tmp_path: Path) -> Desk:
    """A list in which a row changed, and two may be meant."""
    who(), who("tests")
    made = Desk(tmp_path)
    made.brought(TWINS, mapping=KEYLESS)
    done = made.brought(
        TWINS.replace("from a", "from c").replace("Lake,from b\n", "Lake,from c\n"), mapping=KEYLESS
    )
    assert (done.new, done.changed, done.missing, done.set_aside) == (0, 0, 2, 3)
    return made


def test_a_row_that_may_be_one_of_two_waits_and_asks_which(doubted: Desk) -> None:
    row = current(5)
    assert row.reasons[0]["message"]["code"] == "mapped.perhaps_row"
    was, _ = may_be(row)
    assert was.cells[-1] == "from a"
    with pytest.raises(NotDecided, match=r"list\.row\.which"):
        plan_row(row, {}, TODAY)
    assert names().count("Dorun Dastan") == 2
    assert was.statement is not None
    planned = plan_row(row, {}, TODAY, was.statement.ref)
    with pytest.raises(ChangesNotAccepted):
        enter_row(planned, actor=who("tests"))
    enter_row(planned, actor=who("tests"), because="the source was corrected")
    assert names().count("Dorun Dastan") == 2
    [other] = may_be(current(6))
    assert other.statement != was.statement


def test_a_row_of_which_somebody_says_that_it_is_another_is_new(doubted: Desk) -> None:
    enter_row(plan_row(current(5), {}, TODAY, ""), actor=who("tests"))
    assert names().count("Dorun Dastan") == 3


def test_a_new_row_above_the_known_one_with_its_key_waits(tmp_path: Path) -> None:
    who(), who("tests")
    made = Desk(tmp_path)
    made.brought()
    done = made.brought(LIST.replace("1,Amba", "1,Dorun Dastan,09/03/2017,Hill,\n1,Amba"))
    assert (done.new, done.set_aside, done.same) == (0, 2, 2)
    assert names() == ["Amba Arnov", "Belo Bexley"]
    assert current(2).reasons[0]["message"]["code"] == "mapped.key_twice"


def test_two_rows_that_changed_under_one_key_wait_and_say_which_row_they_may_be(tmp_path: Path) -> None:
    who(), who("tests")
    made = Desk(tmp_path)
    made.brought()
    done = made.brought(LIST.replace("1,Amba Arnov", "1,Dorun Dastan,09/03/2017,Hill,\n1,Amba Arnova"))
    assert (done.new, done.changed, done.set_aside) == (0, 0, 3)
    assert [[each.cells[1] for each in may_be(current(n))] for n in (2, 3)] == [["Amba Arnov"]] * 2


RENUMBERED = """\
no,name,date,place,note
1,Dorun Dastan,09/03/2017,Lake,
2,Amba Arnov,05/03/2017,Hill,buried
3,Belo Bexley,06/03/2017,Hill,
"""


def test_a_row_that_changed_while_its_list_was_numbered_anew_is_the_row_that_it_was(tmp_path: Path) -> None:
    who(), who("tests")
    made = Desk(tmp_path)
    mapping = MAPPING + "own: all\n"
    made.brought(mapping=mapping)
    done = made.brought(RENUMBERED, mapping=mapping, because="a newer file")
    # Number 1 was Amba Arnov's: whoever has it now is another person, and she is known by her words.
    assert (done.new, done.changed, done.renumbered, done.missing) == (1, 1, 1, 0)
    assert names() == ["Amba Arnov", "Belo Bexley", "Dorun Dastan"]


def test_reasons_count_the_rows_that_the_last_file_has(tmp_path: Path) -> None:
    who(), who("tests")
    made = Desk(tmp_path)
    made.brought()
    made.brought(LIST.replace("3,Cita Corrin,sometime", "7,Dorun Dastan,whenever"))
    [reason] = reasons_of(RegisterList.objects.get())
    assert reason.rows == 1
