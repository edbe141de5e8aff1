"""Many judgements made at once are taken back at once, and brought back."""

import pytest

from isthmus.actions.desk import linking
from isthmus.actions.desk.reviewing import decide
from isthmus.actions.desk.undoing import plan_undo, undo
from isthmus.actions.desk.verification import verify
from isthmus.store.desk.models import Event, Judgement, LinkRun
from isthmus.store.desk.queries.proposals import undecided
from tests.accounts import who
from tests.actions.linking_case import bring_in_lists, fake_engine


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> LinkRun:
    bring_in_lists()
    fake_engine(monkeypatch)
    who("B")
    return linking.run_link(kind="person", actor=who("A"))


def taken_back() -> None:
    undo(plan_undo(Event.objects.order_by("-sequence")[0], actor=who("B")))
    assert verify().sound


def state(run: LinkRun) -> tuple[list[str], int]:
    """Return the decisions in force, and how many pairs are open."""
    decisions = Judgement.objects.in_force().order_by("decision").values_list("decision", flat=True)
    return list(decisions), undecided(run).count()


def test_pairs_left_unsure_are_open_again_and_unsure_again(run: LinkRun) -> None:
    before = state(run)
    n = linking.leave_open_as_unsure(run, actor=who("B"))
    after = state(run)
    assert n > 1
    assert after[0].count("unsure") == n
    taken_back()
    assert state(run) == before
    taken_back()
    assert state(run) == after


def test_a_reviewed_pair_is_asked_about_again(run: LinkRun) -> None:
    before, pair = state(run), undecided(run).order_by("pk")[0]
    decide(pair, decision="same", actor=who("B"))
    assert state(run) != before
    taken_back()
    assert state(run) == before


def test_a_split_puts_back_what_it_withdrew(run: LinkRun) -> None:
    linking.set_threshold(kind="person", probability=0.5, actor=who("A"))
    joined = linking.run_link(kind="person", actor=who("A"))
    before = state(joined)
    same = Judgement.objects.in_force().filter(decision="same").order_by("pk").first()
    assert same is not None
    assert same.left is not None
    assert same.right is not None
    sides = ([str(same.left.ref)], [str(same.right.ref)])
    linking.split_apart(
        kind="person", sides=sides, between=(sides[0][0], sides[1][0]), actor=who("B"), because="Two people."
    )
    assert state(joined) != before
    taken_back()
    assert state(joined) == before
