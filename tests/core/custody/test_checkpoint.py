import json
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from isthmus.core.custody.checkpoint import (
    Checkpoint,
    CheckpointError,
    encode_checkpoint,
    open_checkpoint,
    parse_checkpoint,
    parse_verifier_key,
    sign_checkpoint,
    verifier_key,
)
from tests.english import raises_saying

VECTOR = json.loads((Path(__file__).parents[2] / "vectors/custody/isthmus.json").read_text())["head"]
PRIVATE = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(VECTOR["seed"]))
PUBLIC = PRIVATE.public_key().public_bytes_raw()
ORIGIN, NOTE = VECTOR["origin"], VECTOR["note"]
HEAD = Checkpoint(ORIGIN, VECTOR["size"], bytes.fromhex(VECTOR["root"]))
# The public key of a well-known log in the form that its documentation gives.
GO_SUM_KEY = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"


def holds(signature: bytes, message: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(PUBLIC).verify(signature, message)
    except InvalidSignature:
        return False
    return True


def opened(note: str) -> Checkpoint:
    return open_checkpoint(note, ORIGIN, PUBLIC, holds)


def test_a_head_is_signed_as_the_specification_says():
    assert sign_checkpoint(HEAD, PUBLIC, PRIVATE.sign) == NOTE
    assert verifier_key(ORIGIN, PUBLIC) == VECTOR["verifier_key"]


def test_a_signed_head_opens():
    assert opened(NOTE) == HEAD


def test_signatures_of_others_beside_ours_are_passed_over():
    assert opened(NOTE + "— witness.example AAAAAAAA\n") == HEAD


def test_the_key_of_a_well_known_log_parses_and_is_written_back():
    name, public = parse_verifier_key(GO_SUM_KEY)
    assert (name, len(public), verifier_key(name, public)) == ("sum.golang.org", 32, GO_SUM_KEY)


def test_extension_lines_are_passed_over():
    assert parse_checkpoint(encode_checkpoint(HEAD) + "an extension\n") == HEAD


@given(st.integers(0, 10**18), st.binary(min_size=32, max_size=32))
def test_a_head_survives_being_written(size, root):
    head = Checkpoint("example.org/log", size, root)
    assert parse_checkpoint(encode_checkpoint(head)) == head


@pytest.mark.parametrize(
    ("note", "fact"),
    [
        ("", "signed head"),
        (NOTE.rstrip("\n"), "each line ended"),
        (NOTE.replace("\n\n", "\n"), "empty line"),
        (NOTE.replace("\n3\n", "\n4\n"), "was altered"),
        (NOTE.replace("isthmus/0001", "isthmus/ff01"), "no signature"),
        (NOTE.replace("— ", "- "), "dash"),
        (NOTE + "\n", "signed head"),
        (NOTE[: NOTE.rindex(" ")] + " !!\n", "dash"),
        (NOTE.split("— ", maxsplit=1)[0], "signed head"),
    ],
)
def test_an_altered_note_does_not_open(note, fact):
    with raises_saying(CheckpointError, fact):
        opened(note)


def test_no_single_changed_character_of_a_signed_head_goes_unnoticed():
    text, _, _ = NOTE.partition("\n\n")
    for place in range(len(text)):
        changed = "x" if text[place] != "x" else "y"
        with pytest.raises(CheckpointError):
            opened(NOTE[:place] + changed + NOTE[place + 1 :])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "origin\n1\n",
        "origin\n01\n" + "A" * 43 + "=\n",
        "origin\n-1\n" + "A" * 43 + "=\n",
        "origin\n1\nAAAA\n",
        "origin\n1\n" + "A" * 42 + "B=\n",
        "origin\n1\n" + "A" * 43 + "=",
        "\n1\n" + "A" * 43 + "=\n",
        "origin\n1\n" + "A" * 43 + "=\n\n",
        "origin\n1\n" + "*" * 43 + "=\n",
    ],
)
def test_what_is_no_head_is_refused(text):
    with pytest.raises(CheckpointError):
        parse_checkpoint(text)


@pytest.mark.parametrize("origin", ["", "two words", "a+b", "a\nb"])
def test_an_origin_that_would_break_the_form_is_refused(origin):
    with raises_saying(CheckpointError, "without blanks"):
        encode_checkpoint(Checkpoint(origin, 0, bytes(32)))


@pytest.mark.parametrize(
    "key",
    [
        "",
        "name",
        "name+00000000+AAAA",
        GO_SUM_KEY.replace("033d", "033e"),
        GO_SUM_KEY.replace("golang", "g0lang"),
    ],
)
def test_a_key_that_does_not_fit_its_id_is_refused(key):
    with pytest.raises(CheckpointError):
        parse_verifier_key(key)
