"""What a keyring for letters holds, as bytes: exact, or refused."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isthmus.core.seal.age_file import public_half
from isthmus.files.letter_keyring import (
    KeyringBackup,
    KeyringContent,
    KeyringSlot,
    LetterIdentity,
    LetterKeyKind,
    LetterKeyringDamaged,
    LetterKeyState,
    StatementMark,
    content_bytes,
    content_of,
)

VECTORS = json.loads(
    (Path(__file__).parents[1] / "vectors" / "letters" / "keyring.json").read_text(encoding="utf-8")
)
LINE = b"whatever stands before it\n"
days = st.dates(date(2020, 1, 1), date(2100, 1, 1))
keys = st.binary(min_size=32, max_size=32)
names = st.text(st.characters(codec="utf-8"), min_size=1, max_size=20)
identities = st.builds(
    lambda secret, kind, span, state, copied: LetterIdentity(
        secret, kind, min(span), max(span), state, copied
    ),
    keys,
    st.sampled_from(LetterKeyKind),
    st.tuples(days, days),
    st.sampled_from(LetterKeyState),
    st.booleans(),
)


@st.composite
def contents(draw):
    items = draw(st.dictionaries(st.binary(min_size=16, max_size=16), keys, max_size=8))
    return KeyringContent(
        slots=tuple(
            draw(
                st.lists(
                    st.builds(KeyringSlot, names, keys), min_size=1, max_size=8, unique_by=lambda s: s.name
                )
            )
        ),
        identities=tuple(draw(st.lists(identities, max_size=4, unique_by=lambda each: each.secret))),
        items=items,
        uncopied=frozenset(draw(st.sets(st.sampled_from(sorted(items)))) if items else ()),
        backups=tuple(draw(st.lists(st.builds(KeyringBackup, days, days), max_size=3))),
        fetched=draw(st.none() | days),
        signing_key=draw(st.none() | st.binary(min_size=42, max_size=42)),
        statement=draw(st.none() | st.builds(StatementMark, st.integers(0, 10**6), keys)),
    )


@given(contents())
def test_what_is_written_is_read_again(content):
    assert content_of(content_bytes(content, LINE), LINE) == content


@given(contents(), st.data())
def test_whatever_is_changed_is_refused_or_another_value_written_exactly_so(content, data):
    written = bytearray(content_bytes(content, LINE))
    at = data.draw(st.integers(0, len(written) - 1))
    written[at] ^= data.draw(st.integers(1, 255))
    try:
        found = content_of(bytes(written), LINE)
    except LetterKeyringDamaged:
        return
    assert content_bytes(found, LINE) == bytes(written)


def test_the_line_before_it_cannot_be_exchanged():
    written = content_bytes(KeyringContent((KeyringSlot("a", bytes(32)),)), LINE)
    with pytest.raises(LetterKeyringDamaged):
        content_of(written, b"another line\n")


@pytest.mark.parametrize("vector", VECTORS["good"], ids=lambda each: each["name"])
def test_vectors_are_written_so(vector):
    content = content_of(bytes.fromhex(vector["hex"]), vector["open"].encode())
    assert content_bytes(content, vector["open"].encode()).hex() == vector["hex"]
    assert [each.recipient.hex() for each in content.identities] == vector["recipients"]
    assert {item.hex(): key.hex() for item, key in content.items.items()} == vector["items"]


@pytest.mark.parametrize("vector", VECTORS["bad"], ids=lambda each: each["name"])
def test_bad_vectors_are_refused(vector):
    with pytest.raises(LetterKeyringDamaged):
        content_of(bytes.fromhex(vector["hex"]), vector["open"].encode())


def test_a_private_key_is_not_shown():
    identity = LetterIdentity(b"s" * 32, LetterKeyKind.YEAR, date(2026, 12, 1), date(2027, 11, 30))
    assert "sss" not in repr(identity)
    assert identity.recipient == public_half(b"s" * 32)
