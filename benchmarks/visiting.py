"""How long a page takes: on the clock, and of the processor alone, which other work does not lengthen."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from isthmus.cli.demo_check import Page

__all__ = ["Visited", "visited"]


@dataclass(frozen=True, slots=True)
class Visited:
    """Milliseconds of one visit; `cpu` is of this process, in which the desk and its visitor run."""

    wall: float
    cpu: float


def visited(visit: Callable[[], "Page"]) -> Visited:
    """Return how long a visit took; the page must be there."""
    began = time.process_time()
    page = visit()
    cpu = (time.process_time() - began) * 1000
    assert page.status == 200, (page.url, page.status)
    return Visited(page.milliseconds, cpu)
