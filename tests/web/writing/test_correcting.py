"""Correcting a row: fields as it is, sources by name, rules at their fields, figures before it is done."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pyrage import x25519

from isthmus.actions.desk.correcting import cells_of, correct, plan_correction
from isthmus.actions.desk.history import find_row, history_of
from isthmus.actions.desk.import_workbook import log_size
from isthmus.actions.desk.keepers import add_keeper, open_workspace_keyring
from isthmus.actions.desk.sealing import open_row
from isthmus.actions.desk.verification import verify
from isthmus.core.workbook.tokens import is_token
from isthmus.store.desk import models
from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.keyring import KEYRING
from isthmus.web.desk.one_time_link import LINKS
from tests.accounts import the_owner, who
from tests.actions.cases import bring_in
from tests.web.reading.pages import text_of


@pytest.fixture(autouse=True)
def register(db: None) -> None:
    bring_in()
    who("colleague")


@pytest.fixture
def browser(client: Client) -> Client:
    client.get(f"/enter/{LINKS.issue(the_owner('coder'))}/")
    client.post("/veil/", {"veil": "no"})
    session = client.session
    session["veil"] = False
    session.save()
    return client


def address(named: str) -> str:
    return reverse("correct", args=[find_row(named).uid])


def fields(answer: Any) -> dict[str, str]:
    """Return what the page's form would send."""
    page = answer.content.decode()
    form = answer.context["form"]
    found = {name: "" if (value := form[name].value()) is None else str(value) for name in form.fields}
    hidden = re.findall(r'<input type="hidden" name="(base|effect)" value="(\d+)"', page)
    return found | dict(hidden)


def opened(browser: Client, named: str, query: str = "") -> dict[str, str]:
    answer = browser.get(address(named) + query)
    assert answer.status_code == 200
    return fields(answer)


def sent(browser: Client, named: str, given: dict[str, str], **typed: str) -> Any:
    return browser.post(address(named), {"reason": "A slip.", **given, **typed})


def test_a_slip_is_corrected_with_one_press_where_no_figure_moves(browser):
    given = opened(browser, "t2")
    answer = sent(browser, "t2", given, quote="Twelve were taken.")
    assert answer.status_code == 302
    assert find_row("t2").quote == "Twelve were taken."
    page = text_of(browser.get(answer["Location"]).content)
    assert "It is corrected. What it was stays in its history." in page
    assert "Undo…" in page
    assert history_of(find_row("t2").uid)[-1].reason == "A slip."


def test_what_moves_figures_is_shown_before_it_is_done_and_done_when_pressed_again(browser):
    given = opened(browser, "d1")
    asked = sent(browser, "d1", given, held="no")
    page = text_of(asked.content)
    assert asked.status_code == 200
    assert "changes figures" in page
    assert "Do we hold the document itself? yes → no, only cited" in " ".join(page.split())
    assert find_row("d1").held == "yes"
    again = sent(browser, "d1", fields(asked))
    assert again.status_code == 302
    assert find_row("d1").held == "no"


def test_what_was_seen_is_asked_again_where_the_register_moved_since(browser):
    asked = sent(browser, "d1", opened(browser, "d1"), held="no")
    correct(plan_correction(find_row("s1"), {"note": "x"}), reason="Another.", actor=who("colleague"))
    again = sent(browser, "d1", fields(asked))
    assert again.status_code == 200
    assert find_row("d1").held == "yes"


def test_sources_and_places_are_typed_by_their_names(browser):
    given = opened(browser, "t1")
    assert given["speaker"] == "Outlet A"
    sent(browser, "t1", given, speaker="Outlet B; Outlet A", effect=str(log_size()))
    assert cells_of(find_row("t1"))["speaker"] == "s2;s1"


def test_a_name_that_means_nothing_or_two_rows_says_so_at_its_field(browser):
    correct(plan_correction(find_row("s4"), {"name": "Outlet A"}), reason="x", actor=who("colleague"))
    given = opened(browser, "t1")
    assert given["speaker"] == "Outlet A [s1]"
    twice = sent(browser, "t1", given, speaker="Outlet A")
    assert twice.status_code == 422
    assert "Several are called so. Write one of: Outlet A [s1], Outlet A [s4]." in text_of(twice.content)
    nobody = sent(browser, "t1", given, speaker="Outlet Z")
    assert "No source is called “Outlet Z”." in text_of(nobody.content)


def test_a_broken_rule_stands_at_its_field_with_what_was_typed(browser):
    answer = sent(browser, "m1", opened(browser, "m1"), low="5", high="2")
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"high"}
    assert fields(answer)["low"] == "5"
    assert find_row("m1").low == 1


def test_what_stands_in_the_way_in_another_row_is_said(browser):
    answer = sent(browser, "a1", opened(browser, "a1"), type="killing")
    assert answer.status_code == 422
    assert "Other rows stand in the way" in text_of(answer.content)


@pytest.mark.parametrize("reason", ["", "  "])
def test_without_a_reason_nothing_is_changed(browser, reason):
    answer = sent(browser, "t2", opened(browser, "t2"), quote="Other.", reason=reason)
    assert answer.status_code == 422
    assert "needs a reason" in text_of(answer.content)
    assert find_row("t2").quote == ""


def test_the_second_of_two_who_correct_one_row_is_shown_both_and_loses_nothing(browser):
    given = opened(browser, "m1")
    correct(plan_correction(find_row("m1"), {"age": "20", "sex": "male"}), reason="x", actor=who("colleague"))
    answer = sent(browser, "m1", given, age="17", occupation="baker")
    assert answer.status_code == 409
    page = text_of(answer.content)
    assert "Somebody corrected it meanwhile" in page
    kept = fields(answer)
    assert (kept["age"], kept["occupation"], kept["sex"]) == ("17", "baker", "male")
    assert find_row("m1").age == "20"
    done = sent(browser, "m1", kept)
    assert done.status_code == 302
    row = find_row("m1")
    assert (row.age, row.occupation, row.sex) == ("17", "baker", "male")


def test_a_correction_is_put_back_and_a_later_one_of_another_cell_stays(browser):
    correct(plan_correction(find_row("m1"), {"age": "20"}), reason="x", actor=who("colleague"))
    slip = history_of(find_row("m1").uid)[-1].event
    correct(plan_correction(find_row("m1"), {"sex": "male"}), reason="x", actor=who("colleague"))
    page = browser.get(reverse("history", args=[find_row("m1").uid])).content.decode()
    assert f"?before={slip}" in page
    given = opened(browser, "m1", f"?before={slip}")
    assert (given["age"], given["sex"]) == ("15/17", "male")
    assert sent(browser, "m1", given).status_code == 302
    assert (find_row("m1").age, find_row("m1").sex) == ("15/17", "male")


def test_under_the_veil_no_cell_is_shown(browser):
    session = browser.session
    session["veil"] = True
    session.save()
    page = text_of(browser.get(address("m1")).content)
    assert "Names are veiled" in page
    assert "Ӏалиев" not in page


def test_every_row_but_a_judgement_leads_to_its_correction(browser):
    for model in (models.Source, models.Place, models.Document, models.Statement, models.Act, models.Mention):
        uid = model._default_manager.order_by("pk")[0].uid
        page = browser.get(reverse("history", args=[uid])).content.decode()
        assert reverse("correct", args=[uid]) in page
    judgement = models.Judgement.objects.order_by("pk")[0]
    assert browser.get(reverse("correct", args=[judgement.uid])).status_code == 404


@pytest.fixture
def keeper() -> Any:
    """A keeper's identity, with s3, which is marked as sealed, under its key."""
    path = current_workspace().folder / KEYRING
    path.unlink(missing_ok=True)
    key = x25519.Identity.generate()
    add_keeper(name="Mara", recipient=str(key.to_public()), actor=the_owner())
    yield key
    path.unlink(missing_ok=True)


def test_what_is_sealed_is_shown_empty_stays_when_left_and_is_sealed_when_typed_anew(browser, keeper):
    sealed = find_row("s3").name
    assert is_token(sealed)
    given = opened(browser, "s3")
    assert (given["name"], given["note"]) == ("", "")
    assert sent(browser, "s3", given, contact="yes").status_code == 302
    assert find_row("s3").name == sealed
    assert sent(browser, "s3", opened(browser, "s3"), name="Person Corrected").status_code == 302
    row = find_row("s3")
    assert is_token(row.name)
    assert row.name != sealed
    assert open_row(row, open_workspace_keyring(keeper)).cells["name"] == "Person Corrected"
    assert verify().sound


def test_sealing_a_row_by_a_correction_seals_what_it_was_too(browser, keeper):
    given = opened(browser, "s2")
    assert sent(browser, "s2", given, protection="sealed").status_code == 302
    assert is_token(find_row("s2").name)
    assert not models.Version.objects.filter(cells__contains="Outlet B").exists()
    assert verify().sound


def test_a_place_that_would_lie_in_itself_is_refused_in_the_words_of_the_form(browser: Client) -> None:
    place = models.Place.objects.order_by("ref").first()
    assert place
    inside = {"parent": place.name, "reason": "it lies there"}
    answer = browser.post(address(place.ref), opened(browser, place.ref) | inside)
    assert answer.status_code == 422
    page = " ".join(text_of(answer.content).split())
    assert "“Lies in” must never lead back to its own row. Empty or correct “Lies in”" in page
