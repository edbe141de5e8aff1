"""Django, configured for one workspace, without a settings module."""

import resource
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import django
from django.conf import settings

from isthmus.store.desk.keys import Keys
from isthmus.store.desk.refused import Refused
from isthmus.store.desk.workspace import REGISTER, SCRATCH, Workspace

__all__ = [
    "BASE_APPS",
    "SCRATCH_SCHEMA",
    "DatabaseUrlError",
    "base_settings",
    "boot",
    "current_workspace",
    "database_settings",
    "sqlcipher_settings",
]

# What the store needs; the web layer puts its own apps after these.
BASE_APPS = (
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "isthmus.store.desk",
    "isthmus.store.desk.scratch",
)
SCRATCH_SCHEMA = "isthmus_scratch"


class DatabaseUrlError(Refused):
    """What was given as --database is no PostgreSQL address."""


def boot(workspace: Workspace, **extra: Any) -> None:
    """Configure Django for this workspace and load the models. `extra` overrides the base settings."""
    # A core dump would hold the workspace's key.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    settings.configure(**{**base_settings(workspace), **extra})
    django.setup()


def base_settings(workspace: Workspace) -> dict[str, Any]:
    """The settings of every program that opens a workspace."""
    return {
        "ISTHMUS_WORKSPACE": workspace,
        "SECRET_KEY": workspace.keys.subkey("django").hex(),
        "DATABASES": database_settings(workspace),
        "DATABASE_ROUTERS": ["isthmus.store.desk.router.StageRouter"],
        "INSTALLED_APPS": list(BASE_APPS),
        "USE_TZ": True,
        "TIME_ZONE": "UTC",
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.Argon2PasswordHasher"],
        # Django's own logging would mail and print requests.
        "LOGGING_CONFIG": None,
    }


def current_workspace() -> Workspace:
    """The workspace that this process was started for."""
    workspace = getattr(settings, "ISTHMUS_WORKSPACE", None)
    assert isinstance(workspace, Workspace)
    return workspace


def database_settings(workspace: Workspace) -> dict[str, dict[str, Any]]:
    """The two databases: `default` for what is kept, `scratch` for what is at hand."""
    if url := workspace.database_url:
        return {"default": _postgresql(url), "scratch": _postgresql(url, schema=SCRATCH_SCHEMA)}
    return sqlcipher_settings(workspace.folder, workspace.keys)


def sqlcipher_settings(folder: Path, keys: Keys) -> dict[str, dict[str, Any]]:
    """The two databases as SQLCipher files in a folder."""
    return {
        "default": _sqlcipher(folder / REGISTER, keys.register),
        "scratch": _sqlcipher(folder / SCRATCH, keys.scratch),
    }


def _sqlcipher(path: Path, key: bytes) -> dict[str, Any]:
    return {
        "ENGINE": "isthmus.store.desk.backend",
        "NAME": str(path),
        # IMMEDIATE: who is going to write waits at the start, and never fails halfway for want of the lock.
        "OPTIONS": {"key": key, "transaction_mode": "IMMEDIATE"},
        # A new connection would start with an empty cache.
        "CONN_MAX_AGE": None,
    }


def _postgresql(url: str, schema: str | None = None) -> dict[str, Any]:
    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/"):
        raise DatabaseUrlError("A PostgreSQL address reads postgresql://USER@HOST:PORT/NAME.")
    options = dict(parse_qsl(parts.query))
    host = options.pop("host", parts.hostname or "")
    if schema:
        options["options"] = f"-c search_path={schema}"
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }
