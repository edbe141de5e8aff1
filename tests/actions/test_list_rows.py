"""Rows of a list that were set aside: corrected and read again, or left out; rows always add up."""

from pathlib import Path

import pytest

from isthmus.actions.desk.import_workbook import ChangesNotAccepted
from isthmus.actions.desk.lists import NotDecided, enter_row, leave_out, plan_row
from isthmus.actions.desk.verification import verify
from isthmus.store.desk.models import Act, ListRow, Mention, RegisterList, Statement
from isthmus.store.desk.queries.list_rows import close_list_rows
from isthmus.store.desk.queries.lists import counts_of, reasons_of
from tests.accounts import who
from tests.actions.list_case import LIST, MAPPING, TODAY, Desk, current, last_event, names
from tests.english import told


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path)
    who()
    made.brought()
    return made


def entered(number: int, because: str = "", **typed: str) -> Statement:
    return enter_row(plan_row(current(number), typed, TODAY), actor=who(), because=because)


def counts() -> tuple[int, int, int, int, int]:
    found = counts_of(RegisterList.objects.get())
    assert found.destroyed == 0
    return found.rows, found.understood, found.waiting, found.left_out, found.gone


def refusal(number: int, **typed: str) -> NotDecided:
    with pytest.raises(NotDecided) as refused:
        plan_row(current(number), typed, TODAY)
    return refused.value


def test_a_row_that_is_corrected_enters_as_its_statement_in_one_event(desk: Desk) -> None:
    before = last_event().sequence
    statement = entered(4, date="07/03/2017")
    assert last_event().sequence == before + 1
    assert Act.objects.get(statement=statement).date == "2017-03-07"
    assert statement.quote == "name: Cita Corrin · date: sometime · place: River"
    row = current(4)
    assert (row.state, row.corrected, row.cells[2]) == ("understood", {"date": "07/03/2017"}, "sometime")
    assert counts() == (3, 3, 0, 0, 0)
    assert verify().sound


def test_a_row_that_still_cannot_be_read_says_why(desk: Desk) -> None:
    refused = refusal(4, date="some day")
    assert [(each.column, each.value) for each in refused.reasons] == [("date", "some day")]
    assert "leave it out" in told(refused)
    assert counts() == (3, 2, 1, 0, 0)


def test_a_row_is_left_out_for_a_reason_and_can_enter_later(desk: Desk) -> None:
    with pytest.raises(NotDecided, match=r"list\.row\.reason_missing"):
        leave_out([current(4)], actor=who(), because=" ")
    leave_out([current(4)], actor=who(), because="No day is known.")
    assert last_event().reason.text == "No day is known."
    assert counts() == (3, 2, 0, 1, 0)
    entered(4, date="07/03/2017")
    assert counts() == (3, 3, 0, 0, 0)


def test_what_is_decided_is_decided_once(desk: Desk) -> None:
    waiting = current(4)
    plan = plan_row(waiting, {"date": "07/03/2017"}, TODAY)
    enter_row(plan, actor=who())
    with pytest.raises(NotDecided, match=r"list\.row\.decided"):
        leave_out([waiting], actor=who(), because="No day is known.")
    with pytest.raises(NotDecided, match=r"list\.row\.decided"):
        plan_row(waiting, {}, TODAY)


def test_the_next_import_loses_nothing_of_it(desk: Desk) -> None:
    desk.brought(LIST + "4,Dorun Dastan,some day,Hill,\n")
    leave_out([current(5)], actor=who(), because="No day is known.")
    entered(4, date="07/03/2017")
    done = desk.brought(LIST + "4,Dorun Dastan,some day,Hill,\n5,Eto Eckhart,09/03/2017,Hill,\n")
    assert (done.rows, done.new, done.same, done.set_aside, done.left_out) == (5, 1, 3, 0, 1)
    assert counts() == (5, 4, 0, 1, 0)
    assert Act.objects.get(mentions__name="Cita Corrin").date == "2017-03-07"


def test_a_corrected_mapping_reads_rows_anew_but_not_those_corrected_here(desk: Desk) -> None:
    entered(4, date="07/03/2017")
    corrected = MAPPING.replace("day_first", "month_first")
    done = desk.brought(because="The month stands first.", mapping=corrected)
    assert (done.changed, done.set_aside) == (2, 0)
    assert Act.objects.get(mentions__name="Cita Corrin").date == "2017-03-07"
    assert counts() == (3, 3, 0, 0, 0)


def test_a_known_row_whose_new_words_cannot_be_read_waits_beside_its_statement(desk: Desk) -> None:
    desk.brought(LIST.replace("06/03/2017", "in spring"))
    row = current(3)
    assert (row.state, row.statement is not None, row.cells[2]) == ("waiting", True, "in spring")
    assert names() == ["Amba Arnov", "Belo Bexley"]
    assert counts() == (3, 1, 2, 0, 0)
    with pytest.raises(ChangesNotAccepted):
        entered(3, date="16/03/2017")
    entered(3, "They told us.", date="16/03/2017")
    assert Act.objects.get(mentions__name="Belo Bexley").date == "2017-03-16"
    assert counts() == (3, 2, 1, 0, 0)


def test_rows_that_the_list_no_longer_has_stand_apart(desk: Desk) -> None:
    desk.brought("no,name,date,place,note\n1,Amba Arnov,05/03/2017,Hill,x\n")
    assert counts() == (1, 1, 0, 0, 2)
    desk.brought()
    assert counts() == (3, 2, 1, 0, 0)
    assert ListRow.objects.current().count() == 3


def test_reasons_are_told_with_how_many_rows_have_them(desk: Desk) -> None:
    desk.brought(LIST + "4,Dorun Dastan,some day,Hill,\n5,,09/03/2017,Hill,\n,Total 5,,,\n")
    found = [(each.column, each.rows) for each in reasons_of(RegisterList.objects.get())]
    assert found[0] == ("date", 2)
    assert sum(n for _, n in found) == counts()[2]


def test_where_something_is_sealed_words_of_waiting_rows_are_not_kept(desk: Desk) -> None:
    Mention.objects.filter(name="Amba Arnov").update(protection="sealed")
    close_list_rows()
    assert (current(4).cells, current(4).reasons) == ([], [])
    assert "sealed" in told(refusal(4, date="07/03/2017"))
    leave_out_refused = pytest.raises(NotDecided, match=r"list\.row\.sealed")
    with leave_out_refused:
        leave_out([current(4)], actor=who(), because="No day is known.")
