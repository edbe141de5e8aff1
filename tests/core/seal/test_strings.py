"""Keys of age as text: what age-keygen writes is read, and every slip is found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isthmus.core.seal.age_file import public_half
from isthmus.core.seal.faults import SealRefused
from isthmus.core.seal.strings import (
    identities_in,
    identity_from,
    identity_text,
    recipient_from,
    recipient_text,
)
from tests.core.seal.bech32_letters import LETTERS, letters_of

# Of `age-keygen`, made for this test.
RECIPIENT = "age1clxec9kcuf2zdhj0g2fg4qaucc95c56sev66eza77e2fzyl9pu0qt4tskl"
SECRET = "AGE-SECRET-KEY-1KK98CE3LMXEPP863LDN7KSAYQNHRPUUF06WGWWZZ08SN9XGDEUYS39HL26"
keys = st.binary(min_size=32, max_size=32)


@given(keys)
def test_text_and_bytes_are_one_to_one(key):
    assert recipient_from(recipient_text(key)) == key == identity_from(identity_text(key))


def test_keys_are_those_of_age_keygen():
    assert recipient_text(public_half(identity_from(SECRET))) == RECIPIENT
    assert identity_text(identity_from(SECRET)) == SECRET


@given(keys)
def test_text_is_what_another_hand_writes(key):
    assert recipient_text(key) == letters_of("age", key)
    assert identity_text(key) == letters_of("age-secret-key-", key).upper()


@given(keys, st.integers(4, 61), st.sampled_from(LETTERS))
def test_one_wrong_letter_is_found(key, at, letter):
    text = recipient_text(key)
    if text[at] != letter:
        with pytest.raises(SealRefused) as refused:
            recipient_from(text[:at] + letter + text[at + 1 :])
        assert refused.value.message.code == "letters.recipient"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "age1",
        recipient_text(bytes(32))[:-1],
        recipient_text(bytes(32)) + "q",
        recipient_text(bytes(32)).replace("age1q", "age1Q"),
        letters_of("age", bytes(31)),
        letters_of("age", bytes(33)),
        letters_of("bge", bytes(32)),
        identity_text(bytes(32)),
        "age1ё",
        "age1\0",
    ],
)
def test_what_is_no_recipient_is_refused(text):
    with pytest.raises(SealRefused):
        recipient_from(text)


def test_a_file_of_age_keygen_is_read():
    key, other = bytes(range(32)), bytes(range(1, 33))
    public = recipient_text(public_half(key))
    file = f"# created: today\r\n# public key: {public}\r\n{identity_text(key)}\r\n\n{identity_text(other)}"
    assert identities_in(file) == [key, other]
    assert identities_in("\ufeff" + file) == [key, other]


@pytest.mark.parametrize("file", ["", "# nothing\n", "age1\n", recipient_text(bytes(32))])
def test_a_file_without_a_key_is_refused(file):
    with pytest.raises(SealRefused) as refused:
        identities_in(file)
    assert refused.value.message.code == "letters.identity"
