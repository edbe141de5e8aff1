"""Running a command of isthmus as a whole process, with what it took."""

import os
import subprocess
import sys
import tempfile
import time

__all__ = ["ran"]


def ran(*words: str) -> tuple[str, float, float]:
    """Run a command of isthmus; return what it printed, its seconds, and its peak memory in GB."""
    with tempfile.TemporaryFile("w+") as out:
        start = time.perf_counter()
        process = subprocess.Popen([sys.executable, "-m", "isthmus", *words], stdout=out)
        _, status, usage = os.wait4(process.pid, 0)
        took = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, words)
        out.seek(0)
        return out.read(), took, usage.ru_maxrss / 1024**2
