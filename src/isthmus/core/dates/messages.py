"""The English of how a date is understood, and of what keeps a text from being one."""

from isthmus.core.messages import text

__all__ = ["CATALOGUE"]

CATALOGUE = {
    "date.read_as": text("{when:edtf}"),
    "date.read_as.hijri": text("{when:edtf}, converted from the Hijri calendar (Umm al-Qura)"),
    "date.read_as.solar_hijri": text("{when:edtf}, converted from the Solar Hijri calendar"),
    "date.asks.order": text("Which one is the month? Choose what the source means."),
    "date.asks.century": text("The year has two digits. Choose what the source means."),
    "date.asks.calendar": text("The year may be of another calendar. Choose what the source means."),
    "date.asks.winter": text("A winter belongs to two years. Choose what the source means."),
    "date.asks.hijri_year": text("This month begins twice in that year. Choose what the source means."),
    "date.asks.year": text("The year is unusual. Choose it if it is right, or correct it."),
    "date.other_weekday": text("The date falls on another day of the week. Correct one of them."),
    "date.calendar.hijri": text(
        "Converted from the Hijri calendar (Umm al-Qura). Where the month began by sight, it may be a day off."
    ),
    "date.calendar.solar_hijri": text("Converted from the Solar Hijri calendar."),
    "date.original.hijri": text("Date as written: {text} (Hijri calendar)."),
    "date.original.solar_hijri": text("Date as written: {text} (Solar Hijri calendar)."),
    "date.no_year": text("The year is missing. Add it."),
    "date.not_understood": text(
        "This date is not understood."
        " Write it like 5 March 2017, March 2017, about 2017, after 5 March 2017 or 2017-03-05."
    ),
    "date.beyond.hijri": text("Hijri dates can be converted from {first:plain} to {last:plain}."),
    "date.beyond.solar_hijri": text("Solar Hijri dates can be converted from {first:plain} to {last:plain}."),
    "edtf.backwards": text("An interval begins before it ends."),
    "edtf.far_year": text("Years run from 0001 to 9999."),
    "edtf.no_day_fits": text("No day in the calendar fits this pattern."),
    "edtf.no_such_day": text("The calendar does not have this day."),
    "edtf.no_such_moment": text("The calendar does not have this moment."),
    "edtf.one_slash": text("An interval has one slash."),
    "edtf.open_interval": text("An interval needs a date on at least one side."),
    "edtf.open_range": text("A range in a set needs a date on at least one side."),
    "edtf.time_alone": text("A time of day alone is not a date."),
    "edtf.too_long": text("A date has at most {most} characters."),
    "edtf.unclosed_set": text("A set ends with the bracket that closes it."),
    "edtf.year_first": text("A date is written with the year first, as in EDTF (ISO 8601-2)."),
}
