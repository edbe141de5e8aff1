"""A supposition in sentences: what remains of an incident, and of the record."""

from collections.abc import Iterator

from isthmus.core.messages import Message
from isthmus.core.what_if.incident import IncidentWithout
from isthmus.core.what_if.record import RecordWithout

__all__ = ["incident_sentences", "record_sentences", "rests_alone"]


def incident_sentences(found: IncidentWithout) -> tuple[Message, ...]:
    """Return what would remain of an incident, with sources by their ids."""
    return (
        _lines(found.before.lines, found.after.lines),
        *_cuts(found),
        *([Message("what_if.falling", n=len(found.falling))] if found.falling else []),
    )


def _lines(before: int, after: int) -> Message:
    if not before:
        return Message("what_if.no_line_already")
    if not after:
        return Message("what_if.no_line")
    if after == before:
        return Message("what_if.lines_kept", n=after)
    return Message("what_if.lines_left", n=after, before=before)


def _cuts(found: IncidentWithout) -> Iterator[Message]:
    if found.after.lines:
        yield Message("what_if.rests_on", sources=found.after.rests_on)
        yield Message("what_if.known_through", sources=found.after.known_through)


def record_sentences(found: RecordWithout) -> tuple[Message, ...]:
    """Return how many incidents would lose a line, how many their only one, and what the count would be."""
    return (*_fewer(found), *_count(found))


def _fewer(found: RecordWithout) -> Iterator[Message]:
    if not found.fewer:
        yield Message("what_if.none_fewer")
        return
    yield Message("what_if.fewer", n=len(found.fewer))
    if unsupported := len(found.unsupported):
        yield Message("what_if.unsupported", n=unsupported)
    else:
        yield Message("what_if.none_unsupported")


def _count(found: RecordWithout) -> Iterator[Message]:
    before, after = found.before[1], found.after[1]
    if after.incidents != before.incidents:
        yield Message("what_if.incidents", after=after.incidents, before=before.incidents)
    least, was = after.documented_minimum, before.documented_minimum
    if not was:
        return
    if least == was:
        yield Message("what_if.at_least_same", n=least)
    elif least:
        yield Message("what_if.at_least", after=least, before=was)
    else:
        yield Message("what_if.nobody", before=was)


def rests_alone(incidents: int) -> Message:
    """Return how many incidents rest on one source alone."""
    return Message("what_if.rests_alone", n=incidents) if incidents else Message("what_if.none_rests_alone")
