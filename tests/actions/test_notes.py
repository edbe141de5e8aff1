"""Notes and questions on rows: who, when, for whom; sealed and destroyed with their rows; in no export."""

import pytest
from pyrage import x25519

from isthmus.actions.desk.correcting import correct, plan_correction
from isthmus.actions.desk.destroying import destroy, plan_destruction
from isthmus.actions.desk.history import find_row, history_of
from isthmus.actions.desk.keepers import add_keeper, open_workspace_keyring
from isthmus.actions.desk.notes import NotNoted, answer_note, destroy_note, write_note
from isthmus.actions.desk.sealing import open_row
from isthmus.actions.desk.undoing import plan_undo, undo
from isthmus.actions.desk.verification import verify
from isthmus.core.workbook.tokens import is_token
from isthmus.store.desk import models
from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.keyring import KEYRING
from isthmus.store.desk.models import Event, Note
from isthmus.store.desk.queries.notes import notes_on, open_questions
from isthmus.store.desk.queries.workbook import whole
from tests.accounts import the_owner, who
from tests.actions.cases import bring_in
from tests.english import told

CANARY = "qvzxwordle"


@pytest.fixture(autouse=True)
def register() -> None:
    bring_in()
    who("editor"), who("other")


def ask(ref: str = "t1", text: str = f"Is {CANARY} right?", asked: str = "other") -> Note:
    return write_note(
        find_row(ref), text=text, is_question=True, asked=who(asked).number, actor=who("editor")
    )


def test_notes_of_one_moment_stand_in_an_order_that_the_log_speaks_for() -> None:
    numbers = sorted(ask(text=f"{CANARY} {each}").uid for each in range(5))
    Note.objects.update(at=Note.objects.earliest("at").at)
    assert [each.uid for each in notes_on([find_row("t1").uid])] == numbers
    assert [each.uid for each in open_questions()] == numbers


def test_a_question_is_open_for_somebody_until_it_is_answered() -> None:
    note = ask()
    assert list(open_questions(who("other").number)) == [note]
    assert not open_questions(who("editor").number).exists()
    answered = answer_note(note, answer="Yes.", actor=who("other"))
    assert (answered.answer, answered.answered_by.name) == ("Yes.", "other")
    assert not open_questions().exists()
    assert list(notes_on([find_row("t1").uid])) == [note]
    assert [each.action for each in history_of(note.uid)] == ["write_note", "answer_note"]
    assert verify().sound


def test_what_is_refused_is_refused_in_words() -> None:
    for text, says in ((" ", "the field is empty"), ("x" * 2_001, "at most 2,000 characters")):
        with pytest.raises(NotNoted) as refused:
            ask(text=text)
        assert says in told(refused.value)
    with pytest.raises(NotNoted):
        write_note(models.Account.objects.get(name="other"), text="x", actor=who("editor"))
    with pytest.raises(NotNoted):
        write_note(find_row("t1"), text="x", is_question=True, asked=10**9, actor=who("editor"))
    note = answer_note(ask(), answer="Yes.", actor=who("other"))
    with pytest.raises(NotNoted) as again:
        answer_note(note, answer="No.", actor=who("other"))
    assert "answered already" in told(again.value)


def test_a_note_changes_no_figure_and_is_in_no_workbook() -> None:
    before = whole()
    ask("m1"), ask("d1"), ask("s2"), ask("p1"), ask("j4")
    assert whole() == before
    assert Note.objects.count() == 5


def test_it_is_destroyed_with_its_row_or_alone() -> None:
    ask("m3"), ask("t1")
    alone = ask("s2")
    assert plan_destruction(find_row("m3")).notes == 1
    destroy(find_row("m3"), reason="Not ours.", actor=who("editor"))
    destroy_note(alone, actor=who("editor"))
    assert [each.of for each in Note.objects.all()] == ["statement"]
    assert not models.Version.objects.filter(cells__contains=CANARY).exists()
    assert verify().sound


def test_what_was_noted_last_is_taken_back() -> None:
    note = ask()
    answer_note(note, answer="Yes.", actor=who("editor"))
    for _ in range(2):
        last = Event.objects.filter(action__in=("write_note", "answer_note")).order_by("-sequence")
        undo(plan_undo(next(each for each in last if not each.undone_by.exists()), actor=who("editor")))
    assert not Note.objects.exists()
    assert verify().sound


@pytest.fixture
def keeper() -> x25519.Identity:
    made = x25519.Identity.generate()
    add_keeper(name="Mara", recipient=str(made.to_public()), actor=the_owner())
    yield made
    (current_workspace().folder / KEYRING).unlink(missing_ok=True)


def test_a_note_on_a_sealed_row_is_sealed_and_a_keeper_reads_it(keeper) -> None:
    note = ask("s3")
    answer_note(note, answer=f"{CANARY}, yes", actor=who("other"))
    note.refresh_from_db()
    assert is_token(note.text)
    assert is_token(note.answer)
    opened = open_row(note, open_workspace_keyring(keeper))
    assert opened.cells == {"text": f"Is {CANARY} right?", "answer": f"{CANARY}, yes"}
    assert verify().sound


@pytest.mark.parametrize("ref", ["t1", "a1", "d1"])
def test_it_is_sealed_when_its_row_or_what_that_is_part_of_is_sealed_later(keeper, ref: str) -> None:
    note = ask(ref)
    answer_note(note, answer=f"{CANARY}, yes", actor=who("other"))
    sealed = "t1" if ref == "a1" else ref
    correct(plan_correction(find_row(sealed), {"protection": "sealed"}), reason="Safer.", actor=who("editor"))
    note.refresh_from_db()
    assert is_token(note.text)
    assert is_token(note.answer)
    assert not models.Version.objects.filter(cells__contains=CANARY).exists()
    assert verify().sound


def test_the_first_keeper_seals_the_notes_on_what_is_marked() -> None:
    note = ask("s3")
    assert not is_token(note.text)
    made = x25519.Identity.generate()
    add_keeper(name="Mara", recipient=str(made.to_public()), actor=the_owner())
    note.refresh_from_db()
    assert is_token(note.text)
    assert verify().sound
    (current_workspace().folder / KEYRING).unlink(missing_ok=True)
