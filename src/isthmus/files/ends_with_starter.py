"""What stands between the desk and a program of the operator's: it ends it, and what it started, with the desk.

Run as a script: its first argument is the number of an open end of a pipe, of which the desk holds the other; the rest
is the command. However the desk ends, its end closes then, and the whole group of processes is killed.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from threading import Thread

__all__ = ["main"]

# As a shell tells that a command was not started, and that a signal ended one.
_NOT_STARTED = 127
_BY_SIGNAL = 128


def main(life: int, command: Sequence[str]) -> int:
    """Run a command to its end, or to the desk's; return its status."""
    Thread(target=_end_with, args=(life,), daemon=True).start()
    try:
        process = subprocess.Popen(command)  # noqa: S603  what the operator named
    except OSError:
        return _NOT_STARTED
    _let_go()
    status = process.wait()
    return status if status >= 0 else _BY_SIGNAL - status


def _end_with(life: int) -> None:
    os.read(life, 1)  # nothing is ever written: it ends as the other end closes
    os.killpg(0, signal.SIGKILL)


def _let_go() -> None:
    """Hold neither input nor output any more: whoever is at their other ends must see when the program closes them."""
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), sys.argv[2:]))
