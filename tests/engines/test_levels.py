"""Which level two records reach: parts of names, ages, days, places and lists, in every script."""

import random
from collections.abc import Sequence

import pyarrow as pa
import pytest

from isthmus.core.link.model import comparisons
from isthmus.engines.blocks import with_blocks
from isthmus.engines.comparison import NothingToCompare, backend
from isthmus.engines.connection import opened
from isthmus.engines.features import prepare
from isthmus.engines.linking import as_raw, link

NOT_STATED = ""
PARTS = ("given", "father", "grandfather", "family")


def levels(one: dict[str, str], other: dict[str, str], *more: dict[str, str]) -> dict[str, str]:
    """The code of the level of each comparison of two records, in a list with more records."""
    return of_pairs([(0, 1)], (one, other, *more))[0]


def both_ways(one: dict[str, str], other: dict[str, str]) -> list[dict[str, str]]:
    """The same of two records in either order: a list in which each stands twice."""
    return of_pairs([(0, 1), (2, 3)], (one, other, other, one))


def of_pairs(pairs: list[tuple[int, int]], rows: Sequence[dict[str, str]]) -> list[dict[str, str]]:
    stated = {field for row in rows for field in row}
    fields = sorted(stated - {"list"})
    columns = {field: [row.get(field) for row in rows] for field in stated}
    with opened() as engine:
        as_raw(engine, pa.table({"id": [f"r{at}" for at in range(len(rows))], **columns}), fields)
        prepare(engine, fields)
        there = {str(row[0]) for row in engine.execute("describe records").fetchall()}
        with_blocks(engine, [], largest_block=50)
        found = comparisons(stated)
        engine.execute(f"create table pairs as from (values {str(pairs)[1:-1]}) as pairs (l, r)")
        backend(engine, found, there, "duckdb").compare_these("pairs", "levels")
        listed = ", ".join(each.name for each in found)
        numbered = engine.execute(f"select {listed} from levels order by l").fetchall()
    codes = [[level.code for level in reversed(each.expanded())] for each in found]
    return [
        {
            each.name: of[number] if number >= 0 else NOT_STATED
            for each, of, number in zip(found, codes, numbers, strict=True)
        }
        for numbers in numbered
    ]


def level(field: str, one: str, other: str) -> str:
    """The level of two records that state nothing else."""
    return levels({field: one}, {field: other})[field]


def named(*parts: str) -> dict[str, str]:
    """A record of given, father's, grandfather's and family name, as far as they are stated."""
    return {part: name for part, name in zip(PARTS, parts, strict=False) if name}


def of_family(name: str) -> dict[str, str]:
    return {"given": "Ali", "family": name}


@pytest.mark.parametrize(
    ("one", "other"), [("school", "schoul"), ("школа", "школы"), ("مدرسة", "مدرسه"), ("Müllerei", "Mullerei")]
)
def test_one_letter_of_a_further_column_differs_alike_in_every_script(one, other):
    assert level("x_work", one, other) == "similar"


@pytest.mark.parametrize(("one", "other"), [("завод", "школа"), ("مدرسة", "مصنع"), ("mill", "yard")])
def test_other_words_differ_in_every_script(one, other):
    assert level("x_work", one, other) == "different"


@pytest.mark.parametrize(
    ("one", "other"),
    [("1970-04-12", "1970-12-04"), ("1970-04-12", "1970-04-13"), ("1970-04-12", "1970-04-21")],
)
def test_a_digit_off_or_month_and_day_in_each_other_s_place_is_one_slip(one, other):
    assert level("born", one, other) == "one_slip"


def test_two_digits_off_are_no_slip():
    assert level("born", "1970-04-12", "1970-06-15") == "same_year"


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("Turpal", "Turpal", "same"),
        ("Khaled", "Khalid", "one_name"),  # two spellings of a known name
        ("Turpal", "Turpla", "near"),  # neighbours changed places
        ("Mahmoud", "Mahmed", "near"),
        ("Rustam", "Ruslan", "rough"),
        ("Bekhan", "Bakhen", "rough"),
        ("Khadija", "Khalid", "low"),
        ("Salman", "Suleiman", "low"),
        ("Yusuf", "Ibrahim", "different"),
        ("Anna Maria", "Maria", "one_holds_other"),
        ("M.", "Mahmoud", "initial"),
        ("M.", "Yusuf", "different"),
    ],
)
def test_given_names_from_the_same_to_different(one, other, found):
    assert [each["given"] for each in both_ways({"given": one}, {"given": other})] == [found, found]


def test_a_given_name_among_the_other_names_holds_the_other():
    one, other = {"given": "Turpal", "other_names": "Rustam"}, {"given": "Rustam", "other_names": "Yusuf"}
    assert levels(one, other)["given"] == levels(other, one)["given"] == "one_holds_other"


def test_given_and_family_name_in_each_other_s_place_are_told():
    found = levels(named("Musa", "", "", "Umarov"), named("Umarov", "", "", "Musa"))
    assert found == {"given": "swapped", "lineage": "other_order"}


@pytest.mark.parametrize(("one", "other"), [("محمد", "Muhammad"), ("خالد", "Халид"), ("Халид", "Khaled")])
def test_one_name_in_two_scripts_is_one_name(one, other):
    assert level("given", one, other) in {"same", "one_name"}


@pytest.mark.parametrize(("one", "other"), [("محمد", "Yusuf"), ("خالد", "Ибрагим")])
def test_two_names_in_two_scripts_are_different(one, other):
    assert level("given", one, other) == "different"


def test_letters_that_programs_exchange_in_pdf_files_make_no_other_name():
    """They turn lam and alef into alef and lam."""
    assert level("given", "بلال", "بالل") == "one_name"
    assert levels(of_family("الحلاق"), of_family("الحالق"))["lineage"] == "all_near"


@pytest.mark.parametrize(("one", "other"), [("Alraj", "Raj"), ("Al-Raj", "Alraj")])
def test_a_name_that_may_be_read_with_an_article_is_one_with_it_and_without(one, other):
    assert level("given", one, other) in {"same", "one_name"}
    assert levels(of_family(one), of_family(other))["lineage"] in {"all_near", "one_same"}


@pytest.mark.parametrize(("one", "other"), [("高橋", "Takahashi"), ("高橋", "محمد"), ("ქეთევან", "高橋")])
def test_a_script_that_is_not_read_says_nothing_beside_another(one, other):
    assert level("given", one, other) == NOT_STATED
    assert levels(of_family(one), of_family(other))["lineage"] == NOT_STATED


def test_a_script_that_is_not_read_is_compared_within_itself():
    assert level("given", "高橋", "高橋") == "same"
    assert level("given", "高橋", "鈴木") == "different"


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (("Musa", "Isa", "Umarov"), ("Musa", "Isa", "Umarov"), "all_same"),
        (("Musa", "Isa", "Umarov"), ("Mussa", "Isa", "Umarow"), "all_near"),
        (("Rustam", "Isa", "Umarov"), ("Ruslan", "Isa", "Umarov"), "all_rough"),
        (("Musa", "Ismail", "Umarov"), ("M.", "Ismail", "Umarov"), "all_rough"),
        (("Musa", "Ismail", "Umarov"), ("Musa", "Yusuf", "Umarov"), "two_near"),
        (("Rustam", "Ismail", "Umarov"), ("Ruslan", "Yusuf", "Umarov"), "two_rough"),
        (("Musa", "Ismail", "Umarov"), ("Adam", "Yusuf", "Umarov"), "one_near"),
        (("Musa", "", "Umarov"), ("Adam", "", "Umarov"), "one_near"),
        (("Musa", "Ismail", "Umarov"), ("Adam", "Yusuf", "Dadaev"), "different"),
        (("", "", "Umarov"), ("", "", "Umarov"), "one_same"),
        (("", "", "Umarov"), ("", "", "Umaruv"), "two_near"),  # one name, and a slip in it
        (("Mahmoud", "", ""), ("M.", "", ""), "two_rough"),
        (("", "", "Umarov"), ("", "", "Dadaev"), "one_differs"),
        (("Musa", "", ""), ("", "", "Umarov"), NOT_STATED),
    ],
)
def test_lineages_from_all_the_same_to_different(one, other, found):
    there, back = (named("Ali", *each) for each in (one, other))
    assert [each["lineage"] for each in both_ways(there, back)] == [found, found]


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        # A generation left out: the father is the other's grandfather, and the family is the same.
        (("Musa", "Ismail", "Umarov"), ("Ismail", "", "Umarov"), "other_order"),
        (("Musa", "Ismail", "Umarov"), ("Ismail", "Adam", "Umarov"), "other_order"),
        (("Musa", "Ismail", "Umarov"), ("Ismail", "Adam", "Dadaev"), "different"),
        (("Musa", "Ismail", ""), ("Ismail", "Musa", ""), "other_order"),
        # The end of a name left out: what was taken as the family name is the grandfather.
        (("Musa", "", "Umarov"), ("Musa", "Umarov", "Dadaev"), "all_rough"),
        (("Musa", "", "Umarov"), ("Yusuf", "Umarov", "Dadaev"), "different"),
    ],
)
def test_generations_that_were_left_out_are_told(one, other, found):
    there, back = (named("Ali", *each) for each in (one, other))
    assert [each["lineage"] for each in both_ways(there, back)] == [found, found]


def test_a_given_name_of_two_parts_takes_the_father_s_place():
    one, other = named("Abdulrahman", "Ismail", "Musa", "Umarov"), named("Abd", "Rahman", "Ismail", "Umarov")
    for found in both_ways(one, other):
        assert found == {"given": "one_holds_other", "lineage": "all_rough"}


def test_names_broken_by_spaces_elsewhere_are_alike_as_wholes():
    one = named("Abdullah", "Abdul Rahman", "Musa", "Alhasani")
    assert levels(one, named("Abdul", "lah Abdul", "Rahman Musa", "Alhasani"))["lineage"] == "all_rough"
    assert levels(one, named("Turpal", "Rustam", "Ismail", "Umarov"))["lineage"] == "different"


def unlike(records: int) -> list[dict[str, str]]:
    """Records of which no two share a name."""
    rng = random.Random(1)
    letters = [one + two for one in "bdfgklmnprstvz" for two in "aeiou"]
    return [named(*("".join(rng.choices(letters, k=5)).capitalize() for _ in PARTS)) for _ in range(records)]


@pytest.mark.parametrize(
    ("records", "found"), [(60, "one_same"), (700, "one_same_uncommon"), (2_100, "one_same_rare")]
)
def test_one_name_that_both_share_says_more_the_rarer_it_is(records, found):
    more = [of_family(each["family"]) for each in unlike(records)]
    assert levels(of_family("Umarov"), of_family("Umarov"), *more)["lineage"] == found


@pytest.mark.parametrize(("records", "found"), [(2, "all_same"), (400, "all_same_rare")])
def test_names_that_both_share_say_more_the_seldomer_they_come_together(records, found):
    one = named("Ali", "Musa", "Ismail", "Umarov")
    assert levels(one, one, *unlike(records))["lineage"] == found


def aged(age: str) -> dict[str, str]:
    return {"age": age, "date": "2014-01-01"}


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("25", "25", "closely"),
        ("25", "26", "ages_a_year_apart"),
        ("12", "11", "ages_a_year_apart"),
        ("25", "28", "within_five_years"),
        ("25", "52", "age_slip"),  # figures exchanged
        ("45", "54", "age_slip"),
        ("25", "35", "age_slip"),  # one figure misread
        ("25", "45", "different"),
        ("5", "15", "different"),  # of one figure none can be misread for another age
    ],
)
def test_ages_on_one_day_from_the_same_to_different(one, other, found):
    assert [each["born"] for each in both_ways(aged(one), aged(other))] == [found, found]


@pytest.mark.parametrize(
    ("born", "found"),
    [
        ("1988-06-01", "closely"),
        ("1989-06-01", "ages_a_year_apart"),
        ("1990-06-01", "within_two_years"),
        ("1993-06-01", "within_five_years"),
        ("1995-06-01", "different"),
    ],
)
def test_an_age_beside_a_day_of_birth(born, found):
    assert levels(aged("25"), {"born": born, "date": "2014-01-01"})["born"] == found


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("1970-04-12", "1970-04-12", "same_day"),
        ("1970-04-12", "1970", "closely"),
        ("1970-04-12", "1971-02-01", "within_two_years"),  # of two days no age can be a year off
        ("1970-04-12", "1973-02-01", "within_five_years"),
        ("1970-04-12", "1990-02-01", "different"),
    ],
)
def test_births_from_one_day_to_different(one, other, found):
    assert [each["born"] for each in both_ways({"born": one}, {"born": other})] == [found, found]


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("Самашки", "Samashki", "same"),
        ("خان يونس", "Khan Younes", "same"),
        ("دمشق", "Dimashq", "similar"),
        ("غزة", "Gaza", "similar"),
        ("Самашки", "Samashky", "similar"),
        ("Самашки", "Грозный", "different"),
        ("غزة", "Rafah", "different"),
        ("Самашки; Ачхой-Мартановский район", "Samashki", "same"),
        ("Samashki; Achkhoy", "Achkhoy", "inside"),
        ("Samashki; Achkhoy", "Zakan; Achkhoy", "part_agrees"),
    ],
)
def test_one_place_in_two_scripts(one, other, found):
    assert [each["place"] for each in both_ways({"place": one}, {"place": other})] == [found, found]


def test_whether_two_stand_in_one_list():
    one, other = named("Ali"), named("Said")
    assert levels(one | {"list": "a"}, other | {"list": "a"})["list"] == "within"
    assert levels(one | {"list": "a"}, other | {"list": "b"})["list"] == "across"
    assert levels(one | {"list": "a"}, other)["list"] == NOT_STATED


def test_lists_alone_tell_nobody_from_another():
    table = pa.table({"id": ["a", "b", "c"], "list": ["x", "y", "y"], "given": ["Ali"] * 3})
    with pytest.raises(NothingToCompare):
        link(table)
