"""The sample case: one news article coded as a workbook. README.md beside this file says how."""

from importlib.resources import files
from pathlib import Path

__all__ = ["sample_path"]


def sample_path() -> Path:
    """Return the folder of CSV sheets that holds the sample case, inside the installed package."""
    return Path(str(files(__name__))) / "workbook"
