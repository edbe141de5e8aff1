"""A column of the schema is a column everywhere: one walk from a file to a page, an export and back, for each.

The sheets are walked as they are. Whoever adds a column to a row class adds nothing here.
"""

from dataclasses import fields
from io import BytesIO
from pathlib import Path
from typing import get_type_hints
from uuid import UUID

import pytest
from django.test import Client
from openpyxl import load_workbook

from isthmus.actions.desk.coding.draft import columns_of
from isthmus.actions.desk.export import close_register, export_register
from isthmus.actions.desk.import_workbook import apply_import, plan_import
from isthmus.core.workbook.canonical import canonical_csv, cells
from isthmus.core.workbook.check import Table, check
from isthmus.core.workbook.rows import Workbook
from isthmus.core.workbook.schema import SHEETS, Column, Sheet
from isthmus.files.workbook import read_workbook, write_csv, write_template, write_xlsx
from isthmus.language import CATALOGUES, english
from isthmus.store.desk.models import SHEET_MODELS, Mention
from isthmus.store.desk.queries.workbook import whole
from isthmus.web.desk.reading.stated import SPOKEN
from isthmus.web.desk.writing.forms import PARTS, PartForm, choice_words
from tests.accounts import who

# One row of each sheet, every cell filled with what its column's kind reads; what rows name is in them, too.
IDS = {
    "sources": "s1",
    "places": "p1",
    "documents": "d1",
    "statements": "t1",
    "acts": "a1",
    "mentions": "m1",
    "judgements": "j1",
}
CELLS = {
    "text": "some words",
    "name": "Person A",
    "names": "Person Ä",
    "date": "2017-03",
    "moment": "2017-03-01",
    "timestamp": "2017-03-01T00:00:00Z",
    "language": "en",
    "path": "files/a.txt",
    "url": "https://example.org/",
    "sha256": "0" * 64,
    "latitude": "43.5",
    "longitude": "45.5",
    "age": "15/17",
    "number": "1",
    "identifiers": "list-of-2017:104",
}
# What the rules between cells ask for, and what would lead back to its own row.
CHOSEN = {
    ("sources", "affiliation"): "",
    ("sources", "protection"): "confidential",  # what is sealed leaves closed
    ("places", "parent"): "",
    ("documents", "protection"): "confidential",
    ("statements", "protection"): "confidential",
    ("mentions", "protection"): "confidential",
    ("mentions", "within"): "",
    ("statements", "stance"): "asserts",
    ("statements", "retracts"): "",
    ("judgements", "kind"): "retraction",
    ("judgements", "left"): "t2",
    ("judgements", "right"): "",
    ("judgements", "decision"): "unsure",
    ("judgements", "replaces"): "",
    ("vocabulary", "code"): "own",
}
EVERY = [column for sheet in SHEETS for column in sheet.columns]
FORM_FIELDS = [(part, name, column) for part, of in PARTS.items() for name, column in columns_of(of)]


def cell(column: Column) -> str:
    if (column.sheet, column.name) in CHOSEN:
        return CHOSEN[column.sheet, column.name]
    if column.choices:
        return column.choices[-1]
    if column.type == "id":
        return IDS.get(column.sheet, "x1")
    return IDS[column.to] if column.type in ("ref", "refs") else CELLS.get(column.type, "other")


def header_of(sheet: Sheet) -> list[str]:
    return ["x_note" if column.type == "own" else column.name for column in sheet.columns]


def table(sheet: Sheet) -> Table:
    row = {column.name: cell(column) for column in sheet.columns}
    rows = [row]
    if sheet.name == "statements":
        rows.append(row | {"id": "t2", "stance": "retracts", "retracts": "t1"})
    if sheet.name == "acts":
        row |= {"type": "killing", "scope": "this", "ground": "other"}
    return Table(header_of(sheet), [[each[name] for name in sheet.names] for each in rows])


@pytest.fixture
def filled() -> Workbook:
    """Return a workbook in which every column is filled, but those that cannot be beside the others."""
    workbook, problems = check({sheet.name: table(sheet) for sheet in SHEETS})
    assert problems.first == []
    return workbook


def test_every_kind_of_column_is_filled_in_the_case(filled: Workbook) -> None:
    empty = {
        (sheet.name, column.name)
        for sheet in SHEETS
        for column, text in zip(sheet.columns, cells(getattr(filled, sheet.name)[0]), strict=True)
        if not text
    }
    assert empty == {each for each, text in CHOSEN.items() if not text}


def test_a_column_goes_into_the_register_and_comes_out_the_same(filled: Workbook) -> None:
    actor = who("tester")
    apply_import(plan_import(filled), actor=actor)
    assert whole() == filled
    assert [each.as_row() for model in SHEET_MODELS.values() for each in model.custody_rows().order_by("pk")]
    assert {model.custody_rows().first().as_row() for model in SHEET_MODELS.values()} == {  # type: ignore[union-attr]
        getattr(filled, sheet.name)[0] for sheet in SHEETS
    }


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_column_is_exported_and_read_back(filled: Workbook, form: str, tmp_path: Path) -> None:
    actor = who("tester")
    apply_import(plan_import(filled), actor=actor)
    exported = export_register(names=True, purpose="a test", actor=who("tester")).workbook
    write = write_csv if form == "csv" else write_xlsx
    write(exported, tmp_path / f"register.{form}")
    assert read_workbook(tmp_path / f"register.{form}") == filled
    assert plan_import(exported).same == sum(len(getattr(filled, sheet.name)) for sheet in SHEETS)


def test_a_column_is_in_the_template(tmp_path: Path) -> None:
    write_template(tmp_path / "template.xlsx")
    book = load_workbook(tmp_path / "template.xlsx")
    for sheet in SHEETS:
        assert [heading.value for heading in book[sheet.name][1]] == [each.name for each in sheet.written]
    read_me = " ".join(str(row[1].value) for row in book.worksheets[0].iter_rows(max_col=2))
    written = [each for each in EVERY if each.type != "own"]
    assert [each for each in written if english(each.about) not in read_me] == []


def test_a_changed_cell_is_seen_and_overwritten(filled: Workbook) -> None:
    actor = who("tester")
    apply_import(plan_import(filled), actor=actor)
    free = [column for column in EVERY if column.type in ("text", "age") and column.name != "by"]
    tables = {sheet.name: table(sheet) for sheet in SHEETS}
    for column in free:
        for row in tables[column.sheet].rows:
            row[list(tables[column.sheet].header).index(column.name)] = "17"  # type: ignore[index]
    workbook, problems = check(tables)
    assert problems.first == []
    plan = plan_import(workbook)
    assert {(each.sheet, each.column) for each in plan.changes} == {(c.sheet, c.name) for c in free}
    apply_import(plan, actor=who("tester"), accept_because="A correction.")
    assert whole() == workbook


def test_a_column_is_in_the_canonical_form(filled: Workbook) -> None:
    headers = b"".join(canonical_csv(filled)).decode().splitlines()
    for sheet in SHEETS:
        assert ",".join(header_of(sheet)) in headers


def test_every_column_has_a_label_and_an_explanation() -> None:
    assert [each for each in EVERY if not {each.label.code, each.about.code} <= CATALOGUES.keys()] == []


def test_what_a_model_says_of_its_fields_is_what_the_columns_are() -> None:
    for model in SHEET_MODELS.values():
        of_row = get_type_hints(model.row)
        said = vars(model).get("__annotations__", {})
        kept = {"ref" if name == "id" else name: hint for name, hint in of_row.items()}
        assert {name: hint for name, hint in said.items() if name in kept} == {
            name: kept[name] for name in said if name in kept
        }
        there = {field.name for field in model._meta.get_fields()}
        assert said.keys() <= there


def test_every_draft_field_is_a_column_or_known_not_to_be() -> None:
    known = {
        *(("mention", each) for each in ("key", "same_as", "speaks")),
        *(("statement", each) for each in ("act_of", "contests", "contests_words", "key", "mentions")),
    }
    others = {
        (part, each.name)
        for part, of in PARTS.items()
        for each in fields(of)
        if each.name not in dict(columns_of(of))
    }
    assert others == known


@pytest.mark.parametrize(("part", "name", "column"), FORM_FIELDS, ids=lambda each: str(each)[:30])
def test_a_field_of_the_form_is_labelled_and_shown_once(part: str, name: str, column: Column) -> None:
    form = PartForm(PARTS[part], {}, prefix=part)
    shown = [each.field.name for group in (form.first, form.after, form.seldom) for each in group()]
    assert shown.count(name) == (0 if form.fields[name].widget.is_hidden else 1)
    assert form.fields[name].label or form.fields[name].widget.is_hidden


# What an empty cell means is offered as none, not as a choice beside it.
AS_EMPTY = {"public", "occurrence", "this", "verbatim"}


@pytest.mark.parametrize(("part", "name", "column"), FORM_FIELDS, ids=lambda each: str(each)[:30])
def test_a_form_offers_every_choice(part: str, name: str, column: Column) -> None:
    assert set(column.choices) - AS_EMPTY <= choice_words(column).keys()


def test_every_field_of_the_form_reaches_the_register(filled: Workbook, signed_in: Client) -> None:
    actor = who("tester")
    apply_import(plan_import(filled), actor=actor)
    uid = UUID(signed_in.post("/code/", {"text": "some words"})["Location"].split("/")[2])
    wanted = {
        (part, name): cell(column)
        for part, name, column in FORM_FIELDS
        if part in ("document", "statement", "mention")
    }
    wanted[("statement", "type")], wanted[("statement", "basis")] = "killing", "told"
    wanted[("statement", "scope")] = "general"
    wanted[("statement", "stance")] = "denies"  # so that what is denied may be filled, too
    wanted[("mention", "kind")], wanted[("mention", "role")] = "individual", "victim"
    wanted[("mention", "within")] = ""  # one person, of one document: part of nothing
    prefixes = {"document": "document", "statement": "statement", "mention": "mention-0"}
    posted = {f"{prefixes[part]}-{name}": text for (part, name), text in wanted.items()}
    answer = signed_in.post(
        f"/code/{uid}/", {"statement": "0", "revision": "0", "mentions": "1", "step": "submit", **posted}
    )
    assert "/document/" in answer["Location"], answer["Location"]
    register = whole()
    new = {
        "documents": next(row for row in register.documents if row.id != "d1"),
        "statements": next(row for row in register.statements if row.id not in ("t1", "t2")),
        "acts": next(row for row in register.acts if row.id != "a1"),
        "mentions": next(row for row in register.mentions if row.id != "m1"),
    }
    for part, name, column in FORM_FIELDS:
        if column.sheet in new and part in prefixes:
            row = new[column.sheet]
            found = dict(zip((each.name for each in fields(row)), cells(row), strict=True))
            assert found[name] == wanted[part, name], (part, name)


def test_what_no_page_speaks_of_by_name_is_shown_all_the_same(filled: Workbook, signed_in: Client) -> None:
    actor = who("tester")
    apply_import(plan_import(filled), actor=actor)
    mention = Mention.objects.get()
    elsewhere = {*SPOKEN["mentions"], "as_said", "own", "within"}
    page = signed_in.get(f"/person/{mention.uid}/").content.decode()
    assert f'<q dir="auto">{mention.as_said}</q>' in page
    assert "<dt><bdi>x_note</bdi></dt>" in page
    for column in (each for each in mention.sheet().columns if each.name not in elsewhere):
        assert f"{CATALOGUES[column.label.code].one}: <bdi>" in page


def test_own_columns_stand_folded_on_the_page_of_their_row(filled: Workbook, signed_in: Client) -> None:
    actor = who("tester")
    apply_import(plan_import(filled), actor=actor)
    pages = {
        "document": SHEET_MODELS["documents"],
        "source": SHEET_MODELS["sources"],
        "person": SHEET_MODELS["mentions"],
        "incident": SHEET_MODELS["acts"],
    }
    for name, model in pages.items():
        row = model.custody_rows().order_by("pk")[0]
        page = signed_in.get(f"/{name}/{row.uid}/").content.decode()
        folded_away = page[page.index('<details class="own">') :]
        assert "<dt><bdi>x_note</bdi></dt>" in folded_away[: folded_away.index("</details>")], name


def test_a_download_of_the_desk_has_every_column(filled: Workbook, signed_in: Client) -> None:
    actor = who("tester")
    apply_import(plan_import(filled), actor=actor)
    answer = signed_in.post("/export/", {"form": "xlsx"})
    assert read_workbook(BytesIO(answer.content)) == close_register().workbook
