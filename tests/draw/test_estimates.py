"""Overlapping lists and intervals as drawings: they say in words what they show."""

from hypothesis import given
from hypothesis import strategies as st

from isthmus.draw import Interval, OverlapRow, overlap_rows
from tests.draw.graphs import drawn_text, having, parsed, titles
from tests.draw.said import draw_intervals, draw_overlap

PATTERNS = {(True, False): 5, (False, True): 7, (True, True): 2}
FIGURE = Interval("latent classes", 200, (190, 215), (180, 240), (170, 300))


def test_combinations_come_largest_first():
    assert overlap_rows(PATTERNS) == (OverlapRow((1,), 7), OverlapRow((0,), 5), OverlapRow((0, 1), 2))


def test_each_combination_is_a_bar_with_dots_and_says_so():
    for narrow in (False, True):
        svg = draw_overlap(["A", "B"], PATTERNS, narrow=narrow)
        assert titles(svg, "chart-row") == ["7 on B alone", "5 on A alone", "2 on A + B"]
        assert len(having(svg, "chart-dot")) == 6


def test_small_combinations_are_added_up_in_words():
    patterns = {tuple(bool(n >> at & 1) for at in range(6)): n for n in range(1, 64)}
    svg = draw_overlap(list("ABCDEF"), patterns)
    assert len(having(svg, "chart-row")) == 16
    assert "47 more combinations, 1,128 people" in drawn_text(svg)


@given(
    names=st.lists(st.text(max_size=30), min_size=1, max_size=6),
    counts=st.lists(st.integers(0, 10**9), min_size=63, max_size=63),
    rtl=st.booleans(),
    narrow=st.booleans(),
)
def test_any_lists_can_be_drawn_in_both_directions(names, counts, rtl, narrow):
    patterns = {
        tuple(bool(n >> at & 1) for at in range(len(names))): counts[n - 1] for n in range(1, 2 ** len(names))
    }
    svg = parsed(draw_overlap(names, patterns, rtl=rtl, narrow=narrow))
    assert svg.get("role") == "img"


def test_an_estimate_is_drawn_with_its_intervals_and_the_documented_as_a_line():
    for narrow in (False, True):
        svg = draw_intervals([FIGURE], documented=150, narrow=narrow)
        assert titles(svg, "chart-row") == ["latent classes: 200, 95 % from 170 to 300"]
        assert len(having(svg, "chart-bar")) == 3
        assert len(having(svg, "chart-documented")) == 1
        assert "documented: 150" in drawn_text(svg)


def test_what_was_refused_has_no_figure():
    svg = draw_intervals([Interval("averaged graphs")])
    assert titles(svg, "chart-row") == ["averaged graphs: no figure"]
    assert having(svg, "chart-bar") == []


def test_an_end_that_is_far_out_is_cut_and_points_on():
    svg = draw_intervals(
        [FIGURE, Interval("other", 210, (200, 220), (190, 230), (180, 90_000))], documented=150
    )
    assert len(having(svg, "chart-open")) == 1


ENDS = st.floats(1, 1e9)


@given(
    ends=st.lists(st.lists(ENDS, min_size=7, max_size=7).map(sorted), max_size=5),
    documented=st.none() | st.integers(0, 10**9),
    rtl=st.booleans(),
    narrow=st.booleans(),
)
def test_any_estimates_can_be_drawn_in_both_directions(ends, documented, rtl, narrow):
    rows = [Interval("a", e[3], (e[2], e[4]), (e[1], e[5]), (e[0], e[6])) for e in ends]
    svg = parsed(draw_intervals(rows, documented=documented, rtl=rtl, narrow=narrow))
    assert svg.get("role") == "img"
