"""Browser and Python are of one mind: the same bytes sealed, the same letters opened, the same refusals."""

import json
from datetime import date
from hashlib import sha256

import pytest

from isthmus.core.messages import MessageError
from isthmus.core.seal.age_file import SealingChance, age_file, public_half
from isthmus.core.seal.armour import armoured
from isthmus.core.seal.codename import answer_key, code_of, identity_of, root_of, token_of, words_of
from isthmus.core.seal.frames import frames_of
from isthmus.core.seal.letters import seal_answer, seal_letter
from isthmus.core.seal.sizes import LetterSize, room_of, units_of
from isthmus.core.unseal.age_file import open_age_file
from isthmus.core.unseal.armour import sealed_bytes
from isthmus.core.unseal.frames import sealed_of
from isthmus.core.unseal.letters import open_letter, read_plaintext
from tests.core.seal.letter_vectors import LETTERS, VECTORS
from tests.core.seal.vectors_of_age import vectors
from tests.e2e.letters.chance import Drawn
from tests.e2e.letters.format import answer_as_asked, as_asked, browser_format, refused, said

pytestmark = pytest.mark.browser

IDENTITY = bytes(range(32))
RECIPIENT = public_half(IDENTITY)
SOME = 400
STORED = json.loads(VECTORS.read_text(encoding="utf-8"))
MANY = pytest.param(10_000, marks=pytest.mark.long)


@pytest.fixture(scope="module")
def page(browser, tmp_path_factory):
    with browser_format(browser, tmp_path_factory.mktemp("format")) as opened:
        yield opened


def ours(asked, *given):
    """What Python makes of something, as the bridge says it."""
    try:
        return asked(*given)
    except MessageError as error:
        return refused(error)


def differing(given, found, expected):
    """Where the two are not of one mind."""
    assert len(given) == len(found) == len(expected)
    return [each for each in zip(given, expected, found, strict=True) if each[1] != each[2]][:3]


def sealed_vector(vector):
    letter, size = LETTERS[vector["name"]], vector["size"]
    return {
        "letter": as_asked(letter),
        "size": size,
        "recipient": STORED["recipient"],
        "chance": STORED["chance"],
    }


def test_vectors_are_sealed_to_the_same_bytes(page):
    found = page.asked("seal", [sealed_vector(each) for each in STORED["letters"]])
    digests = [sha256(bytes.fromhex(each["sealed"])).hexdigest() for each in found]
    assert digests == [each["sealed"] for each in STORED["letters"]]


def test_frames_of_the_vectors_are_the_same(page):
    vector = next(each for each in STORED["letters"] if each["size"] == LetterSize.CODES)
    [found] = page.asked("seal", [sealed_vector(vector)])
    assert page.asked("frames", [found["sealed"]]) == [STORED["frames"]]


def test_bad_lines_of_the_vectors_are_refused(page):
    given = [(b"text\n" + each["line"].encode() + b"\n\0").hex() for each in STORED["refused"]]
    expected = [ours(lambda each: said(read_plaintext(bytes.fromhex(each))), each) for each in given]
    assert page.asked("read", given) == expected
    assert all("code" in each for each in expected)


def test_a_codename_gives_the_same_keys(page):
    drawn = Drawn(3).chance
    given = [(drawn.randbytes(11), drawn.randbytes(32), drawn.randbytes(16), "2026-11-28") for _ in range(4)]
    given.append((bytes(range(1, 12)), bytes.fromhex(STORED["organisation"]), bytes(16), "2026-11-28"))
    asked = [
        {"code": code.hex(), "organisation": org.hex(), "letter": letter.hex(), "day": day}
        for code, org, letter, day in given
    ]
    expected = []
    for code, org, letter, day in given:
        root = root_of(code, org)
        identity = identity_of(root)
        token = token_of(public_half(identity))
        key = answer_key(root, letter, date.fromisoformat(day))
        keys = [root, identity, public_half(identity), key, token, sha256(token).digest()]
        expected.append([each.hex() for each in keys])
    assert page.asked("keys", asked) == expected
    assert expected[-1][0] == STORED["codename"]["root"]


@pytest.mark.parametrize("number", [SOME, MANY])
def test_letters_are_sealed_to_the_same_bytes_or_refused_alike(page, number):
    drawn = Drawn(number)
    letters = [
        (drawn.letter(), drawn.chance.choice(list(LetterSize)), drawn.chance.randbytes(64))
        for _ in range(number)
    ]
    given = [
        {
            "letter": as_asked(letter),
            "size": int(size),
            "recipient": RECIPIENT.hex(),
            "chance": chance.hex(),
        }
        for letter, size, chance in letters
    ]

    def sealed(letter, size, chance):
        return {"sealed": seal_letter(letter, size, RECIPIENT, SealingChance.of(chance)).hex()}

    expected = [ours(sealed, *each) for each in letters]
    found = page.asked("seal", given)
    assert differing(letters, found, expected) == []
    whole = [bytes.fromhex(each["sealed"]) for each in found if "sealed" in each]
    assert len(whole) > number / 3
    assert {len(each) for each in whole} <= set(LetterSize)
    assert {each.index(b"\n---") for each in whole} == {119}
    opened = page.asked("open", [{"arrived": each.hex(), "identity": IDENTITY.hex()} for each in whole])
    assert opened == [said(open_letter(each, [IDENTITY]).content) | {"stanzas": 1} for each in whole]


@pytest.mark.parametrize("number", [SOME // 2, MANY])
def test_answers_are_sealed_and_proved_alike(page, number):
    drawn = Drawn(number + 1)
    made = [(drawn.answer(), drawn.chance.randbytes(32), drawn.chance.randbytes(64)) for _ in range(number)]
    given = [
        {
            "answer": answer_as_asked(answer),
            "key": key.hex(),
            "size": int(LetterSize.FILE),
            "recipient": RECIPIENT.hex(),
            "chance": chance.hex(),
        }
        for answer, key, chance in made
    ]

    def sealed(answer, key, chance):
        return {
            "sealed": seal_answer(answer, key, LetterSize.FILE, RECIPIENT, SealingChance.of(chance)).hex()
        }

    found = page.asked("answer", given)
    assert differing(made, found, [ours(sealed, *each) for each in made]) == []
    asked = [
        {"arrived": each["sealed"], "identity": IDENTITY.hex(), "key": made[at - at % 2][1].hex()}
        for at, each in enumerate(found)
    ]
    assert page.asked("proved", asked) == [at % 2 == 0 for at in range(number)]


@pytest.mark.parametrize("number", [5 * SOME, pytest.param(200_000, marks=pytest.mark.long)])
def test_plaintexts_are_read_or_refused_alike(page, number):
    drawn = Drawn(number + 2)
    given = [drawn.plaintext() for _ in range(number)]
    expected = [ours(lambda each: said(read_plaintext(each)), each) for each in given]
    assert differing(given, page.asked("read", [each.hex() for each in given]), expected) == []
    codes = {each.get("code", each.get("kind")) for each in expected}
    assert codes == {"letter", "answer", "newer", "letters.line", "letters.no_line", "letters.no_text"}


@pytest.mark.parametrize("number", [2 * SOME, MANY])
def test_what_arrived_is_opened_or_refused_alike(page, number):
    drawn = Drawn(number + 3)
    letter = LETTERS["right to left"]
    sealed = seal_letter(letter, LetterSize.CODES, RECIPIENT, SealingChance.of(bytes(range(64))))
    given = [drawn.arrived(sealed) for _ in range(number)]

    def opened(arrived):
        found = open_letter(sealed_bytes(arrived), [IDENTITY])
        return said(found.content) | {"stanzas": found.stanzas}

    expected = [ours(opened, each) for each in given]
    found = page.asked("open", [{"arrived": each.hex(), "identity": IDENTITY.hex()} for each in given])
    assert differing(given, found, expected) == []
    assert sum("code" not in each for each in expected) > number / 10


def test_the_vectors_of_age_are_opened_or_refused_alike(page):
    given = [each for each in vectors() if len(each.file) < 100_000]

    def opened(vector):
        found = open_age_file(sealed_bytes(vector.file), vector.identities)
        return {"plaintext": found.plaintext.hex(), "identity": found.identity, "stanzas": found.stanzas}

    asked = [
        {"arrived": each.file.hex(), "identities": [one.hex() for one in each.identities]} for each in given
    ]
    expected = [ours(opened, each) for each in given]
    assert differing([each.name for each in given], page.asked("file", asked), expected) == []
    assert len(given) > 100


def test_words_of_codenames_are_checked_alike(page):
    chance = Drawn(5).chance
    codes = [chance.randbytes(11) for _ in range(SOME)]
    assert page.asked("words", [each.hex() for each in codes]) == [words_of(each) for each in codes]
    given = []
    for code in codes:
        words = list(words_of(code))
        match chance.randrange(4):
            case 0:
                words[chance.randrange(9)] = None
            case 1:
                words[chance.randrange(9)] = chance.choice([0, 5, 2047, 2048, -1, None])
            case 2:
                one, other = chance.sample(range(9), 2)
                words[one], words[other] = words[other], words[one]
            case _:
                words = words[: chance.choice([8, 9])] + [None] * chance.randrange(2)
        given.append(words)
    expected = [ours(lambda each: code_of(each).hex(), each) for each in given]
    assert differing(given, page.asked("code", given), expected) == []


def test_attachments_are_of_the_same_sizes_and_bytes(page):
    chance = Drawn(6).chance
    sizes = [0, 1, 261_880, 261_881, 4_094 * 262_144, 2**40, 2**52]
    sizes += [int(2 ** chance.uniform(0, 52)) for _ in range(SOME)]
    assert page.asked("units", sizes) == [units_of(each) for each in sizes]
    drawn = chance.randbytes(64)
    for size in (0, 70_000, 261_881):
        sealed = age_file(
            (b"\7" * size).ljust(room_of(units_of(size)) or 0, b"\0"), RECIPIENT, SealingChance.of(drawn)
        )
        asked = {"size": size, "fill": 7, "recipient": RECIPIENT.hex(), "chance": drawn.hex()}
        digest = sha256(sealed).hexdigest()
        assert page.asked("attachment", [asked]) == [{"size": len(sealed), "sha256": digest, "found": digest}]


def test_armour_and_frames_are_the_same(page):
    chance = Drawn(7).chance
    files = [b"age-encryption.org/v1\n" + chance.randbytes(1_300 - 22) for _ in range(SOME // 4)]
    assert page.asked("armour", [each.hex() for each in files]) == [armoured(each) for each in files]
    frames = [frames_of(each) for each in files]
    assert page.asked("frames", [each.hex() for each in files]) == [
        [one.hex() for one in each] for each in frames
    ]
    given = []
    for at, each in enumerate(frames):
        some = chance.choices(
            [*each, frames[at - 1][chance.randrange(3)], each[0][:-1]], k=chance.choice([1, 2, 2, 3])
        )
        given.append(some)
    expected = [ours(lambda each: sealed_of(each).hex(), each) for each in given]
    found = page.asked("joined", [[one.hex() for one in each] for each in given])
    assert differing(given, found, expected) == []


def test_codes_are_read_by_another_reader(page):
    import numpy as np
    import zxingcpp

    frames = frames_of(b"age-encryption.org/v1\n" + Drawn(8).chance.randbytes(1_300 - 22))
    for frame, picture in zip(frames, page.asked("picture", [each.hex() for each in frames]), strict=True):
        modules = np.pad(np.array(picture, dtype=np.uint8), 4)
        drawn = np.kron(255 * (1 - modules), np.ones((4, 4), dtype=np.uint8))
        [code] = zxingcpp.read_barcodes(drawn)
        assert code.bytes == frame
        assert len(picture) == 97  # version 20
        assert "M" in str(code.ec_level)
