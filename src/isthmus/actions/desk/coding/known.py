"""The rows of the register that a draft refers to, as much of each as the workbook's rules look at."""

from collections.abc import Iterable

from isthmus.actions.desk.coding.references import named
from isthmus.actions.desk.coding.tables import Cells, CodedRows
from isthmus.core.workbook.schema import SHEETS
from isthmus.store.desk.models import Place, Source, Statement, Term

__all__ = ["known_tables"]


def known_tables(new: CodedRows) -> dict[str, list[Cells]]:
    """Sources, places, statements taken back and the organisation's own terms, by sheet."""
    sources = _sources(_referred(new, "sources"))
    places = _places(_referred(new, "places"))
    retracted = _referred(new, "statements")
    documents, statements = _statements(
        retracted, [row["id"] for row in [*sources, *new.rows.get("sources", ())]]
    )
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


def _statements(refs: Iterable[str], sources: list[str]) -> tuple[list[Cells], list[Cells]]:
    """Statements that are taken back, in a document that stands for theirs: only their being there is asked."""
    found = list(Statement.objects.filter(ref__in=refs).values_list("ref", "stance"))
    if not found or not sources:
        return [], []
    known = {"document": "-", "speaker": sources[0], "basis": "unknown"}
    documents = [{"id": "-", "title": "-", "author": sources[0], "held": "no"}]
    return documents, [{"id": ref, "stance": "asserts", **known} for ref, _stance in found]


def _terms() -> list[Cells]:
    found = Term.objects.values_list("list", "code", "label")
    return [{"list": held_in, "code": code, "label": label} for held_in, code, label in found]
