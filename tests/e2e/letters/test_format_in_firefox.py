"""Firefox's own engine seals, opens and refuses as Python does: a share of what Chromium is asked in test_format."""

import json
import shutil

import pytest

from isthmus.core.seal.age_file import SealingChance, public_half
from isthmus.core.seal.letters import seal_letter
from isthmus.core.seal.sizes import LetterSize
from isthmus.core.unseal.armour import sealed_bytes
from isthmus.core.unseal.letters import open_letter, read_plaintext
from tests.core.seal.letter_vectors import LETTERS
from tests.e2e.letters.chance import Drawn
from tests.e2e.letters.format import AT_ONCE, BRIDGE, BUNDLE, as_asked, said
from tests.e2e.letters.test_format import IDENTITY, RECIPIENT, differing, ours
from tests.e2e.profiles import firefox

pytestmark = [pytest.mark.browser, pytest.mark.long]

MANY = 2_000
ASK = """
const page = window.wrappedJSObject ?? window;
return page.JSON.stringify(page.JSON.parse(arguments[1]).map((each) => page.asked[arguments[0]](each)));
"""
READY = "return Boolean((window.wrappedJSObject ?? window).asked)"


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    """Asks Firefox for many things."""
    folder = tmp_path_factory.mktemp("firefox")
    for script in (BUNDLE / "format.js", BRIDGE):
        shutil.copy(script, folder)
    scripts = "".join(f'<script src="{name}"></script>' for name in ("format.js", "bridge.js"))
    (folder / "blank.html").write_text(f"<!doctype html><meta charset=utf-8><title>blank</title>{scripts}")
    with firefox(folder / "profile") as browser:
        browser.go((folder / "blank.html").as_uri())
        assert browser.run(READY)

        def ask(what, given):
            found = []
            for at in range(0, len(given), AT_ONCE):
                found += json.loads(browser.run(ASK, what, json.dumps(given[at : at + AT_ONCE])))
            return found

        yield ask


def test_letters_are_sealed_to_the_same_bytes(asked):
    drawn = Drawn(11)
    letters = [
        (drawn.letter(), drawn.chance.choice(list(LetterSize)), drawn.chance.randbytes(64))
        for _ in range(MANY)
    ]

    def sealed(letter, size, chance):
        return {"sealed": seal_letter(letter, size, RECIPIENT, SealingChance.of(chance)).hex()}

    given = [
        {"letter": as_asked(letter), "size": int(size), "recipient": RECIPIENT.hex(), "chance": chance.hex()}
        for letter, size, chance in letters
    ]
    assert differing(letters, asked("seal", given), [ours(sealed, *each) for each in letters]) == []


def test_plaintexts_and_what_arrived_are_read_or_refused_alike(asked):
    drawn = Drawn(12)
    given = [drawn.plaintext() for _ in range(5 * MANY)]
    expected = [ours(lambda each: said(read_plaintext(each)), each) for each in given]
    assert differing(given, asked("read", [each.hex() for each in given]), expected) == []

    def opened(arrived):
        found = open_letter(sealed_bytes(arrived), [IDENTITY])
        return said(found.content) | {"stanzas": found.stanzas}

    sealed = seal_letter(
        LETTERS["right to left"], LetterSize.CODES, public_half(IDENTITY), SealingChance.of(bytes(range(64)))
    )
    arrived = [drawn.arrived(sealed) for _ in range(MANY)]
    found = asked("open", [{"arrived": each.hex(), "identity": IDENTITY.hex()} for each in arrived])
    assert differing(arrived, found, [ours(opened, each) for each in arrived]) == []
