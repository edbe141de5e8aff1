"""Headers of age files that would keep the library busy never reach it; those that it writes itself do."""

import pyrage
import pytest
from pyrage import x25519

from isthmus.files.age.streams import MOST_HEADER, MOST_STANZAS, AgeDamaged, decrypt, encrypt

VERSION, END = b"age-encryption.org/v1\n", b"--- " + b"A" * 43 + b"\n"
HOSTILE = {
    "one line": VERSION + b"-> X" + b" a" * 8_000 + b"\n\n" + END,
    "many stanzas": VERSION + b"-> a\n\n" * 100_000 + END,
    "a long body": VERSION + b"-> a\n" + (b"A" * 64 + b"\n") * 200_000 + b"\n" + END,
    "no end": VERSION + b"-> a\n" + b"A" * 10_000_000,
    "one stanza too many": VERSION + b"-> a\n\n" * (MOST_STANZAS + 1) + END,
    "one byte too long": VERSION + b"-> a\n" + b"A" * MOST_HEADER + b"\n" + END,
}


@pytest.mark.parametrize("header", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_header_never_reaches_the_library(header, monkeypatch):
    monkeypatch.setattr(pyrage, "decrypt", lambda *_: pytest.fail("it was given to the library"))
    with pytest.raises(AgeDamaged) as refused:
        decrypt(header + bytes(1000), x25519.Identity.generate())
    assert refused.value.message.code == "age.header"


def test_files_to_as_many_as_are_taken_open():
    keys = [x25519.Identity.generate() for _ in range(MOST_STANZAS - 1)]
    for _ in range(50):  # the library adds a stanza of a chance size
        sealed = encrypt(b"content", *(key.to_public() for key in keys))
        assert decrypt(sealed, keys[-1]) == b"content"
