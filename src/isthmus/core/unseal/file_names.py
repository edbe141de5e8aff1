"""Names of files that somebody unknown chose, made such that any system keeps them, and nobody is led astray."""

import re
import unicodedata
from collections.abc import Collection

__all__ = ["safe_name"]

# What a path or a shell reads as more than a letter, what is not seen, and what turns the order of letters around.
_UNSAFE = re.compile(
    r"[\x00-\x1f\x7f-\x9f<>:\"/\\|?*\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\uffff]"
)
# Names that one system keeps for devices, whatever follows the full stop.
_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)", re.IGNORECASE)
# Bytes of a name: file systems take 255, and some of that is left to a number and to what programs add.
_MOST = 200
_MOST_ENDING = 16


def safe_name(name: str, taken: Collection[str] = ()) -> str:
    """Return a name for a file, in one folder with others: never a path, hidden, or one of `taken`."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    shown = _UNSAFE.sub("_", last).strip(" .") or "file"
    if _DEVICES.match(shown):
        shown = f"_{shown}"
    stem, ending = _parted(shown)
    others = {each.casefold() for each in taken}
    number = 1
    while (found := _fitting(stem, ending, number)).casefold() in others:
        number += 1
    return found


def _parted(name: str) -> tuple[str, str]:
    """Return a name and its ending with the full stop, where it has one of a usual length."""
    stem, dot, ending = name.rpartition(".")
    if not stem or len(ending.encode()) > _MOST_ENDING:
        return name, ""
    return stem, dot + ending


def _fitting(stem: str, ending: str, number: int) -> str:
    counted = f" ({number})" if number > 1 else ""
    room = _MOST - len((counted + ending).encode())
    return stem.encode()[:room].decode(errors="ignore").rstrip(" .") + counted + ending
