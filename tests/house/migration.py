"""Writes each app's one migration from its models: `python -m tests.house.migration`.

Nothing is released: until then a change of the models changes the one migration, and nobody has tables to move.
"""

import tempfile
from graphlib import TopologicalSorter
from pathlib import Path

from django.db.migrations import CreateModel, Migration, RunPython
from django.db.migrations.state import ModelState, ProjectState
from django.db.migrations.writer import MigrationWriter
from django.db.models import ForeignKey

from isthmus.store.base.making_tables import MakeTables

__all__ = ["migration_texts"]

OURS = ("desk", "scratch")
EMPTY_AT_FIRST = ("indexes", "constraints")


def migration_texts() -> dict[Path, str]:
    """Return what the one migration of each of our apps should say, by its file; Django is set up."""
    from django.apps import apps

    models = ProjectState.from_apps(apps).models
    ours = {app: {name: state for (label, name), state in models.items() if label == app} for app in OURS}
    return dict(_written(app, states) for app, states in ours.items())


def _tables(states: dict[str, ModelState]) -> MakeTables:
    """Return each model made whole, after those it points to."""
    before = {name: sorted(_pointed_to(states[name]) & states.keys() - {name}) for name in sorted(states)}
    return MakeTables([_made(states[name]) for name in TopologicalSorter(before).static_order()])


def _pointed_to(state: ModelState) -> set[str]:
    keys = (each for each in state.fields.values() if isinstance(each, ForeignKey))
    return {str(each.remote_field.model).rpartition(".")[2].lower() for each in keys}


def _made(state: ModelState) -> CreateModel:
    options = {name: value for name, value in state.options.items() if value or name not in EMPTY_AT_FIRST}
    return CreateModel(state.name, list(state.fields.items()), options, state.bases, state.managers)


def _written(app: str, states: dict[str, ModelState]) -> tuple[Path, str]:
    from isthmus.store.desk.search_index import create_index

    index = [RunPython(create_index, RunPython.noop)] if app == "desk" else []
    parts = {"initial": True, "operations": [_tables(states), *index], "dependencies": []}
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
