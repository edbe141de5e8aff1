"""Link runs and lists that name each person once: nobody told apart is joined, and people are shown the pair."""

from collections.abc import Iterable
from typing import Any

import pytest

from isthmus.actions.desk.import_workbook import apply_import, plan_import
from isthmus.actions.desk.judge import judge
from isthmus.actions.desk.linking import leave_open_as_unsure, run_link, set_threshold
from isthmus.core.workbook.rows import Act, Document, Mention, Source, Statement, Workbook
from isthmus.store.desk.models import Identity, Judgement, LinkRun, Proposal
from isthmus.store.desk.queries.counts import counted
from isthmus.store.desk.queries.proposals import open_of, undecided
from isthmus.store.desk.queries.record import RecordFilter
from tests.accounts import who
from tests.actions.linking_case import fake_engine

# A list that names each once, with a near-duplicate; two other lists, each with a record that resembles both.
NAMES = {
    "m1": ("d1", "Примеров Адан"),
    "m2": ("d1", "Примеров Адам"),
    "m3": ("d1", "Образцов Муса"),
    "m4": ("d2", "Adan Primerov"),
    "m5": ("d3", "A. Primerov"),
}


def lists(*, once: str = "people") -> Workbook:
    """Three held lists, one row a person; the first names each once."""
    return Workbook(
        sources=tuple(Source(f"s{n}", f"Outlet {n}", "outlet") for n in (1, 2, 3)),
        documents=tuple(
            Document(f"d{n}", f"List {n}", (f"s{n}",), "yes", lists_once=once if n == 1 else "")
            for n in (1, 2, 3)
        ),
        statements=tuple(
            Statement(f"t{each}", document, (f"s{document[1:]}",), "asserts", "record")
            for each, (document, _) in NAMES.items()
        ),
        acts=tuple(Act(f"a{each}", f"t{each}", "unlawful_detention", date="2017-03") for each in NAMES),
        mentions=tuple(
            Mention(each, f"a{each}", "victim", 1, 1, kind="individual", name=name)
            for each, (_, name) in NAMES.items()
        ),
    )


SCORES = {
    ("m1", "m2"): 0.98,
    ("m1", "m4"): 0.97,
    ("m2", "m4"): 0.96,
    ("m1", "m5"): 0.95,
    ("m2", "m5"): 0.7,
    ("m4", "m5"): 0.93,
}


@pytest.fixture(autouse=True)
def engine(monkeypatch: pytest.MonkeyPatch) -> None:
    fake_engine(monkeypatch, SCORES)


def bring_in(book: Workbook) -> None:
    actor = who("tester")
    plan = plan_import(book)
    apply_import(plan, actor=actor, accept_because="the list was read again" if plan.changes else "")


def run(threshold: float | None = 0.5) -> LinkRun:
    set_threshold(kind="person", probability=threshold, actor=who("B"))
    return run_link(kind="person", actor=who("B"))


def pairs(rows: Iterable[Any]) -> set[tuple[str, str]]:
    return {(each.left_mention.ref, each.right_mention.ref) for each in rows}


def joined() -> set[tuple[str, str]]:
    return pairs(Judgement.objects.in_force().filter(decision="same", by__startswith="link run"))


def minimum() -> int:
    return counted(RecordFilter()).k[1].documented_minimum


def examined() -> bool:
    return Judgement.objects.in_force().filter(decision="examined").exists()


def test_nobody_who_is_told_apart_is_joined_by_way_of_a_third_either() -> None:
    bring_in(lists())
    assert minimum() == 3
    run()
    assert joined() == {("m1", "m4"), ("m1", "m5")}
    assert minimum() == 3


def test_no_proposed_cluster_holds_two_who_are_told_apart() -> None:
    bring_in(lists())
    run()
    clusters = [set(each.members.values_list("mention__ref", flat=True)) for each in Identity.objects.all()]
    assert not any({"m1", "m2"} <= each or {"m1", "m3"} <= each for each in clusters)
    assert {"m1", "m4", "m5"} in clusters


def test_without_the_list_saying_so_all_five_reports_of_one_name_are_joined() -> None:
    bring_in(lists(once=""))
    run()
    assert joined() == {("m1", "m2"), ("m1", "m4"), ("m1", "m5")}


def test_the_pair_is_shown_to_people_marked_and_decided_by_nobody() -> None:
    bring_in(lists())
    made = run()
    assert pairs(Proposal.objects.filter(apart=True)) == {("m1", "m2"), ("m2", "m4"), ("m2", "m5")}
    assert pairs(undecided(made)) == {("m1", "m2"), ("m2", "m4"), ("m2", "m5")}
    assert (open_of(made).pairs, open_of(made).apart) == (3, 3)


def test_where_a_run_joins_nothing_the_pairs_of_one_list_that_it_holds_for_one_are_shown() -> None:
    bring_in(lists())
    made = run(None)
    assert pairs(Proposal.objects.filter(apart=True)) == {("m1", "m2")}
    assert (joined(), open_of(made).pairs) == (set(), 6)


def test_what_is_told_apart_waits_for_nobody_and_is_left_unsure_by_nobody_in_one_go() -> None:
    bring_in(lists())
    made = run()
    assert examined()
    assert undecided(made).count() == 3
    bring_in(lists(once=""))  # the list says no more that it names each once: the pairs are open
    assert not examined()


def test_one_go_of_unsure_leaves_what_a_list_tells_apart() -> None:
    bring_in(lists())
    made = run(None)
    judge(kind="person", left="m1", right="m4", decision="same", actor=who("C"), because="seen")
    assert leave_open_as_unsure(made, actor=who("C")) == 3  # m1 or m4 with m5, and m2 with m5
    assert pairs(undecided(made)) == {("m1", "m2"), ("m2", "m4")}
    assert minimum() == 3
    assert examined()


def test_people_who_say_the_same_are_right_and_the_list_is_not() -> None:
    bring_in(lists())
    judge(kind="person", left="m1", right="m2", decision="same", actor=who("C"), because="seen")
    run()
    assert joined() == {("m1", "m4"), ("m1", "m5")}
    assert minimum() == 2
