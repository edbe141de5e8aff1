import pytest

from tests.cli.servers import Template, ask, url_of
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


@pytest.fixture
def databases(postgresql_server):
    """Makes an empty database of a name on the tests' server, and drops it again."""
    made = []

    def make(name, options=""):
        made.append(name)
        ask(postgresql_server, f'CREATE DATABASE "{name}" {options}')
        return url_of(postgresql_server, name)

    yield make
    for name in made:
        ask(postgresql_server, f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="session")
def template(postgresql_server, tmp_path_factory):
    """One home on PostgreSQL, to copy."""
    return Template.made(postgresql_server, "template_of_one", [tmp_path_factory.mktemp("one")])
