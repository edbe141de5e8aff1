"""Linking in a real browser: the review of pairs by keys and without script, and every page of it."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.e2e.desk import Desk, done, open_desk, workspace
from tests.e2e.lists import FAMILY, write_lists
from tests.e2e.looking import WIDTHS, looked_at

pytestmark = pytest.mark.browser

REVIEW = "/link/person/review/proposed/"
BEFORE = {"link": "/link/", "review": REVIEW, "reviewers": "/link/person/reviewers/"}
SCORE = re.compile(r"gives \d+ in 100")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk on three lists of invented people that were linked once."""
    folder = tmp_path_factory.mktemp("desk")
    case, secret = workspace(folder, write_lists(folder / "lists"))
    done("link", "run", case, "--passphrase-file", secret)
    with open_desk(case, secret) as running:
        yield running


@pytest.mark.parametrize("name", BEFORE)
def test_a_page_of_linking_is_readable_by_all(name, window):
    seen = window()
    assert seen.go(BEFORE[name]).status == 200
    assert looked_at(seen, name) == {}
    assert seen.elsewhere() == []
    assert seen.complaints == []


def test_a_pair_is_judged_by_keys_blind_and_undone(window):
    seen = window()
    seen.go(REVIEW)
    lead = seen.page.locator("h1")
    expect(lead).to_contain_text("1 of")
    assert not SCORE.search(seen.page.locator("main").inner_text())
    for key, words in (("s", "the same person or group"), ("d", "not the same"), ("u", "unsure")):
        with seen.page.expect_navigation():
            seen.page.keyboard.press(key)
        expect(seen.page.locator(".outcome")).to_contain_text(words)
        assert SCORE.search(seen.page.locator(".outcome").inner_text())
    expect(lead).to_contain_text("4 of")
    assert looked_at(seen, "review-decided") == {}
    seen.go(REVIEW)
    with seen.page.expect_navigation():
        seen.page.keyboard.press("z")
    expect(lead).to_contain_text("3 of")
    first = seen.page.locator("[name=pair]").input_value()
    with seen.page.expect_navigation():
        seen.page.keyboard.press("ArrowRight")
    assert seen.page.locator("[name=pair]").input_value() != first
    expect(seen.page.locator("main")).to_contain_text("1 pair that you skipped")
    assert seen.complaints == []


def test_keys_are_only_letters_where_a_reason_is_typed(window):
    seen = window()
    seen.go(REVIEW)
    seen.page.locator("details summary", has_text="Add a reason").click()
    seen.page.locator("#because").fill("")
    seen.page.locator("#because").press_sequentially("sdu")
    assert seen.page.locator("#because").input_value() == "sdu"
    assert seen.page.url.endswith(REVIEW)


def test_a_pair_is_judged_and_undone_without_script(window):
    plain = window(java_script_enabled=False)
    plain.go(REVIEW)
    for width, viewport in WIDTHS.items():
        plain.look(viewport)
        plain.picture(f"review-{width}-no-script")
        assert plain.overflow() == 0
    pair = plain.page.locator("[name=pair]").input_value()
    plain.page.locator("button[value=different]").click()
    expect(plain.page.locator(".outcome")).to_contain_text("you said")
    plain.page.locator("#undo-last button").click()
    assert plain.page.locator("[name=pair]").input_value() == pair
    plain.page.locator("button[value=skip]").click()
    assert plain.page.locator("[name=pair]").input_value() != pair


def test_a_decided_pair_and_what_is_proposed_around_it_are_readable_by_all(window):
    seen = window()
    seen.go(REVIEW)
    with seen.page.expect_navigation():
        seen.page.keyboard.press("s")
    seen.page.locator(".outcome a", has_text="Look at it again").click()
    expect(seen.page.locator(".outcome h2")).to_contain_text("Why the model says so")
    assert looked_at(seen, "review-pair") == {}
    seen.go("/link/person/together/")
    assert looked_at(seen, "proposed") == {}
    seen.go("/link/person/together/")
    seen.page.locator("main table a").first.click()
    expect(seen.page.locator("#weakest")).to_be_visible()
    assert looked_at(seen, "together") == {}
    seen.go("/link/ids/")
    assert looked_at(seen, "link-ids") == {}


def test_a_sample_is_drawn_for_several_reviewers_and_judged(window):
    seen = window()
    seen.go("/link/person/reviewers/")
    seen.page.locator("#size").fill("3")
    seen.page.locator("button", has_text="Draw").click()
    expect(seen.page.locator("h1")).to_contain_text("The sample has 3 pairs")
    seen.page.wait_for_load_state("load")
    with seen.page.expect_navigation():
        seen.page.locator("main a.main").click()
    for _ in range(3):
        seen.page.wait_for_load_state("load")
        skipped = seen.page.locator("a[href='?skipped']")
        if skipped.count():  # an earlier test skipped a pair that this sample may hold
            with seen.page.expect_navigation():
                skipped.click()
        # On a busy machine a page is seen before its keys are listened to.
        expect(seen.page.locator("button[data-key=d]")).to_be_visible()
        seen.page.wait_for_load_state("load")
        with seen.page.expect_navigation():
            seen.page.keyboard.press("d")
    expect(seen.page.locator("h1")).to_contain_text("Every pair is decided")
    seen.page.locator("main a.main").click()
    assert looked_at(seen, "reviewers-one") == {}


def test_under_the_veil_no_page_of_linking_names_anybody(window):
    seen = window()
    seen.go("/link/")
    seen.page.locator(".switches button").first.click()
    expect(seen.page.locator(".switches button").first).to_have_text("Show names")
    for path in (*BEFORE.values(), "/link/person/together/"):
        seen.go(path)
        said = seen.page.locator("main").inner_text()
        assert [name for both in FAMILY for name in both if name in said] == [], path
    seen.go(REVIEW)
    seen.picture("review-1280-veiled")
    seen.page.locator(".switches button").first.click()


def test_a_tab_of_linking_names_nobody(window):
    seen = window()
    for path in BEFORE.values():
        seen.go(path)
        assert [name for both in FAMILY for name in both if name in seen.page.title()] == []
