"""Judging: find two, see them side by side, decide with a reason, undo; what contradicts itself is shown."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from isthmus.actions.desk.importing import import_sample
from isthmus.actions.desk.judge import judge, withdraw_together
from isthmus.store.desk.models import Act, Incident, Judgement, Mention, Source
from tests.accounts import who


@pytest.fixture(autouse=True)
def sample(db: None) -> None:
    """The sample case."""
    import_sample(actor=who("tests"))


def acts(*refs: str) -> list[Any]:
    return [Act.objects.get(ref=ref) for ref in refs]


def pair_url(kind: str, left: Any, right: Any = None) -> str:
    other = f"&right={right.uid}" if right else ""
    return f"/judge/{kind}/pair/?left={left.uid}{other}"


def test_two_acts_are_found_compared_and_judged(signed_in: Client) -> None:
    found = signed_in.post("/judge/incident/choose/", {"words": "a6"}).content.decode()
    first, second = acts("a6", "a7")
    beside = f"/judge/incident/same/{first.uid}/"
    assert beside in found
    page = signed_in.post(beside, {"find": "1", "words": "a7"}).content.decode()
    assert f"left={first.uid}&amp;right={second.uid}" in page
    before = Incident.objects.count()
    answer = signed_in.post(pair_url("incident", first, second), {"decision": "same", "because": "one event"})
    made = Judgement.objects.get(because="one event")
    page = answer.content.decode()
    assert f'name="judgement" value="{made.uid}"' in page
    assert "What changed" in page
    assert (made.by, made.decision, made.left, made.right) == ("coder", "same", first, second)
    assert Incident.objects.count() == before - 1


def test_a_judgement_is_undone_and_what_rested_on_it_changes_back(signed_in: Client) -> None:
    first, second = acts("a6", "a7")
    before = Incident.objects.count()
    signed_in.post(pair_url("incident", first, second), {"decision": "same", "because": "one event"})
    made = Judgement.objects.get(because="one event")
    page = signed_in.post(f"/judge/{made.uid}/undo/", {"next": "/judge/"}, follow=True).content.decode()
    assert "Undone" in page
    assert "one event" not in page
    assert Incident.objects.count() == before
    again = signed_in.post(f"/judge/{made.uid}/undo/", follow=True).content.decode()
    assert "undone already" in again


@pytest.mark.parametrize(
    "fields", [{"decision": "same"}, {"because": "so"}, {"decision": "same", "because": "  "}]
)
def test_a_judgement_needs_a_decision_and_a_reason(signed_in: Client, fields: dict[str, str]) -> None:
    before = Judgement.objects.count()
    answer = signed_in.post(pair_url("incident", *acts("a6", "a7")), fields)
    assert answer.status_code == 422
    assert "and why" in answer.content.decode()
    assert Judgement.objects.count() == before


def test_what_the_rules_do_not_allow_is_refused_in_words(signed_in: Client) -> None:
    killing, detention = acts("a6", "a8")
    answer = signed_in.post(
        pair_url("incident", killing, detention), {"decision": "same", "because": "one episode"}
    )
    assert answer.status_code == 422
    assert "part_of" in answer.content.decode()
    assert "one episode" in answer.content.decode()


def test_sides_that_are_not_there_are_not_judged(signed_in: Client) -> None:
    [act] = acts("a6")
    assert signed_in.get(pair_url("incident", act)).status_code == 404
    assert signed_in.get("/judge/incident/pair/?left=nonsense").status_code == 404
    assert signed_in.get("/judge/weather/choose/").status_code == 404


def test_a_conflict_is_shown_with_its_path(signed_in: Client) -> None:
    first, middle, last = acts("a1", "a2", "a3")
    judge(kind="incident", left="a1", right="a2", decision="same", actor=who("A"), because="seen")
    judge(kind="incident", left="a2", right="a3", decision="same", actor=who("A"), because="seen")
    judge(kind="incident", left="a1", right="a3", decision="different", actor=who("A"), because="other weeks")
    page = signed_in.get("/judge/").content.decode()
    assert "1 conflict" in page
    for act in (first, middle, last):
        assert f"/incident/{act.uid}/" in page
    assert "other weeks" in page


def test_opposing_judgements_are_shown_until_one_replaces_both(signed_in: Client) -> None:
    first, second = acts("a6", "a7")
    for actor, decision in (("A", "same"), ("B", "different")):
        judge(
            kind="incident",
            left="a6",
            right="a7",
            decision=decision,
            actor=who(actor),
            because=f"says {actor}",
        )
    assert "Judged both ways" in signed_in.get("/judge/").content.decode()
    page = signed_in.get(pair_url("incident", first, second)).content.decode()
    assert "says A" in page
    assert "says B" in page
    replaced = [each.ref for each in Judgement.objects.filter(because__startswith="says")]
    fields = {"decision": "different", "because": "settled", "replaces": [*replaced, "made up"]}
    signed_in.post(pair_url("incident", first, second), fields)
    assert "Judged both ways" not in signed_in.get("/judge/").content.decode()
    assert set(Judgement.objects.in_force().filter(left_act=first, right_act=second)) == {
        Judgement.objects.get(because="settled")
    }


def test_mentions_and_sources_are_judged_too(signed_in: Client) -> None:
    left, right = Mention.objects.order_by("ref")[:2]
    signed_in.post(pair_url("person", left, right), {"decision": "unsure", "because": "too little is said"})
    one, other = Source.objects.order_by("ref")[:2]
    signed_in.post(pair_url("source", one, other), {"decision": "different", "because": "two offices"})
    assert {each.kind for each in Judgement.objects.filter(by="coder")} == {"person", "source"}


def test_a_name_is_veiled_in_a_comparison(signed_in: Client) -> None:
    left, right = Mention.objects.order_by("ref")[:2]
    Mention.objects.filter(pk=left.pk).update(name="Person Alpha")
    shown = signed_in.get(pair_url("person", left, right)).content.decode()
    signed_in.post("/veil/")
    veiled = signed_in.get(pair_url("person", left, right)).content.decode()
    assert "Person Alpha" in shown
    assert "Person Alpha" not in veiled


def test_people_are_found_by_name_without_what_would_join_them_to_a_ground(signed_in: Client) -> None:
    mention = Mention.objects.filter(role="victim").order_by("ref")[0]
    Mention.objects.filter(pk=mention.pk).update(name="Person Alpha")
    page = signed_in.post("/judge/person/choose/", {"words": mention.ref}).content.decode()
    assert "Person Alpha" in page
    assert "Alleged ground" not in page
    assert "<blockquote" not in page


def test_addresses_hold_no_name_and_no_id(signed_in: Client) -> None:
    page = signed_in.get("/judge/").content.decode()
    links = [part.split('"')[0] for part in page.split('href="')[1:]]
    assert not [link for link in links if "a6" in link.split("/")]


def test_a_stranger_can_not_judge() -> None:
    client = Client()
    answer = client.post(pair_url("incident", *acts("a6", "a7")), {"decision": "same", "because": "so"})
    assert answer.status_code == 403


def listed(page: str) -> list[str]:
    """Return the reasons in the list of what is in force, in its order."""
    return re.findall(r"reason of (\w+)", page.partition('id="in-force"')[2])


def several() -> None:
    """Judge two incidents into one, three people apart and two sources, by two people."""
    withdraw_together(list(Judgement.objects.in_force()), actor=who("A"))
    judged = (
        ("A", "incident", "a1", "a2", "same"),
        ("B", "person", "m1", "m3", "different"),
        ("A", "incident", "a6", "a7", "different"),
        ("A", "incident", "a2", "a3", "same"),
    )
    for minute, (name, kind, left, right, decision) in enumerate(judged):
        judge(
            kind=kind,
            left=left,
            right=right,
            decision=decision,
            actor=who(name),
            because=f"reason of {left}",
            at=datetime(2026, 11, 1, 12, minute, tzinfo=UTC),
        )


def test_judgements_are_listed_by_what_was_concluded_or_newest_first(signed_in: Client) -> None:
    several()
    page = signed_in.get("/judge/").content.decode()
    assert listed(page) == ["a6", "a2", "a1", "m1"]
    assert " ".join(page.split()).count("<small> 2 judgements</small>") == 1
    assert listed(signed_in.get("/judge/?order=newest").content.decode()) == ["a2", "a6", "m1", "a1"]


@pytest.mark.parametrize(
    ("wanted", "reasons"),
    [
        ({"kind": "person"}, ["m1"]),
        ({"by": "B"}, ["m1"]),
        ({"by": "A", "order": "newest"}, ["a2", "a6", "a1"]),
        ({"decision": "same"}, ["a2", "a1"]),
        ({"made": "link_run"}, []),
        ({"words": "of a6"}, ["a6"]),
        ({"words": "%"}, []),
        ({"kind": "weather", "decision": "perhaps", "made": "by chance"}, []),
    ],
)
def test_the_list_is_filtered_under_an_address_that_tells_nothing(
    signed_in: Client, wanted: dict[str, str], reasons: list[str]
) -> None:
    several()
    answer = signed_in.post("/filter/", {"next": "/judge/", **wanted})
    assert not [value for value in wanted.values() if f"={value}" in answer["Location"]]
    assert listed(signed_in.get(answer["Location"]).content.decode()) == reasons


def test_a_long_list_has_pages(signed_in: Client) -> None:
    left, right = Source.objects.order_by("ref")[:2]
    stated = {"kind": "source", "decision": "different", "by": "A", "at": "2026-01-01T00:00:00Z"}
    rows = [
        Judgement(ref=f"x{n}", because=f"reason of x{n}", left_source=left, right_source=right, **stated)
        for n in range(60)
    ]
    Judgement.objects.bulk_create(rows)
    page = signed_in.get("/judge/?kind=source&decision=different").content.decode()
    assert len(listed(page)) == 50
    assert "1 to 50 of" in " ".join(page.split())
    assert listed(signed_in.get("/judge/?kind=source&decision=different&page=2").content.decode())
