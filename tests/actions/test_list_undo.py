"""One import of a list is taken back as one, with what was done since named first; the taking back, too."""

from pathlib import Path

import pytest

from isthmus.actions.desk import judge as judging
from isthmus.actions.desk.correcting import correct, plan_correction
from isthmus.actions.desk.history import find_row
from isthmus.actions.desk.judge import judge
from isthmus.actions.desk.lists import enter_row, leave_out, plan_row
from isthmus.actions.desk.notes import write_note
from isthmus.actions.desk.undoing import NotUndone, PlannedUndo, plan_undo, undo
from isthmus.actions.desk.verification import verify
from isthmus.store.desk.models import (
    Event,
    Incident,
    Judgement,
    ListChange,
    ListRow,
    Mention,
    Person,
    Statement,
)
from tests.accounts import who
from tests.actions.list_case import LIST, MAPPING, TODAY, Desk, current, last_event, names
from tests.english import told

MORE = LIST.replace("sometime", "07/03/2017") + "4,Dorun Dastan,08/03/2017,Hill,\n"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    who(), who("other"), who("tests")
    return Desk(tmp_path)


def planned(event: Event, by: str = "tests") -> PlannedUndo:
    return plan_undo(event, actor=who(by))


def taken_back(event: Event) -> Event:
    undo(planned(event))
    assert verify().sound
    return last_event()


def refusal(event: Event, by: str = "tests") -> str:
    with pytest.raises(NotUndone) as refused:
        planned(event, by)
    return told(refused.value)


def test_an_import_is_taken_back_as_one(desk: Desk) -> None:
    desk.brought()
    came = last_event()
    taken_back(came)
    assert names() == []
    assert not Incident.objects.exists()
    assert not Person.objects.exists()
    assert not ListRow.objects.current().exists()
    assert "taken back already" in refusal(came)


def test_the_list_can_come_in_again_after_that(desk: Desk) -> None:
    desk.brought()
    taken_back(last_event())
    done = desk.brought()
    assert (done.new, done.set_aside) == (2, 1)
    assert names() == ["Amba Arnov", "Belo Bexley"]
    assert Statement.objects.count() == 4
    assert verify().sound


def test_the_last_import_alone_is_taken_back_and_all_is_as_before_it(desk: Desk) -> None:
    desk.brought()
    first = last_event()
    before = {each.number: (each.cells, each.state) for each in ListRow.objects.current()}
    changed = MORE.replace("Amba Arnov", "Amba Arnova").replace("2,Belo", "9,Belo")
    desk.brought(changed, because="The ministry corrected it.")
    assert names() == ["Amba Arnova", "Belo Bexley", "Cita Corrin", "Dorun Dastan"]
    assert f"in event {last_event().sequence}" in refusal(first)
    taken_back(last_event())
    assert names() == ["Amba Arnov", "Belo Bexley"]
    assert {each.number: (each.cells, each.state) for each in ListRow.objects.current()} == before
    taken_back(first)
    assert names() == []


def test_taking_it_back_is_taken_back(desk: Desk) -> None:
    desk.brought()
    desk.brought(MORE.replace("Amba Arnov", "Amba Arnova"), because="The ministry corrected it.")
    now = sorted((each.number, each.state) for each in ListRow.objects.current())
    undone = taken_back(last_event())
    again = taken_back(undone)
    assert names() == ["Amba Arnova", "Belo Bexley", "Cita Corrin", "Dorun Dastan"]
    assert sorted((each.number, each.state) for each in ListRow.objects.current()) == now
    assert "can be undone itself" in refusal(again)
    assert desk.brought(MORE.replace("Amba Arnov", "Amba Arnova")).same == 4


def test_it_is_not_brought_back_where_the_list_came_in_since(desk: Desk) -> None:
    desk.brought()
    undone = taken_back(last_event())
    desk.brought()
    assert "came in again since" in refusal(undone)


def test_what_was_done_since_is_named_and_goes_with_it(desk: Desk) -> None:
    desk.brought()
    came = last_event()
    first, second = Mention.objects.order_by("ref").values_list("ref", flat=True)
    judge(kind="person", left=first, right=second, decision="different", actor=who("other"))
    correct(
        plan_correction(find_row(f"mentions:{first}"), {"age": "31"}), reason="A slip.", actor=who("other")
    )
    write_note(Statement.objects.order_by("ref")[0], text="Look again.", actor=who("other"))
    enter_row(plan_row(current(4), {"date": "07/03/2017"}, TODAY), actor=who("other"))
    since = planned(came).since
    assert since is not None
    assert {name: message.values["n"] for name, message in since.words} == {
        "judged": 1,
        "corrected": 1,
        "noted": 1,
        "decided": 1,
    }
    taken_back(came)
    assert names() == []
    assert not ListRow.objects.current().exists()


def test_a_cell_that_was_corrected_since_is_not_put_back_over_it(desk: Desk) -> None:
    desk.brought()
    desk.brought(LIST.replace("Amba Arnov", "Amba Arnova"), because="The ministry corrected it.")
    came = last_event()
    row = find_row(f"mentions:{Mention.objects.get(name='Amba Arnova').ref}")
    correct(plan_correction(row, {"name": "Amba Arnovna"}), reason="A slip.", actor=who("other"))
    assert "changed again since" in refusal(came)


def test_a_statement_that_somebody_said_stands_is_withdrawn_with_the_others(desk: Desk) -> None:
    desk.brought()
    came = last_event()
    [ref, _] = Statement.objects.order_by("ref").values_list("ref", flat=True)
    judge(kind="statement", left=ref, decision="stands", because="Looked at.", actor=who("other"))
    taken_back(came)
    assert names() == []


def test_others_take_back_what_they_did_themselves(desk: Desk) -> None:
    desk.brought()
    assert "Somebody else did this" in refusal(last_event(), by="other")


def test_decisions_about_rows_are_taken_back_by_themselves(desk: Desk) -> None:
    desk.brought()
    leave_out([current(4)], actor=who(), because="No day is known.")
    undo(plan_undo(last_event(), actor=who()))
    assert current(4).state == "waiting"
    enter_row(plan_row(current(4), {"date": "07/03/2017"}, TODAY), actor=who())
    assert "Cita Corrin" in names()
    undo(plan_undo(last_event(), actor=who()))
    assert "Cita Corrin" not in names()
    assert (current(4).state, current(4).cells[2]) == ("waiting", "sometime")


def test_what_stops_half_way_leaves_all_as_it_was(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.brought()
    came, n = last_event(), Judgement.objects.count()
    plan = planned(came)
    monkeypatch.setattr(judging, "refresh", lambda _touched: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        undo(plan)
    assert (last_event(), Judgement.objects.count()) == (came, n)
    assert not ListChange.objects.exclude(undone_by=None).exists()
    assert names() == ["Amba Arnov", "Belo Bexley"]


def test_a_mapping_that_was_corrected_is_taken_back_with_its_readings(desk: Desk) -> None:
    desk.brought()
    corrected = MAPPING.replace("day_first", "month_first")
    desk.brought(because="The month stands first.", mapping=corrected)
    taken_back(last_event())
    assert set(Statement.objects.values_list("acts__date", flat=True)) == {"2017-03-05", "2017-03-06"}
    assert desk.brought().changed == 0


SEVERAL = (
    MAPPING.replace("row: person", "row: incident")
    .replace("lists_once: people", "lists_once: incidents")
    .replace("name: {column: name}", 'names: {column: name, split: ";"}')
)


def test_somebody_whom_an_import_added_to_a_statement_from_before_is_taken_out_and_comes_back(
    desk: Desk,
) -> None:
    before = ["Amba Arnov", "Belo Bexley"]
    more = LIST.replace("Amba Arnov", "Amba Arnov;Eno Elvan").replace("Belo Bexley", "Belo Bexley;Falo Fenn")
    desk.brought(mapping=SEVERAL)
    incidents = Incident.objects.count()
    desk.brought(more, mapping=SEVERAL, because="more names")
    came, after = last_event(), names()
    assert after == sorted([*before, "Eno Elvan", "Falo Fenn"])
    steps = [each.words.code for each in planned(came).steps]
    assert "undo.added" in steps
    undone = taken_back(came)
    assert names() == before
    assert (Incident.objects.count(), Person.objects.count()) == (incidents, 2)
    again = taken_back(undone)
    assert names() == after
    assert (Incident.objects.count(), Person.objects.count()) == (incidents, 4)
    assert again.sequence > undone.sequence
    taken_back(came)
    assert names() == before
    done = desk.brought(more, mapping=SEVERAL, because="more names")
    assert (done.changed, names()) == (2, after)
    assert (Incident.objects.count(), Person.objects.count()) == (incidents, 4)
