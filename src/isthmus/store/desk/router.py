"""Which of the two databases a model lives in."""

from typing import Any

from django.db.models import Model

__all__ = ["COPY", "SCRATCH_APPS", "StageRouter"]

# Sessions and drafts are written all the time; the register now and then, in longer transactions.
SCRATCH_APPS = frozenset({"auth", "contenttypes", "scratch", "sessions"})

# A backup or a restore has a second pair of databases open, under these names with this before them.
COPY = "copy-"


def _database(app_label: str) -> str:
    return "scratch" if app_label in SCRATCH_APPS else "default"


class StageRouter:
    """Accounts, sessions, drafts and jobs to `scratch`; everything else to `default`."""

    def db_for_read(self, model: type[Model], **hints: Any) -> str:
        """Return where a model is read."""
        return _database(model._meta.app_label)

    def db_for_write(self, model: type[Model], **hints: Any) -> str:
        """Return where a model is written."""
        return _database(model._meta.app_label)

    def allow_relation(self, left: Model, right: Model, **hints: Any) -> bool:
        """Rows refer to rows of their own database."""
        return _database(left._meta.app_label) == _database(right._meta.app_label)

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        """Tables are made in their own database, or in its copy."""
        return db.removeprefix(COPY) == _database(app_label)
