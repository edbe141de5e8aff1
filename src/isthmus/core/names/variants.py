"""Names that are one name in several languages, scripts or short forms."""

from functools import cache

from isthmus.core.names import variants_muslim, variants_slavic, variants_western
from isthmus.core.names.romanising import orthography, romanised

__all__ = ["representative", "tradition"]

# Where two traditions share a form, the first has it.
_TRADITIONS = {
    "muslim": variants_muslim.GROUPS,
    "slavic": variants_slavic.GROUPS,
    "western": variants_western.GROUPS,
}


def representative(text: str, key: str) -> str:
    """Return the key of the group of a word (lower case, and romanised as `key`), or the key where it has none."""
    group = _group(text, key)
    return group[0] if group else key


def tradition(text: str, key: str) -> str:
    """Return the tradition that a word's group belongs to: "muslim", "slavic" or "western"; "" where it has none."""
    group = _group(text, key)
    return group[1] if group else ""


def _group(text: str, key: str) -> tuple[str, str] | None:
    return _by_form().get(text) or _by_form().get(orthography(text)) or _by_form().get(key)


@cache
def _by_form() -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for name, table in _TRADITIONS.items():
        for line in table.replace("\n  ", " ").splitlines():
            forms = line.split()
            group = (romanised(forms[0]), name)
            for form in forms:
                found.setdefault(form, group)
                # Arabic letters leave too much out to be told by their sound.
                arabic = "\u0600" <= form[0] < "\u0700"
                found.setdefault(orthography(form) if arabic else romanised(form), group)
    return found
