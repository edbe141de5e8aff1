"""The drawings in English."""

from functools import partial

from isthmus import draw
from isthmus.language import ENGLISH

__all__ = [
    "draw_intervals",
    "draw_overlap",
    "draw_periods",
    "draw_support_graph",
    "draw_support_lanes",
    "draw_timeline",
    "support_rows",
]

draw_intervals = partial(draw.draw_intervals, say=ENGLISH)
draw_overlap = partial(draw.draw_overlap, say=ENGLISH)
draw_periods = partial(draw.draw_periods, say=ENGLISH)
draw_support_graph = partial(draw.draw_support_graph, say=ENGLISH)
draw_support_lanes = partial(draw.draw_support_lanes, say=ENGLISH)
draw_timeline = partial(draw.draw_timeline, say=ENGLISH)
support_rows = partial(draw.support_rows, say=ENGLISH)
