"""The vectors that other programs hold themselves to are what this one does."""

import json

import pytest

from isthmus.core.unseal.faults import UnsealRefused
from isthmus.core.unseal.letters import read_plaintext
from tests.core.seal.letter_vectors import VECTORS, vectors

STORED = json.loads(VECTORS.read_text(encoding="utf-8"))


def test_the_vectors_are_those_that_are_stored():
    assert json.loads(json.dumps(vectors())) == STORED


@pytest.mark.parametrize("vector", STORED["refused"], ids=[each["name"] for each in STORED["refused"]])
def test_a_bad_line_is_refused(vector):
    with pytest.raises(UnsealRefused):
        read_plaintext(b"text\n" + vector["line"].encode() + b"\n\0")


@pytest.mark.parametrize(
    "vector", STORED["letters"], ids=[f"{each['name']} {each['size']}" for each in STORED["letters"]]
)
def test_a_good_plaintext_is_read(vector):
    found = read_plaintext(f"{vector['text']}\n{vector['line']}\n\0".encode())
    assert found.text == vector["text"]
