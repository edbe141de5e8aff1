"""Linking in the desk: runs, the blind review of pairs, several reviewers, proposed persons and their splits."""

from json import dumps, loads
from typing import Any

import pytest
from django.test import Client

from isthmus.actions.desk import jobs
from isthmus.actions.desk.judge import judge
from isthmus.actions.desk.linking import run_link, set_threshold
from isthmus.actions.desk.reviewing import decide, share
from isthmus.core.messages import Message
from isthmus.store.desk.models import (
    Act,
    Document,
    Identity,
    Judgement,
    LinkRun,
    LinkThreshold,
    Mention,
    Proposal,
    Review,
)
from isthmus.store.desk.queries.proposals import undecided
from isthmus.web.desk.one_time_link import LINKS
from tests.accounts import who
from tests.actions.linking_case import FakeEngine, bring_in_lists, fake_engine

REVIEW = "/link/person/review/proposed/"
FIRST = ("m2", "m5")


@pytest.fixture(autouse=True)
def engine(db: None, monkeypatch: pytest.MonkeyPatch) -> FakeEngine:
    """The lists are in the register, and the fake engine in the place of the real one."""
    bring_in_lists()
    return fake_engine(monkeypatch)


@pytest.fixture
def run() -> LinkRun:
    """A run of persons."""
    return run_link(kind="person", actor=who("tests"))


@pytest.fixture
def other(client: Client) -> Client:
    """Another reviewer."""
    second = Client()
    second.get(f"/enter/{LINKS.issue(who('second'))}/")
    return second


def text_of(browser: Client, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def named(left: str, right: str) -> Proposal:
    return Proposal.objects.get(left_mention__ref=left, right_mention__ref=right)


def answer(
    browser: Client, decision: str, pair: Proposal | None = None, path: str = REVIEW, **more: str
) -> Any:
    about = pair or undecided(LinkRun.objects.filter(kind="person").latest("pk")).first()
    assert about
    return browser.post(path, {"pair": str(about.uid), "decision": decision, **more})


def test_without_a_run_the_page_teaches_the_next_step(signed_in):
    assert "Link now" in text_of(signed_in, "/link/")
    page = text_of(signed_in, REVIEW)
    assert "There is nothing to review yet" in page
    assert "Link now" in page


def test_without_the_extra_the_page_says_what_to_install(signed_in, monkeypatch):
    monkeypatch.setattr("isthmus.web.desk.writing.reviewing.can_link", lambda: False)
    for path in ("/link/", REVIEW, "/link/person/reviewers/"):
        assert "pip install &#x27;isthmus[link]&#x27;" in text_of(signed_in, path)


def test_a_run_is_started_as_long_work_and_leads_to_the_review(signed_in):
    started = signed_in.post("/link/start/", {"kind": "person"})
    assert jobs.run_next()
    page = text_of(signed_in, started["Location"])
    assert "6 pairs are to be reviewed" in page
    assert REVIEW in page


def test_a_run_says_how_much_was_new_and_compared_or_that_nothing_happened(signed_in, run):
    again = signed_in.post("/link/start/", {"kind": "person"})
    assert jobs.run_next()
    assert "Nothing happened since the last run" in text_of(signed_in, again["Location"])
    assert LinkRun.objects.count() == 1
    assert "new or changed" not in text_of(signed_in, "/link/")
    added = {"new": 2, "gone": 1, "otherwise": 0, "compared_pairs": 1234, "clustered_again": 3}
    LinkRun.objects.update(report=dumps({"columns": [], "added": added}))
    page = text_of(signed_in, "/link/")
    assert "2 mentions were new or changed. 1 was gone. 1,234 pairs were compared." in page


def test_a_pair_is_shown_side_by_side_without_its_score(signed_in, run):
    page = text_of(signed_in, REVIEW)
    assert "1 of 6" in page
    assert "at most" in page
    assert "in 100" not in page
    assert "stated on one side only" in page
    assert "Report A" in page


def test_what_differs_is_marked_and_said(signed_in, run):
    page = text_of(signed_in, f"/link/pair/{named('m2', 'm5').uid}/")
    assert "<mark>Иса</mark>" not in page  # the initial fits
    assert "the initials fit" in page
    page = text_of(signed_in, f"/link/pair/{named('m1', 'm6').uid}/")
    assert "one lies in the other" in page
    page = text_of(signed_in, f"/link/pair/{named('m3', 'm5').uid}/")
    assert "<mark>Муса</mark>" in page
    assert "a part of the name is the same" in page
    assert "<strong>differs</strong>" in page


def test_the_veil_covers_the_names(signed_in, run):
    signed_in.post("/veil/", {"next": REVIEW})
    page = text_of(signed_in, REVIEW)
    assert "Образцов" not in page
    assert "Obraztsov" not in page
    assert ">О." in page.replace("<mark>", ">")


def test_after_the_decision_comes_the_score_with_undo_and_the_next_pair(signed_in, run):
    answered = answer(signed_in, "same", because="the same village")
    made = Judgement.objects.get()
    assert (made.left.ref, made.right.ref, made.decision, made.by, made.because) == (
        *FIRST,
        "same",
        "coder",
        "the same village",
    )
    page = text_of(signed_in, answered["Location"])
    assert "The model gives 55 in 100" in page
    assert "Why the model says so" in page
    assert "similar given names" in page
    assert "2 of 6" in page
    undone = signed_in.post(f"{REVIEW}undo/", follow=True).content.decode()
    assert "Undone" in undone
    assert "1 of 6" in undone
    assert not Judgement.objects.in_force().exists()


def test_a_run_without_a_figure_says_why_and_gives_none(signed_in, engine):
    engine.refusal = Message("link.verdict.starts_differ", least=3, most=60)
    run_link(kind="person", actor=who("tests"))
    page = text_of(signed_in, "/link/")
    assert "from different starts the fit finds 3 to 60 pairs of one person" in page
    assert "if its proposals are right" not in page
    assert "no figure" in page[page.index('id="runs"') :]


def test_a_decision_without_a_reason_says_how_it_was_made(signed_in, run):
    answer(signed_in, "different")
    assert Judgement.objects.get().because == f'link.reason.compared run="{run.ref}"'


def test_a_skipped_pair_comes_again_at_the_end(signed_in, run):
    answer(signed_in, "skip")
    assert Review.objects.get().judgement is None
    page = text_of(signed_in, REVIEW)
    assert "1 pair that you skipped" in page
    assert str(named(*FIRST).uid) not in page
    assert str(named(*FIRST).uid) in text_of(signed_in, f"{REVIEW}?skipped")


def test_when_all_is_decided_the_page_says_so_and_leads_to_the_count(signed_in, run):
    while undecided(run).exists():
        answer(signed_in, "different")
    page = text_of(signed_in, REVIEW)
    assert "Every pair is decided" in page
    assert 'href="/count/"' in page
    assert Judgement.objects.in_force().filter(decision="examined", by=run.name).count() == 1


def test_a_pair_that_the_last_run_does_not_propose_is_not_judged(signed_in, run, engine):
    gone = named(*FIRST).uid
    engine.scores.pop(FIRST)
    run_link(kind="person", actor=who("tests"), full=True)
    page = signed_in.post(REVIEW, {"pair": str(gone), "decision": "same"}, follow=True).content.decode()
    assert "of an earlier run" in page
    assert not Judgement.objects.exists()


@pytest.mark.parametrize("decision", ["", "part_of", "examined"])
def test_an_unknown_decision_is_refused_in_words(signed_in, run, decision):
    refused = answer(signed_in, decision)
    assert refused.status_code == 422
    assert "The decision is one of" in refused.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "/link/place/review/proposed/",
        "/link/person/review/all/",
        "/link/place/reviewers/",
        "/link/place/together/",
        f"/link/pair/{'0' * 8}-0000-4000-8000-{'0' * 12}/",
    ],
)
def test_what_is_not_there_is_not_found(signed_in, run, path):
    assert signed_in.get(path).status_code == 404


def test_a_decision_replaces_what_a_run_had_joined(signed_in):
    set_threshold(kind="person", probability=0.95, actor=who("tests"))
    run_link(kind="person", actor=who("tests"))
    pair = named("m3", "m7")
    signed_in.post(f"/link/pair/{pair.uid}/", {"decision": "different"})
    (standing,) = Judgement.objects.in_force().filter(left_mention__ref="m3", right_mention__ref="m7")
    assert (standing.by, standing.decision) == ("coder", "different")
    assert "The model gives 99 in 100" in text_of(signed_in, f"/link/pair/{pair.uid}/")


def test_several_reviewers_judge_one_sample_blind_and_see_how_far_they_agree(signed_in, other, run):
    page = text_of(signed_in, "/link/person/reviewers/")
    assert "without seeing what the others say" in page
    signed_in.post("/link/person/reviewers/", {"size": "4"})
    shared = list(Proposal.objects.filter(shared__isnull=False).order_by("shared"))
    assert [each.shared for each in shared] == [1, 2, 3, 4]
    path = "/link/person/review/shared/"
    for each in shared:
        answer(signed_in, "same", each, path)
    assert text_of(other, path).count("in 100") == 0
    assert "1 of 4" in text_of(other, path)
    for at, each in enumerate(shared):
        assert "coder" not in text_of(other, path).split("<table")[1]
        answer(other, "different" if at == 0 else "same", each, path)
    page = text_of(other, path)
    assert "Every pair is decided" in page
    page = text_of(other, "/link/person/reviewers/")
    assert "they agree on 3" in page
    assert "Cohen" in page
    assert "Krippendorff" in page
    assert "Pair 1" in page
    said = text_of(other, f"/link/pair/{shared[0].uid}/")
    assert "You disagree" in said


def test_the_sample_is_the_same_for_the_same_run(run):
    assert share(run, size=3) == 3
    chosen = set(Proposal.objects.filter(shared__isnull=False).values_list("pk", flat=True))
    Proposal.objects.update(shared=None)
    share(run, size=3)
    assert set(Proposal.objects.filter(shared__isnull=False).values_list("pk", flat=True)) == chosen
    assert share(run, size=100) == 6


def test_the_threshold_is_set_and_what_was_joined_is_taken_apart(signed_in):
    signed_in.post("/link/threshold/", {"kind": "person", "joins": "1", "probability": "0.9"})
    assert LinkThreshold.of("person") == 0.9
    run = run_link(kind="person", actor=who("tests"))
    page = text_of(signed_in, "/link/")
    assert "take all apart" in page
    assert (
        "3 pairs were taken apart" in signed_in.post(f"/link/{run.uid}/apart/", follow=True).content.decode()
    )
    assert "Nothing was undone" in signed_in.post(f"/link/{run.uid}/apart/", follow=True).content.decode()
    for wrong, words in (("0.2", "between 0.5 and 1"), ("often", "from 0.5 to 1")):
        answer_ = signed_in.post(
            "/link/threshold/", {"kind": "person", "joins": "1", "probability": wrong}, follow=True
        )
        assert words in answer_.content.decode()
    signed_in.post("/link/threshold/", {"kind": "person", "probability": "0.9"})
    assert LinkThreshold.of("person") is None


def test_what_is_open_is_left_unsure_at_once_and_asked_about_again(signed_in, run):
    page = signed_in.post(f"/link/{run.uid}/unsure/", follow=True).content.decode()
    assert "6 pairs count as unsure" in page
    assert "Ask again about 6 pairs left unsure" in page
    page = signed_in.post(f"/link/{run.uid}/unsure/", {"again": "1"}, follow=True).content.decode()
    assert "6 pairs are asked about again" in page
    again = signed_in.post(f"/link/{run.uid}/unsure/", {"again": "1"}, follow=True).content.decode()
    assert "No pair of this run was left unsure" in again


def test_a_proposed_person_shows_its_members_and_its_weakest_link(signed_in, run):
    page = text_of(signed_in, "/link/person/together/")
    assert "3 proposed persons are mentioned more than once" in page
    person = Identity.objects.get(members__mention__ref="m1")
    page = text_of(signed_in, f"/link/together/{person.uid}/")
    assert "3 mentions, proposed as one person" in page
    assert "75 in 100 on average" in page  # m6 is held by .90 and .60
    assert "The other side" in page


def test_a_split_is_a_judgement_and_undoes_what_a_run_joined_across(signed_in):
    set_threshold(kind="person", probability=0.9, actor=who("tests"))
    run_link(kind="person", actor=who("tests"))
    person = Identity.objects.get(members__mention__ref="m1")
    path = f"/link/together/{person.uid}/"
    refused = signed_in.post(path, {"because": " "})
    assert refused.status_code == 422
    page = signed_in.post(path, {"because": "two villages"}, follow=True).content.decode()
    assert "1 joins that a run had made" in page
    standing = Judgement.objects.in_force().filter(kind="person", by="coder").get()
    assert {standing.left.ref, standing.right.ref} == {"m4", "m6"}
    run_link(kind="person", actor=who("tests"))
    assert Identity.objects.get(members__mention__ref="m6") != Identity.objects.get(
        members__mention__ref="m4"
    )
    page = text_of(signed_in, "/link/ids/")
    assert "Split off as a proposed person: 1 mention." in page


def test_what_merged_and_split_is_listed_once_there_is_anything(signed_in, run):
    assert "Nothing has merged" in text_of(signed_in, "/link/ids/")


def test_incidents_are_reviewed_like_persons(signed_in, engine):
    engine.scores = {("a1", "a2"): 0.8}
    run_link(kind="incident", actor=who("tests"))
    page = text_of(signed_in, "/link/incident/review/proposed/")
    assert "The same incident?" in page
    assert "one lies in the other" in page
    assert "Exemplarov" not in page.split("<table")[1].split("</table>")[0]
    assert page.index("Quote") < page.index("What was done")


def test_the_title_names_nobody(signed_in, run):
    for path in (REVIEW, "/link/", f"/link/pair/{named(*FIRST).uid}/"):
        title = text_of(signed_in, path).split("<title>")[1].split("</title>")[0]
        assert title in ("Review · Isthmus", "Link reports · Isthmus")


def test_runs_are_listed_with_what_they_rest_on(signed_in, run):
    page = text_of(signed_in, "/link/")
    assert run.ref in page
    assert "about 3 people <small> 3 if each doubtful pair is the same, 5 if none is" in page
    assert run.input_digest[:16] in page
    assert "7 mentions of single persons were compared" in page


def test_the_judgement_of_another_is_not_shown_before_ones_own(signed_in, other, run):
    share(run, size=6)
    pair = named(*FIRST)
    decide(pair, decision="different", actor=who("second"), because="seen both papers")
    page = text_of(signed_in, f"/link/pair/{pair.uid}/")
    assert "seen both papers" not in page
    assert "second" not in page.split("<main")[1]
    judge(kind="person", left="m2", right="m5", decision="same", actor=who("coder"), because="x")
    assert "<bdi>second</bdi> said" in text_of(signed_in, f"/link/pair/{pair.uid}/")


def test_the_page_says_how_many_mentions_have_a_name_that_is_none(signed_in: Client, run: LinkRun) -> None:
    assert "in the place of a name" not in text_of(signed_in, "/link/")
    LinkRun.objects.filter(pk=run.pk).update(report=dumps({**loads(run.report), "nameless": 1234}))
    assert "1,234 mentions have in the place of a name that it is not known" in text_of(signed_in, "/link/")


def test_a_pair_that_a_source_tells_apart_says_so_where_it_is_reviewed_and_listed(signed_in, engine):
    engine.scores[("m2", "m3")] = 0.99
    run_link(kind="person", actor=who("tests"))
    assert "1 of them is told apart by a source" in text_of(signed_in, "/link/")
    assert "Pairs that a source tells apart stay as they are." in text_of(signed_in, "/link/")
    marked = text_of(signed_in, f"/link/pair/{named('m2', 'm3').uid}/")
    assert "A source tells these two apart" in marked
    assert "A source tells these two apart" not in text_of(signed_in, f"/link/pair/{named('m2', 'm5').uid}/")


def test_count_and_people_say_how_many_pairs_a_run_probably_missed(signed_in, run):
    for each in Proposal.objects.filter(run=run, proposed=True):
        judge(
            kind="person", left=each.left_mention.ref, right=each.right_mention.ref, decision="different",
            actor=who("tests"), because="seen",
        )  # fmt: skip
    because = Judgement.objects.in_force().get(decision="examined").because
    assert because.startswith("link.reason.examined_and_missed records=7 lenient=")
    count, people = text_of(signed_in, "/count/"), text_of(signed_in, "/people/")
    assert "The minimum rests on pairs that nobody looked at and a link run ruled out." in count
    assert "Nobody looked at every pair of these people" in people
    assert run.missed_at_most == 1
    assert "it has probably missed up to 1 pair of one person" in text_of(signed_in, "/link/")
    assert "about 0" in text_of(signed_in, "/judge/?made=link_run&kind=person")


def test_reviews_lead_to_the_documents_and_compare_by_whom(signed_in, engine):
    engine.scores = {("a1", "a2"): 0.8}
    run_link(kind="incident", actor=who("tests"))
    for number, name in ((1, "Батальон Север"), (2, "Batalyon Sever")):
        doer = {"role": "perpetrator", "low": 1, "kind": "unit", "name": name}
        Mention.objects.create(ref=f"u{number}", act=Act.objects.get(ref=f"a{number}"), **doer)
    page = text_of(signed_in, "/link/incident/review/proposed/")
    assert "By whom" in page
    assert "Батальон Север" in page
    for document in Document.objects.filter(ref__in=("d1", "d2")):
        assert f"/document/{document.uid}/?statement=" in page


def test_an_incident_is_judged_part_of_another_either_way_and_a_person_is_not(signed_in, engine, run):
    engine.scores = {("a1", "a2"): 0.8}
    path = "/link/incident/review/proposed/"
    pair = undecided(run_link(kind="incident", actor=who("tests"))).get()
    answer(signed_in, "holds", pair, path)
    assert [(each.left.ref, each.right.ref) for each in Judgement.objects.in_force()] == [("a2", "a1")]
    assert "the first is part of the second" in text_of(signed_in, path)
    signed_in.post(f"{path}undo/")
    answer(signed_in, "part_of", pair, path)
    made = Judgement.objects.in_force().get()
    assert (made.left.ref, made.right.ref, made.decision) == ("a1", "a2", "part_of")
    assert answer(signed_in, "part_of").status_code == 422
    assert 'value="part_of"' not in text_of(signed_in, REVIEW)
