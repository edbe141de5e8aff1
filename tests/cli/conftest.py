import pytest

from tests.cli.workspaces import copy_home, make_home, new_home


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    return make_home(tmp_path_factory.mktemp("made"))


@pytest.fixture
def home(made, tmp_path):
    """A workspace of the test's own."""
    return copy_home(made, tmp_path / "home")


@pytest.fixture
def empty(tmp_path):
    """A folder without a workspace."""
    return new_home(tmp_path / "home")
