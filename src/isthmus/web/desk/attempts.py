"""Attempts at a secret: counted before they are looked at, by whose secret it is and from where it is tried."""

import ipaddress
import threading
import time
from collections.abc import Callable

from django.http import HttpRequest

__all__ = ["ATTEMPTS", "MOST_ATTEMPTS", "PAUSE_SECONDS", "Attempts", "TooManyAttempts", "Whose", "place_of"]

MOST_ATTEMPTS = 5
PAUSE_SECONDS = 60.0
# Whoever has one IPv6 address has all of its /64.
IPV6_PLACE = 64

type Whose = tuple[str, str, str]


class TooManyAttempts(Exception):
    """As many attempts as a minute allows were wrong, or are being looked at."""


class Attempts:
    """Slows guessing: five attempts a minute at one secret from one place, and no other secret or place waits for it.

    An attempt counts from when it is made, so that many at once are no more than one after the other.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._made: dict[Whose, list[float]] = {}
        self._lock = threading.Lock()

    def look[Found](self, whose: Whose, check: Callable[[], Found]) -> Found:
        """Return what `check` finds; something true is a right attempt, and is not counted. Raises TooManyAttempts."""
        moment = self._begin(whose)
        found = check()
        if found:
            self._take_back(whose, moment)
        return found

    def clear(self) -> None:
        """Forget every attempt."""
        with self._lock:
            self._made.clear()

    def _begin(self, whose: Whose) -> float:
        with self._lock:
            now = self._clock()
            self._forget(now)
            made = self._made.setdefault(whose, [])
            if len(made) >= MOST_ATTEMPTS:
                raise TooManyAttempts
            made.append(now)
            return now

    def _take_back(self, whose: Whose, moment: float) -> None:
        with self._lock:
            made = self._made.get(whose, [])
            if moment in made:
                made.remove(moment)

    def _forget(self, now: float) -> None:
        """Drop what is older than the pause, so that guessing names fills no memory for long."""
        recent = {
            whose: [moment for moment in moments if now - moment < PAUSE_SECONDS]
            for whose, moments in self._made.items()
        }
        self._made = {whose: moments for whose, moments in recent.items() if moments}


def place_of(request: HttpRequest) -> str:
    """Return from where a request comes: its address, of IPv6 the network that one household has."""
    text = str(request.META.get("REMOTE_ADDR", ""))
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return text
    if address.version == 4:
        return str(address)
    return str(ipaddress.ip_network((address, IPV6_PLACE), strict=False))


ATTEMPTS = Attempts()
