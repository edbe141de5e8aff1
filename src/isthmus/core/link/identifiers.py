"""Identifiers as others gave them (`scheme:value`, several separated by `;`), for comparing those of one scheme.

They are evidence and no proof: clerks miscopy them, households share one, and schemes are mixed up.
"""

from unicodedata import normalize

__all__ = ["Identifiers", "identifiers"]

type Identifiers = tuple[list[str] | None, list[str] | None, list[str] | None]

SHORTEST = 5  # signs of a value in which one wrong sign is a slip; of shorter ones many differ by one
LONGEST = 40  # signs: a longer value is no identifier that somebody copies


def identifiers(text: str) -> Identifiers:
    """Return what is stated, what one wrong, lost or exchanged sign would leave of it, and its schemes; None: nothing.

    Two values that are one edit apart, or of which two neighbours are exchanged, have a value with one sign left out in
    common. Each is written behind its scheme; without one, all are of one scheme.
    """
    stated: set[str] = set()
    slips: set[str] = set()
    schemes: set[str] = set()
    for each in text.split(";"):
        scheme, colon, value = each.partition(":")
        scheme, value = (_signs(scheme), _signs(value)) if colon else ("", _signs(each))
        if not value:
            continue
        schemes.add(scheme)
        stated.add(f"{scheme}:{value}")
        if SHORTEST <= len(value) <= LONGEST:
            slips.add(f"{scheme}:{value}")
            slips |= {f"{scheme}:{value[:at]}{value[at + 1 :]}" for at in range(len(value))}
    return sorted(stated) or None, sorted(slips) or None, sorted(schemes) if stated else None


def _signs(text: str) -> str:
    """Return letters and digits alone, without case: spaces, dashes and slashes are habits of writing."""
    return "".join(sign for sign in normalize("NFKC", text).casefold() if sign.isalnum())
