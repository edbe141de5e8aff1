"""Names that are one name in several languages, scripts or short forms."""

from functools import cache

from isthmus.core.names.romanising import romanised
from isthmus.core.names.variants_data import GROUPS

__all__ = ["representative", "tradition"]


def representative(text: str, key: str) -> str:
    """Return the key of the group of a word (folded, and romanised as `key`), or the key itself where it has none."""
    group = _by_form().get(text) or _by_form().get(key)
    return group[0] if group else key


def tradition(text: str, key: str) -> str:
    """Return the tradition that a word's group belongs to: "muslim", "slavic" or "western"; "" where it has none."""
    group = _by_form().get(text) or _by_form().get(key)
    return group[1] if group else ""


@cache
def _by_form() -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for name, table in GROUPS.items():
        for line in table.strip().splitlines():
            forms = line.split()
            group = (romanised(forms[0]), name)
            for form in forms:
                found.setdefault(form, group)
                if form.isascii() or "\u0400" <= form[0] < "\u0530":  # Arabic letters leave too much out
                    found.setdefault(romanised(form), group)
    return found
