"""Kinds of columns. A field of a row class names its kind, and everything else about the column follows from that.

How a cell is read stands in `readers` and `cells`, how it is kept in `store.desk.models.sheets`, how it is asked for in
`web.desk.writing.forms`: each of these has one entry for each kind, and none for single columns.
"""

from dataclasses import dataclass
from typing import Annotated

__all__ = [
    "Age",
    "Date",
    "Id",
    "Identifiers",
    "Kind",
    "Language",
    "Latitude",
    "Longitude",
    "Moment",
    "Name",
    "Names",
    "Own",
    "Path",
    "Protection",
    "Sha256",
    "Side",
    "Text",
    "Timestamp",
    "Url",
    "YesNo",
    "choice",
    "code",
    "ref",
    "refs",
]


@dataclass(frozen=True, slots=True)
class Kind:
    """What the cells of a column hold: `to` is the sheet or the vocabulary list that they point into.

    `acyclic`: followed from row to row of its own sheet, it never leads back.
    """

    type: str
    choices: tuple[str, ...] = ()
    to: str = ""
    acyclic: bool = False


def choice(*choices: str, type: str = "choice") -> Kind:  # noqa: A002  (what the field is called)
    """Return the kind of a cell that holds one of a few words."""
    return Kind(type, choices)


def code(of: str) -> Kind:
    """Return the kind of a cell that holds a code of a vocabulary list."""
    return Kind("code", to=of)


def ref(sheet: str, *, acyclic: bool = False) -> Kind:
    """Return the kind of a cell that names a row of a sheet."""
    return Kind("ref", to=sheet, acyclic=acyclic)


def refs(sheet: str, *, acyclic: bool = False) -> Kind:
    """Return the kind of a cell that names rows of a sheet, in order."""
    return Kind("refs", to=sheet, acyclic=acyclic)


# The value's type, and what marks the column's kind.
Id = Annotated[str, Kind("id")]
Text = Annotated[str, Kind("text")]
Name = Annotated[str, Kind("name")]  # read as text; kept with its script, and folded for search
Names = Annotated[str, Kind("names")]  # read as text; folded together with the name
Side = Annotated[str, Kind("side")]  # what a judgement is about: a row of the sheet of its kind
Date = Annotated[str, Kind("date")]  # EDTF as written; kept with its first and last possible day
Moment = Annotated[str, Kind("moment")]
Timestamp = Annotated[str, Kind("timestamp")]
Language = Annotated[str, Kind("language")]
Path = Annotated[str, Kind("path")]
Url = Annotated[str, Kind("url")]
Sha256 = Annotated[str, Kind("sha256")]
Latitude = Annotated[str, Kind("latitude")]
Longitude = Annotated[str, Kind("longitude")]
Own = Annotated[str, Kind("own")]  # an author's own columns of the row, as one text
Identifiers = Annotated[str, Kind("identifiers")]
Age = Annotated[str, Kind("age")]
Protection = Annotated[str, choice("public", "confidential", "sealed")]
YesNo = Annotated[str, choice("yes", "no")]
