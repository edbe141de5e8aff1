"""Five kinds of lists: what their count is when brought in, after a link run and after a review, and never too much."""

from dataclasses import replace
from random import Random

import pytest

from isthmus.core.count import count
from isthmus.core.register import Register
from isthmus.core.workbook.rows import Judgement, Workbook
from tests.core.list_kinds import AT, KINDS, incidents, overlapping, people


def minimum(book: Workbook) -> int:
    figures = count(Register.of(book)).k[1]
    assert figures.exact
    return figures.documented_minimum


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("name", KINDS)
def test_a_list_counts_what_it_says_and_no_more_than_there_were(name: str, seed: int) -> None:
    kind = KINDS[name](40 + 20 * seed, Random(seed))
    found = tuple(map(minimum, kind.states))
    assert found == kind.minimums
    assert max(found) <= kind.truth


def test_an_undated_entry_is_not_added_up_where_no_total_says_that_it_is_one_more() -> None:
    kind = incidents(30, Random(1), total=False)
    assert minimum(kind.brought_in) == kind.minimums[0] < kind.truth


def test_a_total_that_nothing_says_what_it_holds_is_not_added_to_its_parts() -> None:
    kind = incidents(30, Random(2))
    loose = replace(
        kind.brought_in, mentions=tuple(replace(each, within="") for each in kind.brought_in.mentions)
    )
    assert minimum(loose) == kind.truth


def test_without_the_lists_word_nobody_is_added_up() -> None:
    kind = people(30, Random(3))
    silent = replace(kind.brought_in.documents[0], lists_once="")
    assert minimum(replace(kind.brought_in, documents=(silent,))) == 1


def test_a_list_that_names_one_person_twice_is_put_right_by_people() -> None:
    book = people(30, Random(4)).brought_in
    twice = Judgement("j1", "person", "mx000005", "mx000006", "same", "a reviewer", AT)
    register = Register.of(replace(book, judgements=(twice,)))
    assert count(register).k[1].documented_minimum == 29
    assert [(each.kind, each.left, each.right) for each in register.conflicts] == [
        ("told_apart", "mx000005", "mx000006")
    ]


def test_what_people_leave_unsure_is_counted_once() -> None:
    kind = overlapping(60, Random(5))
    settled = tuple(
        replace(each, decision="different")
        if each.decision == "unsure" and each.id.startswith("jn")
        else each
        for each in kind.reviewed.judgements
    )
    assert minimum(replace(kind.reviewed, judgements=settled)) == kind.truth
