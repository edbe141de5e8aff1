"""Estimates in a workspace: plans are kept and archived, runs are evidence, and what goes wrong is said in words."""

from json import loads

import pytest
from django.db import IntegrityError, transaction

from isthmus.actions.desk import jobs
from isthmus.actions.desk.documents import release_document
from isthmus.actions.desk.estimating import (
    NotEstimated,
    Plan,
    bring_back_plan,
    build_lists,
    changed_since,
    filter_of,
    remove_plan,
    remove_run,
    run_estimate,
    save_plan,
)
from isthmus.actions.desk.estimating.computing import with_linkage_warnings
from isthmus.actions.desk.history import history_of
from isthmus.actions.desk.verification import verify
from isthmus.core.messages import Message
from isthmus.language import english
from isthmus.store.desk.models import Document, EstimateList, EstimatePlan, EstimateRun, Event
from isthmus.store.desk.queries.record import RecordFilter
from tests.accounts import who
from tests.actions.estimating_case import FakeModels, bring_in_overlapping, fake_models, planned
from tests.english import told


@pytest.fixture(autouse=True)
def register(db: None) -> None:
    bring_in_overlapping()


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> FakeModels:
    return fake_models(monkeypatch)


def last_event() -> str:
    return Event.objects.latest("sequence").action


def test_a_plan_is_kept_as_one_event_and_changed_as_another():
    plan = planned()
    assert last_event() == "plan_estimate"
    assert [each.name for each in plan.lists.all()][:2] == ["Monitoring group", "Newspaper"]
    assert filter_of(plan) == RecordFilter(type="killing")
    planned_again = Plan("Killings of men", [("All", ["s0", "s1"])], stratified="year")
    save_plan(planned_again, actor=who("C"), plan=plan)
    assert last_event() == "change_estimate"
    kept = EstimatePlan.objects.get()
    assert (kept.title, kept.stratified, kept.by.name) == ("Killings of men", "year", "C")
    assert [(each.name, each.sources) for each in kept.lists.all()] == [("All", ["s0", "s1"])]
    assert verify().sound


def test_lists_change_in_place_so_that_what_they_were_is_kept():
    plan = save_plan(Plan("T", [("A", ["s0"]), ("B", ["s1"]), ("C", ["s2"])]), actor=who("B"))
    before = {each.name: each.uid for each in plan.lists.all()}
    events = Event.objects.count()
    save_plan(Plan("T", [("C", ["s2"]), ("A", ["s0"]), ("D", ["s1"])], draws=1), actor=who("B"), plan=plan)
    after = {each.name: (each.position, each.uid) for each in plan.lists.order_by("position")}
    assert after == {"C": (0, before["C"]), "A": (1, before["A"]), "D": (2, before["B"])}
    assert verify().sound
    [_, renamed] = history_of(before["B"])
    assert [(each.column, each.before, each.after) for each in renamed.changes] == [
        ("position", "1", "2"),
        ("name", "B", "D"),
    ]
    save_plan(Plan("T", [("A", ["s0"])]), actor=who("B"), plan=plan)
    assert [each.uid for each in plan.lists.all()] == [before["A"]]
    assert [each.operation for each in history_of(before["B"])] == ["add", "change", "remove"]
    assert verify().sound
    assert Event.objects.count() == events + 2


def test_lists_are_built_as_the_plan_says():
    found = build_lists(planned())
    assert found.capture.names == ("Monitoring group", "Newspaper", "Legal aid", "Relatives' list")
    assert found.capture.n == len({each.person for each in found.victims.mentions.values()})
    assert sum(found.capture.patterns.values()) == found.capture.n


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        (Plan(" ", [("A", ["s0"])]), "needs a title"),
        (Plan("T", []), "No source is on a list"),
        (Plan("T", [("A", ["s0"]), ("A", ["s1"])]), "a name of its own"),
        (Plan("T", [("", ["s0"])]), "a name of its own"),
        (Plan("T", [("A", ["s0"]), ("B", ["s0"])]), "on two lists"),
        (Plan("T", [("A", ["s0"]), ("B", ["s9"])]), "under one control"),
        (Plan("T", [("A", ["gone"])]), "no longer in the register"),
        (Plan("T", [("A", ["s0"])], stratified="ground"), "stratified by"),
        (Plan("T", [("A", ["s0"])], draws=1000), "at most 200"),
        (Plan("T", [(f"L{n}", ["s0"]) for n in range(21)]), "at most 20"),
    ],
)
def test_a_plan_that_can_not_be_is_refused_in_words(plan, words):
    with pytest.raises(NotEstimated) as refused:
        save_plan(plan, actor=who("B"))
    assert words in told(refused.value)
    assert not EstimatePlan.objects.exists()


def test_a_plan_is_archived_and_restored():
    plan = remove_plan(planned(), actor=who("B"))
    assert (last_event(), plan.removed_by and plan.removed_by.name) == ("remove_estimate", "B")
    with pytest.raises(NotEstimated) as refused:
        remove_plan(plan, actor=who("B"))
    assert "already" in told(refused.value)
    assert bring_back_plan(plan, actor=who("C")).removed_at is None
    with pytest.raises(NotEstimated) as refused:
        bring_back_plan(plan, actor=who("C"))
    assert "not archived" in told(refused.value)
    assert verify().sound


def test_a_run_is_one_event_with_all_that_it_takes_to_run_it_again(fake):
    run = run_estimate(plan=planned(), actor=who("B"), seed=7)
    assert last_event() == "estimate"
    assert (run.seed, run.verdict, run.by.name) == (7, "warn", "B")  # one list was in part made from another
    given = run.given
    assert sum(row["count"] for each in given["strata"] for row in each["patterns"]) == run.n
    assert given["lists"][0] == {"name": "Monitoring group", "sources": ["s0", "s9"]}
    assert loads(given["acts"])["type"] == "killing"
    assert run.documented is not None
    assert "Exemplarov" not in run.lists + run.result
    assert verify().sound


def test_a_refusal_is_kept_too(monkeypatch):
    fake_models(monkeypatch, "refuse")
    assert run_estimate(plan=planned(2), actor=who("B")).verdict == "refuse"


def test_a_run_says_whether_the_register_has_changed_since(fake):
    plan = planned()
    run = run_estimate(plan=plan, actor=who("B"))
    run_estimate(plan=plan, actor=who("B"), seed=2)
    planned(title="Another")
    assert not changed_since(run)
    release_document(Document.objects.get(ref="d2"), actor=who("B"))
    assert changed_since(run)


def test_what_a_run_found_is_destroyed_and_the_log_knows(fake):
    run = run_estimate(plan=planned(), actor=who("B"))
    remove_run(run, actor=who("B"))
    assert last_event() == "destroy_estimate_run"
    assert not EstimateRun.objects.exists()
    assert verify().sound


def test_nobody_on_the_lists_is_said_in_words(fake):
    plan = planned(acts=RecordFilter(type="torture"))
    with pytest.raises(NotEstimated) as refused:
        run_estimate(plan=plan, actor=who("B"))
    assert "Nobody is on these lists" in told(refused.value)


def test_without_the_extra_it_says_what_to_install(monkeypatch):
    monkeypatch.setattr("isthmus.actions.desk.estimating.running.can_estimate", lambda: False)
    with pytest.raises(NotEstimated) as refused:
        run_estimate(plan=planned(), actor=who("B"))
    assert "isthmus[estimate]" in told(refused.value)


def test_a_run_is_long_work_that_leads_to_what_it_found(fake):
    plan = planned()
    jobs.enqueue(kind="estimate", owner=who("B"), about={"plan": str(plan.uid), "seed": 3})
    done = jobs.run_next()
    assert done
    assert (done.state, done.error) == ("done", "")
    assert done.result["run"] == str(EstimateRun.objects.get().uid)


def test_a_cancelled_run_keeps_nothing(fake, monkeypatch):
    monkeypatch.setattr(jobs, "SECONDS_BETWEEN_ROWS", 0)
    job = jobs.enqueue(kind="estimate", owner=who("B"), about={"plan": str(planned().uid), "seed": 3})
    type(job).objects.update(asked_to_stop=True)
    done = jobs.run_next()
    assert done
    assert done.state == "cancelled"
    assert not EstimateRun.objects.exists()


def test_a_run_of_a_plan_that_is_gone_is_refused():
    jobs.enqueue(kind="estimate", owner=who("B"), about={"plan": "0" * 32, "seed": 3})
    done = jobs.run_next()
    assert done
    assert (done.state, "no longer exists" in english(done.failure)) == ("failed", True)


def test_two_lists_of_one_name_are_refused_by_the_database():
    plan = planned()
    with pytest.raises(IntegrityError), transaction.atomic():
        EstimateList.objects.create(plan=plan, position=9, name="Newspaper", sources=[])


MAIN = {
    "verdict": "estimate",
    "reasons": [],
    "models": {"lcmcr": {"median": 100.0}, "dga": {"median": 120.0}},
}


NOBODY = Message("estimate.nobody_on_two_lists").as_json()


def words(found):
    return english(*(Message.from_json(each) for each in found["reasons"]))


def averaged(lcmcr: float, refused_draws: int = 0) -> dict[str, object]:
    models = {"lcmcr": {"median": lcmcr}} if refused_draws < 20 else {}
    return {
        "draws": 20,
        "refused_draws": refused_draws,
        "refusal": NOBODY,
        "models": models,
    }


def test_draws_of_the_linkage_that_agree_say_nothing_against_an_estimate():
    assert with_linkage_warnings(MAIN, averaged(110)) == MAIN


def test_draws_that_change_the_figure_are_warned_of():
    found = with_linkage_warnings(MAIN, averaged(200))
    assert found["verdict"] == "warn"
    assert words(found) == "What linking leaves open changes the figure by latent classes from 100 to 200."


def test_draws_without_an_estimate_are_warned_of_and_where_none_has_one_it_is_refused():
    assert "In 3 of 20 draws" in words(with_linkage_warnings(MAIN, averaged(110, refused_draws=3)))
    found = with_linkage_warnings(MAIN, averaged(110, refused_draws=20))
    assert found["verdict"] == "refuse"
    assert not any("median" in each for each in found["models"].values())


def test_what_can_be_quoted_without_the_draws_does_not_stay_beside_them():
    alone = MAIN | {"quotable": {"low": 90, "high": 140}}
    assert "quotable" not in with_linkage_warnings(alone, averaged(110))
    assert "quotable" not in with_linkage_warnings(alone, averaged(110, refused_draws=20))


def test_a_refusal_stays_one():
    refused = MAIN | {"verdict": "refuse"}
    assert with_linkage_warnings(refused, averaged(110)) == refused


def test_what_is_no_number_is_kept_as_none(monkeypatch):
    fake = fake_models(monkeypatch)
    monkeypatch.setattr(
        "isthmus.actions.desk.estimating.running.compute",
        lambda ask, tell: {
            **(found := fake.compute(ask, tell)),
            "estimate": found["estimate"] | {"edge": float("nan")},
        },
    )
    assert run_estimate(plan=planned(), actor=who("B")).found["estimate"]["edge"] is None
