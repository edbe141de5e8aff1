"""What an import asks about beside the register that is there."""

from dataclasses import replace
from datetime import date

import pytest

from isthmus.actions.desk.code_document import code_document
from isthmus.actions.desk.import_cautions import look_at_register
from isthmus.actions.desk.import_workbook import apply_import, plan_import
from isthmus.core.workbook.cautions import Caution, Cautions
from isthmus.core.workbook.rows import Document, Judgement, Place, Source, Statement, Workbook
from isthmus.language import english
from isthmus.store.desk.models import Document as DocumentRow
from tests.accounts import who

KNOWN = Workbook(
    sources=(Source("s0", "Radio Valley", "outlet"), Source("s9", "Hidden", "person", protection="sealed")),
    places=(Place("p0", "Hill"),),
)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def keeper() -> None:
    """Somebody who imports; being made is an event of its own."""
    who("tests")


def asked(workbook: Workbook) -> list[Caution]:
    cautions = Cautions(date(2026, 11, 29))
    look_at_register(plan_import(workbook), cautions)
    return cautions.first


def test_a_new_name_like_a_known_one_is_asked_about_once():
    apply_import(plan_import(KNOWN), actor=who("tests"))
    new = Workbook(
        sources=(
            *(Source(f"s{n}", "radio-valley", "outlet") for n in (1, 2)),
            Source("s3", "hidden", "person"),
        ),
        places=(Place("p1", "HILL"), Place("p2", "hill", parent="p0")),
    )
    source, place = asked(new)
    assert (source.sheet, source.row, source.column, source.value) == (
        "sources",
        None,
        "name",
        "radio-valley",
    )
    assert english(source.doubt).startswith("The register has Radio Valley (s0): perhaps 2 rows")
    assert (place.sheet, place.value) == ("places", "HILL")


@pytest.mark.parametrize("decision", ["same", "different"])
def test_what_is_judged_or_known_already_is_not_asked_about(decision):
    apply_import(plan_import(KNOWN), actor=who("tests"))
    new = Workbook(
        sources=(KNOWN.sources[0], Source("s1", "radio-valley", "outlet")),
        judgements=(Judgement("j1", "source", "s0", "s1", decision, "R", "2026-01-01T00:00:00Z"),),
    )
    assert not asked(new)
    assert not asked(KNOWN)


def test_a_quote_that_the_text_of_a_known_document_lacks_is_asked_about():
    first = Workbook(
        sources=KNOWN.sources[:1],
        documents=(Document("d1", "A letter", ("s0",), "yes"),),
        statements=(Statement("t1", "d1", ("s0",), "asserts", "first_hand", quote="taken at night"),),
    )
    code_document(
        rows=first,
        content=b"They were taken\n at night.",
        content_type="text/plain",
        actor=who("tests"),
        at=None,
    )
    sound = replace(first.statements[0], id="t2", quote="taken at  night")
    missing = replace(first.statements[0], id="t3", quote="taken by day")
    free = replace(missing, id="t4", wording="paraphrase")
    sealed = replace(missing, id="t5", protection="sealed")
    known = replace(first, statements=(*first.statements, sound, missing, free, sealed))
    (found,) = asked(known)
    assert (found.sheet, found.column, found.value) == ("statements", "quote", "taken by day")
    DocumentRow.objects.update(protection="sealed")
    assert not asked(replace(known, documents=()))
