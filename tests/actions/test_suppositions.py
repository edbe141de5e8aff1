"""What suppositions are worked out from is read once, and again where a row of the register has changed."""

from isthmus.actions.desk.history import find_row
from isthmus.actions.desk.judge import judge
from isthmus.actions.desk.notes import write_note
from isthmus.actions.desk.views import save_view
from isthmus.core.register import Register
from isthmus.core.what_if import RecordSupport
from isthmus.store.desk.queries.what_if import record_support
from isthmus.store.desk.queries.workbook import whole
from tests.accounts import who
from tests.actions.cases import bring_in


def test_what_changes_no_row_of_the_register_leaves_it_as_it_was_read():
    bring_in()
    actor = who("tester")
    read = record_support()
    write_note(find_row("t1"), text="Seen twice.", is_question=False, actor=actor)
    save_view(page="people", name="Of the hill", query="name=Belo", actor=actor)
    assert record_support() is read


def test_a_judgement_has_it_read_again():
    bring_in()
    read = record_support()
    judge(kind="incident", left="a1", right="a4", decision="unsure", because="so", actor=who("tester"))
    now = record_support()
    assert now is not read
    assert now.incidents == RecordSupport.of(Register.of(whole())).incidents
