"""Own columns: kept as they are, never counted; and columns that a file does not have, which say nothing."""

from isthmus.core.count import count
from isthmus.core.messages import Message
from isthmus.core.register import Register
from isthmus.core.workbook.canonical import canonical_csv, digest
from isthmus.core.workbook.check import Table, check
from isthmus.core.workbook.own_columns import own_cells, own_columns, own_names
from isthmus.core.workbook.problems import Problems
from isthmus.core.workbook.rows import Place, Workbook

SOURCES = Table(
    ["id", "name", "kind", "X_Desk", "x_b"],
    [["s1", "A", "outlet", "north", ""], ["s2", "B", "outlet", "", " 7 "]],
)


def codes(problems: Problems) -> list[str]:
    return [each.rule.code if isinstance(each.rule, Message) else each.rule for each in problems.first]


def test_an_own_column_is_kept_as_it_is_written() -> None:
    book, problems = check({"sources": SOURCES})
    assert not problems
    assert [own_columns(row.own) for row in book.sources] == [{"X_Desk": "north"}, {"x_b": " 7 "}]
    text = b"".join(canonical_csv(book)).decode().splitlines()
    assert text[:3] == [
        "id,name,kind,affiliation,protection,contact,reliability,note,X_Desk,x_b",
        "s1,A,outlet,,,,,,north,",
        "s2,B,outlet,,,,,,, 7 ",
    ]


def test_own_columns_change_the_digest_and_no_figure() -> None:
    book, _ = check({"sources": SOURCES})
    bare, _ = check(
        {"sources": Table(["id", "name", "kind"], [["s1", "A", "outlet"], ["s2", "B", "outlet"]])}
    )
    assert digest(book) != digest(bare)
    assert count(Register.of(book)).k == count(Register.of(bare)).k


def test_a_column_that_no_sheet_has_is_told_unless_it_is_an_own_one() -> None:
    _, problems = check({"places": Table(["id", "name", "x_", "height"], [["p1", "A", "", ""]])})
    assert [each.column for each in problems.first] == ["x_", "height"]
    assert set(codes(problems)) == {"sheet.no_such_column"}


def test_an_own_column_twice_is_told() -> None:
    _, problems = check({"places": Table(["id", "name", "x_a", "X_A"], [["p1", "A", "1", "2"]])})
    assert codes(problems) == ["sheet.column_twice"]


def test_a_control_character_in_an_own_column_is_told() -> None:
    _, problems = check({"places": Table(["id", "name", "x_a"], [["p1", "A", "1\x00"]])})
    assert codes(problems) == ["cell.control"]


def test_one_token_stands_in_every_own_column_of_a_closed_row() -> None:
    token = "sealed-" + "0" * 32
    book, problems = check({"places": Table(["id", "name", "x_a", "x_b"], [["p1", "A", token, token]])})
    assert not problems
    assert book.places == (Place("p1", "A", own=token),)
    assert own_names([token]) == ("x_closed",)
    assert own_cells(token, ("x_a", "x_b")) == (token, token)


def test_a_workbook_says_which_columns_its_file_did_not_have() -> None:
    book, _ = check({"places": Table(["id", "name", "parent"], [["p1", "A", ""]])})
    assert "parent" not in book.lacking["places"]
    assert {"other_names", "own"} <= set(book.lacking["places"])
    assert book == Workbook(places=(Place("p1", "A"),))
