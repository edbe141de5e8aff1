"""A workbook's row as the columns of the register's: dates with their bounds, names folded, references by key."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from django.db.models import Model

from isthmus.core.dates import bounds
from isthmus.core.names import folded, script
from isthmus.core.workbook import rows
from isthmus.core.workbook.schema import SIDES
from isthmus.store.desk import models

__all__ = ["COLUMNS", "HANGING", "Keys", "fill", "hanging_on", "values_of"]

# The primary keys of rows that others refer to, by sheet and id.
type Keys = Mapping[str, Mapping[str, int]]
type Values = tuple[object, ...]


def _dated(text: str) -> Values:
    """Return a date as written, with its first and last possible day."""
    found = bounds(text)
    return text, found.earliest, found.latest


def _named(name: str, *others: str) -> Values:
    """Return a name as written, its script, and the folded form that search compares."""
    every = " ".join(filter(None, (name, *others)))
    return name, script(name) if name else "", folded(every) if every else ""


def _key(keys: Keys, sheet: str, ref: str) -> int | None:
    return keys[sheet][ref] if ref else None


def _source(row: rows.Source, keys: Keys) -> Values:
    under = _key(keys, "sources", row.affiliation)
    return row.id, *_named(row.name), row.kind, under, row.protection, row.contact, row.reliability, row.note


def _place(row: rows.Place, keys: Keys) -> Values:
    parent = _key(keys, "places", row.parent)
    return row.id, *_named(row.name), parent, row.latitude, row.longitude, row.precision, row.gazetteer


def _document(row: rows.Document, _: Keys) -> Values:
    rest = (row.language, row.file, row.url, row.captured, row.sha256)
    return row.id, row.title, row.held, row.protection, *_dated(row.published), *rest


def _statement(row: rows.Statement, keys: Keys) -> Values:
    rest = (row.stance, row.basis, row.denies, row.protection, row.locator, row.quote)
    return row.id, keys["documents"][row.document], *rest, *_dated(row.said), row.coder, row.coded_at


def _act(row: rows.Act, keys: Keys) -> Values:
    rest = (_key(keys, "places", row.place), row.ground, row.method, row.outcome, row.note)
    return row.id, keys["statements"][row.statement], row.type, row.scope, *_dated(row.date), *rest


def _mention(row: rows.Mention, keys: Keys) -> Values:
    said = (row.role, row.low, row.high, row.kind, _key(keys, "sources", row.speaker), row.protection)
    named = (*_named(row.name, row.other_names), row.other_names)
    rest = (row.sex, row.age, *_dated(row.born), _key(keys, "places", row.home), row.occupation)
    return row.id, keys["acts"][row.act], *said, *named, *rest


def _status(row: rows.Status, keys: Keys) -> Values:
    return (
        row.id,
        keys["statements"][row.statement],
        keys["mentions"][row.mention],
        row.status,
        *_dated(row.date),
    )


def _judgement(row: rows.Judgement, keys: Keys) -> Values:
    left = [_key(keys, sheet, row.left) if kind == row.kind else None for kind, sheet in SIDES.items()]
    right = [_key(keys, sheet, row.right) if kind == row.kind else None for kind, sheet in SIDES.items()]
    return row.id, row.kind, *left, *right[:-1], row.decision, row.by, row.at, row.because


def _term(row: rows.Term, _: Keys) -> Values:
    return row.list, row.code, row.label, row.maps_to


type ValuesOf = Callable[[Any, Keys], Values]

_VALUES: Mapping[str, ValuesOf] = {
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

_NAMED = "name name_script name_folded"

# For each sheet the columns that `values_of` returns values for, in order.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    sheet: tuple(columns.split())
    for sheet, columns in {
        "sources": f"ref {_NAMED} kind affiliation protection contact reliability note",
        "places": f"ref {_NAMED} parent latitude longitude precision gazetteer",
        "documents": "ref title held protection published published_earliest published_latest"
        " language file url captured sha256",
        "statements": "ref document stance basis denies protection locator quote said said_earliest said_latest"
        " coder coded_at",
        "acts": "ref statement type scope date date_earliest date_latest place ground method outcome note",
        "mentions": f"ref act role low high kind speaker protection {_NAMED} other_names sex age"
        " born born_earliest born_latest home occupation",
        "statuses": "ref statement mention status date date_earliest date_latest",
        "judgements": "ref kind left_mention left_act left_source left_statement right_mention right_act right_source"
        " decision by at because",
        "vocabulary": "list code label maps_to",
    }.items()
}


def values_of(sheet: str, row: rows.Row, keys: Keys) -> Values:
    """Return the values of a row's columns, in the order of COLUMNS."""
    return _VALUES[sheet](row, keys)


def fill(made: Model, sheet: str, row: rows.Row, keys: Keys) -> None:
    """Give a row of the register the values of a workbook's row."""
    for column, value in zip(COLUMNS[sheet], values_of(sheet, row, keys), strict=True):
        setattr(made, made._meta.get_field(column).attname, value)  # type: ignore[union-attr]


# The tables that hold what a list cell holds, with their columns.
HANGING: Mapping[type[Model], tuple[str, ...]] = {
    models.Authorship: ("document", "position", "source"),
    models.Voice: ("statement", "part", "position", "source"),
    models.Retracted: ("statement", "position", "retracted"),
    models.Replaced: ("judgement", "position", "replaced"),
}


def hanging_on(key: int, row: rows.Row, keys: Keys) -> Iterator[tuple[type[Model], Values]]:
    """Yield what a row's list cells hold, in their order, as rows of the tables that hold it."""
    match row:
        case rows.Document():
            yield from ((models.Authorship, each) for each in _in_order((key,), row.author, keys["sources"]))
        case rows.Statement():
            for part in models.PARTS:
                listed = _in_order((key, part), getattr(row, part), keys.get("sources", {}))
                yield from ((models.Voice, each) for each in listed)
            listed = _in_order((key,), row.retracts, keys.get("statements", {}))
            yield from ((models.Retracted, each) for each in listed)
        case rows.Judgement():
            listed = _in_order((key,), row.replaces, keys.get("judgements", {}))
            yield from ((models.Replaced, each) for each in listed)


def _in_order(before: Values, refs: Sequence[str], keys: Mapping[str, int]) -> Iterator[Values]:
    return ((*before, position, keys[ref]) for position, ref in enumerate(refs))
