"""Statements of organisations: one spelling, one signature, one after the other."""

import base64
import json
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isthmus.core.seal.faults import SealRefused
from isthmus.core.seal.statement import (
    MOST_KEYS,
    OrganisationStatement,
    StatementKey,
    revocation_text,
    statement_digest,
    statement_text,
)
from isthmus.core.unseal.faults import UnsealRefused
from isthmus.core.unseal.minisign import public_key_from, refuse_unless_signed
from isthmus.core.unseal.statement import (
    StatementOrder,
    is_revocation,
    read_statement,
    refuse_unless_newer,
    statement_order,
    verified_statement,
)
from tests import debian

VECTORS = json.loads(
    (Path(__file__).parents[2] / "vectors" / "letters" / "statement.json").read_text(encoding="utf-8")
)
KEY = base64.b64decode(VECTORS["public_key"])
FIRST, SECOND = (each["text"].encode() for each in VECTORS["good"])
FORK = VECTORS["fork"]["text"].encode()
DAY = date(2026, 12, 1)
days = st.dates(date(2020, 1, 1), date(2100, 1, 1))
words = st.text(st.characters(codec="utf-8", categories=["L", "M", "N", "P", "S"]), min_size=1, max_size=12)
lines = st.lists(words, min_size=1, max_size=5).map(" ".join)


@st.composite
def statements(draw):
    day = draw(days)
    keys = draw(
        st.lists(
            st.tuples(st.binary(min_size=32, max_size=32), st.sampled_from(["year", "month"]), days, days),
            min_size=1,
            max_size=5,
            unique_by=lambda each: each[0],
        )
    )
    named = [
        StatementKey(recipient, kind, min(one, other), max(one, other, day))
        for recipient, kind, one, other in keys
    ]
    named.sort(key=lambda each: (each.kind != "year", each.starts, each.recipient))
    version = draw(st.integers(1, 999_999))
    return OrganisationStatement(
        draw(lines),
        draw(st.binary(min_size=32, max_size=32)),
        version,
        draw(st.binary(min_size=32, max_size=32)) if version > 1 else None,
        day,
        max(each.ends for each in named),
        tuple(named),
        tuple(draw(st.lists(lines, max_size=3))),
    )


def sound(statement):
    try:
        return statement_text(statement)
    except SealRefused:
        return None


@given(statements())
def test_what_is_written_is_read_again(statement):
    text = sound(statement)
    if text is not None:  # Unicode has signs without a shape in every category
        assert read_statement(text) == statement


@given(st.data())
def test_a_changed_text_is_refused_or_written_exactly_so_and_never_signed(data):
    changed = bytearray(SECOND)
    at = data.draw(st.integers(0, len(changed) - 1))
    changed[at] ^= data.draw(st.integers(1, 255))
    signature = VECTORS["good"][1]["signature"].encode()
    with pytest.raises(UnsealRefused, match=r"statement\.signature"):
        verified_statement(bytes(changed), signature, KEY)
    try:
        found = read_statement(bytes(changed))
    except UnsealRefused:
        return
    assert statement_text(found) == bytes(changed)


@given(st.data())
def test_a_changed_signature_does_not_hold(data):
    signature = bytearray(VECTORS["good"][0]["signature"].encode())
    lines = bytes(signature).split(b"\n")
    number = data.draw(st.sampled_from([1, 2, 3]))
    start = sum(len(line) + 1 for line in lines[:number])
    at = start + data.draw(st.integers(17 if number == 2 else 0, len(lines[number]) - 1))
    signature[at] ^= data.draw(st.integers(1, 127))
    if signature.split(b"\n") == lines:
        return
    try:
        refuse_unless_signed(FIRST, bytes(signature), KEY)
    except UnsealRefused:
        return
    # Base64 has bits at its end that mean nothing: then the signature is the same.
    assert [base64.b64decode(each) for each in bytes(signature).split(b"\n")[1:4:2]] == [
        base64.b64decode(each) for each in lines[1:4:2]
    ]


@pytest.mark.parametrize("vector", VECTORS["good"], ids=lambda each: each["name"])
def test_vectors_hold(vector):
    text = vector["text"].encode()
    statement = verified_statement(text, vector["signature"].encode(), KEY)
    assert statement.version == vector["version"]
    assert statement_text(statement) == text
    assert statement_digest(text).hex() == vector["sha256"] == sha256(text).hexdigest()
    assert statement.organisation.hex() == VECTORS["organisation"]


@pytest.mark.parametrize("vector", VECTORS["bad"], ids=lambda each: each["name"])
def test_bad_vectors_are_refused_though_they_are_signed(vector):
    text, signature = vector["text"].encode(), vector["signature"].encode()
    refuse_unless_signed(text, signature, KEY)
    with pytest.raises(UnsealRefused):
        verified_statement(text, signature, KEY)


@pytest.mark.parametrize(
    "vector", [*VECTORS["good"], VECTORS["revocation"]], ids=["first", "second", "revocation"]
)
def test_minisign_of_debian_verifies_the_vectors(vector, tmp_path):
    """Needs Debian's minisign."""
    (tmp_path / "s").write_text(vector["text"], encoding="utf-8")
    (tmp_path / "s.minisig").write_text(vector["signature"], encoding="utf-8")
    said = debian.run("minisign", "-V", "-P", VECTORS["public_key"], "-m", "s", folder=tmp_path)
    assert b"Signature and comment signature verified" in said
    (tmp_path / "s").write_text(vector["text"] + " ", encoding="utf-8")
    debian.run("minisign", "-V", "-P", VECTORS["public_key"], "-m", "s", folder=tmp_path, code=1)


def test_another_key_of_the_same_number_did_not_sign_it():
    other = KEY[:10] + bytes(range(32))
    with pytest.raises(UnsealRefused, match=r"statement\.signature"):
        verified_statement(FIRST, VECTORS["good"][0]["signature"].encode(), other)


def test_statements_stand_in_an_order():
    assert statement_order(FIRST, FIRST) is StatementOrder.SAME
    assert statement_order(FIRST, SECOND) is StatementOrder.NEWER
    assert statement_order(SECOND, FIRST) is StatementOrder.OLDER
    refuse_unless_newer(FIRST, SECOND)
    with pytest.raises(UnsealRefused, match="is_older"):
        refuse_unless_newer(SECOND, FIRST)


@pytest.mark.parametrize(
    ("seen", "text"),
    [(SECOND, FORK), (FORK, SECOND), (FIRST, FORK), (FORK, FIRST)],
    ids=["two of one version", "the same turned", "not after the one seen", "not before the one seen"],
)
def test_two_in_one_place_are_shown_as_a_stolen_key(seen, text):
    assert statement_order(seen, text) is StatementOrder.FORKED
    with pytest.raises(UnsealRefused, match="is_forked"):
        refuse_unless_newer(seen, text)


def test_what_lies_between_two_versions_cannot_be_judged():
    third = read_statement(SECOND)
    text = statement_text(replace(third, version=4, before=bytes(32)))
    assert statement_order(FIRST, text) is StatementOrder.NEWER


def test_another_organisation_is_no_newer_statement():
    other = statement_text(replace(read_statement(SECOND), organisation=bytes(32)))
    with pytest.raises(UnsealRefused, match="is_other_organisation"):
        refuse_unless_newer(FIRST, other)


def test_a_revocation_holds_with_its_signature_alone():
    text, signature = (VECTORS["revocation"][each].encode() for each in ("text", "signature"))
    assert is_revocation(text, signature, KEY)
    assert not is_revocation(text, VECTORS["good"][0]["signature"].encode(), KEY)
    assert not is_revocation(FIRST, VECTORS["good"][0]["signature"].encode(), KEY)
    assert sha256(text).hexdigest().encode() in FIRST


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"name": ""}, "text"),
        ({"name": "two  blanks"}, "text"),
        ({"name": "\ud800"}, "text"),
        ({"name": "x" * 101}, "text"),
        ({"ways": ("way",) * 17}, "ways"),
        ({"keys": ()}, "keys"),
        ({"version": 10**6, "before": bytes(32)}, "version"),
        ({"version": 2, "before": bytes(31)}, "before"),
        ({"organisation": b""}, "id"),
        ({"day": date(2027, 12, 1)}, "days"),
    ],
    ids=lambda each: str(each)[:40],
)
def test_what_does_not_fit_is_not_written(change, code):
    with pytest.raises(SealRefused, match=rf"statement\.{code}"):
        statement_text(replace(read_statement(FIRST), **change))


def test_more_keys_than_anybody_has_are_refused():
    keys = [StatementKey(bytes([number] * 32), "year", DAY, DAY) for number in range(MOST_KEYS + 1)]
    with pytest.raises(SealRefused, match=r"statement\.keys"):
        statement_text(replace(read_statement(FIRST), keys=tuple(keys)))


@pytest.mark.parametrize(
    "file", [b"", b"RW", b"a\nb\nc\n", base64.b64encode(bytes(42)), base64.b64encode(KEY[:41])], ids=repr
)
def test_what_is_no_public_key_is_refused(file):
    with pytest.raises(UnsealRefused, match=r"statement\.public_key"):
        public_key_from(file)


def test_a_public_key_is_a_file_or_its_line():
    line = VECTORS["public_key"].encode()
    assert public_key_from(line) == public_key_from(b"untrusted comment: x\r\n" + line + b"\r\n") == KEY


@pytest.mark.parametrize("text", [b"x" * 10**7, b"isthmus statement 1\n" * 10**5, b"isthmus statement 1\n"])
def test_long_and_short_texts_are_refused(text):
    with pytest.raises(UnsealRefused):
        read_statement(text)


def test_a_revocation_says_what_it_is():
    assert b"Trust nothing that it signed." in revocation_text(bytes(32))
