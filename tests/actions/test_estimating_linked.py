"""Estimates that carry what linking leaves open: whom the last run proposes as one, and draws of it."""

import numpy as np
import pytest

from isthmus.actions.desk.estimating import BuiltLists, Plan, build_lists, save_plan
from isthmus.actions.desk.estimating.linkage import read_linkage
from isthmus.actions.desk.judge import judge
from isthmus.actions.desk.linking import run_link
from isthmus.core.estimate.lists_under_linkage import mentions_on_lists
from isthmus.store.desk.models import EstimatePlan
from tests.accounts import who
from tests.actions.linking_case import bring_in_lists, fake_engine

LISTS = [(f"List {n}", [f"s{n}"]) for n in (1, 2, 3)]


@pytest.fixture(autouse=True)
def linked(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three lists in the register; the run proposes m1, m4 and m6 as one, m2 and m5, m3 and m7."""
    bring_in_lists()
    fake_engine(monkeypatch)
    run_link(kind="person", actor=who("B"))


def kept(draws: int) -> EstimatePlan:
    return save_plan(Plan("Detained", LISTS, draws=draws), actor=who("B"))


def patterns(found: BuiltLists) -> dict[tuple[bool, ...], int]:
    return found.capture.patterns


def test_people_are_as_judged_unless_what_linking_leaves_open_is_carried():
    assert build_lists(kept(0)).capture.n == 7
    assert patterns(build_lists(kept(20))) == {
        (True, False, True): 1,
        (True, True, False): 1,
        (True, True, True): 1,
    }


def test_whom_somebody_judged_apart_since_the_run_is_as_judged():
    judge(kind="person", left="m1", right="m4", decision="different", actor=who("C"), because="seen")
    assert build_lists(kept(20)).capture.n == 5


def test_whom_somebody_judged_the_same_since_the_run_is_one():
    judge(kind="person", left="m1", right="m5", decision="same", actor=who("C"), because="seen")
    assert build_lists(kept(20)).capture.n == 2


@pytest.mark.any_database
def test_a_linkage_has_strict_and_lenient_people_and_draws_that_come_again():
    linkage = read_linkage()
    assert linkage
    assert len(set(linkage.strict().tolist())) == 5
    assert len(set(linkage.lenient().tolist())) == 3
    first, second = (np.array(list(linkage.partitions(10, seed))) for seed in (1, 1))
    assert first.shape == (10, 7)
    assert (first == second).all()
    assert len({tuple(each) for each in first.tolist()}) > 1


def test_what_people_judged_holds_in_every_draw():
    judge(kind="person", left="m1", right="m4", decision="same", actor=who("C"), because="seen")
    judge(kind="person", left="m3", right="m7", decision="different", actor=who("C"), because="seen")
    linkage = read_linkage()
    assert linkage
    at = {ref: number for number, ref in enumerate(linkage.given.ids)}
    for labels in linkage.partitions(20, 1):
        assert labels[at["m1"]] == labels[at["m4"]]
        assert labels[at["m3"]] != labels[at["m7"]]


def test_lists_under_the_lenient_linkage_are_those_that_the_page_shows():
    found, linkage = build_lists(kept(20)), read_linkage()
    assert linkage
    lists = mentions_on_lists(linkage.given.keys, found.victims.mentions, found.lists).under(
        linkage.lenient()
    )
    shown = {tuple(row): n for row, n in zip(lists.patterns.tolist(), lists.counts.tolist(), strict=True)}
    assert shown == patterns(found)
