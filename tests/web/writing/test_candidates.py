"""From the page of an incident, a person, a source: tick what is the same, decide once, see what moved, undo it."""

import re
from typing import Any

import pytest
from django.test import Client

from isthmus.actions.desk.import_workbook import apply_import, plan_import
from isthmus.actions.desk.linking import run_link
from isthmus.store.desk.models import Act, Incident, Judgement, Mention, Person, Place, Source
from tests.accounts import who
from tests.actions.linking_case import bring_in_lists, fake_engine
from tests.actions.six_statements import BOOK


@pytest.fixture
def book(db: None) -> None:
    actor = who("tester")  # making an account is an event, which would come between
    apply_import(plan_import(BOOK), actor=actor)


def uid(model: Any, ref: str) -> str:
    return str(model.objects.get(ref=ref).uid)


def address(kind: str, model: Any, ref: str) -> str:
    return f"/judge/{kind}/same/{uid(model, ref)}/"


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def decided(browser: Client, path: str, decision: str, *others: str, **more: str) -> Any:
    fields = {"decision": decision, "because": "the same day", "other": list(others), **more}
    return browser.post(path, fields)


def test_two_incidents_are_judged_the_same_in_two_pages_from_the_page_of_one(book, signed_in):
    """What a browser without script loads: the link, and the answer to the form."""
    incident = signed_in.get(f"/incident/{uid(Act, 'a0')}/").content.decode()
    [link] = re.findall(r'href="(/judge/incident/same/[^"]*)"', incident)
    loads = [signed_in.get(link)]
    ticked = re.findall(r'name="other" value="([^"]*)"', loads[0].content.decode())
    assert ticked == [uid(Act, "a5"), uid(Act, "a1")]
    answer = signed_in.post(
        link,
        {"decision": "same", "because": "the same day", "other": ticked},
        headers={"Accept": "text/html"},
    )
    assert answer.status_code == 303
    loads.append(signed_in.get(answer["Location"]))
    assert len(loads) == 2
    page = text(loads[1])
    assert "2 judgements are recorded." in page
    assert "Incidents: 6 → 4 on 1 or more lines" in page
    assert Incident.objects.count() == 4


def test_all_of_it_is_undone_at_once_and_the_page_says_what_changed_back(book, signed_in):
    path = address("incident", Act, "a0")
    page = decided(signed_in, path, "same", uid(Act, "a1"), uid(Act, "a5")).content.decode()
    made = re.findall(r'name="judgement" value="([^"]*)"', page)
    assert len(made) == 2
    undone = text(signed_in.post("/judge/undo/", {"judgement": made, "next": "/"}))
    assert "2 judgements are undone. Incidents: 4 → 6 on 1 or more lines" in undone
    again = signed_in.post("/judge/undo/", {"judgement": made, "next": "/"})
    assert again.status_code == 422
    assert "undone already" in text(again)
    assert signed_in.post("/judge/undo/", {"judgement": "nonsense"}).status_code == 422


@pytest.mark.parametrize(
    ("decision", "left", "right", "kept"),
    [
        ("different", "a0", "a5", "different"),
        ("part_of", "a0", "a5", "part_of"),
        ("holds", "a5", "a0", "part_of"),
        ("unsure", "a0", "a5", "unsure"),
    ],
)
def test_each_decision_is_recorded_in_its_direction(book, signed_in, decision, left, right, kept):
    decided(signed_in, address("incident", Act, "a0"), decision, uid(Act, "a5"))
    [made] = Judgement.objects.all()
    assert (made.left.ref, made.right.ref, made.decision, made.because) == (left, right, kept, "the same day")


def test_one_unit_in_many_statements_is_one_action(book, signed_in):
    path = address("person", Mention, "u0")
    others = [uid(Mention, f"u{n}") for n in (1, 2, 3, 5)]
    page = text(decided(signed_in, path, "same", *others))
    assert "4 judgements are recorded." in page
    assert Person.objects.get(ref="u0").members.count() == 5


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"decision": "same", "because": "so"}, "Nothing is ticked"),
        ({"decision": "same", "other": "a5"}, "and why"),
        ({"because": "so", "other": "a5"}, "and why"),
        ({"decision": "sameish", "because": "so", "other": "a5"}, "and why"),
        ({"decision": "same", "because": "so", "other": "a3"}, "two incidents"),
        ({"decision": "same", "because": "so", "other": "a0"}, "Nothing is ticked"),
    ],
)
def test_what_is_missing_or_not_allowed_is_said_and_what_was_typed_stays(book, signed_in, fields, words):
    given = {**fields, **({"other": uid(Act, fields["other"])} if "other" in fields else {})}
    answer = signed_in.post(address("incident", Act, "a0"), given)
    page = text(answer)
    assert answer.status_code == 422
    assert words in page
    assert fields.get("because", "") in page
    if fields.get("other") == "a3":  # not offered, yet it stays ticked
        assert re.search(rf'value="{uid(Act, "a3")}"\s+checked', answer.content.decode())
    assert not Judgement.objects.exists()


def test_others_are_found_by_words_and_what_was_judged_before_is_said(book, signed_in):
    path = address("incident", Act, "a0")
    decided(signed_in, path, "different", uid(Act, "a5"))
    page = text(signed_in.post(path, {"find": "1", "words": "a5", "other": uid(Act, "a1")}))
    assert "1 found" in page
    assert "Judged before: <strong>different incidents</strong>" in page
    assert re.search(rf'value="{uid(Act, "a1")}" checked', page)
    decided(signed_in, path, "same", uid(Act, "a5"))
    assert [each.decision for each in Judgement.objects.in_force()] == ["same"]


def test_what_a_link_run_proposes_comes_first(db, signed_in, monkeypatch):
    bring_in_lists()
    fake_engine(monkeypatch)
    run_link(kind="person", actor=who("tests"))
    page = text(signed_in.get(address("person", Mention, "m2")))
    first = re.search(r'name="other" value="([^"]*)"', page)
    assert first
    assert first[1] == uid(Mention, "m5")
    assert "a link run proposes it" in page


def test_single_people_have_no_group_in_common(book, signed_in):
    assert 'value="disjoint"' not in text(signed_in.get(address("person", Mention, "v0")))
    assert 'value="disjoint"' in text(signed_in.get(address("person", Mention, "u0")))


@pytest.mark.parametrize(
    ("kind", "model", "ref", "other"), [("source", Source, "s0", "s1"), ("place", Place, "p1", "p2")]
)
def test_sources_and_places_are_judged_the_same_way(book, signed_in, kind, model, ref, other):
    path = address(kind, model, ref)
    assert path in signed_in.get(f"/{kind}/{uid(model, ref)}/").content.decode()
    page = signed_in.get(path).content.decode()
    assert uid(model, other) in page
    assert "part_of" not in page
    decided(signed_in, path, "same", uid(model, other))
    assert Judgement.objects.get().kind == kind


def test_the_veil_covers_names_and_no_address_holds_one(book, signed_in):
    signed_in.post("/veil/")
    path = address("person", Mention, "v0")
    page = signed_in.post(path, {"find": "1", "words": "Obraztsov"}).content.decode()
    assert "Exemplarov" not in page
    assert "Экземпляров" not in page


def test_there_is_no_such_page_of_what_is_nothing(book, signed_in):
    assert signed_in.get(f"/judge/retraction/same/{uid(Act, 'a0')}/").status_code == 404
    assert signed_in.get(f"/judge/incident/same/{uid(Mention, 'v0')}/").status_code == 404
