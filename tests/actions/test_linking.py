"""Link runs in a workspace: they propose, obey what people judged, join only where told to, and can be taken back."""

from itertools import combinations
from types import SimpleNamespace

import numpy as np
import pytest
from django.db import IntegrityError, transaction

from isthmus.actions.desk.destroying import destroy
from isthmus.actions.desk.import_workbook import apply_import, plan_import
from isthmus.actions.desk.jobs import JobCancellation, enqueue, run_next
from isthmus.actions.desk.judge import judge, withdraw
from isthmus.actions.desk.linking import (
    NotLinked,
    leave_open_as_unsure,
    run_link,
    set_threshold,
    take_apart,
    take_back_unsure,
)
from isthmus.actions.desk.reviewing import decide
from isthmus.actions.desk.verification import verify
from isthmus.core.link.brackets import Brackets
from isthmus.core.link.recall import Recall
from isthmus.core.messages import Message
from isthmus.core.workbook.rows import Mention, Workbook
from isthmus.language import english
from isthmus.store.desk.models import (
    Document,
    Event,
    Identity,
    IdentityChange,
    IdentityMember,
    Judgement,
    LinkRun,
    Person,
    Proposal,
)
from isthmus.store.desk.queries.counts import counted
from isthmus.store.desk.queries.proposals import asked_of, open_of, undecided
from isthmus.store.desk.queries.record import RecordFilter
from isthmus.web.desk.writing.link_context import changes
from tests.accounts import who
from tests.actions.cases import CASE, bring_in
from tests.actions.derived import derived_tables
from tests.actions.linking_case import SCORES, FakeEngine, bring_in_lists, fake_engine
from tests.english import raises_saying


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> FakeEngine:
    bring_in_lists()
    return fake_engine(monkeypatch)


def run(**asked: object) -> LinkRun:
    return run_link(kind="person", actor=who("B"), **asked)


def pairs(found) -> list[tuple[str, str]]:
    return [(each.left_mention.ref, each.right_mention.ref) for each in found]


def joined() -> list[tuple[str, str]]:
    return sorted(pairs(Judgement.objects.in_force().filter(decision="same", by__startswith="link run")))


def judged(left: str, right: str, decision: str, by: str = "C") -> Judgement:
    return judge(kind="person", left=left, right=right, decision=decision, actor=who(by), because="seen")


def examined() -> list[Judgement]:
    return list(Judgement.objects.in_force().filter(decision="examined"))


def minimum() -> int:
    return counted(RecordFilter()).k[1].documented_minimum


def test_a_run_proposes_and_judges_nothing(engine):
    who("B")
    before, people = Event.objects.count(), derived_tables()
    made = run()
    assert Event.objects.count() == before + 1
    assert Event.objects.get(sequence=before).action == "link_run"
    assert not Judgement.objects.exists()
    assert derived_tables() == people
    assert Proposal.objects.count() == 6  # the pair below the lower threshold is none
    assert (made.records, made.things_strict, made.things_central, made.things_lenient) == (7, 5, 3, 3)
    assert (made.joined, made.threshold, made.trained) == (0, None, True)
    assert verify().sound


def test_proposals_are_asked_about_by_effect_then_by_doubt(engine):
    first = pairs(undecided(run()))
    assert first == [("m2", "m5"), ("m1", "m6"), ("m3", "m5"), ("m4", "m6"), ("m1", "m4"), ("m3", "m7")]


def test_what_is_open_says_how_much_the_count_could_change(engine):
    made = run()
    assert (open_of(made).pairs, open_of(made).fewer) == (6, 5)
    judged("m3", "m5", "different")
    assert (open_of(made).pairs, open_of(made).fewer) == (5, 4)


def test_what_people_judged_is_given_to_the_run_and_obeyed(engine):
    judged("m1", "m4", "different")
    judged("m2", "m5", "same")
    set_threshold(kind="person", probability=0.5, actor=who("B"))
    made = run()
    given = engine.given[-1][0]
    assert (given.same, given.different) == ([("m2", "m5")], [("m1", "m4")])
    assert joined() == [("m3", "m7"), ("m4", "m6")]
    assert made.joined == 2


def test_two_of_one_statement_are_two_and_shown_to_people_where_the_run_would_have_joined_them(engine):
    engine.scores.update({("m2", "m3"): 0.99, ("m6", "m7"): 0.6})
    set_threshold(kind="person", probability=0.7, actor=who("B"))
    made = run()
    assert ("m2", "m3") not in joined()
    assert pairs(Proposal.objects.filter(apart=True)) == [("m2", "m3")]
    assert ("m6", "m7") not in pairs(Proposal.objects.all())  # told apart, and no run would have joined them
    assert open_of(made).apart == 1
    assert made.things_central == 3  # m1, m4, m6; m2, m5; m3, m7


def test_nothing_below_the_threshold_of_the_workspace_is_joined(engine):
    set_threshold(kind="person", probability=0.9, actor=who("B"))
    made = run()
    assert joined() == [("m1", "m4"), ("m3", "m7"), ("m4", "m6")]
    assert {each.by for each in Judgement.objects.all()} == {made.name}
    assert Person.objects.count() == 4
    assert verify().sound


def test_a_pair_that_somebody_is_unsure_of_is_not_joined_by_way_of_others(engine):
    judged("m1", "m6", "unsure")
    set_threshold(kind="person", probability=0.9, actor=who("B"))
    run()
    assert joined() == [("m1", "m4"), ("m3", "m7")]


def test_what_a_run_joined_is_taken_back_at_once(engine):
    before = derived_tables()
    set_threshold(kind="person", probability=0.9, actor=who("B"))
    made = run()
    who("C")
    events = Event.objects.count()
    assert take_apart(made, actor=who("C")) == 3
    assert Event.objects.count() == events + 1
    assert derived_tables() == before
    assert joined() == []
    with raises_saying(NotLinked, "Nothing was undone"):
        take_apart(made, actor=who("C"))
    run()
    assert len(joined()) == 3  # what was undone as a whole may be joined again
    assert verify().sound


def test_a_later_run_takes_the_place_of_an_earlier_one(engine):
    set_threshold(kind="person", probability=0.9, actor=who("B"))
    first = run()
    engine.scores[("m1", "m4")] = 0.4
    assert run() == first  # nothing happened in the register
    second = run(full=True)
    assert set(Proposal.objects.values_list("run", flat=True)) == {second.pk}
    assert joined() == [("m3", "m7"), ("m4", "m6")]
    assert not Judgement.objects.in_force().filter(by=first.name).exists()


def test_what_a_person_took_apart_is_not_joined_again(engine):
    set_threshold(kind="person", probability=0.9, actor=who("B"))
    run()
    withdraw(Judgement.objects.get(left_mention__ref="m3", right_mention__ref="m7"), actor=who("C"))
    run()
    assert joined() == [("m1", "m4"), ("m4", "m6")]


def test_a_run_says_examined_once_every_pair_above_is_decided(engine):
    made = run()
    assert examined() == []
    assert minimum() == 3  # of the first act, which tells its three people apart
    for left, right in SCORES:
        if (left, right) != ("m2", "m7"):
            assert examined() == []
            last = judged(left, right, "different")
    assert [each.by for each in examined()] == [made.name]
    assert minimum() == 7
    withdraw(last, actor=who("C"))
    assert examined() == []
    assert verify().sound


def test_a_run_that_cannot_tell_who_is_who_says_nothing_examined(engine):
    engine.scores, engine.refusal = {}, Message("link.verdict.nothing_identifies")
    made = run()
    assert made.refusal == engine.refusal
    assert examined() == []
    assert minimum() == 3


def test_the_bounds_of_people_hold_what_refits_and_blocking_leave_open(engine):
    """Half of the joins may be none by another fit, and half as many more may have been missed."""
    engine.brackets = Brackets(fewest=0.5, missed=0.5)
    made = run()
    joins = made.records - made.things_central
    assert made.things_strict >= made.things_central + round(joins / 2)
    assert made.things_lenient <= made.things_central - round(joins / 2)


def test_a_new_mention_makes_examined_untrue(engine):
    engine.scores = {}
    run()
    assert len(examined()) == 1
    actor = who("B")
    apply_import(plan_import(Workbook(mentions=(Mention("m8", "a3", "victim", 1, 1),))), actor=actor)
    assert examined() == []
    again = run()
    assert [each.by for each in examined()] == [again.name]


def test_what_is_left_unsure_lets_the_count_use_the_run(engine):
    made = run()
    assert leave_open_as_unsure(made, actor=who("B")) == 6
    assert not undecided(made).exists()
    assert len(examined()) == 1
    assert minimum() == 3
    assert take_back_unsure(made, actor=who("B")) == 6
    assert (examined(), minimum(), undecided(made).count()) == ([], 3, 6)
    with raises_saying(NotLinked, "No pair of this run was left unsure"):
        take_back_unsure(made, actor=who("B"))


def test_ids_last_from_run_to_run_and_tell_of_merges_and_splits(engine):
    run()
    of = {each.mention.ref: each.identity for each in IdentityMember.objects.select_related("mention")}
    assert of["m1"] == of["m4"] == of["m6"]
    judged("m4", "m1", "different")
    judged("m2", "m3", "same")
    judged("m2", "m5", "same")
    engine.scores[("m5", "m7")] = 0.9
    run()
    now = {each.mention.ref: each.identity for each in IdentityMember.objects.select_related("mention")}
    assert now["m1"] != now["m4"] == now["m6"] == of["m4"]
    assert now["m2"] == now["m3"]
    told = {(each.what, each.before, each.after, each.members) for each in IdentityChange.objects.all()}
    assert ("split", of["m1"], now["m1"], 1) in told
    assert {what for what, *_ in told} == {"split", "merged"}
    assert Identity.objects.exclude(ended=None).count() == 1


def test_what_became_of_ids_is_listed_the_newest_run_first(engine):
    run()
    judged("m4", "m1", "different")
    run()
    judged("m2", "m3", "same")
    judged("m2", "m5", "same")
    engine.scores[("m5", "m7")] = 0.9
    run()
    ended = [each.row.run.ended for each in changes()]
    assert len(set(ended)) == 2
    assert ended == sorted(ended, reverse=True)


def test_incidents_are_linked_by_their_acts(monkeypatch):
    bring_in_lists()
    fake = fake_engine(monkeypatch, {("a1", "a2"): 0.8, ("a2", "a3"): 0.7})
    made = run_link(kind="incident", actor=who("B"))
    given = fake.given[0][0]
    assert given.columns["place"] == ["Village V; District N", "District N", "District N"]
    assert given.columns["low"] == ["3", "2", "2"]
    assert made.things_central == 2
    assert {(each.left_act.ref, each.effect) for each in made.proposals.all()} == {("a1", 1), ("a2", 1)}
    assert examined() == []


def test_a_run_knows_people_by_who_they_are_and_by_what_was_done(engine):
    run()
    columns = engine.given[0][0].columns
    assert columns["id"] == [f"m{n}" for n in range(1, 8)]
    assert columns["age_on"] == ["2017-03"] * 4 + ["", "", "2017-03"]
    assert columns["x_home"][0] == "Village V; District N"
    assert "born" not in columns


@pytest.mark.parametrize(
    ("asked", "words"),
    [({"kind": "place"}, "links one of"), ({"kind": "incident"}, "not two records to compare")],
)
def test_what_can_not_be_linked_is_refused_in_words(asked, words):
    with raises_saying(NotLinked, words):
        run_link(actor=who("B"), **asked)


def test_without_the_extra_a_sentence_says_what_to_install(monkeypatch):
    monkeypatch.setattr("isthmus.actions.desk.linking.running.can_link", lambda: False)
    with raises_saying(NotLinked, r"pip install 'isthmus\[link\]'"):
        run_link(kind="person", actor=who("B"))


def test_a_threshold_below_an_even_chance_is_refused():
    with raises_saying(NotLinked, r"between 0\.5 and 1"):
        set_threshold(kind="person", probability=0.3, actor=who("B"))


def test_a_run_is_long_work_that_says_what_came_of_it(engine):
    enqueue(kind="link", owner=who("B"), about={"kind": "person"})
    done = run_next()
    assert done
    assert (done.state, done.result["open"], done.result["joined"]) == ("done", 6, 0)
    enqueue(kind="link", owner=who("B"), about={"kind": "place"})
    refused = run_next()
    assert refused
    assert (refused.state, "links one of" in english(refused.failure)) == ("failed", True)


def test_a_run_that_is_cancelled_leaves_nothing(engine):
    def stop(done: int, total: int) -> None:
        if total:
            raise JobCancellation

    with pytest.raises(JobCancellation):
        run(progress=stop)
    assert not LinkRun.objects.exists()


def test_destroying_a_document_takes_what_was_proposed_of_it(engine):
    run()
    destroy(Document.objects.get(ref="d1"), reason="Asked for.", actor=who("B"))
    assert pairs(Proposal.objects.all()) == [("m4", "m6")]
    assert verify().sound


def test_a_mention_that_changed_is_new_to_linking(engine):
    engine.scores = {}
    run()
    changed = Workbook(mentions=tuple(each for each in _renamed() if each.id == "m1"))
    actor = who("B")
    apply_import(plan_import(changed), actor=actor, accept_because="A correction.")
    assert examined() == []
    assert not IdentityMember.objects.filter(mention__ref="m1").exists()


def _renamed():
    from dataclasses import replace

    from tests.actions.linking_case import LISTS

    return [replace(each, name=each.name + " A.") for each in LISTS.mentions]


def test_a_proposal_is_about_two_of_a_kind(engine):
    made = run()
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.create(run=made, proposed=True)


def test_a_register_without_runs_keeps_the_examined_of_others():
    bring_in(CASE)
    assert len(examined()) == 1


def missed_pairs(n: int) -> SimpleNamespace:
    """Pairs of an independent blocker: all there are of seven, of which every second one was a candidate."""
    pairs = list(combinations(range(7), 2))[:n]
    return SimpleNamespace(
        left=np.array([one for one, _ in pairs]),
        right=np.array([other for _, other in pairs]),
        probability=np.linspace(0.02, 0.9, n),
        found=np.arange(n) % 2 == 0,
        recall=Recall(0.5, 0.2, 0.8, 5.0, 0, "", brought=0.7),
    )


def test_a_sample_of_what_candidates_may_have_missed_is_to_be_judged(engine):
    engine.missed = missed_pairs(21)
    made = run()
    sampled = Proposal.objects.filter(inclusion__isnull=False)
    assert sampled.count() == 16  # all but those that a statement tells apart
    assert set(sampled.values_list("inclusion", flat=True)) == {1.0}
    assert Proposal.objects.filter(proposed=True).count() == 6
    assert asked_of(who("B"), made, "recall").count() == 16
    decide(sampled.filter(proposed=False).first(), decision="different", actor=who("B"))
    assert asked_of(who("B"), made, "recall").count() == 15
    assert asked_of(who("C"), made, "recall").count() == 16


def test_what_people_say_of_the_sample_tells_the_recall_of_the_next_run(engine, monkeypatch):
    monkeypatch.setattr("isthmus.core.link.recall._ENOUGH", 10)
    engine.missed = missed_pairs(21)
    first = run()
    assert first.recall is None
    for each in Proposal.objects.filter(inclusion__isnull=False):
        decide(each, decision="same" if each.proposed else "different", actor=who("B"))
    second = run()
    assert second.recall is not None
    assert 0 <= second.recall_low <= second.recall <= second.recall_high <= 1
    assert verify().sound
