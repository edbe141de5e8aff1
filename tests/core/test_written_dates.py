"""Dates as people write them: understood, asked about, or not understood; never guessed."""

import re
from datetime import date
from pathlib import Path
from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from isthmus.core.dates import DateError, bounds
from isthmus.core.dates.calendars import days_of
from isthmus.core.dates.date_cells import understand_cells
from isthmus.core.dates.date_words import folded
from isthmus.core.dates.written import LONGEST, understand_date
from isthmus.language import english

TODAY = date(2026, 11, 29)


def understood(text: str) -> str:
    found = understand_date(text, TODAY)
    assert found.understood, (text, found)
    return found.understood.edtf


def asked(text: str) -> tuple[str, list[str]]:
    found = understand_date(text, TODAY)
    assert found.question, (text, found)
    assert found.understood is None
    return found.question.code.removeprefix("date.asks."), [each.edtf for each in found.readings]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("5 March 2017", "2017-03-05"), ("March 5, 2017", "2017-03-05"), ("the 5th of March, 2017", "2017-03-05"),
        ("5-Mar-2017", "2017-03-05"), ("2017 March 5", "2017-03-05"), ("March 2017", "2017-03"), ("2017", "2017"),
        ("Sunday, 5 March 2017", "2017-03-05"), ("on the evening of 5 March 2017", "2017-03-05"),
        ("2017/03/05", "2017-03-05"), ("2017.3.5", "2017-03-05"), ("20170305", "2017-03-05"), ("03/2017", "2017-03"),
        ("05.03.2017", "2017-03-05"), ("5.3.2017", "2017-03-05"), ("25/03/2017", "2017-03-25"),
        ("03/25/2017", "2017-03-25"), ("05/05/2017", "2017-05-05"), ("Sunday 05/03/2017", "2017-03-05"),
        ("spring 2017", "2017-21"), ("winter 2016/17", "2016-24"), ("winter of 2016-2017", "2016-24"),
        ("c. 2017", "2017~"), ("about March 2017", "2017-03~"), ("~2017", "2017~"), ("circa 2017?", "2017%"),
        ("March 2017?", "2017-03?"), ("probably 5 March 2017", "2017-03-05?"), ("the 2010s", "201X"),
        ("after 5 March 2017", "2017-03-05/.."), ("before 5 March 2017", "../2017-03-05"),
        ("after 2017", "2018/.."), ("before March 2017", "../2017-02"), ("since 2017", "2017/.."),
        ("from March 2017 on", "2017-03/.."), ("by 1 Apr 2017", "../2017-04-01"), ("until April 2017", "../2017-04"),
        ("between 5 March and 8 April 2017", "2017-03-05/2017-04-08"), ("March 5-8, 2017", "2017-03-05/2017-03-08"),
        ("from 28 February to 3 March 2017", "2017-02-28/2017-03-03"), ("5–8 March 2017", "2017-03-05/2017-03-08"),
        ("Feb–Apr 2017", "2017-02/2017-04"), ("December to February 2017", "2016-12/2017-02"),
        ("2016–2017", "2016/2017"), ("5 March 2017 to 8 April", "2017-03-05/2017-04-08"),
        ("early 2017", "2017-01/2017-06"), ("mid-2017", "2017-04/2017-09"), ("late 2017", "2017-07/2017-12"),
        ("end of March 2017", "2017-03-16/2017-03-31"), ("first half of 2017", "2017-01/2017-06"),
        ("before the end of March 2017", "../2017-03-31"), ("before mid-2017", "../2017-09"),
        ("after the beginning of March 2017", "2017-03-01/.."), ("after the end of March 2017", "2017-03-31/.."),
        ("before early 2017", "../2016-12"), ("by the end of March 2017", "../2017-03-31"),
    ],
)  # fmt: skip
def test_english_as_it_is_written(text, edtf):
    assert understood(text) == edtf


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("5 мая 2017 г.", "2017-05-05"), ("5-го марта 2017 года", "2017-03-05"), ("в марте 2017", "2017-03"),
        ("весной 2017 года", "2017-21"), ("начало марта 2017", "2017-03-01/2017-03-15"), ("около 2017", "2017~"),
        ("после 5 марта 2017", "2017-03-05/.."), ("до марта 2017", "../2017-02"),
        ("с 5 по 8 марта 2017", "2017-03-05/2017-03-08"), ("между мартом и апрелем 2017", "2017-03/2017-04"),
        ("1990-х", "199X"), ("воскресенье, 5 марта 2017", "2017-03-05"),
        ("5 березня 2017 року", "2017-03-05"), ("у березні 2017", "2017-03"), ("близько 2017 року", "2017~"),
        ("٥ آذار ٢٠١٧", "2017-03-05"), ("٥ آذار/مارس ٢٠١٧", "2017-03-05"), ("5 مارس 2017", "2017-03-05"),
        ("كانون الثاني ٢٠١٧", "2017-01"), ("تشرين الأول 2017", "2017-10"), ("تشرين الثاني/نوفمبر 2017", "2017-11"),
        ("يناير ٢٠١٧", "2017-01"), ("حوالي ٢٠١٧", "2017~"), ("بعد ٥ مارس ٢٠١٧", "2017-03-05/.."),
        ("٢٠١٧-٠٣-٠٥", "2017-03-05"), ("۵ مارس ۲۰۱۷", "2017-03-05"), ("२०१७-०३-०५", "2017-03-05"),
        ("5 Mart 2017", "2017-03-05"), ("Şubat 2017", "2017-02"), ("2017'den önce", "../2016"),
        ("1er mars 2017", "2017-03-01"), ("août 2017", "2017-08"), ("vers 2017", "2017~"),
        ("entre le 5 et le 8 mars 2017", "2017-03-05/2017-03-08"), ("printemps 2017", "2017-21"),
        ("5 de marzo de 2017", "2017-03-05"), ("marzo del 2017", "2017-03"), ("hacia 2017", "2017~"),
        ("del 5 al 8 de marzo de 2017", "2017-03-05/2017-03-08"), ("\u200f5 مارس 2017\u200e", "2017-03-05"),
        ("\ufeff2017-03-05\u00a0", "2017-03-05"),
    ],
)  # fmt: skip
def test_other_languages_and_digits(text, edtf):
    assert understood(text) == edtf


@pytest.mark.parametrize(
    ("text", "about", "readings"),
    [
        ("05/03/2017", "order", ["2017-03-05", "2017-05-03"]),
        ("05-03-2017", "order", ["2017-03-05", "2017-05-03"]),
        ("٠٥/٠٣/٢٠١٧", "order", ["2017-03-05", "2017-05-03"]),
        ("after 05/03/2017", "order", ["2017-03-05/..", "2017-05-03/.."]),
        ("05/03/2017 - 08/04/2017", "order", ["2017-03-05/2017-04-08", "2017-05-03/2017-08-04"]),
        ("Mar-17", "century", ["2017-03", "1917-03"]),
        ("05.03.17", "century", ["2017-03-05", "1917-03-05"]),
        ("5 March 45", "century", ["1945-03-05"]),
        ("2016-17", "century", ["2016/2017"]),
        ("winter 2017", "winter", ["2016-24", "2017-24"]),
        ("1817-03-05", "year", ["1817-03-05"]),
        ("5 March 2071", "year", ["2071-03-05"]),
        ("1396/05/12", "calendar", ["2017-08-03", "1976-05-11"]),
        ("1438", "calendar", ["2016-10-02/2017-09-20", "1438"]),
    ],
)
def test_what_may_be_read_in_two_ways_is_asked_about(text, about, readings):
    assert asked(text) == (about, readings)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("yesterday", "not understood"), ("5 March", "year is missing"), ("March", "year is missing"),
        ("31 February 2017", "does not have this day"), ("13/13/2017", "does not have this day"),
        ("Monday, 5 March 2017", "another day of the week"), ("8 to 5 March 2017", "begins before it ends"),
        ("Ramadan 1600", "from 1343 to 1500"), ("15 Mehr 1200", "from 1304 to 1500"), ("?", "not understood"),
        ("30 Ramadan 1438", "does not have this day"), ("2017 2018", "not understood"), ("9" * 300, "at most"),
    ],
)  # fmt: skip
def test_what_is_no_date_says_why(text, why):
    found = understand_date(text, TODAY)
    assert not found.readings
    assert found.problem
    assert why in english(found.problem)


def test_nothing_is_nothing():
    assert understand_date("  ", TODAY) == understand_date("", TODAY)
    assert not understand_date("", TODAY).problem


@pytest.mark.parametrize(
    ("calendar", "day", "ours"),
    [  # the opening of the Umm al-Qura table, and days that newspapers dated in both calendars
        ("hijri", (1343, 1, 1), (1924, 8, 1)),
        ("hijri", (1400, 1, 1), (1979, 11, 20)),
        ("hijri", (1422, 6, 23), (2001, 9, 11)),
        ("hijri", (1438, 9, 1), (2017, 5, 27)),
        ("hijri", (1438, 10, 1), (2017, 6, 25)),
        ("hijri", (1444, 9, 1), (2023, 3, 23)),
        ("solar_hijri", (1304, 1, 11), (1925, 3, 31)),
        ("solar_hijri", (1357, 11, 22), (1979, 2, 11)),
        ("solar_hijri", (1380, 6, 20), (2001, 9, 11)),
        ("solar_hijri", (1395, 12, 30), (2017, 3, 20)),
        ("solar_hijri", (1396, 1, 1), (2017, 3, 21)),
        ("solar_hijri", (1399, 1, 1), (2020, 3, 20)),
        ("solar_hijri", (1404, 1, 1), (2025, 3, 21)),
    ],
)
def test_days_that_were_published_in_both_calendars(calendar, day, ours):
    assert days_of(calendar, *day) == (date(*ours), date(*ours))


@pytest.mark.parametrize(
    ("text", "edtf", "calendar"),
    [
        ("15 Ramadan 1438", "2017-06-10", "hijri"), ("١٥ رمضان ١٤٣٨ هـ", "2017-06-10", "hijri"),
        ("رمضان ۱۴۳۸", "2017-05-27/2017-06-24", "hijri"), ("Ramadan 2017", "2017-05-27/2017-06-24", "hijri"),
        ("1438هـ", "2016-10-02/2017-09-20", "hijri"), ("۱۴۳۸ ه.ق", "2016-10-02/2017-09-20", "hijri"),
        ("after 15 Ramadan 1438", "2017-06-10/..", "hijri"),
        ("فروردین ۱۳۹۶", "2017-03-21/2017-04-20", "solar_hijri"), ("۵ فروردین ۱۳۹۶", "2017-03-25", "solar_hijri"),
        ("۱۳۹۶ ه.ش", "2017-03-21/2018-03-20", "solar_hijri"), ("بهار ۱۳۹۶", "2017-03-21/2017-06-21", "solar_hijri"),
        ("5 Hamal 1396", "2017-03-25", "solar_hijri"), ("حمل ۱۳۹۶", "2017-03-21/2017-04-20", "solar_hijri"),
    ],
)  # fmt: skip
def test_dates_of_other_calendars_are_converted(text, edtf, calendar):
    found = understand_date(text, TODAY).understood
    assert found
    assert (found.edtf, found.calendar) == (edtf, calendar)
    assert "converted from" in english(found.sentence)


def test_a_month_that_begins_twice_in_a_year_is_asked_about():
    assert asked("Ramadan 1997") == ("hijri_year", ["1997-01-10/1997-02-07", "1997-12-30/1998-01-28"])


days = st.dates(date(1900, 1, 1), date(2027, 12, 31))
months = days.map(lambda day: f"{day.year}-{day.month:02}")
years = st.integers(1900, 2027).map(str)
single = days.map(date.isoformat) | months | years
seasons = st.tuples(st.integers(1901, 2025), st.sampled_from(["21", "22", "23", "24"])).map(
    "{0[0]}-{0[1]}".format
)
marked = st.tuples(single | seasons, st.sampled_from(["", "?", "~", "%"])).map("".join)
intervals = st.tuples(single, single).map(lambda ends: "/".join(sorted(ends)))
open_ended = single.map("../{}".format) | single.map("{}/..".format)
decades = st.integers(190, 201).map("{}X".format)


@given(marked | intervals | open_ended | decades)
@example("2016-24")
@example("2016-12/2017-02")
@example("2017/2017-03-05")
def test_a_date_that_is_shown_is_understood_as_itself(edtf):
    try:
        bounds(edtf)
    except DateError:
        return
    shown = english(understand_date(edtf, TODAY).readings[0].sentence)
    again = understand_date(shown, TODAY)
    assert again.understood, (edtf, shown, again)
    assert bounds(again.understood.edtf) == bounds(edtf)
    start, _, end = edtf.partition("/")
    assert start == end or english(again.understood.sentence) == shown


@given(st.text(max_size=LONGEST + 5))
def test_any_text_is_read_or_refused_and_never_fails(text):
    found = understand_date(text, TODAY)
    assert bool(found.readings) != bool(found.problem) or not folded(text)
    for each in found.readings:
        bounds(each.edtf)


words = st.sampled_from(
    "5 05 17 2017 1438 1396 March Mar марта آذار رمضان فروردین Ramadan spring winter early mid about ~ ?;"
    "after before since by between and from to - – / . , of the 2017/03 هـ AH 31 12".replace(";", " ").split(
        " "
    )
)


@given(st.lists(words, max_size=8).map(" ".join) | st.lists(words, max_size=8).map("".join))
def test_any_row_of_words_of_dates_is_read_or_refused(text):
    for each in understand_date(text, TODAY).readings:
        bounds(each.edtf)


@pytest.mark.parametrize(
    "text",
    ["before " * 14 + "x" + "?" * 40, "- " * 100, "5-" * 100, "from to " * 25, "2017 - " * 28, "?" * 200, "~" * 200,
     "about " * 33, "march " * 33, "(" * 200, "x" * 1_000_000, " " * 1_000_000, "before after since until " * 8],
)  # fmt: skip
def test_a_text_made_to_take_long_takes_no_time(text):
    before = process_time()
    assert understand_date(text, TODAY).understood is None
    assert process_time() - before < 2


PAGE = Path(__file__).parents[2] / "docs/reference/dates.md"


def examples():
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not line.startswith("|") or len(cells) != 2:
            continue
        kept = re.findall("`([^`]+)`", cells[1])
        written = cells[0].split(" · ")
        if kept and "…" not in cells[0]:
            yield from zip(written, kept * len(written) if len(kept) == 1 else kept, strict=True)


@pytest.mark.parametrize(("written", "edtf"), list(examples()))
def test_the_page_of_the_docs_says_what_is_understood(written, edtf):
    assert understood(written) == edtf


def test_a_column_is_understood_cell_by_cell_and_open_ones_are_counted_and_not_guessed():
    texts = ["5 March 2017", "05/03/2017", "05/03/2017", "5.3.17", "soon", "13/03/2017"]
    found = understand_cells(texts, TODAY)
    assert found.edtf == {"5 March 2017": "2017-03-05", "13/03/2017": "2017-03-13"}
    assert found.asked == {"05/03/2017": "order", "5.3.17": "century"}
    assert found.unreadable == {"soon"}


@pytest.mark.parametrize(("order", "edtf"), [("day_first", "2017-03-05"), ("month_first", "2017-05-03")])
def test_whoever_says_the_order_answers_for_the_column(order, edtf):
    found = understand_cells(["05/03/2017", "13/03/2017", "05/03/17", "03/13/2017"], TODAY, order)
    assert found.edtf == {"05/03/2017": edtf, "13/03/2017": "2017-03-13", "03/13/2017": "2017-03-13"}
    assert found.asked == {"05/03/17": "century"}
