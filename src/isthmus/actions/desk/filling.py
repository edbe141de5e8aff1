"""A workbook's row into the register's: its fields, the bounds of its dates, its names folded, what it refers to."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from django.db.models import Model

from isthmus.core.dates import bounds
from isthmus.core.names import fold, script
from isthmus.core.workbook import rows
from isthmus.core.workbook.schema import SIDES
from isthmus.store.desk import models

__all__ = ["FILL", "Known", "hung_on"]

# The rows that others refer to, saved or about to be, by sheet and id.
type Known = dict[str, dict[str, Any]]


def _copy(made: Any, row: rows.Row, *columns: str) -> None:
    for column in columns:
        setattr(made, column, getattr(row, column))


def _date(made: Any, row: Any, column: str) -> None:
    """Keep a date as written, with its first and last possible day."""
    text = getattr(row, column)
    found = bounds(text)
    setattr(made, column, text)
    setattr(made, f"{column}_earliest", found.earliest)
    setattr(made, f"{column}_latest", found.latest)


def _name(made: Any, name: str, *others: str) -> None:
    """Keep a name as written, with its script and the folded form that search compares."""
    made.name = name
    made.name_script = script(name) if name else ""
    made.name_folded = fold(" ".join([name, *others])) if name or any(others) else ""


def _source(made: models.Source, row: rows.Source, known: Known) -> None:
    made.ref = row.id
    _name(made, row.name)
    _copy(made, row, "kind", "protection", "contact", "reliability", "note")
    made.affiliation = known["sources"][row.affiliation] if row.affiliation else None


def _place(made: models.Place, row: rows.Place, known: Known) -> None:
    made.ref = row.id
    _name(made, row.name)
    _copy(made, row, "latitude", "longitude", "precision", "gazetteer")
    made.parent = known["places"][row.parent] if row.parent else None


def _document(made: models.Document, row: rows.Document, known: Known) -> None:
    made.ref = row.id
    _copy(made, row, "title", "held", "protection", "language", "file", "url", "captured", "sha256")
    _date(made, row, "published")


def _statement(made: models.Statement, row: rows.Statement, known: Known) -> None:
    made.ref = row.id
    made.document = known["documents"][row.document]
    _copy(made, row, "stance", "basis", "denies", "protection", "locator", "quote", "coder", "coded_at")
    _date(made, row, "said")


def _act(made: models.Act, row: rows.Act, known: Known) -> None:
    made.ref = row.id
    made.statement = known["statements"][row.statement]
    _copy(made, row, "type", "scope", "ground", "method", "outcome", "note")
    _date(made, row, "date")
    made.place = known["places"][row.place] if row.place else None


def _mention(made: models.Mention, row: rows.Mention, known: Known) -> None:
    made.ref = row.id
    made.act = known["acts"][row.act]
    _name(made, row.name, row.other_names)
    _copy(made, row, "role", "low", "high", "kind", "protection", "other_names", "sex", "age", "occupation")
    _date(made, row, "born")
    made.speaker = known["sources"][row.speaker] if row.speaker else None
    made.home = known["places"][row.home] if row.home else None


def _status(made: models.Status, row: rows.Status, known: Known) -> None:
    made.ref = row.id
    made.statement = known["statements"][row.statement]
    made.mention = known["mentions"][row.mention]
    made.status = row.status
    _date(made, row, "date")


def _judgement(made: models.Judgement, row: rows.Judgement, known: Known) -> None:
    made.ref = row.id
    _copy(made, row, "kind", "decision", "by", "at", "because")
    side = SIDES[row.kind]
    for kind, sheet in SIDES.items():
        column = sheet.removesuffix("s")
        setattr(made, f"left_{column}", known[side][row.left] if kind == row.kind and row.left else None)
        if kind != "retraction":
            setattr(
                made, f"right_{column}", known[side][row.right] if kind == row.kind and row.right else None
            )


def _term(made: models.Term, row: rows.Term, known: Known) -> None:
    _copy(made, row, "list", "code", "label", "maps_to")


# How a row of each sheet is filled in from the workbook's.
FILL: Mapping[str, Callable[[Any, Any, Known], None]] = {
    "sources": _source,
    "places": _place,
    "documents": _document,
    "statements": _statement,
    "acts": _act,
    "mentions": _mention,
    "statuses": _status,
    "judgements": _judgement,
    "vocabulary": _term,
}


def hung_on(made: Any, row: rows.Row, known: Known) -> Iterator[Model]:
    """Yield the rows that hold what a list cell holds, in its order."""
    match row:
        case rows.Document():
            yield from _in_order(models.Authorship, row.author, known, document=made)
        case rows.Statement():
            for part in models.PARTS:
                yield from _in_order(models.Voice, getattr(row, part), known, statement=made, part=part)
            for position, ref in enumerate(row.retracts):
                back = known["statements"][ref]
                yield models.Retracted(statement=made, retracted=back, position=position)
        case rows.Judgement():
            for position, ref in enumerate(row.replaces):
                yield models.Replaced(judgement=made, replaced=known["judgements"][ref], position=position)


def _in_order(model: type[Any], refs: Sequence[str], known: Known, **to: Any) -> Iterator[Model]:
    for position, ref in enumerate(refs):
        yield model(source=known["sources"][ref], position=position, **to)
