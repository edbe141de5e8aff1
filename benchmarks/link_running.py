"""Runs `isthmus link roster` as a person would, and says what it wrote, how long it took and how much memory."""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.link_data import LabelledTables

NO_FIGURE = 3  # the status of a run that ended well, and has no figure

__all__ = ["Ran", "Report", "link_roster", "tree_gb"]


@dataclass(frozen=True)
class Report:
    """What report.json says of people and candidate recall; intervals are (low, high)."""

    pairs: int
    recall: tuple[float, float] | None
    people: Mapping[str, float]  # strict, central, lenient; empty where a run is left without a figure

    @classmethod
    def read(cls, path: Path) -> "Report":
        """Read the report that `link roster` wrote."""
        told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        recall = told.get("candidate_recall") or {}
        interval = (recall["low"], recall["high"]) if recall.get("low") is not None else None
        return cls(int(told["candidate_pairs"]), interval, told["people"] or {})


@dataclass(frozen=True)
class Ran:
    """A finished run: its folder, wall-clock seconds from start to exit, and the peak of its processes together."""

    folder: Path
    seconds: float
    peak_gb: float

    @property
    def people(self) -> Path:
        """The file of id and person."""
        return self.folder / "people.parquet"

    @property
    def pairs(self) -> Path:
        """The file of candidate pairs."""
        return self.folder / "pairs.parquet"

    @property
    def report(self) -> Report:
        """What it said of itself."""
        return Report.read(self.folder / "report.json")


def link_roster(linked: LabelledTables, out: Path, *more: str) -> Ran:
    """Run the command on these files in a process of its own; CalledProcessError where it fails."""
    command = [sys.executable, "-m", "isthmus", "link", "roster", *map(str, linked.files), "--out", str(out)]
    command += [part for pair in linked.mapping.items() for part in ("--map", "=".join(pair))]
    start = time.perf_counter()
    with subprocess.Popen([*command, *more], stdout=subprocess.DEVNULL) as running:
        memory = _Peak(running.pid)
        running.wait()
        seconds = time.perf_counter() - start
        memory.stop()
    if running.returncode not in (0, NO_FIGURE):
        raise subprocess.CalledProcessError(running.returncode, command)
    return Ran(out, seconds, memory.peak_gb)


class _Peak:
    """Samples the memory of a process and all below it, until told to stop."""

    def __init__(self, process: int) -> None:
        self.peak_gb = 0.0
        self._process = process
        self._stopped = threading.Event()
        self._sampler = threading.Thread(target=self._sample, daemon=True)
        self._sampler.start()

    def stop(self) -> None:
        self._stopped.set()
        self._sampler.join()

    def _sample(self) -> None:
        while not self._stopped.wait(0.1):
            self.peak_gb = max(self.peak_gb, tree_gb(self._process))


def tree_gb(process: int) -> float:
    """Return the resident memory of a process and of all below it, in GB; pages they share count for each."""
    total = 0.0
    with suppress(OSError):
        for line in Path(f"/proc/{process}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                total = int(line.split()[1]) / 1024**2
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
        total += sum(tree_gb(int(child)) for child in children)
    return total
