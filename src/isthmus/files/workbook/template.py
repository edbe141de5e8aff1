"""An empty workbook that explains itself; filled in, it imports as it is. It is made at release, and shipped."""

from pathlib import Path
from typing import BinaryIO

from isthmus.files.atomic_write import written

__all__ = ["TEMPLATE", "write_template"]

TEMPLATE = Path(__file__).with_name("template.xlsx")
"""The shipped file: `make template` writes it again from the definition of the sheets."""


def write_template(target: Path | BinaryIO) -> None:
    """Write an XLSX file with every sheet, its columns explained, choices to pick from, and a first sheet to read."""
    with written(target) as stream:
        stream.write(TEMPLATE.read_bytes())
