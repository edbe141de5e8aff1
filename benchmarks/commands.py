"""How long a command takes to answer at all."""

import statistics
import subprocess
import sys
from collections.abc import Iterator

from benchmarks.measure import Measure, timed

__all__ = ["measures"]

RUNS = 9


def measures() -> Iterator[Measure]:
    """Measure `isthmus --help` as a whole process, the median of some runs."""
    command = [sys.executable, "-m", "isthmus", "--help"]
    times = [timed(lambda: subprocess.run(command, capture_output=True, check=True))[1] for _ in range(RUNS)]
    yield Measure(f"isthmus --help (median of {RUNS})", statistics.median(times), "s", 0.3)
