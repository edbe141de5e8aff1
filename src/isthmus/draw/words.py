"""The words that stand in a drawing; a page passes its own translation."""

from dataclasses import dataclass

__all__ = ["Words"]


@dataclass(frozen=True, slots=True)
class Words:
    """Every word of ours in a drawing; `{…}` is filled in."""

    title: str = "What it rests on"
    lines: str = "Independent lines: {lines}."
    rests_on: str = "It rests on: {names}."
    known_through: str = "We know it through: {names}."
    none: str = "Nothing that we hold leads to somebody who knows."
    record: str = "our record"
    origin: str = "what happened"
    held: str = "held"
    missing: str = "missing"
    more_held: str = "{number} more held"
    more_missing: str = "{number} more missing"
    bottleneck: str = "bottleneck"
    through: str = "we know it through"
    protected: str = "protected"
    anonymous: str = "anonymous"
    circle: str = "in a circle"
    joined: str = "count as one"
    unstated: str = "how they know is not stated"
    would_make: str = "a document here would make it {lines}"
    open_start: str = "start open"
    open_end: str = "end open"
    undated: str = "Not dated, so not shown: {number}."
    within: str = "{number} within"
    perhaps: str = "{number} more perhaps"
    periods: str = "By period"
    timeline: str = "When"
    overlap: str = "How the lists overlap"
    on_lists: str = "{number} on {names}"
    on_only: str = "{number} on {names} alone"
    size: str = "{name}: {number}"
    fewer: str = "{patterns} more combinations, {number} people"
    intervals: str = "Estimates side by side"
    interval: str = "{name}: {median}, 95 % from {low} to {high}"
    no_figure: str = "no figure"
    documented: str = "documented: {number}"
    beyond: str = "goes on to {number}"
