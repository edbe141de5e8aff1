"""What a run tells of its phases: seconds and memory."""

import resource
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from isthmus.core.progress import Progress

__all__ = ["Phases"]


STEPS = 10  # phases of the longest run


@dataclass
class Phases:
    """Seconds and peak memory of each phase, in order; `progress` hears of each, and may raise to cancel."""

    progress: Progress | None = None
    found: list[dict[str, Any]] = field(default_factory=list)

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """Time what is done within."""
        if self.progress:
            self.progress(len(self.found), STEPS)
        start = time.perf_counter()
        yield
        seconds = round(time.perf_counter() - start, 2)
        self.found.append({"phase": name, "seconds": seconds, "peak_memory_mb": _peak_mb()})

    def as_json(self) -> dict[str, Any]:
        """Return them, their sum, and the most memory that was used, as a report gives them."""
        return {
            "phases": self.found,
            "seconds": round(sum(each["seconds"] for each in self.found), 2),
            "peak_memory_mb": _peak_mb(),
        }


def _peak_mb() -> int:
    """Return the greatest memory that this process has used, in mebibytes."""
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return int(used // (1 << 20 if sys.platform == "darwin" else 1 << 10))
