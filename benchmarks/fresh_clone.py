"""From a fresh clone to a page: what `make demo` takes on a machine that has nothing of it yet but a package mirror."""

import subprocess
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks.measure import Measure, timed

__all__ = ["measures"]

HERE = Path(__file__).parent.parent


def measures() -> Iterator[Measure]:
    """Clone what is committed here and visit every page of the demo, twice: with and without installing."""
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder) / "isthmus"
        subprocess.run(["git", "clone", "--quiet", HERE, clone], check=True)
        for name, target in (("make demo CHECK=1 from a fresh clone", 90.0), ("  the same, once more", None)):
            _, seconds = timed(partial(_demo, clone))
            yield Measure(name, seconds, "s", target)


def _demo(clone: Path) -> None:
    command = ["make", "--silent", "demo", "CHECK=1"]
    ran = subprocess.run(command, cwd=clone, capture_output=True, check=True)
    assert b"all is well" in ran.stdout
