"""Opaque tokens for what does not leave a workspace in clear, and which columns may hold one.

A token is a keyed digest (HMAC-SHA256 under a key of the workspace) of a cell and the row it stands in. It can be told
apart from others, and nothing can be read from it, not even with the key: what was deleted cannot be brought back from
an old export. Only whether the name of a mention is none is told by its token, since the count of an export needs it.
Where a token comes back in an import, the row keeps what it holds.
"""

import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass

from isthmus.core.names.nameless import NAMELESS_START, why_nameless

__all__ = [
    "DENIED_GROUND",
    "GROUND",
    "MARKED",
    "NAMING",
    "SEALED_TEXTS",
    "TEXTS",
    "Tokens",
    "closable",
    "is_token",
    "stated",
    "token_of",
]

_START = "sealed-"
_TOKEN = re.compile(r"sealed-[0-9a-f]{32}")

# What is closed of a row that is marked as confidential or sealed, beside its id.
MARKED: Mapping[str, tuple[str, ...]] = {
    "sources": ("name", "affiliation", "note", "own"),
    "documents": ("title", "file", "url", "sha256", "own"),
    "statements": ("locator", "quote", "own"),
    "mentions": (
        *("name", "other_names", "description", "identifiers"),
        *("as_said", "sex", "age", "born", "home", "occupation", "own"),
    ),
}
# What of a row that is marked as sealed lies under the keepers' key, where there are keepers. A reference stays: a row
# that is meant to be found by it could not be. So does the digest of a document, whose content lies beside it.
SEALED_TEXTS: Mapping[str, tuple[str, ...]] = {
    "sources": ("name", "note", "own"),
    "documents": ("title", "file", "url", "own"),
    "statements": ("locator", "quote", "own"),
    "mentions": (
        *("name", "other_names", "description", "identifiers"),
        *("as_said", "sex", "age", "born", "occupation", "own"),
    ),
}
# What names a victim or a witness.
NAMING = ("name", "other_names", "description", "identifiers")
# Text in somebody's own words, which may hold a name.
TEXTS: Mapping[str, tuple[str, ...]] = {
    "sources": ("note", "own"),
    "places": ("own",),
    "documents": ("title", "file", "url", "own"),
    "statements": ("locator", "quote", "own"),
    "acts": ("note", "own"),
    "mentions": ("own",),
    "statuses": ("own",),
    "judgements": ("because", "own"),
}
# What says on which ground something was done, or that a ground is denied: closed wherever names are not asked for.
GROUND = ("acts", "ground")
DENIED_GROUND = ("statements", "denies")


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of one workspace."""

    key: bytes

    def of(self, sheet: str, row: str, column: str, text: str) -> str:
        """Return the token of a cell; that of a name that is none says so, since counts differ by it (MODEL 1)."""
        plain = self._plain(sheet, row, column, text)
        is_none = (sheet, column) == ("mentions", "name") and why_nameless(text)
        return NAMELESS_START + plain[len(NAMELESS_START) :] if is_none else plain

    def is_of(self, token: str, sheet: str, row: str, column: str, text: str) -> bool:
        """Return whether a token is that of a cell, whichever version of the forms of names that are none wrote it."""
        plain, end = self._plain(sheet, row, column, text), len(NAMELESS_START)
        return token == plain or (token.startswith(NAMELESS_START) and token[end:] == plain[end:])

    def _plain(self, sheet: str, row: str, column: str, text: str) -> str:
        parts = "".join(f"{len(part.encode())}:{part}" for part in (sheet, row, column, text))
        return _START + hmac.digest(self.key, parts.encode(), "sha256")[:16].hex()

    def of_id(self, sheet: str, row: str) -> str:
        """Return the token of a row's id, the same wherever another row refers to it."""
        return self.of(sheet, "", "id", row)

    def of_control(self, source: str) -> str:
        """Return the token of who controls closed sources, the same for all of them."""
        return self.of("sources", "", "affiliation", source)


def token_of(number: bytes) -> str:
    """Return the token that holds these 16 bytes: at random, it tells nothing to whoever has any key."""
    return _START + number.hex()


def is_token(text: object) -> bool:
    """Return whether a cell holds a token."""
    return isinstance(text, str) and text.startswith(_START) and _TOKEN.fullmatch(text) is not None


def stated(text: str) -> str:
    """Return what a cell states: nothing where it is closed."""
    return "" if is_token(text) else text


def closable(sheet: str, column: str) -> bool:
    """Return whether cells of a column may hold a token in the place of what they say."""
    return (sheet, column) in _CLOSABLE


_CLOSABLE = frozenset(
    {
        GROUND,
        DENIED_GROUND,
        *(
            (sheet, column)
            for part in (MARKED, TEXTS)
            for sheet, columns in part.items()
            for column in columns
        ),
    }
)
