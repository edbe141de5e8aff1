"""What people come to do, from the first page to the last, as they would do it."""

import re
from secrets import token_hex

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

LEAST_OF_TEXT = 150  # pixels: so many are five lines
TEXT = "A person who was there says: on 3 May 2017 two men were taken from a house by the river and held for a week."


def begin(page: Page) -> None:
    """Paste a text and begin to code it."""
    page.get_by_label("Text", exact=True).fill(another_text())
    page.get_by_role("button", name="Begin").click()
    page.wait_for_url(re.compile(r"/code/[0-9a-f-]{36}/"))


def another_text() -> str:
    """Return the text with an end of its own: a text that is held already would be recognised."""
    return f"{TEXT}\n{token_hex(4)}"


def describe_document(page: Page) -> None:
    page.locator("[name=document-title]").fill("A letter to the desk")
    page.locator("[name=document-author]").fill("Person A")
    page.locator("[name=document-held][value=yes]").check()


def describe_statement(page: Page) -> None:
    page.locator("[name=statement-quote]").fill("two men were taken from a house by the river")
    page.locator("[name=statement-speaker]").fill("Person A")
    page.locator("[name=statement-basis][value=first_hand]").check()
    page.locator("[name=statement-stance][value=asserts]").check()
    page.locator("[name=statement-type]").select_option("unlawful_detention")
    page.locator("[name=statement-date]").fill("2017-05-03")
    page.locator("[name=mention-0-low]").fill("2")


def submit(page: Page) -> None:
    """Put the draft into the register, saying what the new names are when asked."""
    put_in(page)
    kind = page.locator("[name=source-0-kind]")
    if kind.count():
        kind.select_option("person")
        put_in(page)


def put_in(page: Page) -> None:
    """Press the button, and wait until the page has answered: with a page, or with its own parts."""
    page.get_by_role("button", name="Put into the register").click()
    expect(page.locator("#work[inert]")).to_have_count(0)


def lines_of(page: Page) -> str:
    return page.locator("main a[href='#support']").first.inner_text()


def test_a_document_is_coded_and_stands_in_the_record(window):
    seen = window()
    seen.go("/code/")
    begin(seen.page)
    describe_document(seen.page)
    describe_statement(seen.page)
    expect(seen.page.locator("#saved")).to_contain_text(re.compile(r"Saved at \d"))
    assert seen.violations() == ""
    seen.picture("draft-1280")
    submit(seen.page)
    expect(seen.page.locator("main .problem")).to_have_count(0)
    seen.go("/search/")
    seen.page.locator("#search").fill("house by the river")
    seen.page.keyboard.press("Enter")
    expect(seen.page.locator("main")).to_contain_text("two men were taken")
    assert seen.elsewhere() == []
    assert seen.complaints == []


def test_a_document_is_coded_without_script(window):
    seen = window(java_script_enabled=False)
    seen.go("/code/")
    begin(seen.page)
    describe_document(seen.page)
    describe_statement(seen.page)
    seen.picture("draft-no-script-1280")
    submit(seen.page)
    expect(seen.page.locator("main .problem")).to_have_count(0)
    assert "/code/" not in seen.page.url


def test_the_text_stands_beside_the_form_from_the_beginning(window):
    seen = window(viewport={"width": 1280, "height": 800})
    seen.go("/code/")
    begin(seen.page)
    text = seen.page.locator("#text").bounding_box()
    assert text is not None
    assert min(text["y"] + text["height"], 800) - text["y"] > LEAST_OF_TEXT
    describe_document(seen.page)
    seen.page.keyboard.press("Control+Enter")
    expect(seen.page.locator("#about details").first).not_to_have_attribute("open", "")


def test_what_is_wrong_is_said_no_longer_once_something_else_stands_there(window):
    seen = window()
    seen.go("/code/")
    begin(seen.page)
    put_in(seen.page)
    wrong = seen.page.locator("#summary section li")
    expect(wrong).to_have_count(2)
    title = seen.page.locator(".field:has([name=document-title])")
    expect(title.locator(".problem")).to_have_count(1)
    seen.page.locator("[name=document-title]").fill("A letter")
    expect(title.locator(".problem")).to_have_count(0)
    expect(wrong.first.locator("del")).to_have_count(1)
    expect(wrong.last.locator("del")).to_have_count(0)
    assert seen.violations() == ""


def test_a_draft_outlives_a_reload(window):
    seen = window()
    seen.go("/code/")
    begin(seen.page)
    describe_statement(seen.page)
    expect(seen.page.locator("#saved")).to_contain_text(re.compile(r"Saved at \d"))
    seen.page.reload()
    expect(seen.page.locator("[name=statement-date]")).to_have_value("2017-05-03")
    expect(seen.page.locator("[name=mention-0-low]")).to_have_value("2")


def test_what_is_typed_while_the_desk_is_gone_is_saved_once_it_is_back(window):
    seen = window()
    seen.go("/code/")
    begin(seen.page)
    describe_statement(seen.page)
    saved = seen.page.locator("#saved")
    expect(saved).to_contain_text(re.compile(r"Saved at \d"))
    seen.context.set_offline(True)
    seen.page.locator("[name=statement-date]").fill("2017-05-04")
    seen.page.locator("[name=mention-0-low]").fill("3")
    expect(saved).to_contain_text("Your words are kept in this page")
    seen.page.locator("[name=statement-speaker]").fill("Person C")
    seen.context.set_offline(False)
    expect(saved).to_contain_text(re.compile(r"Saved at \d"))
    seen.page.reload()
    for name, value in (
        ("statement-date", "2017-05-04"),
        ("mention-0-low", "3"),
        ("statement-speaker", "Person C"),
    ):
        expect(seen.page.locator(f"[name={name}]")).to_have_value(value)


def test_a_name_that_is_offered_in_another_script_says_why(window):
    seen = window()
    seen.go("/code/")
    begin(seen.page)
    speaker = seen.page.locator("[name=statement-speaker]")
    speaker.press_sequentially("Газета")
    offer = seen.page.locator("#offers li", has_text="Novaya Gazeta")
    expect(offer.locator(".why")).to_contain_text("in another script")
    speaker.press("Enter")
    expect(speaker).to_have_value("Novaya Gazeta")


def test_a_statement_is_coded_by_keyboard_alone(window):
    seen = window()
    seen.go("/code/")
    keys, page = seen.page.keyboard, seen.page
    focus_by_tab(page, "#text")
    keys.type(another_text())
    focus_by_tab(page, "button.main")
    keys.press("Enter")
    page.wait_for_url(re.compile(r"/code/[0-9a-f-]{36}/"))
    focus_by_tab(page, "[name=statement-quote]")
    keys.type("held for a week")
    focus_by_tab(page, "[name=statement-speaker]")
    keys.type("Person B")
    keys.press("Control+Enter")
    expect(page.locator("#work-heading")).to_contain_text("2")


def test_an_article_that_is_held_now_makes_a_second_line_and_can_be_taken_back(window):
    seen = window()
    page = seen.page
    seen.go("/")
    page.get_by_role("link", name=re.compile("unlawful detention", re.IGNORECASE)).first.click()
    incident = page.url
    assert lines_of(page).startswith("1 ")
    page.get_by_role("link", name=re.compile("Novaya Gazeta")).first.click()
    page.locator("main a[href*='/document/']").first.click()
    document = page.url
    page.get_by_role("link", name="We now hold this article…").click()
    expect(page.locator("main")).to_contain_text("What changes")
    seen.picture("hold-1280")
    assert seen.violations() == ""
    page.get_by_label("Or we hold it on paper, at").fill("the archive")
    page.get_by_role("button", name="We hold it now").click()
    expect(page.locator("main")).to_contain_text("2")
    seen.picture("held-now-1280")
    assert seen.violations() == ""
    page.goto(incident)
    assert lines_of(page).startswith("2 ")
    seen.picture("incident-two-lines-1280")
    page.goto(document)
    page.get_by_role("link", name="We do not hold it after all…").click()
    page.get_by_role("button", name="We do not hold it after all").click()
    page.goto(incident)
    assert lines_of(page).startswith("1 ")


def focus_by_tab(page: Page, selector: str) -> None:
    """Go to an element as somebody without a mouse would."""
    for _ in range(60):
        if page.evaluate(f"document.activeElement.matches({selector!r})"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"The tab key does not reach {selector}.")
