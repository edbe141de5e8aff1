"""Codenames: values that WebCrypto gives too, a ninth word that finds each slip, and one word restored."""

import random
from datetime import date
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isthmus.core.seal.age_file import public_half
from isthmus.core.seal.codename import (
    CODE,
    WORDS,
    answer_key,
    code_of,
    identity_of,
    root_of,
    token_of,
    words_of,
)
from isthmus.core.seal.faults import SealRefused
from isthmus.core.seal.organisation import organisation_id, organisation_words

SIGNING_KEY = bytes(range(32))
NAME = bytes(range(1, 12))
codes = st.binary(min_size=CODE, max_size=CODE)


def test_keys_are_those_that_a_browser_derives():
    organisation = organisation_id(SIGNING_KEY)
    root = root_of(NAME, organisation)
    identity = identity_of(root)
    recipient = public_half(identity)
    token = token_of(recipient)
    assert organisation.hex() == "057fd82ad7626c4b85d9b44c534a0c4e27b8143288e6bd21dd7ebe6c4fa86c94"
    assert root.hex() == "60a5fc6282bde722f0ec7c8d7a29344825a4b063bf9ee64db5b0cdb8db3bbfe6"
    assert identity.hex() == "000dc61e5b7c02a3b0aa7552a65d026fa747378bc86dbac4009932b0f3c234fc"
    assert recipient.hex() == "683e585255eb2a8269d1b38d04b38841f2e80ea83c6893f28511aa7a1a2ce873"
    assert token.hex() == "42bb0dac200e43980b1e4b9c67b9bb4f29727cd7d63927ae493544bb10a30788"
    assert sha256(token).hexdigest() == "ca667045f681a89ba0813967f036e6c82ddf98dc85c4b6e9c6607ec8054e1824"
    key = answer_key(root, bytes(16), date(2026, 11, 28))
    assert key.hex() == "9191c9fa68b87eb67a2b3c1d4e1d858a537d42622fa9bc8ea5cbe1b551d713ae"


def test_the_words_of_an_organisation_are_those_of_88_bits():
    assert organisation_words(SIGNING_KEY) == words_of(bytes.fromhex("857b7fbf160c357abfce62"))[:-1]
    assert len(organisation_words(SIGNING_KEY)) == 8


@given(codes)
def test_nine_words_give_the_code_back_also_where_one_is_missing(code):
    words = words_of(code)
    assert len(words) == WORDS
    assert code_of(words) == code
    for at in range(WORDS):
        assert code_of([None if place == at else word for place, word in enumerate(words)]) == code


def test_each_wrong_word_and_each_swap_is_found():
    chance = random.Random(1)
    slips = 0
    for _ in range(40):
        words = words_of(chance.randbytes(CODE))
        for at in range(WORDS):
            wrong = [chance.randrange(2048) for _ in range(20)]
            for word in set(wrong) - {words[at]}:
                slips += 1
                with pytest.raises(SealRefused):
                    code_of([*words[:at], word, *words[at + 1 :]])
        for one in range(WORDS):
            for other in range(one):
                swapped = list(words)
                swapped[one], swapped[other] = swapped[other], swapped[one]
                if swapped != words:
                    slips += 1
                    with pytest.raises(SealRefused):
                        code_of(swapped)
    assert slips > 8_000


@pytest.mark.parametrize(
    "words", [[], [1] * 8, [1] * 10, [None, None, *[1] * 7], [2048, *[1] * 8], [-1, *[1] * 8]]
)
def test_what_is_no_codename_is_refused(words):
    with pytest.raises(SealRefused) as refused:
        code_of(words)
    assert refused.value.message.code == "letters.codename_words"


@pytest.mark.parametrize("code", [b"", bytes(10), bytes(12)])
def test_a_code_of_another_size_has_no_words(code):
    with pytest.raises(ValueError, match=str(len(code))):
        words_of(code)
