"""What the desk asks of Django: strict by default, nothing from elsewhere, nothing kept by the browser."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.utils.csp import CSP

__all__ = ["CONTENT_SECURITY_POLICY", "IDLE_SECONDS", "SESSION_SECONDS", "desk_settings"]

IDLE_SECONDS = 15 * 60
SESSION_SECONDS = 12 * 60 * 60
UPLOAD_BYTES = 64 * 1024 * 1024

CONTENT_SECURITY_POLICY = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
}

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "isthmus.store.desk",
    "isthmus.store.desk.scratch",
    "isthmus.web.desk",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "isthmus.web.desk.headers.keep_nothing",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "isthmus.web.desk.access.SignedInOnly",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

CONTEXT_PROCESSORS = [
    "django.template.context_processors.request",
    "django.template.context_processors.i18n",
    "django.contrib.messages.context_processors.messages",
    "isthmus.web.desk.shell.shell",
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

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"quiet": {"()": "isthmus.web.desk.headers.QuietFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "quiet", "level": "ERROR"}},
    "loggers": {
        name: {"handlers": ["stderr"], "level": "ERROR", "propagate": False}
        for name in ("django", "waitress")
    },
}


def cookies(port: int, *, https: bool) -> dict[str, Any]:
    """Cookie settings; browsers share cookies between the ports of a host, so the names carry the port."""
    return {
        "SESSION_COOKIE_NAME": f"isthmus_session_{port}",
        "CSRF_COOKIE_NAME": f"isthmus_csrf_{port}",
        "SESSION_COOKIE_SAMESITE": "Strict",
        "CSRF_COOKIE_SAMESITE": "Strict",
        "SESSION_COOKIE_HTTPONLY": True,
        "CSRF_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SECURE": https,
        "CSRF_COOKIE_SECURE": https,
        "CSRF_COOKIE_AGE": None,
        "SESSION_EXPIRE_AT_BROWSER_CLOSE": True,
        "SESSION_COOKIE_AGE": SESSION_SECONDS,
    }


def refuse(passphrase: str) -> bool:
    """No passphrase opens a desk that was not told how to check one."""
    return False


def never() -> datetime | None:
    """No backup is known of."""
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
) -> dict[str, Any]:
    """The settings that `boot` passes to Django for the desk.

    `veiled` shows names as initials at first; `name` is the workspace's, shown on every page; `backed_up` tells
    when the last backup was made.
    """
    return {
        "DEBUG": False,
        "ALLOWED_HOSTS": list(hosts),
        "ROOT_URLCONF": "isthmus.web.desk.urls",
        "INSTALLED_APPS": INSTALLED_APPS,
        "MIDDLEWARE": MIDDLEWARE,
        "TEMPLATES": TEMPLATES,
        "LOGGING_CONFIG": "logging.config.dictConfig",
        "LOGGING": LOGGING,
        "SECURE_CSP": CONTENT_SECURITY_POLICY,
        "SECURE_REFERRER_POLICY": "same-origin",
        "X_FRAME_OPTIONS": "DENY",
        "CSRF_FAILURE_VIEW": "isthmus.web.desk.errors.forged",
        "MESSAGE_STORAGE": "django.contrib.messages.storage.session.SessionStorage",
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.Argon2PasswordHasher"],
        "FILE_UPLOAD_HANDLERS": ["django.core.files.uploadhandler.MemoryFileUploadHandler"],
        "FILE_UPLOAD_MAX_MEMORY_SIZE": UPLOAD_BYTES,
        "DATA_UPLOAD_MAX_MEMORY_SIZE": UPLOAD_BYTES,
        "USE_TZ": True,
        "TIME_ZONE": "UTC",
        "LANGUAGE_CODE": "en",
        "LANGUAGES": [("en", "English")],
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
        "DESK_VEILED": veiled,
        "DESK_NAME": name,
        "DESK_PASSPHRASE_HOLDS": passphrase_holds,
        "DESK_BACKED_UP": backed_up,
        **cookies(port, https=https),
    }
