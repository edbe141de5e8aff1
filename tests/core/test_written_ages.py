"""Ages as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isthmus.core.dates.ages import read_age
from isthmus.core.dates.written_ages import understand_age


@pytest.mark.parametrize(
    ("texts", "age"),
    [
        ("40|40.0|40 years|40 y.o.|40 y/o|40yo|forty|Forty years old|aged 40|Age: 40|(40)|40?|40,", "40"),
        ("40 лет|40 г.|40 років|40 سنة|عمره ٤٠ سنة|40 ساله|۴۰ سال|40 yaşında|40 ans|40 años|40 AÑOS", "40"),
        (
            "7m|7 mo|7 months|7 MONTHS OLD|seven months|7 мес.|7 месяцев|7 міс|٧ أشهر|7 ماهه|7 aylık|7 mois|7 meses",
            "7m",
        ),
        ("3w|3 weeks|3 недели|3 أسابيع|3 hafta|3 semaines|3 semanas", "3w"),
        ("2d|2 days|2 дня|يومان|2 روز|2 gün|2 jours|2 días", "2d"),
        ("42|forty-two|forty two|42 года", "42"),
        ("1|a year|سنة|one year", "1"),
        ("2-year-old|سنتان|two years|2 года", "2"),
        (
            "about 40|~40|c. 40|ca 40|approx. 40|40 approximately|около 40|حوالي ٤٠|yaklaşık 40|environ 40 ans",
            "36/44",
        ),
        ("about 7 months|≈7 мес", "6m/8m"),
        ("in his forties|40s|40's|early 40s|her forties", "40/49"),
        ("18+|18 and over|over 18|от 18|старше 18|أكثر من 18 سنة|más de 18|plus de 18 ans", "18/110"),
        ("under 18|<18|less than 18 years|до 18|أقل من 18|moins de 18 ans|menos de 18", "0/17"),
        ("<1|less than 1 year", "0"),
        (
            "30-40|30–40|30/40|30 to 40|between 30 and 40|от 30 до 40 лет|من 30 إلى 40|de 30 a 40 años|30 à 40 ans",
            "30/40",
        ),
        ("6-8 months", "6m/8m"),
        ("6 months - 2 years", "6m/2"),
        ("1 year 6 months|1y6m|1 год и 6 мес|1 an et 6 mois", "18m"),
        ("2 weeks 3 days", "17d"),
        ("1,5 года|1.5", "1.5"),
    ],
)
def test_ages_in_eight_languages(texts: str, age: str) -> None:
    assert {text: understand_age(text) for text in texts.split("|")} == dict.fromkeys(texts.split("|"), age)


@pytest.mark.parametrize(
    "text",
    [
        *("", "old", "child", "adult", "unknown", "1987", "year of 1987", "40 years 1970", "37 (born 1980)"),
        *(
            "Ali Umarov",
            "16 May 2017",
            "50/45",
            "one and a half",
            "2 1/2",
            "40 months ago",
            "12 Ali",
            "4,000",
        ),
    ],
)
def test_what_is_no_age_is_not_guessed(text: str) -> None:
    assert understand_age(text) == ""


@given(st.text(max_size=80))
def test_whatever_is_written_the_answer_is_an_age_or_none(text: str) -> None:
    found = understand_age(text)
    assert not found or read_age(found) is not None
