"""Django, configured for one workspace, without a settings module."""

import resource
from pathlib import Path
from typing import Any

import django
from django.conf import settings

from isthmus.store.base.databases import postgresql, sqlcipher, sqlcipher_read_only
from isthmus.store.base.keys import Keys
from isthmus.store.desk.schemas import schema_names
from isthmus.store.desk.workspace import REGISTER, SCRATCH, Workspace

__all__ = [
    "boot",
    "current_workspace",
    "database_settings",
    "sqlcipher_settings",
    "store_settings",
]


def boot(workspace: Workspace, **extra: Any) -> None:
    """Configure Django for this workspace and load the models. `extra` overrides the store's settings."""
    # A core dump would hold the workspace's key.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    own = {
        "ISTHMUS_WORKSPACE": workspace,
        "SECRET_KEY": workspace.keys.subkey("django").hex(),
        "DATABASES": database_settings(workspace),
        # Django's own logging would mail and print requests.
        "LOGGING_CONFIG": None,
    }
    settings.configure(**{**store_settings(), **own, **extra})
    django.setup()


def store_settings() -> dict[str, Any]:
    """Return the settings of every program that opens a workspace; a site puts its own apps after these."""
    return {
        "DATABASE_ROUTERS": ["isthmus.store.desk.router.StageRouter"],
        "INSTALLED_APPS": [
            "django.contrib.contenttypes",
            "django.contrib.auth",
            "django.contrib.sessions",
            "isthmus.store.desk",
            "isthmus.store.desk.scratch",
        ],
        "AUTH_USER_MODEL": "desk.Account",
        "USE_TZ": True,
        "TIME_ZONE": "UTC",
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.Argon2PasswordHasher"],
    }


def current_workspace() -> Workspace:
    """Return the workspace that this process was started for."""
    workspace = getattr(settings, "ISTHMUS_WORKSPACE", None)
    assert isinstance(workspace, Workspace)
    return workspace


def database_settings(workspace: Workspace) -> dict[str, dict[str, Any]]:
    """Return the two databases: `default` for what is kept, `scratch` for what is at hand."""
    if url := workspace.database_url:
        return {alias: postgresql(url, schema) for alias, schema in schema_names(workspace.id).items()}
    if not workspace.may_be_written:
        return {
            "default": sqlcipher_read_only(workspace.register_path, workspace.keys.register),
            "scratch": sqlcipher(Path(":memory:"), workspace.keys.scratch),
        }
    return sqlcipher_settings(workspace.folder, workspace.keys)


def sqlcipher_settings(folder: Path, keys: Keys) -> dict[str, dict[str, Any]]:
    """Return the two databases as SQLCipher files in a folder."""
    return {
        "default": sqlcipher(folder / REGISTER, keys.register),
        "scratch": sqlcipher(folder / SCRATCH, keys.scratch),
    }
