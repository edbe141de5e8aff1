"""The canonical form: the bytes that the reference describes, and one digest for one register."""

import csv
import io
import json
from hashlib import sha256
from random import Random
from unicodedata import normalize

from hypothesis import given
from hypothesis import strategies as st

from isthmus.core.workbook.canonical import canonical_csv, cells, digest, table_of
from isthmus.core.workbook.check import Table, check
from isthmus.core.workbook.rows import Place, Source, Workbook
from isthmus.core.workbook.schema import SHEETS
from tests.core.workbook.random_books import workbooks

EMPTY = "".join(",".join(column.name for column in sheet.written) + "\n" for sheet in SHEETS[:8])


def by_hand(workbook: Workbook) -> bytes:
    """The canonical form as its description reads, written without the csv module."""
    lines = []
    for sheet in SHEETS[: 9 if workbook.vocabulary else 8]:
        own = [json.loads(row.own or "{}") for row in getattr(workbook, sheet.name)]
        names = sorted({name for each in own for name in each})
        lines.append([column.name for column in sheet.columns][:-1] + names)
        rows = [
            [*cells(row)[:-1], *(each.get(name, "") for name in names)]
            for row, each in zip(getattr(workbook, sheet.name), own, strict=True)
        ]
        lines += sorted(rows, key=lambda row: row[:2] if sheet.name == "vocabulary" else row[:1])
    quoted = [
        [f'"{c.replace(chr(34), chr(34) * 2)}"' if set(c) & set(',"\r\n') else c for c in line]
        for line in lines
    ]
    return normalize("NFC", "".join(",".join(line) + "\n" for line in quoted)).encode()


def test_an_empty_workbook_has_the_headers_of_the_eight_sheets() -> None:
    assert b"".join(canonical_csv(Workbook())).decode() == EMPTY
    assert digest(Workbook()) == sha256(EMPTY.encode()).hexdigest()


def test_fields_are_quoted_only_where_they_must_be() -> None:
    place = Place("p1", 'a "b", c', gazetteer="x\r\ny")
    source = Source("s1", "plain; text 'so'", "outlet", note=" e\N{COMBINING ACUTE ACCENT} ")
    text = b"".join(canonical_csv(Workbook(places=(place,), sources=(source,)))).decode()
    assert 'p1,"a ""b"", c",,,,,,"x\r\ny"\n' in text
    assert "s1,plain; text 'so',outlet,,,,, é \n" in text


@given(workbooks())
def test_the_canonical_form_is_what_its_description_says(workbook: Workbook) -> None:
    assert b"".join(canonical_csv(workbook)) == by_hand(workbook)


@given(workbooks(), st.randoms(use_true_random=False))
def test_the_digest_does_not_depend_on_the_order_of_rows(workbook: Workbook, rng: Random) -> None:
    shuffled = {
        sheet.name: tuple(rng.sample(rows := getattr(workbook, sheet.name), len(rows))) for sheet in SHEETS
    }
    assert digest(Workbook(**shuffled)) == digest(workbook)


@given(workbooks())
def test_a_workbook_is_its_cells(workbook: Workbook) -> None:
    tables = {sheet.name: Table(*table_of(sheet, getattr(workbook, sheet.name))) for sheet in SHEETS}
    read, problems = check(tables)
    assert problems.first == []
    assert read == workbook


@given(workbooks())
def test_any_csv_reader_gets_the_cells_back(workbook: Workbook) -> None:
    text = b"".join(canonical_csv(workbook)).decode()
    records = list(csv.reader(io.StringIO(text, newline="")))
    assert len(records) == len(SHEETS) + sum(len(getattr(workbook, sheet.name)) for sheet in SHEETS)


def test_one_changed_character_changes_the_digest() -> None:
    places = (Place("p1", "x"), Place("p2", "y"))
    others = (Place("p1", "x"), Place("p2", "z"))
    assert digest(Workbook(places=places)) != digest(Workbook(places=others))
