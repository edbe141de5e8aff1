"""Answers that are read in the page: shown where they are proved, inert, and refused in words where they are not."""

from datetime import date, timedelta

import pytest

from isthmus.core.seal.age_file import SealingChance, public_half
from isthmus.core.seal.codename import answer_key, identity_of, root_of, words_of
from isthmus.core.seal.letters import seal_answer, seal_letter
from isthmus.core.seal.sizes import LetterSize
from isthmus.core.seal.values import Answer, Letter
from isthmus.core.unseal.letters import open_letter
from tests.e2e.letters.pages import IDENTITY, ORGANISATION, WORDS, written_page
from tests.e2e.letters.window import page_window

pytestmark = pytest.mark.browser

CODE = bytes(range(1, 12))
NINE = [WORDS["en"][number] for number in words_of(CODE)]
ROOT = root_of(CODE, ORGANISATION)
THREAD = public_half(identity_of(ROOT))
ID, DAY = bytes(16), date(2026, 11, 28)
KEY = answer_key(ROOT, ID, DAY)
CHANCE = SealingChance.of(bytes(range(64)))
ANSWER = Answer("We read it.", ORGANISATION, ID, DAY, 2, date(2026, 12, 1))
HOSTILE = (
    "<script>window.ran = 1</script><img src=x onerror='window.ran = 1'><svg onload='window.ran = 1'></svg>"
    "\n<a href='javascript:window.ran = 1'>here</a> https://example.org/ javascript:alert(1)\n"
    + "\u202e" * 10_000
    + "txet\u202c \x1b[31m \u2066\u2069 \U000e0041 نص عربي"
)


@pytest.fixture
def writer(browser, tmp_path):
    with page_window(browser) as opened:
        opened.open(written_page(tmp_path))
        yield opened


def sealed(answer=ANSWER, key=KEY, recipient=THREAD, size=LetterSize.MESSAGE):
    return seal_answer(answer, key, size, recipient, CHANCE)


def changed(**changes):
    return Answer(**{name: changes.get(name, getattr(ANSWER, name)) for name in Answer.__dataclass_fields__})


def test_an_answer_is_inert_and_what_turns_it_is_visible(writer):
    writer.read_answer(sealed(changed(text=HOSTILE), size=LetterSize.FILE), NINE)
    writer.heading("An answer to your letter of November 28, 2026")
    assert writer.browser.run("return document.querySelector('.foreign').childElementCount") == 0
    shown = writer.texts(".foreign")[0]
    assert shown.count("⟨U+202E⟩") == 10_000
    assert shown.endswith("txet⟨U+202C⟩ ⟨U+001B⟩[31m ⟨U+2066⟩⟨U+2069⟩ ⟨U+E0041⟩ نص عربي")
    assert shown.startswith("<script>window.ran = 1</script>")
    writer.window.page.wait_for_timeout(200)
    assert writer.browser.run("return window.ran ?? 0") == 0
    assert writer.browser.run("return document.querySelectorAll('a[href], img, svg, iframe').length") == 0


def test_a_codename_is_typed_with_slips_that_are_named(writer):
    writer.to_codename(sealed())
    for typed, said in (
        (
            ["qqqq", *NINE[1:7], NINE[7] + "x", NINE[8]],
            ["Word 1 is not in the list. Look", "Word 8 is not in the list. It may"],
        ),
        ([NINE[1], NINE[0], *NINE[2:]], ["These words are no codename"]),
        (["?", "?", *NINE[2:]], ["A codename has nine words"]),
        (NINE[:8], ["A codename has nine words"]),
    ):
        writer.fill(".entry textarea", " ".join(typed))
        writer.press("Open")
        found = writer.texts(".complaint p")
        assert len(found) == len(said)
        assert all(each.startswith(begins) for each, begins in zip(found, said, strict=True))
    writer.fill(".entry textarea", f"1. {NINE[0].upper()}, 2. – " + "\n".join(NINE[2:]))
    writer.press("Open")
    writer.heading("An answer to your letter of ")
    assert NINE[1] in writer.texts(".notice")[0]


def test_a_codename_is_tapped(writer):
    writer.to_codename(sealed(), is_typed=False)
    for at, word in enumerate(NINE):
        if at == 4:
            writer.press("I do not remember this one")
        else:
            writer.tap(word, ".entry")
    writer.press("Open")
    writer.heading("An answer to your letter of ")


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (sealed(key=answer_key(ROOT, bytes(15) + b"x", DAY)), "does not prove"),
        (sealed(changed(letter_day=DAY + timedelta(days=1))), "does not prove"),
        (sealed(changed(letter=bytes(15) + b"x")), "does not prove"),
        (sealed(key=bytes(32)), "does not prove"),
        (sealed(changed(organisation=bytes(32))), "another organisation"),
        (sealed(recipient=public_half(bytes(range(32)))), "This codename does not open it"),
        (
            seal_letter(Letter("Believe me.", ID, "en", DAY), LetterSize.MESSAGE, THREAD, CHANCE),
            "is no answer",
        ),
        (sealed()[:-1] + b"x", "changed or cut off"),
    ],
    ids=[
        "another letter's key",
        "another day",
        "another letter",
        "forged",
        "organisation",
        "thread",
        "letter",
        "cut",
    ],
)
def test_what_is_not_proved_is_refused_in_words(writer, file, said):
    writer.read_answer(file, NINE)
    writer.heading("This is not shown.")
    main = writer.texts("main")[0]
    assert said in main
    assert "We read it." not in main
    assert "Believe me." not in main


def test_an_older_answer_is_shown_with_the_day_that_it_answers(writer):
    """A replayed one, too: its number and its day say which it is."""
    early = date(2026, 3, 1)
    answer = changed(letter_day=early, number=1, day=date(2026, 3, 5))
    writer.read_answer(sealed(answer, answer_key(ROOT, ID, early)), NINE)
    writer.heading("An answer to your letter of March 1, 2026")
    assert "Answer number 1, of March 5, 2026." in writer.texts("main")[0]


def test_what_was_read_under_one_codename_does_not_go_along_with_another(writer):
    """It would tell that both are one person's."""
    writer.read_answer(sealed(), NINE)
    writer.press("Write again")
    writer.fill("textarea", "Somebody else.")
    writer.press("Go on")
    writer.press("Back")
    writer.new_codename()
    letter = open_letter(writer.seal(), [IDENTITY]).content
    assert letter.reply.recipient != THREAD
    assert letter.read is None


@pytest.mark.parametrize(
    ("pasted", "said"),
    [
        ("", "This is no sealed text"),
        ("Hello", "Something is missing"),
        (
            "-----BEGIN AGE ENCRYPTED FILE-----\nYWdl!\n-----END AGE ENCRYPTED FILE-----",
            "Something is missing",
        ),
        ("-----BEGIN AGE ENCRYPTED FILE-----" * 2, "There are several"),
    ],
)
def test_what_is_no_sealed_text_is_said(writer, pasted, said):
    writer.press("Read an answer")
    writer.fill("textarea", pasted)
    writer.press("Go on")
    assert writer.texts(".complaint p")[0].startswith(said)
