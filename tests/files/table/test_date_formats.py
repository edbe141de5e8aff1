"""Dates of spreadsheets keep the precision that their cells show; a time of day is no date."""

from datetime import date, datetime, time, timedelta
from io import BytesIO

import pytest
from openpyxl import Workbook

from isthmus.core.dates import DateError, bounds
from isthmus.files.table.date_formats import date_format
from isthmus.files.workbook import read_partial
from isthmus.language import english
from tests.english import raises_saying

EPOCH = datetime.fromisoformat("1899-12-30")
DAYS = (datetime.fromisoformat("2017-03-05") - EPOCH).days
NOON = DAYS + 0.5


def shown(code: str, days: float = DAYS) -> str | None:
    found = date_format(code, "164")
    return found(EPOCH, days) if found else None


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("mmm-yy", "2017-03"), ("mmm\\-yy", "2017-03"), ("mmmm yyyy", "2017-03"), ("[$-409]mmm\\-yy;@", "2017-03"),
        ('yyyy"年"m"月"', "2017-03"), ("mm/yyyy", "2017-03"), ("mmmm", "2017-03"),
        ('mmmm "des Jahres" yyyy', "2017-03"),
        ("yyyy", "2017"), ("yy", "2017"), ("yyyy;@", "2017"), ("d mmm yyyy", "2017-03-05"),
        ("dd/mm/yyyy", "2017-03-05"), ("yyyy\\-mm\\-dd", "2017-03-05"), ("dddd, d. mmmm yyyy", "2017-03-05"),
        ("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "2017-03-05"), ("d-mmm", "2017-03-05"),
        ("ggge年m月d日", "2017-03-05"),
        ("d mmm yyyy h:mm", "2017-03-05"), ("General", None), ("0.00", None), ("0.00E+00", None),
        ("#,##0 \"days\"", None),
        ("[Red]0", None), ("@", None),
    ],
)  # fmt: skip
def test_a_format_shows_a_day_a_month_a_year_or_a_number(code, text):
    assert shown(code) == text


@pytest.mark.parametrize(
    ("code", "days", "text"),
    [
        ("d mmm yyyy h:mm", NOON, "2017-03-05T12:00:00"), ("d mmm yyyy", NOON, "2017-03-05"),
        ("h:mm", 0.5, "12:00:00"), ("h:mm AM/PM", 0.75, "18:00:00"), ("mm:ss", 0.5, "12:00:00"),
        ("hh:mm:ss", 0.0, "00:00:00"), ("[h]:mm", 1.5, "36:00:00"), ("[mm]:ss", 0.5, "12:00:00"),
        ("mmm-yy hh:mm", NOON, "2017-03-05T12:00:00"),
    ],
)  # fmt: skip
def test_a_time_is_a_time_beside_a_date_or_alone(code, days, text):
    assert shown(code, days) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [(14, "2017-03-05"), (15, "2017-03-05"), (16, "2017-03-05"), (17, "2017-03"), (18, "00:00:00"), (22, "2017-03-05"),
     (0, None), (9, None), (49, None), (46, "1027176:00:00"), (57, "2017-03-05")],
)  # fmt: skip
def test_the_formats_that_every_file_has(number, text):
    found = date_format(None, str(number))
    assert (found(EPOCH, DAYS) if found else None) == text


def test_a_time_alone_is_no_date_in_words():
    with raises_saying(DateError, "time of day alone is not a date"):
        bounds("12:30:00")


def workbook(*dates: tuple[object, str], epoch_1904: bool = False) -> BytesIO:
    book = Workbook()
    if epoch_1904:
        from openpyxl.utils.datetime import CALENDAR_MAC_1904

        book.epoch = CALENDAR_MAC_1904
    sources = book.worksheets[0]
    sources.title = "sources"
    sources.append(["id", "name", "kind"])
    sources.append(["s1", "Newspaper A", "outlet"])
    documents = book.create_sheet("documents")
    documents.append(["id", "title", "author", "held", "published"])
    for i, (value, form) in enumerate(dates):
        documents.append([f"d{i}", "An article", "s1", "yes", value])
        documents.cell(i + 2, 5).number_format = form
    target = BytesIO()
    book.save(target)
    target.seek(0)
    return target


@pytest.mark.parametrize("epoch_1904", [False, True])
def test_a_workbook_keeps_what_its_date_cells_show(epoch_1904):
    found, problems = read_partial(
        workbook(
            (date(2017, 3, 1), "mmm-yy"), (date(2017, 1, 1), "yyyy"), (date(2017, 3, 5), "d mmm yyyy"),
            (datetime.fromisoformat("2017-03-05"), "d mmm yyyy h:mm"),
            (datetime.fromisoformat("2017-03-05T09:30"), "d mmm yyyy h:mm"),
            ("2017-03?", "@"), (2017, "General"),
            epoch_1904=epoch_1904,
        )
    )  # fmt: skip
    assert not problems
    assert [each.published for each in found.documents] == [
        "2017-03", "2017", "2017-03-05", "2017-03-05", "2017-03-05T09:30:00", "2017-03?", "2017",
    ]  # fmt: skip


def test_a_time_of_day_in_a_column_of_dates_is_a_problem_in_words():
    _, problems = read_partial(workbook((time(12, 30), "h:mm"), (timedelta(hours=30), "[h]:mm")))
    assert [(each.column, each.value) for each in problems.first] == [
        ("published", "12:30:00"),
        ("published", "30:00:00"),
    ]
    assert english(problems.first[0].rule).startswith("A time of day alone is not a date.")
