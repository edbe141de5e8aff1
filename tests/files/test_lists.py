"""Tables of lists: what is read, what is passed over, and everything that is said of an unsound one."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isthmus.core.messages import Message
from isthmus.files.lists.columns import NoSuchColumn
from isthmus.files.lists.reading import MOST_STRATA, ReadLists, UnsoundLists, read_lists
from isthmus.language import english
from tests.english import told

SOUND = "A,B,C,count\n1,0,0,30\n0,1,0,20\n0,0,1,10\n1,1,0,5\n1,0,1,6\n0,1,1,7\n1,1,1,2\n"
PERSONS = "id,A,B,C\n" + "".join(
    f"p{at},{row}\n" for at, row in enumerate(("1,0,0", "1,1,0", "0,1,1", "0,0,1", "1,1,0"))
)


def read(folder, content, strata="", name="table.csv") -> ReadLists:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_lists(path, strata)


def problems(folder, content, strata="", name="table.csv"):
    with pytest.raises(UnsoundLists) as unsound:
        read(folder, content, strata, name)
    return unsound.value.problems


def places(folder, content, strata=""):
    return [(each.row, each.column, each.value) for each in problems(folder, content, strata).first]


def table(found: ReadLists, stratum=""):
    lists = found.strata[stratum]
    return {tuple(map(int, on)): int(many) for on, many in zip(lists.patterns, lists.counts, strict=True)}


def test_a_row_for_each_pattern_has_its_count(tmp_path):
    found = read(tmp_path, SOUND)
    assert found.strata[""].names == ("A", "B", "C")
    assert table(found)[1, 1, 0] == 5
    assert found.strata[""].n == 80
    assert (found.unread, found.on_no_list, found.repeated, found.per_person) == ((), 0, 0, False)


def test_a_row_for_each_person_counts_one(tmp_path):
    found = read(tmp_path, PERSONS)
    assert table(found) == {(1, 0, 0): 1, (1, 1, 0): 2, (0, 1, 1): 1, (0, 0, 1): 1}
    assert found.per_person
    assert found.unread == ("id",)


def test_both_forms_of_the_same_people_have_one_digest(tmp_path):
    counted = read(tmp_path, "A,B,C,count\n1,0,0,1\n1,1,0,2\n0,1,1,1\n0,0,1,1\n").strata[""]
    assert counted.digest() == read(tmp_path, PERSONS).strata[""].digest()


@pytest.mark.parametrize("sign", [";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_signs_between_cells_encodings_blanks_and_empty_lines_make_no_difference(tmp_path, sign, encoding):
    lines = SOUND.replace(",", f" {sign} ").replace("\n", "\r\n\r\n")
    content = f"\r\n{lines}{sign * 3}\r\n".encode(encoding)
    assert read(tmp_path, content).strata[""].digest() == read(tmp_path, SOUND).strata[""].digest()


def test_whole_numbers_may_be_written_as_spreadsheets_write_them(tmp_path):
    content = SOUND.replace("1,1,1,2", "1.0,1.0,1.0,2.0")
    assert table(read(tmp_path, content)) == table(read(tmp_path, SOUND))


def test_empty_cells_of_a_list_say_not_on_it(tmp_path):
    found = read(tmp_path, "A,B,C,count\n1,,,3\n,1,0,2\n , ,1,1\n")
    assert table(found) == {(1, 0, 0): 3, (0, 1, 0): 2, (0, 0, 1): 1}


def test_equal_patterns_are_added_up_and_said(tmp_path):
    found = read(tmp_path, SOUND + "1,1,1,3\n1,1,1,4\n")
    assert table(found)[1, 1, 1] == 9
    assert found.repeated == 2


def test_people_on_no_list_are_left_out_and_said(tmp_path):
    found = read(tmp_path, SOUND + "0,0,0,500\n,,,2\n")
    assert found.strata[""].n == 80
    assert found.on_no_list == 502


def test_columns_that_are_no_lists_are_named(tmp_path):
    rows = (f"p{at},{at % 60},{at % 2},{int(at % 3 == 0)},1,\n" for at in range(90))
    found = read(tmp_path, "person,age,A,B,C,note\n" + "".join(rows))
    assert found.unread == ("person", "age", "note")
    assert found.strata[""].names == ("A", "B", "C")


def test_a_nameless_column_of_row_numbers_is_passed_over(tmp_path):
    found = read(tmp_path, ",A,B\n" + "".join(f"{at},{at % 2},1\n" for at in range(30)))
    assert found.unread == (Message("mapping.nameless", n=1),)


def test_strata_are_read_apart_and_those_without_one_are_one_of_their_own(tmp_path):
    found = read(tmp_path, "A,B,C,Region,count\n1,0,1,North,3\n1,1,1,,4\n0,1,0, North ,5\n", "region")
    assert sorted(found.strata) == ["North", "not stated"]
    assert table(found, "North") == {(1, 0, 1): 3, (0, 1, 0): 5}
    assert table(found, "not stated") == {(1, 1, 1): 4}


def test_a_column_of_0_and_1_may_hold_the_strata(tmp_path):
    found = read(tmp_path, "A,B,C,minor,count\n1,0,1,0,3\n1,1,1,1,4\n", "minor")
    assert found.strata["1"].names == ("A", "B", "C")


@pytest.mark.parametrize("named", ["nowhere", "count"])
def test_strata_that_are_not_there_are_a_slip_of_the_hand(tmp_path, named):
    with pytest.raises(NoSuchColumn) as raised:
        read(tmp_path, SOUND, named)
    assert "The table has: A, B, C" in told(raised.value)


def test_more_strata_than_anybody_estimates_by_are_refused(tmp_path):
    rows = "".join(f"1,1,s{at},5\n" for at in range(MOST_STRATA + 1))
    assert places(tmp_path, "A,B,by,count\n" + rows, "by") == [(None, "by", "")]


def test_all_problems_are_told_at_once_by_row_and_column(tmp_path):
    content = (
        'A,B,C,count\n1,0,0,12 people\n0,1,0,"1,204"\n\n0,0,1,3.5\n1,1,0,-3\n1,0,1,\n0,1,1,99999999999999999999999\n'
        "1,1,2,5\nx,1,1,1\n1,0,1\n1,1,1,4,5\n1,1,1,7\n"
    )
    assert places(tmp_path, content) == [
        (11, "", ""),
        (12, "", ""),
        (2, "count", "12 people"),
        (3, "count", "1,204"),
        (5, "count", "3.5"),
        (6, "count", "-3"),
        (7, "count", ""),
        (8, "count", "99999999999999999999999"),
        (9, "C", "2"),
        (10, "A", "x"),
    ]


@pytest.mark.parametrize(
    "cell", ["12 people", "1,204", "1 204", "3.5", "-3", "−3", "", "NA", "1e3", "9" * 5000, "٣x"]
)
def test_a_count_that_is_none_says_the_rule_and_how_to_mend_it(tmp_path, cell):
    found = problems(tmp_path, f'{SOUND}1,1,1,"{cell}"\n')
    assert found.total == 1
    assert english(found.first[0].rule)
    assert english(found.first[0].mend)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "is empty"),
        (" \n\n", "is empty"),
        ("A,B,C,count\n", "no rows"),
        ("name,count\nsomebody,3\nelse,4\n", "no column is"),
        ("A,B,A,count\n1,0,0,3\n", "Column names must be unique"),
        ("A,b,B,count\n1,0,0,3\n", "Column names must be unique"),
        (",B,C,count\n1,0,0,3\n", "column 1 has none"),
        ("1,0,0,3\n0,1,0,4\n", "names the columns"),
        ("id,A,B\n1,TRUE,FALSE\n2,FALSE,TRUE\n", "has other values"),
        ("id,A,B\n1,x,\n2,,x\n", "has other values"),
        ("A,B,C,Freq\n1,0,0,30\n0,1,0,20\n", "must be named count"),
        ("A,B,C,so many\n1,0,0,30\n0,1,0,20\n0,0,1,10\n1,1,1,3\n", "must be named count"),
        ('A,B,note,count\n1,0,"a,3\n1,1,b,4\n', "not closed; the rest of the sheet was not read"),
        ('A,B,note,count\n1,0,a,3\n1,1,"b"c,4\n', "cannot be read as CSV"),
        (",".join(f"L{at}" for at in range(40)) + "\n" + "1," * 39 + "1\n", "At most 20 lists"),
        ("id,A,B\np1,1,0\n\np2,1,1\np1,0,1\n", "the same id"),
        (b"PK\x03\x04rest", "XLSX"),
        (b"PAR1rest", "Parquet"),
        (b"\x00\x01\x02", "is not UTF-8 text"),
        ("Список,B,count\n1,0,3\n".encode("cp1251"), "names of the columns are not UTF-8"),
    ],
)
def test_what_is_no_table_of_lists_is_refused_in_words(tmp_path, content, said):
    found = problems(tmp_path, content)
    assert found.total >= 1
    assert any(said in english(each.rule) for each in found.first)
    assert all(english(each.mend) for each in found.first)


def test_the_row_of_a_second_id_is_named_past_empty_lines(tmp_path):
    content = "id,A,B,C\n\np1,1,0,0\n\n\np2,1,1,0\np1,1,0,1\n,1,0,1\n,0,0,1\n"
    assert places(tmp_path, content) == [(7, "id", "")]


def test_bytes_of_another_encoding_do_not_matter_where_nothing_is_read(tmp_path):
    content = "name,A,B,count\nИмя,1,0,3\nИмя,1,1,4\n".encode("cp1251")
    assert read(tmp_path, content).unread == ("name",)
    assert places(tmp_path, content, "name") == [(2, "name", "���"), (3, "name", "���")]


def test_more_people_than_can_be_estimated_from_are_refused(tmp_path):
    found = problems(tmp_path, "A,B,C,count\n1,1,0,60000000\n1,0,1,60000000\n")
    assert [english(each.rule) for each in found.first] == [
        "A table of lists holds at most 100,000,000 people; this one has more."
    ]


def test_only_so_many_problems_are_kept_and_all_are_counted(tmp_path):
    found = problems(tmp_path, SOUND + "1,1,1,x\n" * 3000)
    assert (found.total, len(found.first)) == (3000, 1000)


def test_a_column_that_fills_up_late_is_a_list(tmp_path):
    rows = "".join(f"{'' if at < 40_000 else 1},{at % 2},1\n" for at in range(40_010))
    assert read(tmp_path, "late,A,B\n" + rows).strata[""].sizes().tolist() == [10, 20_005, 40_010]


PEOPLE = st.lists(st.tuples(*[st.booleans()] * 3), min_size=1, max_size=60)


@given(PEOPLE)
def test_counted_or_not_the_same_people_give_the_same_lists(tmp_path_factory, people):
    folder = tmp_path_factory.mktemp("lists")
    each = io.StringIO()
    csv.writer(each).writerows([("A", "B", "C", "by"), *((*map(int, on), "x") for on in people)])
    counted = io.StringIO()
    kinds = sorted(set(people))
    csv.writer(counted).writerows(
        [("A", "B", "C", "count"), *((*map(int, on), people.count(on)) for on in kinds)]
    )
    by_person, by_pattern = read(folder, each.getvalue(), "by"), read(folder, counted.getvalue())
    assert by_person.strata["x"].digest() == by_pattern.strata[""].digest()
    assert by_person.on_no_list == by_pattern.on_no_list == people.count((False, False, False))
