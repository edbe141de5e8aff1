"""The lists of an estimate in the desk: what is offered, kept, shown and warned of."""

import pytest
from django.test import Client

from isthmus.store.desk.models import EstimatePlan, Event
from tests.actions.estimating_case import bring_in_overlapping, planned


@pytest.fixture
def register(db: None) -> None:
    bring_in_overlapping()


def text_of(browser: Client, path: str, status: int = 200) -> str:
    answer = browser.get(path)
    assert answer.status_code == status
    return answer.content.decode()


def test_without_anybody_in_the_record_the_page_teaches_the_next_step(signed_in):
    page = text_of(signed_in, "/estimate/")
    assert "No statement in the record names a victim yet" in page
    assert 'href="/import/"' in page


def test_at_first_the_page_says_what_an_estimate_takes(signed_in, register):
    page = text_of(signed_in, "/estimate/")
    assert "Choose the lists" in page
    assert "Sources under one control are one list" in page


def test_each_control_is_offered_as_a_list(signed_in, register):
    page = text_of(signed_in, "/estimate/new/?type=killing")
    assert 'value="Monitoring group"' in page
    assert 'value="Newspaper"' in page
    assert "Field office" in page
    assert "Regional paper" not in page
    assert 'value="Killing"' in page


def sent(page: str, **changed: str) -> dict[str, str]:
    import re

    fields = dict(re.findall(r'<input name="(name-[^"]+)" value="([^"]*)"', page))
    from html import unescape

    return {
        "title": "Killings",
        "stratified": "",
        **{k: changed.get(unescape(v), unescape(v)) for k, v in fields.items()},
    }


def test_lists_are_kept_and_found_again(signed_in, register):
    path = "/estimate/new/?type=killing"
    before = Event.objects.count()
    answer = signed_in.post(path, sent(text_of(signed_in, path), Newspaper="Legal aid"))
    plan = EstimatePlan.objects.get()
    assert answer["Location"] == f"/estimate/{plan.uid}/"
    assert [(each.name, each.sources) for each in plan.lists.all()]
    assert Event.objects.count() == before + 1
    page = text_of(signed_in, answer["Location"])
    assert "Exemplarov" not in page


def test_a_list_that_was_made_from_another_is_warned_of(signed_in, register):
    page = text_of(signed_in, f"/estimate/{planned().uid}/")
    assert "“Newspaper” was in part made from “Monitoring group”" in page
