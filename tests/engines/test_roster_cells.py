"""What the cells of a roster are read as, and what is said of those that are not."""

from datetime import date

import pytest

from isthmus.core.mapping import MappingError
from isthmus.engines.connection import opened
from isthmus.engines.features import prepare
from isthmus.engines.reading import read_rosters
from isthmus.engines.roster_cells import ReadRoster, read_cells
from isthmus.language import english
from tests.cli.rosters import link, written
from tests.english import told

TODAY = date(2026, 11, 29)


@pytest.fixture
def read(tmp_path):
    """Return a reader of one column: what stands in each row after it was read, and what is said of it."""

    def cells(field: str, texts: list[str], *, order: str = "", lists: list[str] | None = None):
        named = lists or [""] * len(texts)
        rows = "".join(
            f'{at},n,"{text}",{name}\n' for at, (text, name) in enumerate(zip(texts, named, strict=True))
        )
        with opened() as engine:
            mapped = read_rosters(engine, [written(tmp_path, f"id,name,{field},list\n{rows}")])
            found = read_cells(engine, mapped, order, TODAY)
            columns = [field, "born"] if field == "age" and "born" in found.fields else [field]
            kept = engine.execute(f"select {', '.join(columns)} from raw order by i").fetchall()
        return ([row[0] for row in kept] if len(columns) == 1 else kept), found

    return cells


def sentences(found: ReadRoster) -> list[str]:
    return [english(each) for each in found.sentences()]


def test_cells_that_are_not_read_are_counted_by_field_with_examples(read):
    kept, found = read(
        "born", ["1990-02-03", "16 May 2017", "1985", "the 40th of May", "in 3 moons", "unknown", ""]
    )
    assert kept[:3] == ["1990-02-03", "2017-05-16", "1985"]
    unread = found.unread["born"]
    assert (unread.stated, unread.count, unread.examples) == (5, 2, ("in 3 …", "the 40… of May"))
    assert (
        "Column born: 2 of 5 filled cells cannot be read (such as in 3 …; the 40… of May), the first of them in "
        "list.csv, row 5." in sentences(found)[0]
    )


def test_an_example_never_shows_a_name(read):
    _, found = read(
        "age", ["40", "41", "42", "43", "Ali Umarov", "Umarov 1985 b", "12 Ali", "19850203112233445"]
    )
    assert found.unread["age"].count == 4
    assert found.unread["age"].examples == ("12 …", "… 1985 …")


def test_what_says_that_nothing_is_known_is_not_counted_as_unread(read):
    for field in ("born", "age", "sex"):
        _, found = read(field, ["unknown", "?", "n/a", "غير معروف", "нет данных", "-"])
        assert not found.unread


def test_a_column_most_of_which_cannot_be_read_is_refused(read):
    with pytest.raises(MappingError) as refused:
        read("age", ["40", "tall", "short", "tall"])
    assert "Column age is read as age, but 3 of its 4 filled cells cannot be read" in told(refused.value)
    assert "--map age=COLUMN" in told(refused.value)
    assert "tall" not in told(refused.value)


def test_half_of_a_column_or_a_single_cell_is_no_reason(read):
    assert read("age", ["40", "41", "tall", "short"])[1].unread["age"].count == 2
    assert read("age", ["tall", "", ""])[1].unread["age"].count == 1


def test_a_column_of_dates_in_an_open_order_asks_for_the_order(read):
    with pytest.raises(MappingError) as refused:
        read("date", ["05/03/2017", "06/03/2017", "07/04/2017"])
    assert "--date-order day-first or month-first" in told(refused.value)
    assert read("date", ["05/03/2017", "06/03/2017"], order="day_first")[0] == ["2017-03-05", "2017-03-06"]


def test_the_order_of_numbers_is_taken_from_the_other_dates_of_a_list_and_said(read):
    days = ["05/03/2017", "27/09/2017", "28/09/2017", "29/09/2017 00:00:00"]
    kept, found = read("date", days)
    assert kept == ["2017-03-05", "2017-09-27", "2017-09-28", "2017-09-29"]
    assert "1 date such as 05/03/2017 is read with the day first" in sentences(found)[0]
    kept, _ = read("date", ["05/03/2017", "09/27/2017", "09/28/2017", "09/29/2017"])
    assert kept[0] == "2017-05-03"


def test_each_list_has_its_own_order(read):
    days = ["05/03/2017", "27/09/2017", "28/09/2017", "29/09/2017", "05/03/2017", "6 May 2017"]
    kept, found = read("date", days, lists=["a", "a", "a", "a", "b", "b"])
    assert (kept[0], kept[4]) == ("2017-03-05", "05/03/2017")
    assert found.dates.ambiguous == {"order": 1}


def test_an_order_that_is_contradicted_is_not_taken(read):
    days = ["05/03/2017", "27/09/2017", "28/09/2017", "29/09/2017", "09/27/2017"]
    assert read("date", days)[1].dates.ambiguous == {"order": 1}


def test_ages_as_people_write_them_are_read(read):
    kept, _ = read("age", ["40", "7 months", "about 40", "forty", "٤٠ سنة", "40 лет", "15-17"])
    assert kept == ["40", "7m", "36/44", "40", "40", "40", "15-17"]


def test_ages_that_are_years_of_birth_are_births(read):
    kept, found = read("age", ["1987", "1990", "2003.0", "30", ""])
    assert kept == [(None, "1987"), (None, "1990"), (None, "2003"), ("30", None), (None, None)]
    assert found.fields == ["name", "age", "born"]
    assert "The column age has 3 years of birth: they are read as such, and not as ages." in sentences(found)


def test_a_stated_birth_goes_before_a_year_in_the_place_of_an_age(tmp_path):
    rows = "id,name,born,age\n1,a,1987-03-04,1987\n2,b,,1990\n"
    with opened() as engine:
        read_cells(engine, read_rosters(engine, [written(tmp_path, rows)]), "", TODAY)
        assert engine.execute("select born from raw order by i").fetchall() == [("1987-03-04",), ("1990",)]


def test_a_single_year_among_ages_is_unread(read):
    kept, found = read("age", ["1987", "30", "31", "32"])
    assert kept[1:] == ["30", "31", "32"]
    assert found.unread["age"].examples == ("1987",)


def test_births_on_the_first_of_january_say_the_year_alone(read):
    kept, found = read(
        "born", ["1980-01-01", "19810101", "1 January 1982", "1983-05-06", "1984-07-08", "1985"]
    )
    assert kept == ["1980", "1981", "1982", "1983-05-06", "1984-07-08", "1985"]
    assert "3 of 5 births of a list (60%) are on one day of their year, 01-01" in sentences(found)[0]


def test_people_who_are_born_on_the_same_day_as_others_keep_it(read):
    days = ["1980-01-01", "1980-01-01", "1980-01-01", "1981-01-01", "1983-05-06"]
    assert read("born", days)[0] == days
    spread = [f"{1950 + at}-{1 + at % 12:02}-{1 + at % 28:02}" for at in range(40)] + ["1980-01-01"] * 3
    assert read("born", spread)[0] == spread


def test_sexes_in_five_ways_are_one(read):
    kept, found = read("sex", ["m", "Male", "муж.", "ذكر", "hombre", "F", "girl", "жен.", "أنثى", "kız"])
    assert kept == ["m"] * 5 + ["f"] * 5
    assert not found.unread


def test_letters_of_one_language_are_read_by_list(read):
    kept, _ = read("sex", ["H", "M", "H", "m", "f"], lists=["es", "es", "es", "en", "en"])
    assert kept == ["m", "f", "m", "m", "f"]


def test_codes_for_sexes_are_compared_where_there_are_two_and_else_unread(read):
    kept, found = read("sex", ["1", "2", "1", "unknown"])
    assert kept[:3] == ["1", "2", "1"]
    assert "two values that are no known words for a sex" in sentences(found)[0]
    kept, found = read("sex", ["m", "f", "m", "1", "2"])
    assert kept == ["m", "f", "m", None, None]
    assert (found.unread["sex"].count, found.unread["sex"].examples) == (2, ())
    with pytest.raises(MappingError):
        read("sex", ["1", "2", "3", "1"])


def test_one_list_written_in_three_ways_is_one_list(read):
    days = [date(2017, 1 + at % 12, 1 + at % 28) for at in range(60)]
    ways = ("%Y-%m-%d", "%d/%m/%Y", "%d %B %Y", "%m/%d/%Y", "%Y-%m-%d 00:00:00", "%d.%m.%Y")
    kept = [read("date", [f"{day:{way}}" for day in days])[0] for way in ways]
    assert all(each == kept[0] for each in kept)


def births(folder, rows: str) -> tuple[list[tuple[int, int]], ReadRoster]:
    """Return the days of birth that each row leaves possible, and what was said of the cells."""
    with opened() as engine:
        mapped = read_rosters(engine, [written(folder, rows)])
        found = read_cells(engine, mapped, "", TODAY)
        prepare(engine, found.fields)
        return engine.execute("select born_first, born_last from records order by i").fetchall(), found


def test_an_age_in_a_row_without_a_day_is_kept_and_counted(tmp_path):
    rows = "id,name,age,died\n1,a,30,2014-06-01\n2,b,30,2014-06-03\n3,c,30,\n4,d,30,soon\n5,e,30,unknown\n6,f,,\n"
    found, read = births(tmp_path, rows)
    assert all(row[0] is not None for row in found[:5])
    assert found[2] == found[3] == found[4]
    assert found[2][0] < found[0][0] < found[0][1] < found[2][1]
    assert found[5] == (None, None)
    assert "3 ages have no day on which they were that." in sentences(read)[-1]


def _aged(at: int) -> str:
    return f"{at},Ali Umar{at}ov,{20 + at},\n{at + 9},Ali Umar{at}ov,,{1996 - at}-03-{10 + at}\n"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("1,a,30,\n2,b,,1990\n", "in another (0) are too few"),
        ("".join(map(_aged, range(6))), "which 6 people with a birth in one row and an age in another tell"),
    ],
)
def test_ages_that_no_row_dates_are_said_beside_births(tmp_path, rows, said):
    ran = link(tmp_path, written(tmp_path, "id,name,age,born\n" + rows))
    assert ran.exit_code == 0, ran.output
    assert said in ran.output
    assert births(tmp_path, "id,name,age\n1,a,30\n2,b,31\n")[1].notes == []
