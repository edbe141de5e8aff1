"""A request to end, as Ctrl-C makes it: what is under way is undone and cleaned up."""

import signal
from types import FrameType

__all__ = ["stop_on_term"]


def stop_on_term() -> None:
    """Let a request to end (SIGTERM, or a terminal that closes) end the command as Ctrl-C does."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, stop)
