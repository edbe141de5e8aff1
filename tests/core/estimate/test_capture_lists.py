"""Lists from the record: who is on which, who is left out, and by what people are told apart."""

from collections import Counter

import pytest
from hypothesis import given

from isthmus.core.count import Filter
from isthmus.core.dates import bounds, overlap
from isthmus.core.estimate.capture_lists import SourceList, VictimMention, capture_lists, documented_people
from isthmus.core.estimate.stratification import Stratification
from isthmus.core.estimate.victims import victim_mentions
from isthmus.core.messages import MessageError
from isthmus.core.register import Register
from isthmus.core.workbook.rows import Workbook
from tests.core.small_registers import SOURCES, often, workbooks
from tests.english import told

FIRST, SECOND = SourceList("first", frozenset({"s1", "s2"})), SourceList("second", frozenset({"s3"}))
LISTS = (FIRST, SECOND)


def said(key: int, person: str, author: str, **more: object) -> VictimMention:
    return VictimMention(key, person, (author,), **{"low": 1, "high": 1, "named": True, **more})


def test_a_person_is_on_each_list_once_however_often_its_sources_say_so():
    found = capture_lists(
        [said(1, "a", "s1"), said(2, "a", "s2"), said(3, "a", "s3"), said(4, "b", "s3")], LISTS
    )
    assert found.patterns == {(True, True): 1, (False, True): 1}
    assert (found.n, found.sizes, found.overlapping) == (2, (1, 2), 1)


def test_joint_authors_put_a_person_on_both_lists():
    both = VictimMention(1, "a", ("s1", "s3"), 1, 1, named=True)
    assert capture_lists([both], LISTS).patterns == {(True, True): 1}


def test_who_could_not_be_told_from_others_is_left_out_and_counted():
    found = capture_lists(
        [
            said(1, "a", "s1"),
            said(2, "nameless", "s1", named=False),
            said(3, "group", "s1", low=20, high=None),
            said(4, "unit", "s3", unit=True),
            said(5, "elsewhere", "s7"),
        ],
        LISTS,
    )
    assert found.n == 1
    left = found.excluded
    assert (left.unnamed, left.groups, left.in_groups, left.elsewhere) == (1, 2, 20, 1)
    assert found.share_excluded == pytest.approx(1 / 3)


def test_a_name_in_one_report_identifies_the_person_in_all():
    found = capture_lists([said(1, "a", "s1", named=False), said(2, "a", "s3")], LISTS)
    assert found.patterns == {(True, True): 1}


def test_a_person_stated_in_two_ways_is_in_the_stratum_of_none():
    found = capture_lists(
        [
            said(1, "a", "s1", stratum="x"),
            said(2, "a", "s3", stratum=""),
            said(3, "b", "s1", stratum="x"),
            said(4, "b", "s3", stratum="y"),
        ],
        LISTS,
    )
    assert found.strata == {"": {(True, True): 1}, "x": {(True, True): 1}}


def test_a_source_on_two_lists_is_refused():
    with pytest.raises(MessageError) as wrong:
        capture_lists([], [FIRST, SourceList("other", frozenset({"s1"}))])
    assert "two lists" in told(wrong.value)


def test_nobody_is_on_lists_of_an_empty_record():
    found = capture_lists([], LISTS)
    assert (found.n, found.sizes, found.share_excluded) == (0, (0, 0), 0)


@pytest.mark.parametrize(
    ("by", "stated", "stratum"),
    [
        ("sex", {"sex": "Man"}, "male"),
        ("sex", {"sex": "girl"}, "female"),
        ("sex", {"sex": "not known"}, ""),
        ("year", {"date": "2017-03/2017-11"}, "2017"),
        ("year", {"date": "2017-12/2018-01"}, ""),
        ("year", {"date": "2017/.."}, ""),
        ("quarter", {"date": "2017-05"}, "2017 Q2"),
        ("quarter", {"date": "2017"}, ""),
        ("place 1", {"places": ("village", "district", "region")}, "region"),
        ("place 3", {"places": ("village", "district", "region")}, "village"),
        ("place 2", {"places": ("region",)}, ""),
        ("", {"sex": "man", "date": "2017"}, ""),
    ],
)
def test_a_stratum_is_what_is_stated_closely_enough(by, stated, stratum):
    assert Stratification.read(by).stratum(**stated) == stratum
    assert Stratification.read(by).written == by


@pytest.mark.parametrize("by", ["ground", "place", "place 0", "place x", "name"])
def test_people_are_stratified_by_nothing_else(by):
    with pytest.raises(MessageError) as wrong:
        Stratification.read(by)
    assert "stratified by" in told(wrong.value)


@often
@given(workbook=workbooks())
def test_lists_of_a_register_hold_who_counted_statements_assert(workbook: Workbook):
    """The definition, word by word, over every mention."""
    register = Register.of(workbook)
    lists = [SourceList("even", frozenset(SOURCES[::2])), SourceList("odd", frozenset(SOURCES[1::2]))]
    keep = Filter(type="killing", period=bounds("2017"))
    on: dict[str, set[int]] = {}
    facts: dict[str, list[tuple[int, int | None, bool]]] = {}
    for mention in register.workbook.mentions:
        act = next(each for each in workbook.acts if each.id == mention.act)
        statement = next(each for each in workbook.statements if each.id == act.statement)
        document = next(each for each in workbook.documents if each.id == statement.document)
        counted = (statement.stance, document.held, act.type) == ("asserts", "yes", "killing")
        dated = bool(act.date) and overlap(bounds(act.date), bounds("2017"))
        if mention.role == "victim" and counted and dated and statement.id not in register.taken_back:
            person = register.person_of[mention.id]
            facts.setdefault(person, []).append((mention.low, mention.high, bool(mention.name)))
            on.setdefault(person, set()).update(SOURCES.index(each) % 2 for each in document.author)
    expected: Counter[tuple[bool, ...]] = Counter()
    for person, said in facts.items():
        highs = [high for _low, high, _named in said if high is not None]
        single = max(low for low, _high, _named in said) == 1 and min(highs, default=0) == 1
        if single and any(named for *_bounds, named in said):
            expected[0 in on[person], 1 in on[person]] += 1
    assert capture_lists(victim_mentions(register, keep), lists).patterns == dict(sorted(expected.items()))


def test_what_lists_could_be_made_of_is_counted_by_control():
    said_by = [
        said(1, "a", "s1"),
        said(2, "a", "s2"),
        said(3, "b", "s1"),
        said(4, "b", "s3"),
        said(5, "c", "s3", named=False),
        said(6, "d", "s3", low=9, high=None),
    ]
    found = documented_people(said_by, {"s1": "s1", "s2": "s1", "s3": "s3", "s4": "s4"})
    assert (found.people, found.by_two, found.controls, found.unnamed) == (2, 1, 2, 1)
