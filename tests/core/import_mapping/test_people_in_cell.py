"""Several people in one cell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isthmus.core.import_mapping.people_in_cell import people_in, pieces

type Said = tuple[str, int, int | None, str, str]


def said(cell: str) -> list[Said]:
    found = people_in(cell, (";", "\n"))
    assert all(each.question is None for each in found), found
    return [(each.name, each.count.low, each.count.high, each.description, each.age) for each in found]


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        ("Amba Arnov", [("Amba Arnov", 1, 1, "", "")]),
        ("Amba Arnov; Belo Bexley", [("Amba Arnov", 1, 1, "", ""), ("Belo Bexley", 1, 1, "", "")]),
        ("N.N.", [("N.N.", 1, 1, "", "")]),
        ("N.N. (2 men)", [("N.N.", 2, 2, "2 men", "")]),
        ("N.N. (3 men, 1 woman)", [("N.N.", 4, 4, "3 men, 1 woman", "")]),
        ("N.N. (x3)", [("N.N.", 3, 3, "", "")]),
        ("N.N. (17 men from Hill Village)", [("N.N.", 17, 17, "17 men from Hill Village", "")]),
        ("4 N.N. (men)", [("", 4, 4, "N.N., men", "")]),
        ("Amba Arnov (woman, 24)", [("Amba Arnov", 1, 1, "woman", "24")]),
        ("N.N. (boy, 6 months)", [("N.N.", 1, 1, "boy", "6m")]),
        ("Belo Bexley (35)", [("Belo Bexley", 1, 1, "", "35")]),
        ("3 children", [("", 3, 3, "children", "")]),
        ("two women", [("", 2, 2, "women", "")]),
        ("12", [("", 12, 12, "", "")]),
        ("at least 20", [("", 20, None, "", "")]),
        ("body no. 7", [("body no. 7", 1, 1, "", "")]),
        ("", []),
        (" ; ;", []),
    ],
)
def test_each_piece_is_somebody_or_so_many(cell: str, wanted: list[Said]) -> None:
    assert said(cell) == wanted


@pytest.mark.parametrize(
    "cell",
    [
        "N.N. (5)",  # an age, or five people
        "Belo Bexley (5)",
        "Belo Bexley (2 men)",
        "Cita Corrin and 2 others",
        "N.N. (2 men, Syria)",
        "0",
        "N.N. (10-12 men)",
        "N.N. x 3",
        "family of 5",
        "2 men, 3 women",
        "Ana Bo & Cy Do",
        "Ana Bo and Cy Do",
        "Амба и Бело",
        "N.N. (girl, 1 1/2)",
        "N.N. (±30)",
    ],
)
def test_what_may_be_a_number_or_an_age_is_asked(cell: str) -> None:
    (found,) = people_in(cell, (";",))
    assert found.question is not None


@given(st.text(alphabet="ab;()[ ", max_size=30))
def test_no_letter_is_lost_between_the_signs(cell: str) -> None:
    kept = "".join(pieces(cell, (";",)))
    for letter in "ab()[":
        assert kept.count(letter) == cell.count(letter)
