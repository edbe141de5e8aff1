"""Counts against the definition tried by brute force, and against figures known beforehand."""

from dataclasses import asdict, replace
from datetime import date
from random import Random

from hypothesis import example, given
from hypothesis import strategies as st

from isthmus.core.count import LEVELS, Figures, Filter, count
from isthmus.core.dates import Bounds
from isthmus.core.register import Register
from isthmus.core.workbook.rows import Act, Document, Judgement, Mention, Source, Statement, Workbook
from tests.core.brute import Brute
from tests.core.brute_register import may_overlap
from tests.core.small_registers import Generator, judged_apart, often, workbooks

PERIOD = Bounds(date(2017, 1, 1), date(2017, 12, 31))
MARCH = Bounds(date(2017, 3, 1), date(2017, 3, 31))
PERIODS = {PERIOD: "2017", MARCH: "2017-03"}
# Somebody judged a mention the same as the one that it lies within, beside another that lies within it.
A_PART_THAT_IS_ITS_WHOLE = 36460909
FILTERS = st.builds(
    Filter,
    type=st.sampled_from(("", "killing")),
    place=st.sampled_from(("", "p0", "p1", "p4")),
    ground=st.sampled_from(("", "", "religion")),
    period=st.sampled_from((None, PERIOD, MARCH)),
)


@often
@given(workbooks(), st.just(Filter()) | FILTERS)
def test_every_figure_is_what_trying_everything_gives(book: Workbook, keep: Filter) -> None:
    brute = Brute(book)
    passing = {act.id for act in brute.book.acts if passes(brute, act, keep)}
    dateless = {
        act.id for act in brute.book.acts if not act.date and passes(brute, act, replace(keep, period=None))
    }
    found, looked_at = count(Register.of(book), keep), passing | dateless
    for k in LEVELS:
        assert told(found.k[k]) == figures(brute, k, passing), k
        assert asdict(found.k[k].judgements) == brute.judgements(None if keep == Filter() else looked_at)
        assert found.k[k].undated == undated(brute, keep)


def told(found: Figures) -> dict[str, object]:
    same = ("incidents", "people", "named", "individual", "documented_minimum", "exact", "record_maximum")
    return {each: getattr(found, each) for each in (*same, "unexamined", "earliest", "latest")}


def figures(brute: Brute, k: int, passing: set[str]) -> dict[str, object]:
    people = brute.victims(k, passing)
    earliest, latest = brute.dated(k, passing)
    return {
        "incidents": sum(brute.incident_lines(acts, passing) >= k for acts in brute.incidents()),
        "people": len(people),
        "named": sum(each["named"] for each in people.values()),
        "individual": sum(each["low"] == each["high"] == 1 for each in people.values()),
        "documented_minimum": brute.documented_minimum(people),
        "exact": True,
        "record_maximum": brute.record_maximum(people),
        "unexamined": brute.unexamined(people),
        "earliest": earliest,
        "latest": latest,
    }


def undated(brute: Brute, keep: Filter) -> int:
    without_period = replace(keep, period=None)
    return sum(
        not act.date and passes(brute, act, without_period) and brute.counts(act.statement)
        for act in brute.book.acts
    )


def passes(brute: Brute, act: Act, keep: Filter) -> bool:
    dated = keep.period is None or (bool(act.date) and may_overlap(act.date, PERIODS[keep.period]))
    placed = not keep.place or keep.place in brute.upward(act.place)
    return (
        act.scope != "general"
        and dated
        and placed
        and keep.type in ("", act.type)
        and keep.ground in ("", act.ground)
    )


@often
@given(workbooks() | st.integers(0, 2**32).map(judged_apart))
def test_no_world_that_a_record_allows_has_fewer_people_than_the_documented_minimum(book: Workbook) -> None:
    brute, found = Brute(small_groups(book)), count(Register.of(small_groups(book)))
    passing = {act.id for act in brute.book.acts if act.scope != "general"}
    for k in LEVELS:
        assert brute.lowest_of_all_worlds(brute.victims(k, passing)) >= found.k[k].documented_minimum


def test_a_ring_of_five_who_are_judged_different_is_at_least_two_though_every_world_has_three() -> None:
    ring = [("m0", "m1"), ("m1", "m2"), ("m2", "m3"), ("m3", "m4"), ("m4", "m0")]
    book = replace(
        judged_apart(0),
        mentions=tuple(Mention(f"m{n}", f"a{n}", "victim", 1, 1) for n in range(5)),
        judgements=tuple(
            Judgement(f"j{one}", "person", one, other, "different", "A", "2026-01-01T00:00:00Z")
            for one, other in ring
        ),
    )
    brute, passing = Brute(book), {act.id for act in book.acts}
    assert count(Register.of(book)).k[1].documented_minimum == 2
    assert brute.lowest_of_all_worlds(brute.victims(1, passing)) == 3


def small_groups(book: Workbook) -> Workbook:
    """Return a register whose groups are at least 2 or 3 people, so that all worlds can be tried."""
    return replace(
        book, mentions=tuple(replace(row, low=min(row.low, 2 + row.low % 3)) for row in book.mentions)
    )


@often
@given(workbooks())
@example(Generator(Random(A_PART_THAT_IS_ITS_WHOLE)).workbook())
def test_bounds_that_cross_are_conflicts_with_the_rows_that_say_so(book: Workbook) -> None:
    crossing = set()
    brute = Brute(book)
    passing = {act.id for act in brute.book.acts if act.scope != "general"}
    for k in LEVELS:
        victims = brute.victims(k, passing)
        crossing |= {
            each for each, said in victims.items() if said["high"] is not None and said["low"] > said["high"]
        }
    register = Register.of(book)
    found = [each for each in count(register).conflicts if each.kind == "bounds"]
    conflicts = [each for each in found if register.person_of[each.left] == register.person_of[each.right]]
    crowding = {(each.left, each.right, each.low) for each in found if each not in conflicts}
    assert crowding == brute.crowded()
    assert {register.person_of[each.left] for each in conflicts} == crossing
    for each in conflicts:
        assert (each.low or 0) > (each.high or 0) > 0
        assert (each.path[0], each.path[-1]) == (each.left, each.right)


def record(
    *acts: Act, mentions: tuple[Mention, ...] = (), judgements: tuple[Judgement, ...] = ()
) -> Register:
    statements = tuple(Statement(act.statement, "d1", ("s1",), "asserts", "first_hand") for act in acts)
    return Register.of(
        Workbook(
            sources=(Source("s1", "A witness", "person"),),
            documents=(Document("d1", "An interview", ("s1",), "yes"),),
            statements=statements,
            acts=acts,
            mentions=mentions,
            judgements=judgements,
        )
    )


def test_with_a_period_undated_acts_are_left_out_and_counted_as_such() -> None:
    register = record(Act("a1", "t1", "killing", date="2017-03"), Act("a2", "t2", "killing"))
    whole, within = count(register).k[1], count(register, Filter(period=PERIOD)).k[1]
    assert (whole.incidents, whole.undated) == (2, 1)
    assert (within.incidents, within.undated) == (1, 1)


def test_dates_count_by_possible_overlap_and_open_ends_bound_nothing() -> None:
    register = record(
        Act("a1", "t1", "killing", date="../2017-04-01"), Act("a2", "t2", "killing", date="2018?")
    )
    figures = count(register, Filter(period=PERIOD)).k[1]
    assert (figures.incidents, figures.earliest, figures.latest) == (1, None, date(2017, 4, 1))


def test_a_count_says_how_many_judgements_it_rests_on_by_people_and_by_link_runs_apart() -> None:
    mentions = (
        Mention("m1", "a1", "victim", 1, 1, name="Person A"),
        Mention("m2", "a2", "victim", 1, 1, name="Person B"),
    )
    judgements = (
        Judgement("j1", "person", "", "", "examined", "link run 3", "2026-01-01T00:00:00Z"),
        Judgement("j2", "incident", "a1", "a2", "different", "an analyst", "2026-01-01T00:00:00Z"),
    )
    acts = (Act("a1", "t1", "killing"), Act("a2", "t2", "killing"))
    figures = count(record(*acts, mentions=mentions, judgements=judgements)).k[1]
    assert (figures.judgements.people, figures.judgements.link_runs) == (1, 1)
    assert (figures.documented_minimum, figures.unexamined) == (2, 0)


def test_an_empty_record_counts_nothing_at_every_level() -> None:
    found = count(Register.of(Workbook()))
    assert [found.k[k].documented_minimum for k in LEVELS] == [0, 0, 0]
    assert [found.k[k].record_maximum for k in LEVELS] == [0, 0, 0]


def a_group_of(
    high: int | None, *parts: Mention, apart: str = "", judgements: tuple[Judgement, ...] = ()
) -> Register:
    group = Mention("g", "a1", "victim", 1, high, kind="group")
    act = Act("a1", "t1", "threat", apart=apart)
    return record(act, mentions=(group, *parts), judgements=judgements)


def bounds(register: Register) -> list[tuple[str, str, int | None, int | None]]:
    return [
        (each.left, each.right, each.low, each.high)
        for each in count(register).conflicts
        if each.kind == "bounds"
    ]


def test_a_group_smaller_than_its_parts_is_a_conflict_of_bounds() -> None:
    two = tuple(Mention(f"p{n}", "a1", "victim", 1, 1, within="g") for n in (1, 2))
    assert bounds(a_group_of(2, *two)) == []
    assert bounds(a_group_of(1, *two)) == [("p1", "g", 2, 1)]
    assert bounds(a_group_of(None, *two)) == []


def test_parts_that_may_overlap_are_not_added_up_against_their_group() -> None:
    parts = tuple(Mention(f"p{n}", "a1", "victim", 3, 4, within="g") for n in (1, 2))
    assert bounds(a_group_of(5, *parts)) == []
    assert bounds(a_group_of(5, *parts, apart="yes")) == [("p1", "g", 6, 5)]
    assert bounds(a_group_of(2, *parts)) == [("p1", "g", 3, 2)]


def test_a_part_that_is_judged_the_same_as_its_group_adds_nothing_to_the_parts() -> None:
    two = tuple(Mention(f"p{n}", "a1", "victim", 1, 1, within="g") for n in (1, 2))
    same = Judgement("j1", "person", "p1", "g", "same", "A", "2026-01-01T00:00:00Z")
    assert bounds(a_group_of(1, *two)) == [("p1", "g", 2, 1)]
    assert bounds(a_group_of(1, *two, judgements=(same,))) == []
    larger = Mention("p1", "a1", "victim", 3, 3, within="g")
    assert bounds(a_group_of(2, larger)) == [("p1", "g", 3, 2)]
    assert bounds(a_group_of(2, larger, judgements=(same,))) == [("p1", "g", 3, 2)]
