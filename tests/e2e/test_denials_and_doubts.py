"""What is suspected, denied and coded by mistake, with script and without, and at a phone's width."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.test_journeys import begin, describe_document, describe_statement, submit
from tests.e2e.window import NARROW, WIDE, Window

pytestmark = pytest.mark.browser


def describe_denial(page: Page) -> None:
    page.locator("[name=statement-quote]").fill("nobody was taken")
    page.locator("[name=statement-speaker]").fill("Person A")
    page.locator("[name=statement-basis][value=first_hand]").check()
    page.locator("[name=statement-stance][value=denies]").check()


def choose_group(page: Page) -> None:
    """One person of the two: part of the group that the first row names."""
    page.get_by_role("button", name="Another person or group").click()
    page.locator("[name=mention-2-name]").fill("Person Exemplar")
    page.locator("[name=mention-2-within]").select_option(label="Statement 1: at least 2")


def shown_at_each_width(seen: Window, name: str, *, script: bool = True) -> None:
    """Keep pictures of the page, wide and narrow, and hold that it fits and that axe finds nothing."""
    for width, viewport in (("320", NARROW), ("1280", WIDE)):
        seen.look(viewport)
        assert seen.overflow() <= 0
        assert not script or seen.violations() == ""
        seen.picture(f"forms-{name}-{width}")


def find_what_is_denied(seen: Window, *, script: bool) -> None:
    seen.page.locator("#next").click()
    expect(seen.page.locator("#work-heading")).to_contain_text("Statement 2 of 2")
    describe_denial(seen.page)
    expect(seen.page.locator("#denied")).to_be_visible()
    seen.page.locator("[name=statement-contests_words]").fill("detention")
    seen.page.get_by_role("button", name="Find incidents").click()
    expect(seen.page.locator("[name=statement-contests][value^='incident:']").first).to_be_visible()
    shown_at_each_width(seen, "denial", script=script)
    seen.page.evaluate("document.documentElement.dir = 'rtl'")
    seen.look(NARROW)
    assert seen.overflow() <= 0
    seen.look(WIDE)
    seen.picture("forms-denial-rtl")


@pytest.mark.parametrize("script", [True, False], ids=["with_script", "without_script"])
def test_a_group_its_part_and_a_denial_of_the_statement(window, script):
    seen = window(java_script_enabled=script)
    seen.go("/code/")
    begin(seen.page)
    describe_document(seen.page)
    describe_statement(seen.page)
    choose_group(seen.page)
    seen.picture("forms-group-1280")
    find_what_is_denied(seen, script=script)
    seen.page.locator("[name=statement-contests][value^='statement:']").check()
    submit(seen.page)
    seen.page.wait_for_url(re.compile(r"/document/"))
    expect(seen.page.locator("#coded + ul")).to_contain_text("Part of the group")
    shown_at_each_width(seen, "document", script=script)
    withdraw_first(seen.page)
    shown_at_each_width(seen, "withdrawn", script=script)
    seen.page.locator("details.withdrawn summary").click()
    seen.page.locator("details.withdrawn").get_by_role("button", name="undo").click()
    expect(seen.page.locator("details.withdrawn")).to_have_count(0)


def withdraw_first(page: Page) -> None:
    page.get_by_role("link", name="withdraw").first.focus()
    page.keyboard.press("Enter")
    page.locator("input[name=because]").fill("It was entered twice.")
    page.keyboard.press("Enter")
    expect(page.locator("details.withdrawn")).to_contain_text("1 statement was withdrawn")


def test_a_suspicion_stands_beside(window):
    seen = window()
    seen.go("/code/")
    begin(seen.page)
    describe_document(seen.page)
    describe_statement(seen.page)
    seen.page.locator("[name=statement-stance][value=suspects]").check()
    seen.page.locator("[name=mention-0-low]").fill("")
    seen.page.locator("[name=mention-0-as_said]").fill("many others")
    submit(seen.page)
    seen.page.wait_for_url(re.compile(r"/document/"))
    seen.page.locator("#incidents + ul a").first.click()
    expect(seen.page.locator("main")).to_contain_text("Suspected by")
    shown_at_each_width(seen, "suspected")
