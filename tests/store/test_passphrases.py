"""How many guesses a passphrase stands."""

import time

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher

from isthmus.store.base.passphrases import (
    FEWEST_GUESSES,
    WORDS,
    guesses,
    passphrase_problem,
    random_words,
)
from isthmus.store.desk.django_setup import store_settings
from tests.passphrases import ANOTHER, PASSWORD, WEAK


def test_a_password_is_kept_at_the_full_cost_of_argon2() -> None:
    """The tests' own passwords are cheap, so that this alone says what people's cost."""
    assert store_settings()["PASSWORD_HASHERS"] == ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    assert Argon2PasswordHasher.time_cost >= 2
    assert Argon2PasswordHasher.memory_cost >= 19 * 1024


@pytest.mark.parametrize("weak", WEAK)
def test_what_people_choose_is_refused(weak: str) -> None:
    problem = passphrase_problem(weak, "mara")
    assert problem is not None
    assert passphrase_problem(str(problem.values["words"])) is None


@pytest.mark.parametrize(
    "good",
    [
        PASSWORD,
        ANOTHER,
        "kX9#vT2!mQ7z",
        "мой дорогой пароль длинный",
        "正确马电池订书钉绿色河流早晨",
        "gq7 vv2k pp0x",
    ],
)
def test_what_stands_long_enough_is_taken(good: str) -> None:
    assert passphrase_problem(good) is None


def test_six_random_words_stand_far_more_than_is_asked_for() -> None:
    drawn = {random_words() for _ in range(50)}
    assert len(drawn) == 50
    assert all(len(words.split()) == WORDS for words in drawn)
    assert min(map(guesses, drawn)) > FEWEST_GUESSES * 1000


def test_a_passphrase_of_any_length_is_measured_at_once() -> None:
    begun = time.process_time()
    for long in (
        "x" * 100_000,
        "ab" * 50_000,
        "0123456789" * 10_000,
        "слово " * 20_000,
        "\U0001f600" * 50_000,
    ):
        guesses(long)
    assert time.process_time() - begun < 5
