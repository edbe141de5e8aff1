"""Charts by time: what is uncertain looks so, and says so."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from isthmus.draw import Days, Period, Span, by_period
from tests.draw.graphs import SVG, drawn_text, having, parsed, titles
from tests.draw.said import draw_periods, draw_timeline

DAYS = st.none() | st.dates(date(1, 1, 1), date(9999, 12, 31))
SPANS = st.lists(
    st.tuples(st.text(max_size=20), DAYS, DAYS).map(
        lambda each: Span(each[0], *sorted(each[1:])) if None not in each[1:] else Span(*each)
    ),
    max_size=12,
)
RAID = Span("raid", date(2017, 3, 1), date(2017, 3, 31), "2017-03")
KILLING = Span("killing", None, date(2017, 4, 1))
NEVER = Span("no date", None, None)


def days_of(spans: Iterable[Span]) -> Counter[Days]:
    return Counter((each.earliest, each.latest) for each in spans)


def test_closed_ends_are_bars_and_open_ends_are_arrows() -> None:
    svg = draw_timeline([RAID, KILLING])
    assert len(having(svg, "chart-end")) == 3
    assert len(having(svg, "chart-open")) == 1
    assert titles(svg, "chart-row") == ["raid: 2017-03", "killing: start open – 2017-04-01"]


def test_what_has_no_date_is_counted_in_words() -> None:
    svg = draw_timeline([RAID, NEVER], undated=2)
    assert len(having(svg, "chart-row")) == 1
    assert "3 without a date are not shown." in drawn_text(svg)


def test_one_day_is_one_mark() -> None:
    svg = draw_timeline([RAID, Span("a day", date(2016, 1, 1), date(2016, 1, 1))])
    assert len(having(svg, "chart-end")) == 3


def test_an_open_end_has_room_to_be_seen_beyond_the_last_day_that_is_known() -> None:
    (bar,) = having(draw_timeline([KILLING]), "chart-bar")
    assert float(bar.get("width", "0")) > 100
    closed = having(draw_timeline([replace(KILLING, earliest=date(2017, 4, 1))]), "chart-bar")
    assert float(closed[0].get("width", "0")) < 20


def test_a_row_leads_to_its_incident_and_the_drawing_is_then_no_single_picture() -> None:
    svg = parsed(draw_timeline([replace(RAID, address="/incident/1/"), KILLING]))
    assert [each.get("href") for each in svg.iter(f"{SVG}a")] == ["/incident/1/"]
    assert svg.get("role") == "group"
    assert parsed(draw_timeline([RAID])).get("role") == "img"


@given(spans=SPANS, rtl=st.booleans())
def test_any_spans_can_be_drawn_in_both_directions(spans: Sequence[Span], rtl: bool) -> None:
    svg = draw_timeline(spans, rtl=rtl)
    assert len(having(svg, "chart-row")) == sum(1 for each in spans if each.earliest or each.latest)
    assert svg == draw_timeline(spans, rtl=rtl)
    assert parsed(draw_periods(by_period(days_of(spans)), rtl=rtl)).get("role") == "img"


@given(spans=SPANS)
def test_periods_hold_each_closed_span_once_or_in_several_perhaps(spans: Sequence[Span]) -> None:
    periods = by_period(days_of(spans))
    assert len(periods) <= 36
    dated = [each for each in spans if each.earliest or each.latest]
    assert (
        sum(each.within for each in periods)
        <= len(dated)
        <= sum(each.within + each.perhaps for each in periods)
    )
    assert [each.start for each in periods] == sorted(each.start for each in periods)


def test_an_incident_is_within_a_month_only_if_all_of_its_bounds_are() -> None:
    across = Span("x", date(2017, 3, 20), date(2017, 4, 2))
    assert by_period(days_of([RAID, across, KILLING, NEVER])) == (
        Period(date(2017, 3, 1), "2017-03", 1, 2),
        Period(date(2017, 4, 1), "2017-04", 0, 2),
    )


def test_certain_and_possible_differ_in_dashes_and_words() -> None:
    svg = draw_periods([Period(date(2017, 3, 1), "2017-03", 1, 2)])
    (within,), (perhaps,) = having(svg, "chart-bar"), having(svg, "chart-perhaps")
    assert within.get("stroke-dasharray") is None
    assert perhaps.get("stroke-dasharray")
    assert "1 within, 2 more perhaps" in drawn_text(svg)


def test_narrow_charts_fit_a_small_screen() -> None:
    periods = by_period(days_of([RAID, KILLING]))
    for svg in (draw_timeline([RAID, KILLING], narrow=True), draw_periods(periods, narrow=True)):
        assert float(parsed(svg).get("width", "")) == 288
