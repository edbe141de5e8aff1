"""The signing key: a file that minisign itself makes and opens."""

import base64

import minisign
import pytest

from isthmus.core.unseal.faults import UnsealRefused
from isthmus.core.unseal.minisign import public_key_from, refuse_unless_signed
from isthmus.files.letter_signing.signing_key import (
    MEMORY,
    WORK,
    SigningKeyRefused,
    new_signing_key,
    open_signing_key,
    public_key_of,
    sign,
)
from tests import debian
from tests.passphrases import ANOTHER, PASSWORD

CHEAP = 16 * 1024**2
TEXT = b"a statement\n"


@pytest.fixture(scope="module")
def made():
    return new_signing_key(PASSWORD, memory=CHEAP)


def test_it_opens_with_its_passphrase_and_signs(made):
    key = open_signing_key(made[0], PASSWORD)
    assert public_key_of(key) == public_key_from(made[1])
    signature = sign(key, TEXT, "a comment")
    refuse_unless_signed(TEXT, signature, public_key_from(made[1]))
    with pytest.raises(UnsealRefused):
        refuse_unless_signed(TEXT + b"x", signature, public_key_from(made[1]))


def test_another_passphrase_does_not_open_it(made):
    with pytest.raises(SigningKeyRefused, match=r"signing_key\.shut"):
        open_signing_key(made[0], ANOTHER)


def test_minisign_of_debian_opens_our_key_and_verifies_our_signature(made, tmp_path):
    """Needs Debian's minisign."""
    (tmp_path / "key").write_bytes(made[0])
    (tmp_path / "key.pub").write_bytes(made[1])
    (tmp_path / "text").write_bytes(TEXT)
    debian.run("minisign", "-S", "-s", "key", "-m", "text", folder=tmp_path, stdin=f"{PASSWORD}\n")
    refuse_unless_signed(TEXT, (tmp_path / "text.minisig").read_bytes(), public_key_from(made[1]))
    (tmp_path / "text.minisig").write_bytes(sign(open_signing_key(made[0], PASSWORD), TEXT, "ours"))
    said = debian.run("minisign", "-V", "-p", "key.pub", "-m", "text", folder=tmp_path)
    assert b"Trusted comment: ours" in said


def test_a_key_that_minisign_of_debian_made_is_opened(tmp_path):
    """Needs Debian's minisign. It asks for a gibibyte, as ours does outside of tests."""
    debian.run(
        "minisign", "-G", "-s", "key", "-p", "key.pub", folder=tmp_path, stdin=f"{PASSWORD}\n{PASSWORD}\n"
    )
    file = (tmp_path / "key").read_bytes()
    data = base64.b64decode(file.splitlines()[1])
    assert [int.from_bytes(data[at : at + 8], "little") for at in (38, 46)] == [WORK, MEMORY]
    key = open_signing_key(file, PASSWORD)
    assert public_key_of(key) == public_key_from((tmp_path / "key.pub").read_bytes())


@pytest.mark.parametrize("at", [38, 46], ids=["work", "memory"])
def test_a_key_that_asks_for_more_than_minisign_does_is_refused_before_it_costs(made, at):
    comment, line = made[0].splitlines()
    data = bytearray(base64.b64decode(line))
    data[at : at + 8] = (2**40).to_bytes(8, "little")
    with pytest.raises(SigningKeyRefused, match=r"signing_key\.file"):
        open_signing_key(comment + b"\n" + base64.b64encode(data) + b"\n", PASSWORD)


def test_a_key_without_a_passphrase_is_refused():
    key = minisign.KeyPair.generate().secret_key
    with pytest.raises(SigningKeyRefused, match=r"signing_key\.open"):
        open_signing_key(bytes(key) + b"\n", PASSWORD)


@pytest.mark.parametrize(
    "file", [b"", b"a\nb\n", b"untrusted comment: x\nRWQ=\n", b"x" * 10**6, b"\xff\n\xff\n"]
)
def test_what_is_no_signing_key_is_refused(file):
    with pytest.raises(SigningKeyRefused, match=r"signing_key\.file"):
        open_signing_key(file, PASSWORD)
