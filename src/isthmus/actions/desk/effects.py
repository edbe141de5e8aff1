"""What a change of the register would move: it is tried, looked at, and rolled back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db import transaction

from isthmus.core.count import Figures
from isthmus.store.desk.models import Incident
from isthmus.store.desk.queries.counts import register_figures

__all__ = ["COMPARED", "Effect", "IncidentLines", "effect_of", "no_effect"]

# The figures that a page compares before and after: those that are quoted.
COMPARED = ("incidents", "people", "documented_minimum", "record_maximum")


@dataclass(frozen=True, slots=True)
class IncidentLines:
    """An incident whose lines change; None where it is not there before, or after."""

    ref: str
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class Effect:
    """The figures by the number of lines before and after, and the incidents whose lines change."""

    before: Mapping[int, Figures]
    after: Mapping[int, Figures]
    incidents: tuple[IncidentLines, ...] = ()

    @property
    def moves(self) -> bool:
        """Return whether a line or a figure that is quoted changes."""
        return bool(self.incidents) or any(
            getattr(figures, name) != getattr(self.after[k], name)
            for k, figures in self.before.items()
            for name in COMPARED
        )


def no_effect() -> Effect:
    """Return the figures as they are."""
    figures = register_figures()
    return Effect(figures, figures)


def effect_of(work: Callable[[], object]) -> Effect:
    """Return what a piece of work moves, which is done in a transaction and taken back; raises what it raises."""
    before, lines = register_figures(), _lines()
    with transaction.atomic():
        work()
        after, lines_after = register_figures(), _lines()
        transaction.set_rollback(True)
    found = [IncidentLines(ref, lines.get(ref), lines_after.get(ref)) for ref in {*lines, *lines_after}]
    changed = (each for each in found if each.before != each.after)
    return Effect(before, after, tuple(sorted(changed, key=lambda each: each.ref)))


def _lines() -> dict[str, int]:
    return dict(Incident.objects.values_list("ref", "lines"))
