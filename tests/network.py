"""Nothing that a test runs may speak to another machine."""

import sys
from collections.abc import Callable
from typing import Any

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost", "0.0.0.0", "", None})


class NetworkBlocked(RuntimeError):
    """A test tried to reach an address outside this machine."""


def _host(event: str, arguments: tuple[Any, ...]) -> object:
    if event == "socket.getaddrinfo":
        return arguments[0]
    address = arguments[1]
    return address[0] if isinstance(address, tuple) else None  # anything else is a local socket


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    host = _host(event, arguments)
    name = host.decode() if isinstance(host, bytes) else host
    if name not in LOOPBACK:
        raise NetworkBlocked("A test tried to reach another machine. Tests may only speak to this one.")


WATCHED: dict[str, Callable[[str, tuple[Any, ...]], None]] = dict.fromkeys(
    ("socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo"), _refuse
)


def block() -> None:
    """Block the network of this process for good: an audit hook can not be taken away."""

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if (check := WATCHED.get(event)) is not None:
            check(event, arguments)

    sys.addaudithook(watch)
