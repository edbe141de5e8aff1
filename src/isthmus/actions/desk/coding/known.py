"""The rows of the register that a draft refers to, as much of each as the workbook's rules look at."""

from collections.abc import Iterable

from isthmus.actions.desk.coding.references import named
from isthmus.actions.desk.coding.tables import Cells, CodedRows
from isthmus.core.workbook.schema import SHEETS
from isthmus.store.desk.models import Document, Place, Source, Statement, Term

__all__ = ["known_tables"]

# The id and the name of a row that stands for others; a register may have none that is called so.
STAND_IN = "-"


def known_tables(new: CodedRows) -> dict[str, list[Cells]]:
    """Sources, places, the document, statements taken back and the organisation's own terms, by sheet."""
    sources = _sources(_referred(new, "sources"))
    places = _places(_referred(new, "places"))
    retracted = _referred(new, "statements")
    documents, statements = _statements(retracted)
    documents += _documents(_referred(new, "documents"))
    if documents:
        sources.append({"id": STAND_IN, "name": STAND_IN, "kind": "outlet"})
    tables = {"sources": sources, "places": places, "documents": documents, "statements": statements}
    return {**tables, "vocabulary": _terms()}


def _referred(new: CodedRows, to: str) -> set[str]:
    """Return the ids of a sheet that the new rows name, and that are not of new rows themselves."""
    columns = [column for sheet in SHEETS for column in sheet.columns if column.to == to]
    cells = (row.get(column.name, "") for column in columns for row in new.rows.get(column.sheet, ()))
    referred = {ref for cell in cells for ref in named(cell)}
    return referred - {row["id"] for row in new.rows.get(to, ())}


def _sources(refs: Iterable[str]) -> list[Cells]:
    found = Source.objects.filter(ref__in=refs).values_list("ref", "name", "kind")
    return [{"id": ref, "name": name, "kind": kind} for ref, name, kind in found]


def _places(refs: Iterable[str]) -> list[Cells]:
    found = Place.objects.filter(ref__in=refs).values_list("ref", "name")
    return [{"id": ref, "name": name} for ref, name in found]


def _documents(refs: Iterable[str]) -> list[Cells]:
    """Return documents of the register, by a source that stands for their authors: only their being there is asked."""
    found = Document.objects.filter(ref__in=refs).values_list("ref", flat=True)
    return [{"id": ref, "title": STAND_IN, "author": STAND_IN, "held": "no"} for ref in found]


def _statements(refs: Iterable[str]) -> tuple[list[Cells], list[Cells]]:
    """Return statements that are taken back, in a document that stands for theirs: only their being there is asked."""
    found = list(Statement.objects.filter(ref__in=refs).values_list("ref", flat=True))
    known = {"document": STAND_IN, "speaker": STAND_IN, "basis": "unknown", "stance": "asserts"}
    documents = [{"id": STAND_IN, "title": STAND_IN, "author": STAND_IN, "held": "no"}] if found else []
    return documents, [{"id": ref, **known} for ref in found]


def _terms() -> list[Cells]:
    found = Term.objects.values_list("list", "code", "label")
    return [{"list": held_in, "code": code, "label": label} for held_in, code, label in found]
