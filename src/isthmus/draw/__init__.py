"""Core values as SVG: the support graph across and down the page, when incidents happened, lists and estimates."""

from isthmus.draw.intervals import Interval, draw_intervals
from isthmus.draw.lanes import draw_support_lanes
from isthmus.draw.overlap import OverlapRow, draw_overlap, overlap_rows
from isthmus.draw.periods import Days, Period, by_period, draw_periods
from isthmus.draw.support import draw_support_graph
from isthmus.draw.table import SupportRow, support_rows
from isthmus.draw.timeline import Span, draw_timeline

__all__ = [
    "Days",
    "Interval",
    "OverlapRow",
    "Period",
    "Span",
    "SupportRow",
    "by_period",
    "draw_intervals",
    "draw_overlap",
    "draw_periods",
    "draw_support_graph",
    "draw_support_lanes",
    "draw_timeline",
    "overlap_rows",
    "support_rows",
]
