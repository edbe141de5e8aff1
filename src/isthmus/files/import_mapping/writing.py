"""A proposed mapping as a file that people read, mend and share."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import yaml

from isthmus.core.import_mapping.form_proposing import propose_form
from isthmus.core.import_mapping.form_tables import FormTable, form_export
from isthmus.core.import_mapping.mapping_parts import ASKED
from isthmus.core.import_mapping.nodes import Written
from isthmus.core.import_mapping.proposing import Proposal, propose_mapping
from isthmus.core.messages import Message
from isthmus.files.import_mapping.beside_cells import BesideCells
from isthmus.files.import_mapping.opening import open_mapped_table
from isthmus.files.table import TableError, TablePlace, sheet_names
from isthmus.files.table.reading import ANYWHERE

__all__ = [
    "FirstRows",
    "first_rows",
    "is_form",
    "mapping_words",
    "place_words",
    "proposal_for",
    "proposal_text",
    "table_words",
]

_ROWS = 200


class _Plain(yaml.SafeDumper):
    """Writes every text so that it is read back as it is, and lists of words on one line."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
        """Return whether nothing is written as a reference: always."""
        return True


@dataclass(frozen=True, slots=True)
class FirstRows:
    """The columns of a table and its first rows, what is to be said of its file, and whether cells are merged down."""

    names: tuple[str, ...]
    rows: list[tuple[str, ...]]
    notices: tuple[Message, ...]
    is_merged_down: bool
    perhaps_two_headers: bool


def proposal_for(path: Path, place: TablePlace, encoding: str = "") -> tuple[Proposal, tuple[Message, ...]]:
    """Return the mapping that is proposed for the table in a file, and what is to be said of the file.

    Of an export of a form it is one for all its sheets. Raises `TableError`.
    """
    if place == ANYWHERE and (export := form_export(_form_tables(path, encoding))):
        return propose_form(export.main.sheet or path.stem, export), ()
    seen = first_rows(path, place, encoding)
    return propose_mapping(path.stem, seen.names, seen.rows, table_words(place, encoding, seen)), seen.notices


def is_form(path: Path, place: TablePlace, encoding: str = "") -> bool:
    """Return whether a file is an export of a form, of which nobody chose one sheet. Raises `TableError`."""
    return place == ANYWHERE and form_export(_form_tables(path, encoding)) is not None


def _form_tables(path: Path, encoding: str) -> list[FormTable]:
    """Return the sheets of a file that could be one of a form: those that have a header and rows."""
    found = []
    for sheet in sheet_names(path) or ("",):
        with suppress(TableError):  # a sheet that is no table is none of a form
            seen = first_rows(path, TablePlace(sheet), encoding)
            found.append(FormTable(sheet, seen.names, seen.rows))
    return found


def first_rows(path: Path, place: TablePlace, encoding: str = "") -> FirstRows:
    """Return the first rows of the table in a file. Raises `TableError`."""
    with open_mapped_table(path, encoding, place=place) as table:
        beside = BesideCells(table, place.header_rows if place.header_rows > 1 else 0, "")
        numbered = list(islice(_numbered(table.chunks), _ROWS))
        two_headers = bool(numbered) and beside.is_header(*numbered[0])
        rows = [beside.row(number, row)[0] for number, row in numbered]
        unnamed = {
            at + 1
            for at, name in enumerate(table.names)
            if not name and any(at < len(row) and row[at].strip() for row in rows)
        }
        notices = tuple(beside.notices(sorted(unnamed)))
        if two_headers:
            notices = (Message("sheet.two_headers"), *notices)
        return FirstRows(beside.names, rows, notices, beside.is_merged_down, two_headers)


def table_words(place: TablePlace, encoding: str, seen: FirstRows) -> dict[str, Written]:
    """Return where a table stands and how it is made, as a mapping says it; what only people can say is asked."""
    words: dict[str, Written] = {**place_words(place, encoding)}
    if seen.is_merged_down:
        words["merged"] = f"{ASKED} each_row"
    if seen.perhaps_two_headers:
        words["header_rows"] = f"{ASKED} 2"
    return words


def place_words(place: TablePlace, encoding: str) -> dict[str, str]:
    """Return where a table stands, as a mapping says it."""
    return {
        "sheet": place.sheet,
        "header_row": str(place.header_row or ""),
        "header_rows": str(place.header_rows) if place.header_rows > 1 else "",
        "encoding": encoding,
    }


def _numbered(chunks: Iterator[tuple[int, list[list[str]]]]) -> Iterator[tuple[int, list[str]]]:
    for first, rows in chunks:
        yield from ((first + at, row) for at, row in enumerate(rows) if any(map(str.strip, row)))


def proposal_text(proposal: Proposal) -> str:
    """Return a proposal as the words of a mapping's file."""
    return mapping_words(proposal.written)


def mapping_words(written: dict[str, Written]) -> str:
    """Return a mapping as the words of its file."""
    return yaml.dump(
        written,
        Dumper=_Plain,
        allow_unicode=True,
        sort_keys=False,
        width=110,
        default_flow_style=False,
    )
