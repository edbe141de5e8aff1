"""What a benchmark reports: a figure, its target, and the ratio of the two."""

import os
import resource
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

__all__ = ["Measure", "Memory", "peak_gb", "printed", "timed"]


@dataclass(frozen=True)
class Measure:
    """A figure with its target; `at_least`: larger is better."""

    name: str
    value: float
    unit: str
    target: float | None = None
    at_least: bool = False

    @property
    def ratio(self) -> float | None:
        """The value as a share of the target: at most 1 is met, at least 1 where larger is better."""
        return None if not self.target else self.value / self.target

    @property
    def met(self) -> bool:
        """Whether the target is met; true where there is none."""
        return self.ratio is None or (self.ratio >= 1 if self.at_least else self.ratio <= 1)


def timed[Found](work: Callable[[], Found]) -> tuple[Found, float]:
    """Return what the work returns and how many seconds it took."""
    start = time.perf_counter()
    found = work()
    return found, time.perf_counter() - start


class Memory:
    """The peak memory of this process and its children while it is entered, sampled; pages they share count once."""

    def __init__(self) -> None:
        self.peak_gb = 0.0
        self._stop = threading.Event()
        self._sampler = threading.Thread(target=self._sample, daemon=True)

    def __enter__(self) -> Self:
        self._sampler.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._sampler.join()

    def _sample(self) -> None:
        while not self._stop.wait(0.5):
            self.peak_gb = max(self.peak_gb, sum(map(_proportional_gb, _family())))


def _family() -> list[int]:
    own = os.getpid()
    children = Path(f"/proc/{own}/task/{own}/children").read_text().split()
    return [own, *map(int, children)]


def _proportional_gb(process: int) -> float:
    with suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024**2
    return 0.0


def peak_gb() -> float:
    """Return the peak resident memory of this process alone, in GB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2


def printed(measures: Iterable[Measure]) -> Iterable[str]:
    """Return the table, a row a figure."""
    yield f"{'figure':<74}{'value':>12} {'unit':<8}{'target':>10}{'ratio':>8}"
    for each in measures:
        target = "" if each.target is None else f"{'>=' if each.at_least else '<='} {each.target:g}"
        ratio = "" if each.ratio is None else f"{each.ratio:.2f}"
        missed = "" if each.met else "  missed"
        yield f"{each.name:<74}{each.value:>12.3g} {each.unit:<8}{target:>10}{ratio:>8}{missed}"
