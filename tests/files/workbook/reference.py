"""The generated part of the reference: one table of columns for each sheet, and the codes of each vocabulary.

`python -m tests.files.workbook.reference` writes it again.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from isthmus.core.workbook.canonical import canonical_csv, digest
from isthmus.core.workbook.schema import SHEETS, Column, Sheet
from isthmus.core.workbook.vocabularies import VERSION, VOCABULARIES
from isthmus.files.workbook import read_workbook
from isthmus.language import english

REFERENCE = Path(__file__).parents[3] / "docs/reference/workbook.md"
VECTORS = Path(__file__).parents[2] / "vectors" / "workbook"
KINDS = {
    "id": "id",
    "text": "text",
    "name": "text",
    "names": "text",
    "choice": "choice",
    "reliability": "choice",
    "list": "choice",
    "number": "whole number, at least 1",
    "date": "date",
    "moment": "moment",
    "timestamp": "timestamp",
    "language": "language tag",
    "sha256": "SHA-256",
    "latitude": "degrees, -90 to 90",
    "longitude": "degrees, -180 to 180",
    "age": "age",
    "identifiers": "identifiers",
    "path": "path",
    "url": "address",
    "side": "id, of the sheet that kind says",
}


def kind(column: Column) -> str:
    if column.type in ("ref", "refs"):
        return f"{'list of ids' if column.type == 'refs' else 'id'} of {column.to}"
    return f"code of the list {column.to}" if column.type == "code" else KINDS[column.type]


def sheet_table(sheet: Sheet) -> Iterator[str]:
    yield f"### {sheet.name}"
    yield ""
    yield english(sheet.about)
    yield ""
    yield "| column | required | holds | meaning |"
    yield "|---|---|---|---|"
    for column in sheet.written:
        choices = f": {', '.join(column.choices)}" if column.choices and column.name != "decision" else ""
        required = "yes" if column.required else ""
        yield f"| {column.name} | {required} | {kind(column)}{choices} | {english(column.about)} |"
    yield ""


def vocabulary_table(name: str) -> Iterator[str]:
    yield f"### {name}, version {VERSION}"
    yield ""
    yield "| code | label | meaning |"
    yield "|---|---|---|"
    for code in VOCABULARIES[name].values():
        yield f"| {code.code} | {english(code.label)} | {english(code.meaning)} |"
    yield ""


def sheets_section() -> str:
    return "\n".join(line for sheet in SHEETS for line in sheet_table(sheet))


def vocabularies_section() -> str:
    return "\n".join(line for name in VOCABULARIES for line in vocabulary_table(name))


def write() -> None:
    """Put the tables as they now are into the page, and write the vector of the canonical form again."""
    text = REFERENCE.read_text(encoding="utf-8")
    for section, first, end in (
        (sheets_section(), "### sources\n", "\n## Rules across"),
        (vocabularies_section(), "### type,", r"\Z"),
    ):
        before, _, rest = text.partition(first)
        found = re.search(end, rest)
        assert found
        text = before + section.rstrip() + "\n" + rest[found.start() :]
    REFERENCE.write_text(text, encoding="utf-8")
    good = read_workbook(VECTORS / "good")
    (VECTORS / "good.canonical.csv").write_bytes(b"".join(canonical_csv(good)))
    (VECTORS / "good.sha256").write_text(f"{digest(good)}\n", encoding="ascii")


if __name__ == "__main__":
    write()
