"""What every test stands on: no network, a workspace in a throwaway folder, a database server on request."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import hypothesis
import pytest

from tests import network
from tests.databases import boot_for_tests, server_url

network.block()

hypothesis.settings.register_profile("quick", deadline=None, print_blob=True)
hypothesis.settings.register_profile("steady", hypothesis.settings.get_profile("quick"), derandomize=True)
hypothesis.settings.register_profile("thorough", hypothesis.settings.get_profile("quick"), max_examples=2000)
hypothesis.settings.load_profile(
    os.environ.get("HYPOTHESIS_PROFILE", "steady" if os.environ.get("CI") else "quick")
)

# These need no Django: it is set up only where a run asks for more.
WITHOUT_DATABASE = ("tests/core", "tests/files", "tests/draw", "tests/house", "tests/spark", "tests/ftm")
ON_BOTH_DATABASES = ("store", "actions", "web")
# With `--no-loadscope-reorder` files are handed out in this order: a long one that begins last keeps one core idle.
LONGEST_FIRST = ("cli", "e2e", "engines", "actions", "web", "core", "store")
AT_THE_END = pytest.StashKey[ExitStack]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=("sqlcipher", "postgresql"), default="sqlcipher")
    parser.addoption("--long", action="store_true", help="the tests marked long, and no others")


def pytest_configure(config: pytest.Config) -> None:
    config.stash[AT_THE_END] = ExitStack()
    if not all(_is_without_database(Path(argument.split("::")[0])) for argument in config.args):
        folder = Path(
            config.stash[AT_THE_END].enter_context(tempfile.TemporaryDirectory(prefix="isthmus-tests-"))
        )
        url = server_url(config.stash[AT_THE_END]) if config.getoption("--database") == "postgresql" else None
        boot_for_tests(folder / "workspace", url)


def pytest_unconfigure(config: pytest.Config) -> None:
    config.stash[AT_THE_END].close()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests of the store, the actions and the pages get both databases, each test in a transaction of its own.

    What no database can change runs on SQLCipher alone, and what takes long when it is asked for.
    """
    left_out = {item for item in items if bool(item.get_closest_marker("long")) != config.getoption("--long")}
    if config.getoption("--database") == "postgresql":
        left_out |= {item for item in items if item.get_closest_marker("any_database")}
    config.hook.pytest_deselected(items=list(left_out))
    items[:] = [item for item in items if item not in left_out]
    items.sort(key=_how_late)
    for item in items:
        folder = _folder(item)
        if folder in ON_BOTH_DATABASES and item.get_closest_marker("django_db") is None:
            item.add_marker(pytest.mark.django_db(databases=["default", "scratch"]))


def _folder(item: pytest.Item) -> str:
    return item.path.relative_to(Path(__file__).parent).parts[0]


def _how_late(item: pytest.Item) -> int:
    folder = _folder(item)
    return LONGEST_FIRST.index(folder) if folder in LONGEST_FIRST else len(LONGEST_FIRST)


def _is_without_database(path: Path) -> bool:
    root = Path(__file__).parents[1]
    return any(path.resolve().is_relative_to(root / each) for each in WITHOUT_DATABASE)


@pytest.fixture(scope="session")
def postgresql_server(pytestconfig: pytest.Config) -> Iterator[str]:
    """The URL of an empty PostgreSQL database on this machine."""
    with ExitStack() as stack:
        yield server_url(stack)
