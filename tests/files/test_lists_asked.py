"""Tables of lists that name their lists, lack some of them in a stratum, or do not begin with the names of columns."""

import pytest

from isthmus.files.lists.columns import NoSuchColumn
from isthmus.files.lists.reading import ReadLists, UnsoundLists, read_lists
from isthmus.language import english
from tests.english import told

ROWS = ("1,0,0,1", "0,1,0,0", "0,0,1,1", "1,1,0,0", "1,0,1,0", "0,1,1,1", "1,1,1,0", "1,1,1,1")
WITH_SEX = "A,B,C,female\n" + "\n".join(ROWS * 4) + "\n"
BY_YEAR = "A,B,C,D,year\n" + "".join(
    f"1,0,1,N/A,2016\n0,1,1,{mark},2016\n1,1,0,n/a,2016\n1,0,0,1,2017\n0,1,0,0,2017\n1,1,1,1,2017\n"
    for mark in ("NA", "#N/A", "nan")
)
HEADER = "does not name their columns"


def read(folder, content, strata="", lists=()) -> ReadLists:
    path = folder / "table.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_lists(path, strata, lists=lists)


def problems(folder, content, strata="", lists=()):
    with pytest.raises(UnsoundLists) as unsound:
        read(folder, content, strata, lists)
    return [(each.row, each.column, english(each.rule)) for each in unsound.value.problems.first]


def test_only_columns_that_are_named_are_lists(tmp_path):
    found = read(tmp_path, WITH_SEX, lists=("b", "A", "C", "A"))
    assert found.strata[""].names == ("A", "B", "C")
    assert found.unread == ("female",)
    assert (
        found.strata[""].digest()
        == read(tmp_path, WITH_SEX.replace("female", "id_of")).strata[""].without(3).digest()
    )


def test_a_column_of_yes_and_no_that_is_not_named_does_not_matter(tmp_path):
    content = WITH_SEX.replace("female", "adult").replace(",1\n", ",yes\n").replace(",0\n", ",no\n")
    assert problems(tmp_path, content)[0][1] == "adult"
    assert read(tmp_path, content, lists=("A", "B", "C")).unread == ("adult",)


@pytest.mark.parametrize(
    ("lists", "strata", "said"),
    [
        (("A", "Z"), "", "There is no column Z."),
        (("A", "count"), "", "The column count holds the counts."),
        (("A", "B"), "B", "The column B holds the strata."),
    ],
)
def test_lists_that_are_not_there_are_a_slip_of_the_hand(tmp_path, lists, strata, said):
    with pytest.raises(NoSuchColumn) as raised:
        read(tmp_path, "A,B,count\n1,0,3\n0,1,4\n", strata, lists)
    assert raised.value.asked == "lists"
    assert told(raised.value).startswith(said)


def test_a_named_list_that_is_none_is_told_once(tmp_path):
    content = "A,B,age\n" + "".join(f"1,{at % 2},{at}\n" for at in range(2, 60))
    assert [(row, column) for row, column, _ in problems(tmp_path, content, lists=("A", "age"))] == [
        (1, "age")
    ]


def test_a_list_that_did_not_exist_in_a_stratum_is_empty_there_and_said(tmp_path):
    found = read(tmp_path, BY_YEAR, "year")
    assert found.absent == {"D": ("2016",)}
    assert found.strata["2016"].sizes().tolist() == [6, 6, 6, 0]
    assert found.strata["2017"].sizes().tolist() == [6, 6, 3, 6]


def test_the_same_holds_for_counts(tmp_path):
    content = "A,B,C,year,count\n1,0,NA,2016,30\n1,1,NA,2016,9\n1,0,0,2017,8\n1,0,1,2017,7\n0,1,1,2017,5\n"
    found = read(tmp_path, content, "year")
    assert found.absent == {"C": ("2016",)}
    assert (found.strata["2016"].n, found.strata["2017"].n) == (39, 20)


def test_a_list_without_a_value_is_one_problem_for_the_column(tmp_path):
    [(row, column, said)] = problems(tmp_path, BY_YEAR)
    assert (row, column) == (None, "D")
    assert said.startswith("Whether people are on this list is not said (N/A) in 9 rows")
    [(row, column, said)] = problems(tmp_path, BY_YEAR + "1,0,0,N/A,2017\n", "year")
    assert (row, column) == (None, "D")
    assert "in some rows of 2017" in said


def test_a_column_of_nothing_but_na_is_no_list(tmp_path):
    found = read(
        tmp_path, WITH_SEX.replace("female", "later").replace(",1\n", ",NA\n").replace(",0\n", ",NA\n")
    )
    assert found.strata[""].names == ("A", "B", "C")
    assert found.unread == ("later",)


@pytest.mark.parametrize("sign", [";", ",", "\t"])
@pytest.mark.parametrize("count", ["1.000", "2.000", "341.500", "12.000.000"])
def test_a_thousand_or_one_is_asked(tmp_path, sign, count):
    content = f"A,B,C,count\n1,0,0,{count}\n0,1,1,4\n".replace(",", sign)
    [(row, column, said)] = problems(tmp_path, content)
    assert (row, column) == (2, "count")
    assert "a thousand, or one?" in said


@pytest.mark.parametrize("count", ["1", "1.", "1.0", "1.00", "1.0000"])
def test_one_is_one(tmp_path, count):
    if count == "1.":
        assert problems(tmp_path, f"A;B;C;count\n1;0;0;{count}\n")
    else:
        assert read(tmp_path, f"A;B;C;count\n1;0;0;{count}\n0;1;1;4\n").strata[""].n == 5


BODY = "A;B;C;count\n1;0;0;20\n0;1;0;4\n1;1;1;3\n"


@pytest.mark.parametrize(
    ("content", "row", "said"),
    [
        ("Deaths in 2017\n" + BODY, 1, "This row has 1 cell, and the rows below it have 4"),
        ("\nDeaths, by list\n" + BODY, 2, HEADER),
        ("# made by hand, in haste\n" + BODY.replace(";", ","), 1, "This row has 2 cells"),
        ("Deaths;;;\n" + BODY, 1, "This row has 1 cell, and"),
        ("sep=\n" + BODY, 1, HEADER),
        (
            "sep=;;;\n\n" + BODY.replace(";", ","),
            1,
            "; stands between cells; the names of the columns have ,",
        ),
        ("sep=,\n" + BODY, 1, ", stands between cells; the names of the columns have ;"),
        ("A;B;C\n" + BODY.partition("\n")[2], 1, "This row has 3 cells, and the rows below it have 4"),
    ],
)
def test_what_stands_above_the_header_is_told_once(tmp_path, content, row, said):
    [(where, column, rule)] = problems(tmp_path, content)
    assert (where, column) == (row, "")
    assert said in rule


def test_a_line_that_says_the_sign_may_be_filled_up_with_it(tmp_path):
    assert read(tmp_path, "sep=;;;\n" + BODY).strata[""].n == 27


def test_short_rows_and_long_rows_are_told_what_helps(tmp_path):
    with pytest.raises(UnsoundLists) as unsound:
        read(tmp_path, BODY + "Total: 27\n1;1;0;4;5\n")
    short, long = unsound.value.problems.first
    assert (
        english(short.mend) == "Fill it up with empty cells; remove it if it is a note, a comment or a total."
    )
    assert english(long.mend) == "Put a cell that holds the sign between cells in quotation marks."
