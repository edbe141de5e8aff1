"""Names: their script, their initials, and what search takes for the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isthmus.core.names import folded, initials, script


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Person A", "LATIN"),
        ("Некто Б.", "CYRILLIC"),
        ("ვიღაც", "GEORGIAN"),
        ("فلان", "ARABIC"),
        ("12", ""),
        ("", ""),
    ],
)
def test_the_script_is_that_of_most_letters(text: str, expected: str) -> None:
    assert script(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Person Example", "P. E."),
        ("некто н. н.", "Н. Н. Н."),
        ("anna-maria", "A. M."),
        ("e\N{COMBINING ACUTE ACCENT}xample", "É."),
        ("q\N{COMBINING DIAERESIS}y", "Q\N{COMBINING DIAERESIS}."),
        ("(“Quoted”) 3", "Q."),
        ("", ""),
    ],
)
def test_the_veil_leaves_initials(text: str, expected: str) -> None:
    assert initials(text) == expected


@given(st.text())
def test_initials_show_no_more_letters_than_there_are_parts(text: str) -> None:
    shown = initials(text)
    assert all(part.endswith(".") for part in shown.split())


def test_search_takes_every_way_to_type_a_palochka_for_the_same() -> None:
    assert {folded(typed) for typed in ("ГӀа", "гӏа", "Г1а", "Гlа", "ГIа", "г|а")} == {"гӏа"}
    assert folded("11 people, Bill I") == "11 people, bill i"


def test_search_takes_no_account_of_case_marks_and_compatible_forms() -> None:
    assert folded("ÉLÈVE") == folded("eleve") == folded("e\N{COMBINING ACUTE ACCENT}lève")
    assert folded("Ёлка") == "елка"
    assert folded("\N{LATIN SMALL LIGATURE FI}ne") == "fine"
