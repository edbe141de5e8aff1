"""What was chosen where several answers stand in one cell, parted by blanks, and an answer may hold blanks itself."""

from collections.abc import Collection, Iterator

from isthmus.core.dates.date_words import folded

__all__ = ["chosen_options"]


def chosen_options(cell: str, options: Collection[str]) -> list[str] | None:
    """Return which of the options a cell names, folded, in order; None where words are left that are no option.

    Of options that begin alike the longest is taken: "killed in custody" is not "killed".
    """
    if not cell.strip():
        return []
    known = {tuple(folded(each).split()): folded(each) for each in options if each.strip()}
    return _taken(folded(cell).split(), known, max(map(len, known), default=0))


def _taken(words: list[str], known: dict[tuple[str, ...], str], most: int) -> list[str] | None:
    found: list[str] = []
    at = 0
    while at < len(words):
        lengths: Iterator[int] = (n for n in range(most, 0, -1) if tuple(words[at : at + n]) in known)
        length = next(lengths, 0)
        if not length:
            return None
        found.append(known[tuple(words[at : at + length])])
        at += length
    return found
