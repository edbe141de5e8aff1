"""Texts that share pieces: as counting them one by one finds, whatever the parts that they are taken in."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from isthmus.core.link import trigrams


def texts_of(words):
    letters = np.frombuffer("".join(words).encode(), np.uint8)
    return trigrams.Texts(np.cumsum([0, *map(len, words)], dtype=np.int32), letters)


def pieces_of(word):
    return {word[at : at + 3] for at in range(len(word) - 2)}


def one_by_one(words, telling, probes, most, least):
    kept = [{each for each in pieces_of(word) if each in telling} for word in words]
    found = []
    for probe in probes:
        shares = [
            (-len(kept[probe] & kept[other]) / max(len(kept[probe]), len(kept[other])), other)
            for other in range(len(words))
            if other != probe and kept[probe] & kept[other]
        ]
        found += [(probe, other, -share) for share, other in sorted(shares)[:most] if -share >= least]
    return found


@given(st.lists(st.text("abc^_ ", max_size=9), min_size=1, max_size=30), st.integers(1, 6), st.integers(1, 8))
def test_the_partners_that_share_most_are_those_of_counting_one_by_one(words, most, part):
    texts, probes = texts_of(words), np.arange(0, len(words), 2)
    held = [each for word in words for each in pieces_of(word)]
    telling = {each for each in held if held.count(each) <= 8}
    counts = trigrams.sharing(texts)
    assert counts.sum() == len(held)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(trigrams, "AT_ONCE", part)
        found = trigrams.partners(texts, counts <= 8, probes, most=most, least=0.3)
    expected = one_by_one(words, telling, probes.tolist(), most, 0.3)
    assert [tuple(row[:2]) for row in expected] == list(
        zip(found[0].tolist(), found[1].tolist(), strict=True)
    )
    np.testing.assert_allclose(found[2], [row[2] for row in expected])


def test_no_texts_have_no_partners():
    found = trigrams.partners(
        texts_of([]), np.ones(trigrams.KINDS, bool), np.zeros(0, np.int64), most=3, least=0.3
    )
    assert [len(each) for each in found] == [0, 0, 0]
