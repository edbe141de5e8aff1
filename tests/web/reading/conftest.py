"""A signed-in browser on the small case.

Django is set up after this file is read: what needs it is imported on use.
"""

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from tests.web.reading.case import small_case


@pytest.fixture(autouse=True)
def door(settings: Settings) -> None:
    """The desk's passphrase, and nobody has guessed at it yet."""
    from isthmus.web.desk.attempts import ATTEMPTS
    from tests.web.reading.pages import PASSPHRASE

    settings.DESK_PASSPHRASE_HOLDS = lambda given: given == PASSPHRASE
    ATTEMPTS.clear()


@pytest.fixture
def case() -> None:
    """The small case is in the register."""
    from tests.web.reading.pages import load

    load(small_case())


@pytest.fixture
def browser() -> Client:
    """A signed-in browser with names shown."""
    from tests.web.reading.pages import signed_in

    return signed_in(veil=False)


@pytest.fixture
def veiled() -> Client:
    """A signed-in browser with names veiled."""
    from tests.web.reading.pages import signed_in

    return signed_in(veil=True)
