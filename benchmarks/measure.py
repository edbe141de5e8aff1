"""What a benchmark reports: a figure, its target, and the ratio of the two."""

import resource
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

__all__ = ["Measure", "peak_gb", "printed", "timed"]


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
        return None if self.target is None else self.value / self.target

    @property
    def met(self) -> bool:
        """Whether the target is met; true where there is none."""
        return self.ratio is None or (self.ratio >= 1 if self.at_least else self.ratio <= 1)


def timed[Found](work: Callable[[], Found]) -> tuple[Found, float]:
    """Return what the work returns and how many seconds it took."""
    start = time.perf_counter()
    found = work()
    return found, time.perf_counter() - start


def peak_gb() -> float:
    """Return the peak resident memory of this process and the largest of its children, together, in GB."""
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return (own + children) / 1024**2


def printed(measures: Iterable[Measure]) -> Iterable[str]:
    """Return the table, a row a figure."""
    yield f"{'figure':<74}{'value':>12} {'unit':<8}{'target':>10}{'ratio':>8}"
    for each in measures:
        target = "" if each.target is None else f"{'>=' if each.at_least else '<='} {each.target:g}"
        ratio = "" if each.ratio is None else f"{each.ratio:.2f}"
        missed = "" if each.met else "  missed"
        yield f"{each.name:<74}{each.value:>12.3g} {each.unit:<8}{target:>10}{ratio:>8}{missed}"
