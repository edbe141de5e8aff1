"""What the desk asks of Django, beside what every site and every program with a workspace ask."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from isthmus.files.transcribing import TranscriptionCommand
from isthmus.store.desk.django_setup import store_settings
from isthmus.web.base.settings import cookies, site_settings

__all__ = ["IDLE_SECONDS", "SESSION_SECONDS", "desk_settings"]

IDLE_SECONDS = 15 * 60
SESSION_SECONDS = 12 * 60 * 60

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "isthmus.web.base.headers.keep_nothing",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "isthmus.web.desk.access.SignedInOnly",
    "isthmus.web.desk.sealed_words.say_sealed",
    "isthmus.web.desk.shown.ShownAfterPost",
    "isthmus.web.desk.uploads.FilesOfAnySize",
    "isthmus.web.desk.typed.TextOnly",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

CONTEXT_PROCESSORS = [
    "django.template.context_processors.request",
    "django.template.context_processors.i18n",
    "django.contrib.messages.context_processors.messages",
    "isthmus.web.desk.layout.layout",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": CONTEXT_PROCESSORS,
            "builtins": ["isthmus.web.desk.templatetags.language"],
        },
    }
]


def refuse(passphrase: str) -> bool:
    """Refuse every passphrase: a desk that was not told how to check one opens to none."""
    return False


def never() -> datetime | None:
    """Return that no backup is known of."""
    return None


def desk_settings(
    *,
    hosts: Sequence[str] = ("127.0.0.1",),
    port: int = 0,
    https: bool = False,
    veiled: bool = False,
    name: str = "",
    passphrase_holds: Callable[[str], bool] = refuse,
    backed_up: Callable[[], datetime | None] = never,
    transcription: TranscriptionCommand | None = None,
) -> dict[str, Any]:
    """Return the settings that `boot` passes to Django for the desk.

    `veiled` shows names as initials at first; `name` is the workspace's, shown on every page; `backed_up` tells
    when the last backup was made; `transcription` is the program that writes recordings down.
    """
    store = store_settings()
    return {
        **store,
        **site_settings(),
        **cookies(port, https=https, seconds=SESSION_SECONDS),
        "ALLOWED_HOSTS": list(hosts),
        "ROOT_URLCONF": "isthmus.web.desk.urls",
        "INSTALLED_APPS": [*store["INSTALLED_APPS"], "django.contrib.messages", "isthmus.web.desk"],
        "MIDDLEWARE": MIDDLEWARE,
        "AUTHENTICATION_BACKENDS": ["isthmus.web.desk.access.Accounts"],
        "TEMPLATES": TEMPLATES,
        "DESK_VEILED": veiled,
        "DESK_NAME": name,
        "DESK_PASSPHRASE_HOLDS": passphrase_holds,
        "DESK_BACKED_UP": backed_up,
        "DESK_TRANSCRIPTION": transcription,
    }
