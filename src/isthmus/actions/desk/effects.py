"""What a change of the register moves: measured as it is made, or tried, looked at, and rolled back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db import transaction

from isthmus.core.count import Figures
from isthmus.store.desk.models import Incident
from isthmus.store.desk.queries.counts import register_figures, takes_long
from isthmus.store.desk.queries.record import RecordFilter

__all__ = ["COMPARED", "Effect", "FiguresAndLines", "IncidentLines", "effect_of", "no_effect"]

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

    @property
    def counted(self) -> bool:
        """Return whether the figures of the whole register were compared, too."""
        return bool(self.before and self.after)


@dataclass(frozen=True, slots=True)
class FiguresAndLines:
    """The figures of the register and the lines of each incident at one moment; no figures where that takes long."""

    figures: Mapping[int, Figures]
    lines: Mapping[str, int]

    @classmethod
    def now(cls) -> "FiguresAndLines":
        """Return what stands, with all figures."""
        return cls(register_figures(), _lines())

    @classmethod
    def at_once(cls) -> "FiguresAndLines":
        """Return what stands; in a register that is counted beside the page, without the figures."""
        return cls({} if takes_long(RecordFilter()) else register_figures(), _lines())

    def moved_to(self, later: "FiguresAndLines") -> Effect:
        """Return what changed from this moment to a later one."""
        refs = {*self.lines, *later.lines}
        found = (IncidentLines(ref, self.lines.get(ref), later.lines.get(ref)) for ref in refs)
        changed = (each for each in found if each.before != each.after)
        return Effect(self.figures, later.figures, tuple(sorted(changed, key=lambda each: each.ref)))


def no_effect() -> Effect:
    """Return the figures as they are."""
    figures = register_figures()
    return Effect(figures, figures)


def effect_of(work: Callable[[], object]) -> Effect:
    """Return what a piece of work moves, which is done in a transaction and taken back; raises what it raises."""
    before = FiguresAndLines.now()
    with transaction.atomic():
        work()
        after = FiguresAndLines.now()
        transaction.set_rollback(True)
    return before.moved_to(after)


def _lines() -> dict[str, int]:
    return dict(Incident.objects.values_list("ref", "lines"))
