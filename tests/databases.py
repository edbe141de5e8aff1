"""Django on a throwaway workspace, for the tests of the store, the actions and the pages."""

from contextlib import ExitStack
from pathlib import Path
from typing import Any

from tests import postgresql

PASSPHRASE = "a passphrase for tests only"


def on_each_database(examples: int, on_postgresql: int) -> int:
    """Return how many examples to try: what follows from rows is the same everywhere, the queries are fewer kinds."""
    from django.db import connection

    return on_postgresql if connection.vendor == "postgresql" else examples


def server_url(stack: ExitStack) -> str:
    """The URL of a PostgreSQL that runs until the stack is closed."""
    return stack.enter_context(postgresql.running())


def boot_for_tests(folder: Path, url: str | None) -> None:
    """Make a workspace that costs little to open, and set Django up for it."""
    from isthmus.store.base.keys import Cost
    from isthmus.store.desk.django_setup import boot
    from isthmus.store.desk.workspace import create_workspace
    from isthmus.web.desk.settings import desk_settings

    workspace = create_workspace(folder, PASSPHRASE, database=url, cost=Cost(memory=8, passes=1, lanes=1))
    ours = {"DATABASES": _databases(workspace), "PASSWORD_HASHERS": ["tests.hashers.CheapArgon2"]}
    boot(workspace, **{**desk_settings(hosts=["testserver", "127.0.0.1"]), **ours})


def _databases(workspace: Any) -> dict[str, dict[str, Any]]:
    from isthmus.store.base.databases import postgresql
    from isthmus.store.desk.django_setup import database_settings

    if workspace.database_url:
        # Two databases here rather than two schemas of one: Django makes test databases by name.
        return {
            alias: {**postgresql(workspace.database_url), "TEST": {"NAME": f"test_{alias}"}}
            for alias in ("default", "scratch")
        }
    databases = database_settings(workspace)
    for alias, settings in databases.items():
        settings["TEST"] = {"NAME": str(workspace.folder / f"test-{alias}.db")}
    return databases
