"""The desk in the pseudo-locale."""

from collections.abc import Iterator

import pytest
from pytest_django.fixtures import Settings

from tests.pseudo import LANGUAGE, speaking_pseudo


@pytest.fixture
def pseudo(settings: Settings) -> Iterator[None]:
    """The desk offers the pseudo-locale alone."""
    settings.LANGUAGES = [(LANGUAGE, "Pseudo")]
    settings.LANGUAGE_CODE = LANGUAGE
    with speaking_pseudo():
        yield
