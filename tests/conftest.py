"""What every test stands on: no network, a database server on request, and how hard properties are searched."""

import os
from collections.abc import Iterator

import hypothesis
import pytest

from tests import network, postgresql

network.block()

hypothesis.settings.register_profile("quick", deadline=None, print_blob=True)
hypothesis.settings.register_profile(
    "steady", parent=hypothesis.settings.get_profile("quick"), derandomize=True
)
hypothesis.settings.register_profile(
    "thorough", parent=hypothesis.settings.get_profile("quick"), max_examples=2000
)
hypothesis.settings.load_profile(
    os.environ.get("HYPOTHESIS_PROFILE", "steady" if os.environ.get("CI") else "quick")
)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The URL of an empty PostgreSQL database on this machine."""
    with postgresql.running() as url:
        yield url
