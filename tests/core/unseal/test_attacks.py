"""Letters that were changed, and files made to harm a reader: they open exactly, or are refused, and at once."""

import random
import tracemalloc
from datetime import date

import pytest

from isthmus.core.seal.age_file import SealingChance, public_half
from isthmus.core.seal.armour import BEGIN, END, armoured
from isthmus.core.seal.letters import answer_mac, seal_letter
from isthmus.core.seal.sizes import LetterSize
from isthmus.core.seal.values import Answer, Letter, Reply
from isthmus.core.unseal.age_header import MOST_HEADER
from isthmus.core.unseal.armour import sealed_bytes
from isthmus.core.unseal.faults import UnsealRefused
from isthmus.core.unseal.letters import ReceivedAnswer, open_letter

DAY = date(2026, 11, 28)
IDENTITY = bytes(range(32))
LETTER = Letter("Их держали в подвале.\n", bytes(16), "ru", DAY, Reply(bytes(range(32)), bytes(32)))
SEALED = seal_letter(LETTER, LetterSize.CODES, public_half(IDENTITY), SealingChance.of(bytes(range(64))))
ARMOUR = armoured(SEALED)
MUTANTS = 3_000
MANY = 1_000_000


def opened(arrived):
    """What a letter says; None where it is refused in words."""
    try:
        return open_letter(sealed_bytes(arrived), [IDENTITY]).content
    except UnsealRefused:
        return None


def carried(chance):
    """Armour as couriers leave it: wrapped anew, quoted, indented, with a text around it, without its marks."""
    letters = "".join(ARMOUR.splitlines()[1:-1])
    width = chance.randint(1, 200)
    end = chance.choice(["\n", "\r\n", "\r", " \n", "\u2028", "\n\n"])
    before = chance.choice(["", "> ", ">> ", "  ", "\t", "\u200b"])
    lines = [before + letters[at : at + width] for at in range(0, len(letters), width)]
    if chance.random() < 0.7:
        lines = [before + BEGIN, *lines, before + END]
    around = chance.choice(["", "Переслано:\n", "\ufeff", "Fwd: see below\n\n"])
    return (around + end.join(lines) + chance.choice(["", "\n", "\n-- \nПривет"])).encode()


def changed(data, chance):
    """Bytes cut, flipped, put in, or put twice."""
    data = bytearray(data)
    for _ in range(chance.choice([1, 1, 1, 2, 5])):
        at = chance.randrange(len(data) + 1)
        match chance.randrange(5):
            case 0:
                del data[at : at + chance.choice([1, 1, 16, 200])]
            case 1 if at < len(data):
                data[at] ^= 1 << chance.randrange(8)
            case 2:
                data[at:at] = chance.randbytes(chance.choice([1, 16, 65]))
            case 3:
                data[at:at] = data[max(at - 64, 0) : at]
            case _:
                data += chance.randbytes(chance.choice([1, 16, 65_536]))
    return bytes(data)


def hunt(mutants, seed):
    """How many mutants opened; each says what the letter does."""
    chance = random.Random(seed)
    right = 0
    for number in range(mutants):
        arrived = (
            carried(chance) if number % 4 == 0 else changed(SEALED if number % 2 else ARMOUR.encode(), chance)
        )
        found = opened(arrived)
        assert found in (None, LETTER), arrived
        assert number % 4 or found == LETTER, arrived
        right += found == LETTER
    return right


def test_changed_letters_are_refused_and_what_couriers_do_to_armour_is_undone():
    assert MUTANTS / 4 <= hunt(MUTANTS, 1) < MUTANTS / 2


@pytest.mark.long
def test_a_million_changed_letters_are_refused():
    assert hunt(MANY, 2) >= MANY / 4


HOSTILE = {
    "ten megabytes of stanzas": b"age-encryption.org/v1\n" + b"-> X25519 a\n\n" * 800_000,
    "one line of sixteen kilobytes": b"age-encryption.org/v1\n-> " + b"a" * 16_384 + b"\n",
    "ten megabytes in one line": b"age-encryption.org/v1\n-> " + b"a" * 10_000_000,
    "eight thousand arguments": b"age-encryption.org/v1\n-> X25519" + b" a" * 8_000 + b"\n\n--- ",
    "a passphrase of endless work": b"age-encryption.org/v1\n-> scrypt rF0/NwblUHHTpgQgRpe5CQ 63\n"
    b"gUjEymFKMVXQEKdMMHL24oYexjE3TIC0O0zGSqJ2aUY\n--- " + b"A" * 43 + b"\n" + bytes(100),
    "a body without an end": b"age-encryption.org/v1\n-> X25519 a\n" + (b"A" * 64 + b"\n") * 100_000,
    "ten megabytes of blanks": b" " * 10_000_000,
    "a megabyte of base64 and no letter": b"A" * 1_000_000,
    "a thousand beginnings": BEGIN.encode() * 1_000,
    "nothing": b"",
    "the version alone": b"age-encryption.org/v1\n",
    "five stanzas": b"age-encryption.org/v1\n" + (b"-> X25519 a\n\n") * 5,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_without_much_memory(name):
    tracemalloc.start()
    try:
        assert opened(HOSTILE[name]) is None
        assert tracemalloc.get_traced_memory()[1] < 8 << 20
    finally:
        tracemalloc.stop()


def test_a_header_is_as_long_as_it_may_be_and_no_longer():
    """Stanzas of other kinds stand beside ours: the letter opens, and says that others may open it."""
    end = SEALED.index(b"--- ")
    for size in (MOST_HEADER, MOST_HEADER + 1):
        grease = b"-> grease " + b"x" * (size - 168 - len(b"-> grease \n\n")) + b"\n\n"
        with pytest.raises(UnsealRefused) as refused:
            open_letter(SEALED[:end] + grease + SEALED[end:], [IDENTITY])
        assert refused.value.message.code == ("letters.changed" if size == MOST_HEADER else "letters.header")


def test_an_answer_is_proved_for_its_own_letter_alone():
    answer = Answer("Мы вас слышим.", bytes(32), bytes(16), DAY, 3, DAY)
    key = b"k" * 32
    mac = answer_mac(answer, key)
    assert ReceivedAnswer(answer, mac).is_proved_by(key)
    for change in (
        {"text": "Приходите на вокзал."},
        {"letter": b"\1" * 16},
        {"letter_day": date(2026, 11, 27)},
        {"number": 4},
        {"organisation": b"\1" * 32},
        {"day": date(2026, 11, 29)},
    ):
        forged = {name: change.get(name, getattr(answer, name)) for name in Answer.__dataclass_fields__}
        assert not ReceivedAnswer(Answer(**forged), mac).is_proved_by(key)
