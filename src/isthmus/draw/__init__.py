"""Core values as SVG: the support graph across and down the page, when incidents happened, figures with bounds."""

from isthmus.draw.bounds import Interval, draw_bounds
from isthmus.draw.lanes import draw_support_lanes
from isthmus.draw.periods import Period, by_period, draw_periods
from isthmus.draw.support import draw_support_graph
from isthmus.draw.table import SupportRow, support_rows
from isthmus.draw.timeline import Span, draw_timeline
from isthmus.draw.words import Words

__all__ = [
    "Interval",
    "Period",
    "Span",
    "SupportRow",
    "Words",
    "by_period",
    "draw_bounds",
    "draw_periods",
    "draw_support_graph",
    "draw_support_lanes",
    "draw_timeline",
    "support_rows",
]
