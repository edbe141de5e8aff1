"""What every site asks of Django: strict by default, nothing from elsewhere, nothing kept by the browser."""

from pathlib import Path
from typing import Any

from django.utils.csp import CSP

import isthmus.language

__all__ = ["CONTENT_SECURITY_POLICY", "UPLOAD_BYTES", "UPLOAD_FILES", "cookies", "site_settings"]

UPLOAD_BYTES = 64 * 1024 * 1024
# Files of one form: each is open until the form is answered, and a process may have about a thousand open.
UPLOAD_FILES = 500
# Where translations lie: LANGUAGE/LC_MESSAGES/django.mo. A language is offered once LANGUAGES names it.
LOCALES = Path(isthmus.language.__file__).parent / "locale"

CONTENT_SECURITY_POLICY = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "media-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "quiet": {"()": "isthmus.web.base.headers.QuietFormatter"},
        "plain": {"format": "%(message)s"},
    },
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "quiet", "level": "ERROR"},
        # Whole sentences of our own, which hold nobody's data.
        "terminal": {"class": "logging.StreamHandler", "formatter": "plain", "level": "ERROR"},
    },
    "loggers": {
        name: {"handlers": ["stderr"], "level": "ERROR", "propagate": False}
        for name in ("django", "waitress")
    }
    | {"isthmus.terminal": {"handlers": ["terminal"], "level": "ERROR", "propagate": False}},
}


def site_settings() -> dict[str, Any]:
    """Return the settings that hold for every site."""
    return {
        "DEBUG": False,
        "LOGGING_CONFIG": "logging.config.dictConfig",
        "LOGGING": LOGGING,
        "SECURE_CSP": CONTENT_SECURITY_POLICY,
        "SECURE_REFERRER_POLICY": "same-origin",
        "X_FRAME_OPTIONS": "DENY",
        "CSRF_FAILURE_VIEW": "isthmus.web.base.errors.forged",
        "MESSAGE_STORAGE": "django.contrib.messages.storage.session.SessionStorage",
        "FILE_UPLOAD_HANDLERS": ["django.core.files.uploadhandler.MemoryFileUploadHandler"],
        "FILE_UPLOAD_MAX_MEMORY_SIZE": UPLOAD_BYTES,
        "DATA_UPLOAD_MAX_MEMORY_SIZE": UPLOAD_BYTES,
        "DATA_UPLOAD_MAX_NUMBER_FILES": UPLOAD_FILES,
        "LANGUAGE_CODE": "en",
        "LANGUAGES": [("en", "English")],
        "LOCALE_PATHS": [str(LOCALES)],
    }


def cookies(port: int, *, https: bool, seconds: int) -> dict[str, Any]:
    """Return cookie settings; browsers share cookies between the ports of a host, so the names carry the port."""
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
        "SESSION_COOKIE_AGE": seconds,
    }
