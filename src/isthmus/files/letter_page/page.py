"""The page with which letters are sealed, put together: one HTML file that holds all it needs and asks nobody."""

import base64
import html
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from importlib.resources import files

__all__ = ["LetterPage", "letter_page"]

_PLACE = re.compile(r"\[\[(\w+)\]\]")


@dataclass(frozen=True, slots=True)
class LetterPage:
    """What a page says and seals to.

    `recipient` and `organisation` (its id): 32 bytes each. `words`: a list of 2,048 words for each language.
    """

    recipient: bytes
    organisation: bytes
    organisation_words: Sequence[int]
    built: date
    until: date
    name: str
    title: str
    reach: str
    words: Mapping[str, Sequence[str]]


def letter_page(page: LetterPage) -> bytes:
    """Return the HTML file. The same page gives the same bytes."""
    style, format_, script = (_part(name) for name in ("page.css", "format.js", "page.js"))
    filled = {
        "csp": html.escape(_policy(style, format_, script), quote=True),
        "title": html.escape(page.title),
        "reach": html.escape(page.reach),
        "style": style,
        "format": format_,
        "page": script,
        "licences": _part("licences.txt"),
        "settings": _inert(_settings(page)),
    }
    return _PLACE.sub(lambda found: filled[found[1]], _part("page.html")).encode()


def _policy(style: str, *scripts: str) -> str:
    """Return what the browser may do with the page: run these scripts, use this style, and nothing else."""
    allowed = {
        "default-src": "'none'",
        "script-src": " ".join(map(_hashed, scripts)),
        "style-src": _hashed(style),
        "img-src": "data:",  # the icon, which is empty: without one a browser asks a server for it
        "form-action": "'none'",
        "base-uri": "'none'",
        "require-trusted-types-for": "'script'",
        "trusted-types": "'none'",
    }
    return "; ".join(f"{name} {what}" for name, what in allowed.items())


def _hashed(text: str) -> str:
    return f"'sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}'"


def _settings(page: LetterPage) -> dict[str, object]:
    return {
        "recipient": page.recipient.hex(),
        "organisation": page.organisation.hex(),
        "organisationWords": list(page.organisation_words),
        "built": page.built.isoformat(),
        "until": page.until.isoformat(),
        "name": page.name,
        "title": page.title,
        "file": _file_name(page.title),
        "reach": page.reach,
        "words": {language: " ".join(words) for language, words in page.words.items()},
    }


def _file_name(title: str) -> str:
    """Return what files are called that are saved from the page: its title, in letters that every system has."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-") or "notes"


def _inert(settings: Mapping[str, object]) -> str:
    """Return JSON that cannot end the element in which it stands."""
    text = json.dumps(settings, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


@cache
def _part(name: str) -> str:
    return (files("isthmus.files.letter_page") / name).read_text(encoding="utf-8")
