"""Databases on the tests' PostgreSQL server, and workspaces in them that are copied rather than made again."""

from dataclasses import dataclass, replace
from pathlib import Path

import psycopg

from isthmus.store.desk.manifest import write_manifest
from isthmus.store.desk.workspace import open_workspace
from tests.cli.workspaces import PASSPHRASE, Home, copy_home, make_home

ROWS = "from isthmus.store.desk.models import Place\nprint(Place.objects.count())"
WRITE = (
    "from isthmus.actions.desk.accounts import owner\n"
    "from isthmus.actions.desk.recorded import recorded\n"
    "from isthmus.store.desk.models import Place\n"
    "with recorded(action='code_document', actor=owner()) as event:\n"
    "    event.commit(Place(ref='new', name='Село'))\n"
)


def ask(url, *statements):
    """What the last statement answers, or nothing."""
    with psycopg.connect(url, autocommit=True) as connection:
        for statement in statements:
            answer = connection.execute(statement)
        return answer.fetchall() if answer.description else []


def url_of(server_url, name):
    """The address of another database on a server."""
    return server_url.rpartition("/")[0] + f"/{name}"


@dataclass(frozen=True)
class Template:
    """Homes whose workspaces lie in one database; nobody is connected to it, so it can be copied."""

    name: str
    homes: tuple[Home, ...]

    @classmethod
    def made(cls, server_url, name, folders):
        """Make the database, and a home in each folder."""
        ask(server_url, f'CREATE DATABASE "{name}"')
        return cls(name, tuple(make_home(folder, url_of(server_url, name)) for folder in folders))

    def copied(self, databases, name, folders):
        """The same homes in a database of their own: as `pg_dump` and a copied folder would bring them elsewhere."""
        url = databases(name, f'TEMPLATE "{self.name}"')
        return [_copied(home, folder, url) for home, folder in zip(self.homes, folders, strict=True)]


def _copied(home: Home, folder: Path, url: str) -> Home:
    copy = copy_home(home, folder)
    workspace = open_workspace(folder / "w", PASSPHRASE)
    sealed = {**workspace.manifest.sealed, "database": workspace.keys.seal(url.encode(), "database")}
    write_manifest(folder / "w", replace(workspace.manifest, sealed=sealed))
    return copy
