"""A question is asked and answered, a statement withdrawn, and one's own last action taken back, without a mouse."""

import pytest
from playwright.sync_api import expect

from tests.e2e.window import NARROW, WIDE, Window

pytestmark = pytest.mark.browser


def looked_at(seen: Window, opening: str, name: str) -> None:
    """Nothing that axe finds, nothing beyond the edge of a phone."""
    expect(seen.page.locator("h1")).to_contain_text(opening)
    seen.page.wait_for_load_state()
    assert seen.violations() == "", name
    seen.picture(f"{name}-1280")
    seen.look(NARROW)
    assert seen.overflow() == 0, name
    seen.picture(f"{name}-320")
    seen.look(WIDE)


def follow(seen: Window, name: str) -> None:
    """Follow a link by the keyboard."""
    seen.page.get_by_role("link", name=name).first.focus()
    seen.page.keyboard.press("Enter")


def asked_and_answered(seen: Window) -> None:
    follow(seen, "note")
    seen.page.get_by_label("Note or question").fill("Is this the figure of the first report?")
    seen.page.get_by_label("yes: it stays open until somebody answers it").check()
    seen.page.get_by_role("button", name="Keep it").click()
    expect(seen.page.locator("main")).to_contain_text("Open question")
    looked_at(seen, "Notes and questions about", "row-notes")
    follow(seen, "All open questions")
    expect(seen.page.locator("h1")).to_contain_text("1 question is open.")
    seen.page.get_by_text("Answer it").first.click()
    seen.page.get_by_label("Answer (it is kept with the question)").first.fill("Yes.")
    seen.page.get_by_role("button", name="Answered").first.click()
    looked_at(seen, "0 questions are open.", "notes")


def withdrawn(seen: Window) -> None:
    follow(seen, "withdraw")
    looked_at(seen, "Withdraw a statement", "withdraw")
    seen.page.get_by_label("Why (it is kept and shown)").fill("It was entered twice.")
    seen.page.keyboard.press("Enter")
    expect(seen.page.locator("details.withdrawn")).to_contain_text("1 statement was withdrawn")


def test_a_question_is_answered_and_the_answer_and_a_withdrawal_are_taken_back(window) -> None:
    seen = window()
    seen.go("/")
    seen.page.locator("main a[href^='/incident/']").first.click()
    document = seen.page.locator("main a[href^='/document/']").first.get_attribute("href").partition("#")[0]
    seen.go(document)
    asked_and_answered(seen)
    seen.go(document)
    withdrawn(seen)
    for done in ("judgement made", "note answered"):
        follow(seen, "Undo what I did last")
        looked_at(seen, "The last thing that you did", "own-actions")
        seen.page.get_by_role("row", name=done).get_by_role("link", name="undo…").first.click()
        looked_at(seen, "Take it back?", "undo")
        seen.page.get_by_role("button", name="Take it back").click()
        expect(seen.page.locator("body")).to_contain_text("Taken back.")
    seen.go("/notes/")
    expect(seen.page.locator("main")).to_contain_text("1 question is open.")
    assert seen.complaints == []
