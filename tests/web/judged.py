"""A register after every kind of judgement that the program itself can make."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from isthmus.actions.desk import judge as judging
from isthmus.actions.desk import linking, reviewing
from isthmus.core.workbook.rows import Statement
from isthmus.core.workbook.schema import DECISIONS
from isthmus.store.desk.models import Judgement, LinkRun, Proposal
from isthmus.store.desk.queries.proposals import undecided
from tests.accounts import who
from tests.actions.linking_case import LISTS, fake_engine

__all__ = ["STATES", "WORKBOOK"]

# A last statement takes an earlier one back, so that there is something to judge of every kind.
TAKEN_BACK = Statement("t4", "d3", ("s3",), "retracts", "first_hand", retracts=("t1",))
WORKBOOK = replace(LISTS, statements=(*LISTS.statements, TAKEN_BACK))
ACT_SCORES = {("a1", "a2"): 0.97, ("a2", "a3"): 0.6}
# Pairs of each kind, one for each decision that there is; a retraction is judged by several.
SIDES = {
    "person": [("m1", "m4"), ("m2", "m5"), ("m3", "m7"), ("m4", "m6"), ("m3", "m6")],
    "incident": [("a1", "a2"), ("a2", "a3"), ("a3", "a1"), ("a2", "a1")],
    "source": [("s1", "s2"), ("s2", "s3")],
    "place": [("p1", "p2"), ("p2", "p1")],
    "retraction": [("t4", "")] * 3,
    "statement": [("t2", "")] * 2,
}
BY_HAND = {kind: [each for each in decisions if each != "examined"] for kind, decisions in DECISIONS.items()}


def judged(kind: str, decision: str, at: int = 0, replaces: Sequence[str] = ()) -> Judgement:
    left, right = SIDES[kind][at]
    return judging.judge(
        kind=kind,
        left=left,
        right=right,
        decision=decision,
        actor=who("coder"),
        because="so",
        replaces=replaces,
    )


def run_of(kind: str = "person", *, joining: bool = False) -> LinkRun:
    """A run of the fake engine, which joins by itself if it may."""
    if joining:
        linking.set_threshold(kind=kind, probability=0.9, actor=who("coder"))
    with pytest.MonkeyPatch.context() as patch:
        fake_engine(patch, ACT_SCORES if kind == "incident" else None)
        return linking.run_link(kind=kind, actor=who("coder"))


def by_hand(kind: str) -> Callable[[], object]:
    return lambda: [judged(kind, decision, at) for at, decision in enumerate(BY_HAND[kind])]


def withdrawn() -> None:
    judging.withdraw(judged("incident", "same"), actor=who("coder"))


def reinstated() -> None:
    made = judged("source", "same")
    judging.withdraw(made, actor=who("coder"))
    judging.reinstate(made, actor=who("coder"))


def replaced() -> None:
    first = judged("person", "unsure")
    judged("person", "different", replaces=[first.ref])


def opposed() -> None:
    judged("person", "same")
    judged("person", "different")


def in_conflict() -> None:
    for left, right, decision in (
        ("m1", "m4", "same"),
        ("m4", "m6", "same"),
        ("m1", "m6", "different"),
    ):
        judging.judge(
            kind="person", left=left, right=right, decision=decision, actor=who("coder"), because="so"
        )


def joined() -> None:
    assert run_of(joining=True).joined
    assert run_of("incident", joining=True).joined


def taken_apart() -> None:
    linking.take_apart(run_of(joining=True), actor=who("coder"))


def reviewed(*decisions: str) -> LinkRun:
    """A review answered to its end, with these decisions in turn."""
    run = run_of()
    for at in range(100):
        proposal = undecided(run).first()
        if proposal is None:
            return run
        reviewing.decide(proposal, decision=decisions[at % len(decisions)], actor=who("coder"))
    raise AssertionError("the review does not end")


def examined() -> None:
    reviewed("same", "different", "unsure")
    assert Judgement.objects.in_force().filter(decision="examined").exists()


def examined_until_undone() -> None:
    run = reviewed("different")
    review = reviewing.last_review(run, who("coder"))
    assert review
    reviewing.take_back(review, actor=who("coder"))
    assert not Judgement.objects.in_force().filter(decision="examined").exists()


def left_unsure() -> None:
    linking.leave_open_as_unsure(run_of(), actor=who("coder"))
    assert Judgement.objects.in_force().filter(decision="examined").exists()


def asked_again() -> None:
    run = run_of()
    linking.leave_open_as_unsure(run, actor=who("coder"))
    linking.take_back_unsure(run, actor=who("coder"))


def by_two_reviewers() -> None:
    run = run_of()
    reviewing.share(run, size=3)
    for proposal in Proposal.objects.filter(run=run, shared__isnull=False):
        for actor, decision in (("coder", "same"), ("second", "different")):
            reviewing.decide(proposal, decision=decision, actor=who(actor))


def split_apart() -> None:
    run_of(joining=True)
    sides = [["m1", "m4"], ["m6"]]
    undone = linking.split_apart(
        kind="person", sides=sides, between=("m4", "m6"), actor=who("coder"), because="so"
    )
    assert undone


STATES = {
    **{f"of a {kind}, by hand": by_hand(kind) for kind in BY_HAND},
    "withdrawn": withdrawn,
    "reinstated": reinstated,
    "replaced": replaced,
    "opposed": opposed,
    "in conflict": in_conflict,
    "joined by runs": joined,
    "taken apart": taken_apart,
    "examined": examined,
    "examined, until a decision was undone": examined_until_undone,
    "all left unsure": left_unsure,
    "asked about again": asked_again,
    "by two reviewers": by_two_reviewers,
    "split": split_apart,
}
