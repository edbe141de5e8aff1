"""Writes each app's one migration from its models: `python -m tests.house.migration`.

Nothing is released: until then a change of the models changes the one migration, and nobody has tables to move.
"""

import tempfile
from pathlib import Path
from typing import Any

from django.db.migrations import Migration, RunPython
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.state import ProjectState
from django.db.migrations.writer import MigrationWriter

__all__ = ["migration_texts"]

OURS = ("desk", "scratch")


def migration_texts() -> dict[Path, str]:
    """Return what the one migration of each of our apps should say, by its file; Django is set up."""
    from django.apps import apps

    models = ProjectState.from_apps(apps)
    before = ProjectState({key: state for key, state in models.models.items() if key[0] not in OURS})
    detector: Any = MigrationAutodetector(before, models)
    changes = detector._detect_changes()
    return dict(_written(app, *changes[app]) for app in OURS)


def _written(app: str, made: Migration) -> tuple[Path, str]:
    from isthmus.store.desk.search_index import create_index

    index = [RunPython(create_index, RunPython.noop)] if app == "desk" else []
    parts = {"initial": True, "operations": [*made.operations, *index], "dependencies": []}
    writer = MigrationWriter(
        type("Migration", (Migration,), parts)("0001_initial", app), include_header=False
    )
    return Path(writer.path), writer.as_string()


def main() -> None:
    """Write the migrations again."""
    from tests.databases import boot_for_tests

    with tempfile.TemporaryDirectory(prefix="isthmus-migration-") as folder:
        boot_for_tests(Path(folder) / "workspace", None)
        for path, text in migration_texts().items():
            path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
