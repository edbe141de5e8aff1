"""The English of what keeps a text from being a date."""

from isthmus.core.messages import text

__all__ = ["CATALOGUE"]

CATALOGUE = {
    "edtf.backwards": text("An interval begins before it ends."),
    "edtf.far_year": text("Years run from 0001 to 9999."),
    "edtf.no_day_fits": text("No day in the calendar fits this pattern."),
    "edtf.no_such_day": text("The calendar does not have this day."),
    "edtf.no_such_moment": text("The calendar does not have this moment."),
    "edtf.one_slash": text("An interval has one slash."),
    "edtf.open_interval": text("An interval needs a date on at least one side."),
    "edtf.open_range": text("A range in a set needs a date on at least one side."),
    "edtf.too_long": text("A date has at most {most} characters."),
    "edtf.unclosed_set": text("A set ends with the bracket that closes it."),
    "edtf.year_first": text("A date is written with the year first, as in EDTF (ISO 8601-2)."),
}
