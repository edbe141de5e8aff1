"""Identities of keepers: made under a passphrase, opened by the plain age format, and refused when they are none."""

import pyrage
import pytest

from isthmus.files.age.identities import IdentityRefused, new_identity, open_identity, recipient_of
from tests.english import told
from tests.passphrases import ANOTHER, PASSWORD


@pytest.fixture(scope="module")
def made():
    return new_identity("Mara  of\nthe archive", PASSWORD)


def test_the_file_is_a_plain_age_file_that_holds_a_plain_age_identity(made):
    file, recipient = made
    assert file.startswith(b"-----BEGIN AGE ENCRYPTED FILE-----\n")
    lines = pyrage.passphrase.decrypt(file, PASSWORD).decode().splitlines()
    assert lines[:2] == ["# Mara of the archive", f"# {recipient}"]
    assert str(pyrage.x25519.Identity.from_str(lines[2]).to_public()) == recipient


@pytest.mark.parametrize(
    "carried",
    [
        lambda file: file,
        lambda file: file.replace(b"\n", b"\r\n"),
        lambda file: b"\xef\xbb\xbf" + file + b"\n\n",
        lambda file: b"\n".join(bytes(line) for line in file.replace(b"\n", b"\n \n").split(b"\n")),
    ],
)
def test_it_opens_also_as_messengers_carry_it(made, carried):
    file, recipient = made
    assert str(open_identity(carried(file), PASSWORD).to_public()) == recipient


def test_another_passphrase_does_not_open_it(made):
    with pytest.raises(IdentityRefused) as refused:
        open_identity(made[0], ANOTHER)
    assert "passphrase of its own" in told(refused.value)


@pytest.mark.parametrize(
    "file",
    [
        b"",
        b"AGE-SECRET-KEY-1" + b"Q" * 58,
        b"x" * 100_000,
        b"age-encryption.org/v1\n-> scrypt AAAAAAAAAAAAAAAAAAAAAA 40\n",
        b"age-encryption.org/v1\n" + b"-> X25519 AA\nAA\n" * 900 + b"--- AA\n",
        b"-----BEGIN AGE ENCRYPTED FILE-----\nAAA\n-----END AGE ENCRYPTED FILE-----\n",
    ],
)
def test_what_is_no_such_file_or_would_take_hours_is_refused_at_once(file):
    with pytest.raises(IdentityRefused) as refused:
        open_identity(file, PASSWORD)
    assert "isthmus keys new keeper" in told(refused.value)


def test_a_file_that_opens_but_holds_something_else_is_refused():
    with pytest.raises(IdentityRefused) as refused:
        open_identity(pyrage.passphrase.encrypt(b"a shopping list", PASSWORD), PASSWORD)
    assert "AGE-SECRET-KEY-1" in told(refused.value)


@pytest.mark.parametrize(
    "text", ["", "age1qqqq", "ssh-ed25519 AAAA", "AGE-SECRET-KEY-1QQ", "age1" + "q" * 58]
)
def test_what_is_no_public_half_is_refused(text):
    with pytest.raises(IdentityRefused):
        recipient_of(text)
