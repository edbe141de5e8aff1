"""Problems as JSON and as lines for people."""

import json

from isthmus.cli.problems import problem_lines, problems_as_json
from isthmus.core.messages import Message
from isthmus.core.workbook.problems import KEPT_IN_FULL, Problem, Problems, UnsoundWorkbook, shortened
from tests.english import told


def _problem(sheet: str = "acts", row: int | None = 7) -> Problem:
    return Problem(sheet, row, "date", "2017-13", Message("edtf.no_such_day"), Message("fix.fill_in"))


def test_json_says_all_of_a_problem_and_the_total() -> None:
    problems = Problems()
    problems.add(_problem())
    assert json.loads(json.dumps(problems_as_json(problems))) == {
        "problems": [
            {
                "sheet": "acts",
                "row": 7,
                "column": "date",
                "value": "2017-13",
                "rule": "The calendar does not have this day.",
                "mend": "Fill it in.",
                "code": "edtf.no_such_day",
                "values": {},
                "mend_code": "fix.fill_in",
                "mend_values": {},
            }
        ],
        "total": 1,
    }


def test_the_first_thousand_are_kept_and_all_are_counted() -> None:
    problems = Problems()
    for row in range(KEPT_IN_FULL + 5):
        problems.add(_problem(row=row + 2))
    assert (problems.total, len(problems.first), problems.full) == (1_005, 1_000, True)
    assert "… and 5 more." in list(problem_lines(problems))


def test_lines_are_grouped_by_sheet_and_say_what_is_left_out() -> None:
    problems = Problems()
    problems.add(_problem())
    problems.add(_problem("places", None))
    problems.left_out.update({"acts": 1, "mentions": 2_000})
    assert list(problem_lines(problems)) == [
        "2 problems in the workbook.",
        "",
        "acts",
        "  row 7, date  “2017-13”: The calendar does not have this day. Fill it in.",
        "",
        "places",
        "  sheet, date  “2017-13”: The calendar does not have this day. Fill it in.",
        "",
        "Left out: 1 of acts, 2,000 of mentions.",
    ]


def test_a_shown_value_is_one_short_line_that_no_terminal_acts_on() -> None:
    assert shortened("a\nb\tc") == "a⏎b⇥c"
    assert shortened("\x1b[31mred") == "\N{REPLACEMENT CHARACTER}[31mred"
    assert len(shortened("x" * 5_000_000)) == 80
    assert shortened("\udce9").encode()


def test_an_unsound_workbook_names_no_value_in_its_message() -> None:
    problems = Problems()
    problems.add(_problem())
    assert told(UnsoundWorkbook(problems)) == "1 problem in the workbook."
