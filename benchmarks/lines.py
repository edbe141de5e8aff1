"""Corroborating and counting 100,000 incidents with 1,000,000 statements, next to plain networkx."""

import gc
import os
from collections.abc import Iterator
from itertools import islice

from benchmarks.measure import Measure, Memory, timed
from benchmarks.plain_networkx import incident_lines
from benchmarks.synthetic import register as synthetic
from isthmus.cli.corroborate import _incident_as_json
from isthmus.cli.spread import spread
from isthmus.core.corroborate import corroborate, corroborate_incident
from isthmus.core.count import count
from isthmus.core.register import Register

__all__ = ["measures"]

STATEMENTS = int(os.environ.get("ISTHMUS_BENCH_STATEMENTS", "1000000"))
COMPARED = 400


def measures() -> Iterator[Measure]:
    """Measure on a register built in memory: reading the files is another figure, and so is their digest."""
    gc.disable()  # as the commands do
    book = synthetic(STATEMENTS)
    register = Register.of(book)
    _, digesting = timed(lambda: register.digest)
    with Memory() as memory:
        found, corroborating = timed(lambda: corroborate(register, each=spread))
    at = f"{len(found.incidents):,} incidents, {STATEMENTS:,} statements"
    yield Measure(f"corroborate {at}, judgements applied", corroborating, "s", 60)
    yield Measure("  peak memory, the register included, both processes", memory.peak_gb, "GB", 4)
    del found
    _, counting = timed(lambda: count(register, each=spread))
    yield Measure(f"count the same, at 1, 2 and 3 lines ({at})", counting, "s", 10)
    yield Measure("  digest of the canonical workbook (once a workbook; no target)", digesting, "s")
    yield _against_networkx(register)


def _against_networkx(register: Register) -> Measure:
    """The same figures of the same incidents, one process each; both must say the same."""
    ids = list(islice(register.incidents, 0, None, max(1, len(register.incidents) // COMPARED)))
    ours, our_time = timed(lambda: [corroborate_incident(register, each) for each in ids])
    plain, plain_time = timed(lambda: [incident_lines(register, each) for each in ids])
    for mine, theirs in zip(ours, plain, strict=True):
        printed = _incident_as_json(mine)
        assert {key: printed[key] for key in theirs} == theirs, f"{mine.id} differs from plain networkx"
    return Measure(
        f"  times faster than plain networkx ({len(ids)} incidents)", plain_time / our_time, "x", 10, True
    )
