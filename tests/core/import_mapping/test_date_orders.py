"""The sign of dates that stand among words is that of the dates, and only they are read in another way."""

import pytest

from isthmus.core.import_mapping.date_orders import sign_within, swapped


@pytest.mark.parametrize(
    ("cell", "sign"),
    [
        ("before 07/11/2015", "/"),
        ("between 03.11.2013 and 05.11.2013", "."),
        ("c. 7-11-15", "-"),
        ("between 3.4.2017 and 4/3/2017", ""),
        ("2017-03-05", ""),
        ("spring 2017", ""),
        ("5.6", ""),
    ],
)
def test_dates_among_words_have_the_sign_of_their_numbers(cell: str, sign: str) -> None:
    assert sign_within(cell) == sign


def test_points_of_words_stay() -> None:
    assert swapped("c. 07.11.2015, approx.") == "c. 07/11/2015, approx."
    assert swapped("05.03.2017") == "05/03/2017"
