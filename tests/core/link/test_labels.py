"""Labels: every spelling, each way out, and the same from file."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from isthmus.core.link.labels import UnsoundLabels, read_labels
from isthmus.files import labels as files
from isthmus.files.table import TableError
from tests.english import told

IDS = st.sampled_from("abcd")


def refused(*rows):
    with pytest.raises(UnsoundLabels) as raised:
        read_labels(rows)
    return told(raised.value)


@pytest.mark.parametrize(
    ("word", "same"),
    [("same", True), ("1", True), ("TRUE", True), ("Different", False), (" 0 ", False), ("false", False)],
)
def test_a_label_may_be_spelled_in_several_ways(word, same):
    assert read_labels([("a", "b", word)]).of_pair == {("a", "b"): same}


@given(
    st.dictionaries(st.tuples(IDS, IDS).filter(lambda pair: pair[0] < pair[1]), st.booleans()), st.randoms()
)
def test_order_and_repetition_do_not_matter(known, random):
    rows = [(*random.sample(pair, 2), "same" if same else "different") for pair, same in known.items()] * 2
    random.shuffle(rows)
    assert read_labels(rows).of_pair == known


def test_who_is_not_sure_says_nothing_and_is_counted():
    labels = read_labels([("a", "b", "unsure"), ("c", "d", ""), ("b", "a", "same")])
    assert (dict(labels.of_pair), labels.unsure) == ({("a", "b"): True}, 1)


def test_labels_that_contradict_each_other_are_named_by_row_and_never_by_id():
    said = refused(("a1", "b1", "same"), ("c1", "d1", "same"), ("b1", "a1", "different"))
    assert "1 pair is labelled both same and different: in rows 2 and 4." in said
    assert "a1" not in said


def test_no_more_than_ten_contradictions_are_listed():
    rows = [(str(each), "x", word) for word in ("same", "different") for each in range(13)]
    assert "and 3 more" in refused(*rows)


def test_everything_that_is_wrong_is_said_at_once():
    said = refused(
        ("a", "", "same"), ("a", "a", "same"), ("a", "b", "perhaps"), ("a", "b", "1"), ("a", "b", "0")
    )
    for each in ("id is missing in row 2", "itself in row 3", "row 4 is not a label", "rows 5 and 6"):
        assert each in said
    assert "perhaps" not in said


def test_records_are_numbered_and_labels_of_unknown_ones_are_counted():
    labels = read_labels([("z", "a", "same"), ("a", "b", "different"), ("a", "nobody", "same")])
    numbered = labels.numbered({"z": 0, "a": 5, "b": 3})
    assert numbered.left.tolist() == [0, 3]
    assert numbered.right.tolist() == [5, 5]
    assert numbered.same.tolist() == [True, False]
    assert numbered.unknown == 1
    assert len(read_labels([]).numbered({})) == 0
    assert read_labels([]).numbered({}).left.dtype == np.int64


def test_a_file_is_read_by_its_columns(tmp_path):
    path = tmp_path / "labels.csv"
    path.write_text("match,note,right,left\nsame,,b,a\n0,,c,a\n", encoding="utf-8")
    assert files.read_labels(path).of_pair == {("a", "b"): True, ("a", "c"): False}
    path.write_text("left,right,match\na,b,1\nb,a,0\n", encoding="utf-8")
    with pytest.raises(TableError) as raised:
        files.read_labels(path)
    assert told(raised.value).startswith("labels.csv: ")
    assert "rows 2 and 3" in told(raised.value)
