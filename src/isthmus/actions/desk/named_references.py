"""Changes of cells that refer to sources and places, as the names of these: an id tells nobody who it is."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import batched

from django.db.models import QuerySet

from isthmus.actions.desk.import_workbook import FieldChange, ImportPlan
from isthmus.core.workbook.schema import SHEETS
from isthmus.store.desk.models import Place, Source

__all__ = ["changes_in_names"]

_AT_ONCE = 500
_REFERRING = {
    (sheet.name, column.name): column.to
    for sheet in SHEETS
    for column in sheet.columns
    if column.type in ("ref", "refs") and column.to in ("sources", "places")
}


def changes_in_names(changes: Sequence[FieldChange], plan: ImportPlan) -> Iterator[FieldChange]:
    """Yield changes with the names of what their cells refer to; what is sealed keeps its id."""
    names = _names(changes, plan)
    for each in changes:
        to = _REFERRING.get((each.sheet, each.column))
        if to is None:
            yield each
        else:
            yield replace(each, before=_named(names, to, each.before), after=_named(names, to, each.after))


def _named(names: dict[tuple[str, str], str], to: str, cell: str) -> str:
    return "; ".join(names.get((to, ref), ref) for ref in _refs(cell))


def _refs(cell: str) -> list[str]:
    return [ref for each in cell.split(";") if (ref := each.strip())]


def _names(changes: Sequence[FieldChange], plan: ImportPlan) -> dict[tuple[str, str], str]:
    """Return the names of the sources and places that changes refer to, by sheet and id."""
    asked: dict[str, set[str]] = {"sources": set(), "places": set()}
    for each in changes:
        if to := _REFERRING.get((each.sheet, each.column)):
            asked[to].update(_refs(each.before), _refs(each.after))
    open_sources = Source.objects.exclude(protection="sealed")
    here: dict[str, QuerySet[Source] | QuerySet[Place]] = {
        "sources": open_sources,
        "places": Place.objects.all(),
    }
    found = {
        (sheet, ref): name
        for sheet, refs in asked.items()
        for some in batched(sorted(refs), _AT_ONCE)
        for ref, name in here[sheet].filter(ref__in=some).values_list("ref", "name")
    }
    new_sources = (each for each in plan.new.sources if each.protection != "sealed")
    found |= {("sources", each.id): each.name for each in new_sources}
    return found | {("places", each.id): each.name for each in plan.new.places}
