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


@pytest.mark.parametrize(
    ("query", "changed", "words"),
    [
        ("?from=sometime", {}, "cannot be read"),
        ("", {"title": " "}, "needs a title"),
        ("", {"draws": "many"}, ""),
        ("", {"stratified": "ground"}, "stratified by"),
    ],
)
def test_what_can_not_be_kept_is_refused_where_it_was_written(signed_in, register, query, changed, words):
    path = f"/estimate/new/{query}"
    answer = signed_in.post(path, sent(text_of(signed_in, path)) | changed)
    assert answer.status_code == (422 if words else 302)
    assert words in answer.content.decode()
    assert EstimatePlan.objects.exists() == (not words)


def test_the_form_of_a_plan_has_its_lists_and_its_acts(signed_in, register):
    plan = planned()
    answer = signed_in.get(f"/estimate/{plan.uid}/lists/")
    assert "?kept=" in answer["Location"]
    assert "killing" not in answer["Location"]
    page = text_of(signed_in, answer["Location"])
    assert 'value="Monitoring group"' in page
    assert "Keep these lists" in page
    signed_in.post(answer["Location"], sent(page, **{"Legal aid": "Newspaper"}))
    kept = {each.name: each.sources for each in plan.lists.all()}
    assert kept == {"Monitoring group": ["s0", "s9"], "Newspaper": ["s1", "s2"], "Relatives' list": ["s3"]}


def test_sources_that_are_too_many_for_a_row_each_stand_together(signed_in, register, monkeypatch):
    monkeypatch.setattr("isthmus.web.desk.estimating.plan_form.MOST_ROWS", 2)
    page = text_of(signed_in, "/estimate/new/?type=killing")
    assert "all others of kind" in page
    fields = sent(page) | {"name-rest-0": "All others"}
    signed_in.post("/estimate/new/?type=killing", fields)
    plan = EstimatePlan.objects.get()
    assert sorted(plan.lists.get(name="All others").sources) == sorted(
        {"s0", "s1", "s2", "s3", "s9"}
        - {ref for each in plan.lists.exclude(name="All others") for ref in each.sources}
    )
    page = text_of(signed_in, f"/estimate/{plan.uid}/lists/?type=killing")
    assert 'name="name-rest-0" value="All others"' in page


def test_what_is_protected_names_no_list(signed_in, register):
    from isthmus.store.desk.models import Source

    Source.objects.filter(ref="s1").update(protection="sealed")
    page = text_of(signed_in, "/estimate/new/?type=killing")
    assert "Newspaper" not in page
    assert 'value="List 2"' in page or 'value="List 1"' in page or 'value="List 3"' in page


def test_the_count_leads_to_an_estimate_of_the_same_acts(signed_in, register):
    page = text_of(signed_in, "/count/?type=killing")
    assert 'href="/estimate/new/?type=killing"' in page
