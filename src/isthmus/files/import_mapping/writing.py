"""A proposed mapping as a file that people read, mend and share."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import yaml

from isthmus.core.import_mapping.proposing import Proposal, Written, propose_mapping
from isthmus.files.table import TablePlace, open_table

__all__ = ["first_rows", "mapping_words", "place_words", "proposal_for", "proposal_text"]

_ROWS = 200


class _Plain(yaml.SafeDumper):
    """Writes every text so that it is read back as it is, and lists of words on one line."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
        """Return whether nothing is written as a reference: always."""
        return True


def proposal_for(path: Path, place: TablePlace, encoding: str = "") -> Proposal:
    """Return the mapping that is proposed for the table in a file. Raises `TableError`."""
    names, rows = first_rows(path, place, encoding)
    return propose_mapping(path.stem, names, rows, place_words(place, encoding))


def first_rows(path: Path, place: TablePlace, encoding: str = "") -> tuple[tuple[str, ...], list[list[str]]]:
    """Return the columns of the table in a file, and its first rows. Raises `TableError`."""
    with open_table(path, encoding, place=place) as table:
        return table.names, list(islice((row for _, some in _chunks(table.chunks) for row in some), _ROWS))


def place_words(place: TablePlace, encoding: str) -> dict[str, str]:
    """Return where a table stands, as a mapping says it."""
    return {
        "sheet": place.sheet,
        "header_row": str(place.header_row or ""),
        "header_rows": str(place.header_rows) if place.header_rows > 1 else "",
        "encoding": encoding,
    }


def _chunks(chunks: Iterator[tuple[int, list[list[str]]]]) -> Iterator[tuple[int, list[list[str]]]]:
    for first, rows in chunks:
        yield first, [row for row in rows if any(map(str.strip, row))]


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
