"""The same list again: which row is which."""

from hypothesis import given
from hypothesis import strategies as st

from isthmus.core.import_mapping.matching import KnownRow, RowWords, match_rows


def known(*rows: tuple[str, str]) -> list[KnownRow]:
    return [KnownRow(f"t{number}", *row) for number, row in enumerate(rows, 1)]


def rows(*found: tuple[str, str]) -> list[RowWords]:
    return [RowWords(number, *row) for number, row in enumerate(found, 2)]


def test_the_same_list_is_the_same_rows() -> None:
    found = match_rows(known(("1", "a"), ("2", "b")), rows(("1", "a"), ("2", "b")))
    assert (found.statements, found.same, found.changed, found.missing) == ({2: "t1", 3: "t2"}, 2, [], [])


def test_rows_that_their_author_numbered_anew_are_known_by_their_words() -> None:
    found = match_rows(known(("1", "a"), ("2", "b")), rows(("1", "new"), ("2", "a"), ("3", "b")))
    assert found.statements == {3: "t1", 4: "t2"}
    assert (found.renumbered, found.changed, found.missing) == (2, [], [])


def test_words_that_changed_under_one_key_are_a_change_and_no_new_row() -> None:
    found = match_rows(known(("1", "a"), ("2", "b")), rows(("1", "a"), ("2", "mended")))
    assert (found.statements, found.changed, found.missing) == ({2: "t1", 3: "t2"}, [3], [])


def test_what_is_no_longer_there_is_missing_and_nothing_else() -> None:
    found = match_rows(known(("1", "a"), ("2", "b")), rows(("2", "b")))
    assert [each.statement for each in found.missing] == ["t1"]


def test_rows_without_a_key_are_never_a_change_of_one_another() -> None:
    found = match_rows(known(("", "a"), ("", "b")), rows(("", "a"), ("", "c")))
    assert (found.statements, found.changed) == ({2: "t1"}, [])
    assert [each.statement for each in found.missing] == ["t2"]


def test_equal_rows_are_matched_once_each() -> None:
    found = match_rows(known(("", "n"), ("", "n")), rows(("", "n"), ("", "n"), ("", "n")))
    assert sorted(found.statements.values()) == ["t1", "t2"]


def test_a_new_row_above_the_known_one_with_its_key_waits_and_the_known_one_stays() -> None:
    found = match_rows(known(("1", "a")), rows(("1", "new"), ("1", "a")))
    assert (found.statements, set(found.twice), len(found.doubts)) == ({3: "t1"}, {2}, 0)


def test_of_two_changed_rows_with_one_key_neither_is_taken_for_the_known_one() -> None:
    found = match_rows(known(("1", "a"), ("2", "b")), rows(("1", "new"), ("1", "other"), ("2", "b")))
    assert found.statements == {4: "t2"}
    assert found.doubts == {2: ("t1",), 3: ("t1",)}


def test_a_second_key_settles_whom_a_key_that_stands_twice_leaves_in_doubt() -> None:
    before = [KnownRow("t1", "1", "a", "x")]
    now = [RowWords(2, "1", "new", "x"), RowWords(3, "1", "other", "y")]
    found = match_rows(before, now)
    assert (found.statements, len(found.doubts), set(found.twice)) == ({2: "t1"}, 0, {3})


_WORDS = st.tuples(st.sampled_from(["", "1", "2", "3", "4"]), st.sampled_from("abcd"))


@given(st.lists(_WORDS, max_size=8), st.lists(_WORDS, max_size=8))
def test_no_statement_is_two_rows_and_none_is_lost(
    before: list[tuple[str, str]], now: list[tuple[str, str]]
) -> None:
    old, new = known(*before), rows(*now)
    found = match_rows(old, new)
    matched = list(found.statements.values())
    assert len(set(matched)) == len(matched)
    assert sorted(matched + [each.statement for each in found.missing]) == sorted(
        each.statement for each in old
    )
    assert found.same + found.renumbered + len(found.changed) == len(matched)


@given(
    st.lists(st.tuples(st.text("xyz", max_size=2), st.text("ab", min_size=1, max_size=3)), unique=True),
    st.randoms(),
)
def test_shuffled_rows_are_the_same_rows(before: list[tuple[str, str]], random) -> None:
    now = before[:]
    random.shuffle(now)
    found = match_rows(known(*before), rows(*now))
    assert (found.same, found.missing, found.changed) == (len(before), [], [])
