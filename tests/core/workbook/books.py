"""A small sound workbook as text, and ways to spoil it."""

from collections.abc import Mapping, Sequence

from isthmus.core.workbook.check import Table, check
from isthmus.core.workbook.problems import Problem, Problems
from isthmus.core.workbook.rows import Workbook

type Book = dict[str, list[dict[str, str]]]


def sound_book() -> Book:
    """Every sheet with a row or more, every column filled somewhere."""
    return {
        "sources": [
            {
                "id": "s1",
                "name": "Newspaper A",
                "kind": "outlet",
                "affiliation": "s2",
                "protection": "public",
                "contact": "yes",
                "reliability": "02",
                "note": "weekly",
            },
            {"id": "s2", "name": "Publisher A", "kind": "organisation"},
            {"id": "s3", "name": "a reader", "kind": "anonymous"},
        ],
        "places": [
            {"id": "p1", "name": "Example Republic", "precision": "region"},
            {
                "id": "p2",
                "name": "Example Village",
                "parent": "p1",
                "latitude": "43.5",
                "longitude": "-45.25",
                "precision": "settlement",
                "gazetteer": "geonames:1",
            },
        ],
        "documents": [
            {
                "id": "d1",
                "title": "An article",
                "author": "s1; s2",
                "held": "yes",
                "protection": "confidential",
                "published": "2017-04-01",
                "language": "sr-Latn",
                "file": "files/d1.pdf",
                "url": "https://example.org/a",
                "captured": "2026-11-22T09:30:00Z",
                "sha256": "0f" * 32,
            },
        ],
        "statements": [
            {
                "id": "t1",
                "document": "d1",
                "speaker": "s1",
                "stance": "asserts",
                "basis": "told",
                "told_by": "s3;s2",
                "via": "s2",
                "protection": "sealed",
                "locator": "p. 2",
                "quote": "“So it was.”\nThey said.",
                "said": "2017-03?",
                "coder": "coder",
                "coded_at": "2026-11-22",
            },
            {
                "id": "t2",
                "document": "d1",
                "speaker": "s3;s1",
                "stance": "denies",
                "basis": "unknown",
                "denies": "number",
            },
            {
                "id": "t3",
                "document": "d1",
                "speaker": "s1",
                "stance": "retracts",
                "basis": "first_hand",
                "retracts": "t1;t2",
            },
        ],
        "acts": [
            {
                "id": "a1",
                "statement": "t1",
                "type": "killing",
                "scope": "this",
                "date": "2017-02/..",
                "place": "p2",
                "ground": "religion",
                "method": "shooting",
                "outcome": "death",
                "note": "at night",
            },
            {"id": "a2", "statement": "t1", "type": "killing"},
            {"id": "a3", "statement": "t2", "scope": "general"},
            {"id": "a4", "statement": "t1", "type": "own_type"},
        ],
        "mentions": [
            {
                "id": "m1",
                "act": "a1",
                "role": "victim",
                "low": "2",
                "high": "5",
                "kind": "group",
                "speaker": "s3",
                "protection": "sealed",
                "name": "Имярек",
                "other_names": "X. Y.",
                "sex": "male",
                "age": "15/17",
                "born": "200X",
                "home": "p2",
                "occupation": "farmer",
            },
            {"id": "m2", "act": "a2", "role": "victim", "low": "1"},
        ],
        "statuses": [
            {"id": "u1", "statement": "t1", "mention": "m1", "status": "missing", "date": "2017-03"}
        ],
        "judgements": [
            {
                "id": "j1",
                "kind": "person",
                "left": "m1",
                "right": "m2",
                "decision": "unsure",
                "by": "analyst",
                "at": "2026-11-01",
                "because": "alike",
            },
            {
                "id": "j2",
                "kind": "person",
                "left": "m1",
                "right": "m2",
                "decision": "part_of",
                "by": "analyst",
                "at": "2026-11-02T10:00:00+01:00",
                "replaces": "j1",
            },
            {
                "id": "j3",
                "kind": "incident",
                "left": "a1",
                "right": "a2",
                "decision": "same",
                "by": "x",
                "at": "2026-11-02",
            },
            {
                "id": "j4",
                "kind": "retraction",
                "left": "t3",
                "decision": "coerced",
                "by": "x",
                "at": "2026-11-02",
            },
            {"id": "j5", "kind": "person", "decision": "examined", "by": "link run 1", "at": "2026-11-02"},
            {
                "id": "j6",
                "kind": "source",
                "left": "s1",
                "right": "s3",
                "decision": "different",
                "by": "x",
                "at": "2026-11-02",
            },
        ],
        "vocabulary": [{"list": "type", "code": "own_type", "label": "own", "maps_to": "00 00"}],
    }


def table(rows: Sequence[Mapping[str, str]]) -> Table:
    """The rows under a header of all columns that any of them fills."""
    header = list(dict.fromkeys(column for row in rows for column in row))
    return Table(header, [[row.get(column, "") for column in header] for row in rows])


def checked(book: Mapping[str, Sequence[Mapping[str, str]]]) -> tuple[Workbook, Problems]:
    return check({name: table(rows) for name, rows in book.items()})


def problems_of(book: Mapping[str, Sequence[Mapping[str, str]]]) -> list[Problem]:
    return checked(book)[1].first


def with_cell(sheet: str, row: str, column: str, value: str) -> Book:
    """The sound workbook with one cell changed; `row` is the row's id, or the code of a term."""
    book = sound_book()
    changed = next(one for one in book[sheet] if row in (one.get("id"), one.get("code")))
    changed[column] = value
    return book
