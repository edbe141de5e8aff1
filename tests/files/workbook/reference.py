"""The generated part of the reference: one table of columns for each sheet, and the codes of each vocabulary."""

from collections.abc import Iterator

from isthmus.core.workbook.columns import Column, Sheet
from isthmus.core.workbook.schema import SHEETS
from isthmus.core.workbook.vocabularies import VERSION, VOCABULARIES

KINDS = {
    "id": "id",
    "text": "text",
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
    yield sheet.about
    yield ""
    yield "| column | required | holds | meaning |"
    yield "|---|---|---|---|"
    for column in sheet.columns:
        choices = f": {', '.join(column.choices)}" if column.choices and column.name != "decision" else ""
        yield f"| {column.name} | {'yes' if column.required else ''} | {kind(column)}{choices} | {column.about} |"
    yield ""


def vocabulary_table(name: str) -> Iterator[str]:
    yield f"### {name}, version {VERSION}"
    yield ""
    yield "| code | label | meaning |"
    yield "|---|---|---|"
    for code in VOCABULARIES[name].values():
        yield f"| {code.code} | {code.label} | {code.meaning} |"
    yield ""


def sheets_section() -> str:
    return "\n".join(line for sheet in SHEETS for line in sheet_table(sheet))


def vocabularies_section() -> str:
    return "\n".join(line for name in VOCABULARIES for line in vocabulary_table(name))
