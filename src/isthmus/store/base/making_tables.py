"""The first migration's operation: all models of an app at once."""

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

__all__ = ["MakeTables"]


class MakeTables(Operation):
    """Makes the tables of new models.

    As operations of their own Django would build all models again after each: a new workspace took three times as long.
    """

    reversible = False
    serialization_expand_args = ["models"]  # noqa: RUF012  as Django has it

    def __init__(self, models: Sequence[CreateModel]) -> None:
        self.models = models

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        """Return what to write into the migration."""
        return type(self).__qualname__, [], {"models": list(self.models)}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Add the models, which are built when they are first asked for."""
        vars(state).pop("apps", None)
        for each in self.models:
            each.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Make the tables."""
        for each in self.models:
            each.database_forwards(app_label, schema_editor, from_state, to_state)
