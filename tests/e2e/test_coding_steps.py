"""Coding with the script: names and dates that arrows go to, dates of the quote, steps while a save is under way."""

import re

import pytest
from playwright.sync_api import Route, expect

from tests.e2e.test_journeys import begin, describe_document
from tests.e2e.window import Window

pytestmark = pytest.mark.browser

SAVED = re.compile(r"Saved at \d")
QUOTE = "on 3 May 2017 two men were taken from a house by the river"


def draft(seen: Window) -> None:
    seen.go("/code/")
    begin(seen.page)
    describe_document(seen.page)


def test_a_name_that_an_arrow_goes_to_stands_in_the_field_and_what_was_typed_comes_back(window):
    seen = window()
    draft(seen)
    page, keys = seen.page, seen.page.keyboard
    via = page.locator("[name=statement-via]")
    page.locator("[name=statement-speaker]").fill("Person B")
    expect(page.locator("#saved")).to_contain_text(SAVED)
    expect(page.locator("datalist#sources option[value='Person B']")).to_have_count(1)
    via.press_sequentially("Pers")
    offers = page.locator("#offers [role=option]")
    expect(offers.filter(has_text="Person B")).to_be_visible()
    names = offers.evaluate_all("all => all.map(each => each.dataset.name)")
    for name in names[:2]:
        keys.press("ArrowDown")
        expect(via).to_have_value(name)
    keys.press("ArrowUp")
    expect(via).to_have_value(names[0])
    keys.press("ArrowUp")
    expect(via).to_have_value("Pers")
    keys.press("ArrowDown")
    keys.press("Escape")
    expect(via).to_have_value("Pers")
    keys.press("ArrowDown")
    keys.press("ArrowDown")
    keys.press("Tab")
    expect(via).to_have_value(names[0])
    expect(page.locator("#offers")).to_be_hidden()
    expect(page.locator("#saved")).to_contain_text(SAVED)
    page.reload()
    expect(via).to_have_value(names[0])


def test_the_date_of_the_quote_and_the_day_of_publication_are_offered(window):
    seen = window()
    draft(seen)
    page, keys = seen.page, seen.page.keyboard
    page.locator("[name=document-published]").fill("2017-06-01")
    page.locator("[name=statement-quote]").fill(QUOTE)
    expect(page.locator("datalist#dates option")).to_have_count(2)
    date = page.locator("[name=statement-date]")
    date.focus()
    offers = page.locator("#offers [role=option]")
    expect(offers.first).to_have_text("3 May 2017")
    expect(offers.last).to_contain_text("when it was published")
    seen.picture("dates-offered-1280")
    assert seen.violations() == ""
    keys.press("ArrowDown")
    expect(date).to_have_value("3 May 2017")
    expect(page.locator(".understood[data-for=id_statement-date]")).to_contain_text("2017-05-03")
    keys.press("ArrowDown")
    expect(date).to_have_value("../2017-06-01")


def test_a_step_while_a_save_is_slow_and_another_waits_makes_no_conflict(window):
    seen = window()
    draft(seen)
    page = seen.page
    expect(page.locator("#saved")).to_contain_text(SAVED)
    answers: list[int] = []
    page.on("response", lambda each: answers.append(each.status) if each.request.method == "POST" else None)
    held: list[Route] = []
    page.route("**/code/*/", lambda route: held.append(route), times=1)  # noqa: PLW0108  Playwright asks for a function
    page.locator("[name=statement-quote]").fill(QUOTE)
    page.wait_for_timeout(600)  # the first save is under way
    page.locator("[name=statement-speaker]").fill("Person A")
    page.locator("[name=statement-type]").select_option("unlawful_detention")
    page.wait_for_timeout(600)  # the second one waits for it
    page.locator("button[value=act]").click()
    page.wait_for_timeout(100)
    assert len(held) == 1
    held[0].continue_()
    expect(page.locator("#work-heading")).to_contain_text("2 of 2")
    expect(page.locator("[name=statement-act_of]")).not_to_have_value("")
    assert 409 not in answers
    assert seen.complaints == []
