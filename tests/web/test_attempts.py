"""Guessing at the doors: counted before it is looked at, and nobody else waits."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.test import RequestFactory

from isthmus.web.desk.attempts import MOST_ATTEMPTS, PAUSE_SECONDS, Attempts, TooManyAttempts, place_of

HERE = ("sign-in", "mara", "10.0.0.1")


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def wrong() -> bool:
    return False


def test_of_thirty_guesses_at_once_five_are_looked_at() -> None:
    attempts, looked, together = Attempts(), [], threading.Barrier(30)

    def slow() -> bool:
        looked.append(1)
        threading.Event().wait(0.05)  # all the others come while this one is looked at
        return False

    def guess(_: int) -> bool:
        together.wait()
        try:
            attempts.look(HERE, slow)
        except TooManyAttempts:
            return False
        return True

    with ThreadPoolExecutor(30) as threads:
        answered = list(threads.map(guess, range(30)))
    assert (sum(looked), sum(answered)) == (MOST_ATTEMPTS, MOST_ATTEMPTS)


def test_after_a_minute_it_is_looked_at_again() -> None:
    clock = Clock()
    attempts = Attempts(clock)
    for _ in range(MOST_ATTEMPTS):
        attempts.look(HERE, wrong)
    clock.now = PAUSE_SECONDS - 1
    with pytest.raises(TooManyAttempts):
        attempts.look(HERE, lambda: True)
    clock.now = PAUSE_SECONDS
    assert attempts.look(HERE, lambda: True)


def test_right_ones_are_not_counted() -> None:
    attempts = Attempts()
    assert all(attempts.look(HERE, lambda: True) for _ in range(MOST_ATTEMPTS * 3))


@pytest.mark.parametrize(
    "other",
    [("sign-in", "anna", "10.0.0.1"), ("sign-in", "mara", "10.0.0.2"), ("unlock", "mara", "10.0.0.1")],
)
def test_another_account_place_or_door_does_not_wait(other: tuple[str, str, str]) -> None:
    attempts = Attempts()
    for _ in range(MOST_ATTEMPTS):
        attempts.look(HERE, wrong)
    assert attempts.look(other, lambda: True)


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("10.0.0.1", "10.0.0.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
    ],
)
def test_a_household_of_ipv6_is_one_place(address: str, place: str) -> None:
    assert place_of(RequestFactory(REMOTE_ADDR=address).get("/")) == place
