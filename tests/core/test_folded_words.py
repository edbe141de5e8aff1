"""Words as they are compared: no case, accents or invisible signs, and digits of any script."""

import pytest

from isthmus.core.dates.date_words import folded


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("  \u00c2ge\tAu  D\u00c9c\u00c8S ", "age au deces"),
        ("\u0130L\u00c7E", "ilce"),
        ("\u0406\u043c\u02bc\u044f \u0419", "\u0456\u043c\u044f \u0438"),
        ("\u0663\u06f4", "34"),
        ("\u0642\u062a\u0644\u0649\u200f", "\u0642\u062a\u0644\u064a"),
        ("stra\u00dfe \ufb01", "strasse fi"),
        ("a\u0301\u0323b", "ab"),
        ("", ""),
    ],
)
def test_signs_are_folded_one_by_one(written: str, plain: str) -> None:
    assert folded(written) == plain
    assert folded(plain) == plain
