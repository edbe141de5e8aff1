"""What lies open in memory for one session, and nowhere else: it ends with the session, with its lock, or in time."""

import secrets
import threading
import time
from collections.abc import Callable
from typing import Protocol

__all__ = ["KeptOpen", "Openable"]

_SECONDS_BETWEEN_SWEEPS = 10.0


class Openable(Protocol):
    """Something that one account opened."""

    @property
    def account(self) -> int:
        """Return the number of the account."""

    def holds(self) -> bool:
        """Return whether it may still be open."""

    def end(self) -> None:
        """Close it."""


class _Place[Kept: Openable]:
    """Where it is kept: until when, if nobody does anything, and under which ticket work may use it once."""

    def __init__(self, kept: Kept, idle: float, forget: Callable[[str], None]) -> None:
        self.kept, self.idle, self.forget = kept, idle, forget
        self.until = 0.0
        self.ticket = ""


class KeptOpen[Kept: Openable]:
    """What all sessions hold open of one kind, in memory only."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._places: dict[str, _Place[Kept]] = {}
        self._lock = threading.Lock()
        self._sweeping: threading.Thread | None = None

    def begin(
        self, session: str, kept: Kept, *, idle: float, forget: Callable[[str], None] = lambda _: None
    ) -> None:
        """Keep it open for a session, in the place of one before; it ends after `idle` seconds without a touch.

        Whatever else is kept of the session is dropped with it by `forget`.
        """
        self.end(session)
        with self._lock:
            self._places[session] = _Place(kept, idle, forget)
        self.touch(session)
        self._watch()

    def of(self, session: str | None, account: int | None) -> Kept | None:
        """Return what a session and account have open, while it lasts."""
        self.sweep()
        place = self._places.get(session or "")
        if place is None or place.kept.account != account:
            return None
        if not place.kept.holds():
            self.end(session)
            return None
        return place.kept

    def touch(self, session: str | None) -> None:
        """Note that somebody is there."""
        if place := self._places.get(session or ""):
            place.until = self._clock() + place.idle

    def end(self, session: str | None) -> None:
        """End what a session has open: it is closed, locked or over."""
        with self._lock:
            place = self._places.pop(session or "", None)
        if place:
            place.kept.end()
            place.forget(session or "")

    def move(self, before: str | None, now: str) -> None:
        """Keep for a session that has a fresh key what it has open."""
        with self._lock:
            if place := self._places.pop(before or "", None):
                self._places[now] = place

    def end_all(self) -> None:
        """End all of them."""
        for session in list(self._places):
            self.end(session)

    def sweep(self) -> None:
        """End everything at which nobody was for too long."""
        now = self._clock()
        for session, place in list(self._places.items()):
            if now >= place.until:
                self.end(session)

    def ticket(self, session: str | None, account: int) -> str:
        """Return a ticket with which work of this account may use what a session has open, once; or nothing."""
        if self.of(session, account) is None:
            return ""
        place = self._places[session or ""]
        place.ticket = secrets.token_hex(16)
        return place.ticket

    def admit(self, ticket: str, account: int) -> Kept | None:
        """Return what a ticket is for, where it lasts and the ticket was not used; the ticket is used then."""
        self.sweep()
        for place in list(self._places.values()):
            if ticket and place.ticket == ticket and place.kept.account == account:
                place.ticket = ""
                return place.kept if place.kept.holds() else None
        return None

    def _watch(self) -> None:
        """See to it that it ends in time though nobody asks for a page again."""
        with self._lock:
            if self._sweeping is None or not self._sweeping.is_alive():
                self._sweeping = threading.Thread(
                    target=self._sweep_on, name="isthmus-kept-open", daemon=True
                )
                self._sweeping.start()

    def _sweep_on(self) -> None:
        while self._places:
            time.sleep(_SECONDS_BETWEEN_SWEEPS)
            self.sweep()
