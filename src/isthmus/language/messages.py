"""The words in which dates are put."""

from isthmus.core.messages import text

__all__ = ["CATALOGUE"]

CATALOGUE = {
    "date.about": text("about {date}"),
    "date.any": text("any day"),
    "date.between": text("between {first} and {last}"),
    "date.by": text("by {end}"),
    "date.decade": text("the {decade:plain}s"),
    "date.from": text("from {start} on"),
    "date.not_stated": text("not stated"),
    "date.open": text("open"),
    "date.perhaps": text("{date}?"),
    "date.range": text("{start}–{end}"),
    "date.season": text("{season} {year:plain}"),
    "date.span": text("{first} to {last}"),
    "date.spring": text("spring"),
    "date.summer": text("summer"),
    "date.autumn": text("autumn"),
    "date.winter": text("winter"),
}
