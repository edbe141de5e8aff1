"""Every step of the page as it is seen: wide and narrow, light and dark, from left and right, in both languages."""

import pytest

from isthmus.core.seal.codename import words_of
from tests.e2e.letters.pages import WORDS, written_page
from tests.e2e.letters.test_letter_page_answers import CODE, sealed
from tests.e2e.letters.window import page_window
from tests.e2e.looking import looked_at
from tests.e2e.window import NARROW

pytestmark = pytest.mark.browser

NINE = [WORDS["en"][number] for number in words_of(CODE)]
TOUCHED = (
    "main button:not(.plain), main a.button, main select, main textarea, main input[type=text], #head .clear"
)
LEAST = 44  # CSS pixels that a finger needs: WCAG 2.2, 2.5.5
# Whether each thing to touch is large enough.
SMALL = """
return [...document.querySelectorAll(arguments[0])].filter((each) => {
  const { width, height } = each.getBoundingClientRect();
  return width && (width < arguments[1] || height < arguments[1]);
}).map((each) => `${each.textContent}: ${each.getBoundingClientRect().width}`)
"""


class Looks:
    """Looks at each step, and keeps what is wrong with it."""

    def __init__(self, writer):
        self.writer = writer
        self.wrong = {}

    def __call__(self, name):
        self.wrong |= looked_at(self.writer.window, f"letter-page-{name}")
        self.writer.window.look(NARROW)
        if small := self.writer.browser.run(SMALL, TOUCHED, LEAST):
            self.wrong[name] = small


@pytest.fixture
def look(browser, tmp_path):
    with page_window(browser) as writer:
        writer.open(written_page(tmp_path))
        yield Looks(writer)


def test_every_step_of_writing_is_looked_at(look):
    writer = look.writer
    look("start")
    writer.write("Их держат в подвале.\nإنهم هنا")
    writer.attach("IMG_2017.jpg", "image/jpeg", b"x")
    look("write")
    writer.press("Remove")
    writer.press("Go on")
    look("answer")
    writer.choose(1)
    writer.press("Go on")
    look("learn")
    writer.press("I know them")
    look("ask")
    writer.press("Show the words again")
    writer.press("Back")
    writer.choose(2)
    writer.press("Go on")
    look("codename")
    writer.type_codename(["?", "?", *NINE[2:]])
    writer.press("Go on")
    look("codename-wrong")
    writer.type_codename(NINE, is_open=True)
    writer.press("Go on")
    writer.heading("Seal the letter")
    look("ready")
    writer.seal()
    look("sealed")
    assert look.wrong == {}


def test_every_step_of_reading_is_looked_at(look):
    writer = look.writer
    writer.press("Clear all")
    look("cleared")
    writer.press("Begin again")
    writer.press("Read an answer")
    look("read")
    writer.press("Back")
    writer.read_answer(sealed(), ["?", *NINE[1:]])
    look("opened")
    writer.press("Close it")
    writer.read_answer(sealed(key=bytes(32)), NINE)
    look("refused")
    assert look.wrong == {}


def test_codes_and_russian_are_looked_at(browser, tmp_path):
    with page_window(browser) as writer:
        writer.open(written_page(tmp_path))
        writer.write("Short.", size=2)
        writer.press("Go on")
        writer.choose(0)
        writer.press("Go on")
        writer.seal()
        wrong = looked_at(writer.window, "letter-page-codes")
        writer.press("Clear all")
        writer.press("Русский")
        wrong |= looked_at(writer.window, "letter-page-cleared-ru")
        writer.press("Начать заново")
        wrong |= looked_at(writer.window, "letter-page-start-ru")
        assert writer.browser.run("return document.documentElement.lang") == "ru"
        writer.press("Написать письмо")
        wrong |= looked_at(writer.window, "letter-page-write-ru")
        assert wrong == {}


def test_a_page_that_cannot_seal_is_looked_at(browser, tmp_path):
    with page_window(browser) as writer:
        writer.open(written_page(tmp_path, recipient=bytes(32)))
        assert looked_at(writer.window, "letter-page-cannot") == {}
