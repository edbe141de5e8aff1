"""A row is corrected, and more is coded from a document that is held, with and without script."""

import pytest
from playwright.sync_api import expect

from tests.e2e.test_journeys import TEXT, describe_document, describe_statement, submit

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_held_document_is_corrected_after_its_figures_were_looked_at(window, script):
    seen = window(java_script_enabled=script)
    seen.go("/")
    seen.page.locator("main a[href^='/incident/']").first.click()
    seen.page.get_by_role("link", name="Report of the first newspaper").first.click()
    seen.page.get_by_role("link", name="correct", exact=True).first.click()
    assert not script or seen.violations() == ""
    other = seen.page.locator("input[name=held]:not(:checked)").first
    other.check()
    seen.page.locator("[name=reason]").fill("A slip of a test.")
    seen.page.get_by_role("button", name="Correct it").click()
    expect(seen.page.locator("main")).to_contain_text("Look at them, then press once more.")
    assert not script or seen.violations() == ""
    seen.picture("correct-effect-1280")
    seen.page.get_by_role("button", name="Correct it").click()
    expect(seen.page.locator("body")).to_contain_text("It is corrected. What it was stays in its history.")
    assert seen.complaints == []


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_text_that_is_held_leads_to_coding_more_from_it(window, script):
    seen = window(java_script_enabled=script)
    text = f"{TEXT}\nWith a last line of its own, {script}."
    seen.go("/code/")
    seen.page.get_by_label("Text", exact=True).fill(text)
    seen.page.get_by_role("button", name="Begin").click()
    describe_document(seen.page)
    describe_statement(seen.page)
    submit(seen.page)
    seen.page.wait_for_url("**/document/**")
    seen.go("/code/")
    seen.page.get_by_label("Text", exact=True).fill(text)
    seen.page.get_by_role("button", name="Begin").click()
    expect(seen.page.locator("main")).to_contain_text("We hold this already")
    assert not script or seen.violations() == ""
    seen.page.get_by_role("button", name="Code more from it").click()
    expect(seen.page.locator("main")).to_contain_text("1 statement of it is in the register already")
    assert not script or seen.violations() == ""


def test_known_names_are_offered_and_dates_explained_while_a_row_is_corrected(window):
    seen = window()
    seen.go("/documents/")
    seen.page.get_by_role("link", name="Report of the first newspaper").first.click()
    seen.page.get_by_role("link", name="correct", exact=True).first.click()
    author = seen.page.locator("[name=author]")
    author.fill("")
    author.press_sequentially("the news")
    expect(seen.page.locator("#offers li").first).to_have_text("the news site")
    author.press("Enter")
    expect(author).to_have_value("the news site")
    seen.page.locator("[name=published]").fill("nonsense")
    expect(seen.page.locator(".understood").first).to_contain_text("not understood")
    seen.page.locator("[name=published]").fill("5 May 2017")
    expect(seen.page.locator(".understood").first).to_contain_text("2017-05-05")
    assert seen.violations() == ""
    assert seen.complaints == []


def test_a_statement_that_is_corrected_is_asked_what_belongs_to_its_stance_alone(window):
    seen = window()
    seen.go("/")
    seen.page.locator("main a[href^='/incident/']").first.click()
    seen.page.locator(".said .row-links").first.get_by_role("link", name="correct").click()
    page = seen.page
    expect(page.locator("[name=stance][value=asserts]")).to_be_checked()
    expect(page.locator("[name=denies]")).to_be_hidden()
    expect(page.locator("[name=retracts]")).to_be_hidden()
    page.locator("[name=stance][value=denies]").check()
    expect(page.locator("[name=denies]")).to_be_visible()
