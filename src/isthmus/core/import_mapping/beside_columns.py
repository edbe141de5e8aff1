"""Columns that this program writes beside those of a list that goes back out; they are not read when it comes again."""

__all__ = ["BESIDE", "is_beside"]

_OURS = "isthmus_"
BESIDE = tuple(
    f"{_OURS}{name}"
    for name in ("row", "corrected", "statement", "incidents", "lines", "people", "same_person_in_rows")
)


def is_beside(column: str) -> bool:
    """Return whether a column is one of ours."""
    return column.casefold().startswith(_OURS)
