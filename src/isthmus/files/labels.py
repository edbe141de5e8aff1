"""Reviewers' labels from a table."""

from pathlib import Path

from isthmus.core.link import labels
from isthmus.core.messages import Message
from isthmus.files.table import TableError, TableFault, column_texts

__all__ = ["read_labels"]


def read_labels(path: Path, encoding: str = "") -> labels.Labels:
    """Read the columns left, right and match. Raises `TableError`, also for labels that contradict each other."""
    numbers: list[int] = []
    rows: list[tuple[str, str, str]] = []
    for each in column_texts(path, labels.COLUMNS, encoding):
        numbers += each.rows
        rows += zip(*each.cells, strict=True)
    if not rows:
        raise TableError(path.name, TableFault(Message("table.no_rows"), Message("table.no_rows_fix")))
    try:
        return labels.read_labels(rows, numbers)
    except labels.UnsoundLabels as unsound:
        raise TableError(path.name, TableFault(unsound.rule, unsound.fix)) from unsound
