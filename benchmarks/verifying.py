"""Verifying a custody log of 1,000,000 events, each of which added or removed a row."""

import os
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from benchmarks.measure import Measure, peak_gb, timed

if TYPE_CHECKING:
    from isthmus.core.custody.events import Entry
    from isthmus.core.custody.merkle import Frontier

__all__ = ["measures"]

EVENTS = int(os.environ.get("ISTHMUS_BENCH_EVENTS", "1000000"))
AT_ONCE = 5_000
BEGAN = datetime(2026, 1, 1, tzinfo=UTC)


def measures() -> Iterator[Measure]:
    """Measure on the encrypted store, with the log written straight into its tables."""
    from isthmus.actions.desk.workspace import make
    from isthmus.store.base.keys import Cost

    with tempfile.TemporaryDirectory() as folder:
        make(Path(folder) / "workspace", "a passphrase for a benchmark", cost=Cost(64, 1, 1))
        _write_log(EVENTS)
        yield from _verified()


def _verified() -> Iterator[Measure]:
    from isthmus.actions.desk.custody import log_size
    from isthmus.actions.desk.verification import verify

    report, seconds = timed(verify)
    assert report.sound, report.findings.first[:3]
    assert report.events == log_size() == EVENTS + 1  # the first event made the workspace
    yield Measure(f"custody verify of {report.events:,} events", seconds, "s", 60)
    yield Measure("  peak memory", peak_gb(), "GB")


def _write_log(events: int) -> None:
    from django.db import transaction

    from isthmus.actions.desk.recorded import _locked_head, _signed
    from isthmus.core.custody.merkle import Frontier

    with transaction.atomic():
        head = _locked_head()
        frontier = Frontier.from_bytes(head.size, bytes(head.edge))
        last = head.size + events
        for first in range(head.size, last, AT_ONCE):
            _write(range(first, min(first + AT_ONCE, last)), frontier)
        head.size, head.edge, head.note = frontier.size, frontier.as_bytes(), _signed(frontier)
        head.save()


def _write(sequences: Iterable[int], frontier: "Frontier") -> None:
    from isthmus.core.custody.events import EventValue, commitments_root, event_leaf
    from isthmus.store.desk.models.custody import Commitment, Event

    events, commitments = [], []
    for sequence in sequences:
        entry = _entry(sequence)
        at = BEGAN + timedelta(minutes=sequence)
        value = EventValue(sequence, 1, at, "judge", 1, commitments_root([entry]))
        leaf = event_leaf(value)
        frontier.append(leaf)
        named = asdict(value)
        events.append(Event(actor_id=named.pop("actor"), **named, leaf=leaf))
        commitments.append(Commitment(event_id=sequence, position=0, **asdict(entry)))
    Event.objects.bulk_create(events)
    Commitment.objects.bulk_create(commitments)


def _entry(sequence: int) -> "Entry":
    """Two events a row: one adds it, the next removes it again."""
    from isthmus.core.custody.events import EMPTY, Entry

    rng = Random((sequence + 1) // 2)
    row, root = rng.randbytes(16), rng.randbytes(32)
    return (
        Entry("remove", "judgement/1", row, EMPTY)
        if sequence % 2 == 0
        else Entry("add", "judgement/1", row, root)
    )
