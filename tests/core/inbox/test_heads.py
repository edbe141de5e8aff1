"""Heads of the inbox come back from JSON as they were; openings are one short line; threads stand in their order."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isthmus.core.inbox.as_json import head_as_json, head_of
from isthmus.core.inbox.heads import (
    AnswerHead,
    KeptFile,
    LetterHead,
    ThreadHead,
    ThreadNote,
    ThreadState,
    opening_of,
)
from isthmus.core.inbox.threads import folded, threads_of
from isthmus.core.seal.values import ReadAnswer

ids, keys = st.binary(min_size=16, max_size=16), st.binary(min_size=32, max_size=32)
days, words = st.dates(), st.text(max_size=40)
files = st.builds(KeptFile, words, st.integers(0, 2**53), keys, st.none() | ids)
letters = st.builds(
    LetterHead,
    keys | ids,
    ids,
    st.none() | days,
    days,
    st.integers(1, 10**6),
    words,
    words,
    keys,
    keys,
    st.none() | keys,
    st.none() | st.builds(ReadAnswer, st.integers(0, 10**6), st.binary(min_size=8, max_size=8)),
    st.integers(1, 4),
    st.integers(1, 9),
    st.lists(files, max_size=3).map(tuple),
)
answers = st.builds(AnswerHead, keys, ids, days, st.integers(1, 10**6), days, keys, st.integers(1, 10**6))
threads = st.builds(
    ThreadHead,
    keys | ids,
    st.integers(1, 10**6),
    st.sampled_from(ThreadState),
    st.none() | st.integers(1, 99),
    words,
    words,
    st.none() | days,
    st.booleans(),
    st.frozensets(ids, max_size=4),
    st.lists(st.builds(ThreadNote, days, st.integers(1, 99), words), max_size=3).map(tuple),
    words,
    st.lists(words, max_size=2).map(tuple),
)


@given(st.one_of(letters, answers, threads))
def test_a_head_comes_back_from_json_as_it_was(head):
    assert head_of(json.loads(json.dumps(head_as_json(head)))) == head


@given(st.text())
def test_an_opening_is_one_short_line(text):
    opening = opening_of(text)
    assert "\n" not in opening
    assert len(opening) <= 121


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("", ""),
        (" one\n\ntwo ", "one two"),
        ("word " * 40, ("word " * 24).rstrip() + "…"),
        ("w" * 200, "w" * 120 + "…"),
    ],
)
def test_openings(text, opening):
    assert opening_of(text) == opening


def letter(thread, place, *, arrived=date(2026, 11, 28), words=b"w", read=None):
    name = place.to_bytes(16)
    return LetterHead(thread, name, arrived, arrived, place, "en", "", name, words, bytes(32), read)


def test_alarms_stand_first_then_unread_ones_of_known_codenames():
    day = date(2026, 11, 29)
    heads = {
        b"k": ThreadHead(b"known", 1),
        b"n": ThreadHead(b"new", 2),
        b"r": ThreadHead(b"read", 3, seen=frozenset({b"4"})),
        b"a": ThreadHead(b"alarm", 4, seen=frozenset({b"5"})),
        b"1": letter(b"known", 1, words=b"a"),
        b"2": letter(b"known", 2, words=b"b"),
        b"3": letter(b"new", 3, arrived=day, words=b"c"),
        b"4": letter(b"read", 4, arrived=day, words=b"d"),
        b"5": letter(b"alarm", 5, words=b"e", read=ReadAnswer(1, bytes(8))),
    }
    assert [each.head.number for each in threads_of(heads)] == [4, 1, 2, 3]
    heads[b"6"] = AnswerHead(b"alarm", (5).to_bytes(16), day, 1, day, bytes(32), 5)
    assert [each.head.number for each in threads_of(heads)] == [1, 2, 4, 3]
    heads[b"3"] = replace(heads[b"3"], words=b"d")
    assert [len(each) for each in folded(threads_of(heads))] == [1, 2, 1]
