"""The words that stand in drawings."""

from isthmus.core.messages import plural, text

__all__ = ["CATALOGUE"]

CATALOGUE = {
    "draw.all": text("{parts:semicolon}"),
    "draw.bottleneck": text("bottleneck"),
    "draw.circle": text("in a circle"),
    "draw.documented": text("documented: {n}"),
    "draw.held": text("held"),
    "draw.intervals": text("Estimates side by side"),
    "draw.interval": text("{name}: {median}, 95 % from {low} to {high}"),
    "draw.interval_without_middle": text("{name}: 95 % from {low} to {high}, without a middle"),
    "draw.joined": text("count as one"),
    "draw.known_through": text("we know it through"),
    "draw.lines": text("Independent lines: {n}."),
    "draw.missing": text("missing"),
    "draw.more_combinations": text("{combinations} more combinations, {n} people"),
    "draw.more_held": text("{n} more held"),
    "draw.more_missing": text("{n} more missing"),
    "draw.named": text("{name}: {said}"),
    "draw.no_figure": text("no figure"),
    "draw.number": text("{n}"),
    "draw.on_lists": text("{n} on {names}"),
    "draw.on_only": text("{n} on {names} alone"),
    "draw.open_end": text("end open"),
    "draw.open_start": text("start open"),
    "draw.overlap": text("How the lists overlap"),
    "draw.periods": text("By period"),
    "draw.perhaps": text("{within} within, {perhaps} more perhaps"),
    "draw.record": text("our record"),
    "draw.origin": text("what happened"),
    "draw.source_kind.anonymous": text("anonymous"),
    "draw.source_kind.protected": text("protected"),
    "draw.span": text("{start} – {end}"),
    "draw.support": text("What it rests on"),
    "draw.thousands": text("{n}k"),
    "draw.timeline": text("When"),
    "draw.undated": plural("{n} without a date is not shown.", "{n} without a date are not shown.", by="n"),
    "draw.unstated": text("how they know is not stated"),
    "draw.would_make": text("a document here would make it {lines}"),
}
