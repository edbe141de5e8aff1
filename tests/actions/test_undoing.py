"""One's own action is taken back, whatever it was, or it is said why not; the taking back is taken back, too."""

from typing import Any

import pytest

from isthmus.actions.desk import undoing
from isthmus.actions.desk.code_document import code_more
from isthmus.actions.desk.correcting import correct, plan_correction
from isthmus.actions.desk.destroying import destroy
from isthmus.actions.desk.documents import Artefact, release_document, take_in
from isthmus.actions.desk.history import find_row as found_row
from isthmus.actions.desk.history import history_of
from isthmus.actions.desk.import_workbook import RegisterMoved
from isthmus.actions.desk.judge import judge, reinstate, withdraw
from isthmus.actions.desk.undoing import NotUndone, own_actions, plan_undo, undo
from isthmus.actions.desk.verification import verify
from isthmus.core.workbook.rows import Act, Mention, Statement, Workbook
from isthmus.store.desk import models
from isthmus.store.desk.derive import rebuild_derived
from isthmus.store.desk.models import Event, Judgement
from isthmus.store.desk.queries.withdrawn import withdrawn
from tests.accounts import who
from tests.actions.cases import bring_in
from tests.actions.derived import derived_tables
from tests.english import told


def find_row(ref: str) -> Any:
    """Return a row of the case by its id."""
    return found_row(ref)


@pytest.fixture(autouse=True)
def register() -> None:
    bring_in()
    who("editor"), who("other")


def last() -> Event:
    found = Event.objects.order_by("-sequence").first()
    assert found is not None
    return found


def taken_back(name: str = "editor") -> None:
    undo(plan_undo(last(), actor=who(name)))
    assert verify().sound


def refusal(event: Event, name: str = "editor") -> str:
    with pytest.raises(NotUndone) as refused:
        plan_undo(event, actor=who(name))
    return told(refused.value)


def corrected(ref: str, *, by: str = "editor", **typed: str) -> Event:
    correct(plan_correction(find_row(ref), typed), reason="A slip.", actor=who(by))
    return last()


def judged() -> Judgement:
    return judge(kind="source", left="s1", right="s4", decision="same", actor=who("editor"), because="one")


def do_judge() -> None:
    judged()


def do_withdraw_of(ref: str) -> None:
    judge(kind="statement", left=ref, decision="withdrawn", actor=who("other"), because="twice")


def do_withdraw() -> None:
    withdraw(Judgement.objects.get(ref="j2"), actor=who("editor"))


def do_reinstate() -> None:
    reinstate(withdraw(Judgement.objects.get(ref="j2"), actor=who("other")), actor=who("editor"))


def do_correct() -> None:
    corrected("a1", date="2016-01", place="p1")


def do_hold() -> None:
    take_in(find_row("d2"), Artefact(b"Its text."), actor=who("editor"))


def do_release() -> None:
    release_document(find_row("d1"), actor=who("editor"))


def do_code_more() -> None:
    code_more(
        find_row("d1"),
        rows=Workbook(
            statements=(Statement("t8", "d1", ("s1",), "asserts", "first_hand"),),
            acts=(Act("a8", "t8", "torture", date="2017-03"),),
            mentions=(Mention("m8", "a8", "victim", 3, 3),),
        ),
        actor=who("editor"),
    )


DOINGS = [do_judge, do_withdraw, do_reinstate, do_correct, do_hold, do_release, do_code_more]


def figures() -> object:
    """What follows from the register, without the words of rows that stay in their history."""
    found = derived_tables()
    return {name: rows for name, rows in found.items() if name != "words"}


@pytest.mark.parametrize("do", DOINGS, ids=lambda each: each.__name__)
def test_every_figure_is_as_before_and_the_undo_is_undone_the_same_way(do) -> None:
    before = figures()
    do()
    changed, planned = figures(), plan_undo(last(), actor=who("editor"))
    effect = planned.effect()
    assert figures() == changed
    undo(planned)
    after = figures()
    if do is do_reinstate:
        assert after != before
    else:
        assert after == before
    assert after != changed or not effect.moves
    assert verify().sound
    taken_back()
    assert figures() == changed
    rebuild_derived()
    assert figures() == changed


def test_what_was_put_in_is_withdrawn_and_its_sources_stay() -> None:
    do_code_more()
    taken_back()
    statement = find_row("t8")
    assert statement.pk in withdrawn()
    assert history_of(statement.uid)[0].action == "code_more"
    judgement = Judgement.objects.get(kind="statement")
    assert judgement.because.startswith("link.reason.taken_back event=")


def test_it_is_said_once_that_it_is_taken_back() -> None:
    event = corrected("s2", name="Outlet Beta")
    taken_back()
    assert refusal(event) == "It is taken back already."
    taken_back()
    plan_undo(event, actor=who("editor"))
    assert find_row("s2").name == "Outlet Beta"


def test_a_correction_after_a_later_one_of_another_cell_is_taken_back_alone() -> None:
    first = corrected("a1", date="2016-01")
    corrected("a1", by="other", place="p1")
    undo(plan_undo(first, actor=who("editor")))
    assert (find_row("a1").date, find_row("a1").place.ref) == ("2017-03/..", "p1")


def test_a_correction_after_a_later_one_of_the_same_cell_is_refused_in_words() -> None:
    first = corrected("a1", date="2016-01")
    corrected("a1", by="other", date="2015-01")
    assert "was changed again since" in refusal(first)
    assert find_row("a1").date == "2015-01"


def test_a_correction_of_a_statement_that_was_withdrawn_since_is_taken_back_and_it_stays_withdrawn() -> None:
    was = find_row("t2").quote
    first = corrected("t2", quote="“Other words.”")
    do_withdraw_of("t2")
    undo(plan_undo(first, actor=who("editor")))
    assert verify().sound
    assert find_row("t2").quote == was
    assert find_row("t2").pk in withdrawn()


def test_a_correction_of_a_row_that_was_destroyed_since_is_refused_in_words() -> None:
    first = corrected("u1", status="held")
    destroy(find_row("u1"), reason="Not ours.", actor=who("editor"))
    assert refusal(first) == "The row is gone, or has no cells that can be put back."


def test_what_would_break_a_rule_now_is_refused_with_the_rule() -> None:
    first = corrected("p2", parent="")
    corrected("p1", parent="p2")
    assert "it would break a rule as the register is now" in refusal(first)


def test_what_others_did_and_what_is_gone_is_refused_in_words() -> None:
    event = corrected("s2", name="Outlet Beta")
    assert refusal(event, "other").startswith("Somebody else did this.")
    destroy(find_row("u1"), reason="Not ours.", actor=who("editor"))
    assert refusal(last()) == "What was destroyed is gone. It cannot be brought back."
    imported = Event.objects.get(action="import_workbook")
    assert "restore the backup" in refusal(imported, "tester")


def test_a_judgement_undone_by_somebody_else_leaves_nothing_to_take_back() -> None:
    made = judged()
    event = last()
    withdraw(made, actor=who("other"))
    assert refusal(event) == "Nothing of it is left to be taken back."


def test_own_actions_are_listed_the_last_first_each_with_its_way_back_or_why_not() -> None:
    do_judge()
    destroy(find_row("u1"), reason="Not ours.", actor=who("editor"))
    corrected("s2", by="other", note="x")
    found = list(own_actions(who("editor"), 10))
    assert [each.event.action for each in found] == ["destroy_row", "judge"]
    assert [each.why_not is None for each in found] == [False, True]


def test_nothing_is_done_while_others_write_or_when_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    do_correct()
    event = last()
    planned = plan_undo(event, actor=who("editor"))
    corrected("s2", by="other", note="x")
    before = derived_tables()
    with pytest.raises(RegisterMoved):
        undo(planned)
    assert derived_tables() == before

    def cut_off(*given: object) -> None:
        raise KeyboardInterrupt

    planned = plan_undo(event, actor=who("editor"))
    monkeypatch.setattr(undoing.PlannedUndo, "save", cut_off)
    with pytest.raises(KeyboardInterrupt):
        undo(planned)
    assert derived_tables() == before
    assert not models.UndoneAction.objects.exists()
    assert verify().sound
