"""Reviewers' labels from a CSV or Parquet file."""

from pathlib import Path

from isthmus.core.link import labels
from isthmus.files.tables import UnusableTable, text_columns

__all__ = ["read_labels"]


def read_labels(path: Path) -> labels.Labels:
    """Read the columns left, right and match; UnusableTable or UnsoundLabels says what is wrong."""
    table = text_columns(path, labels.COLUMNS)
    columns = (table[name].to_pylist() for name in labels.COLUMNS)
    try:
        return labels.read_labels(zip(*columns, strict=True))
    except labels.UnsoundLabels as unsound:
        raise UnusableTable(f"{path.name}: {unsound}") from unsound
