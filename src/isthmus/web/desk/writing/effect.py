"""What a change moves, as a page shows it before it is made."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from isthmus.actions.desk.effects import Effect, IncidentLines

__all__ = ["EffectShown", "FigureChange"]

MOST_SHOWN = 30
FIGURES = {
    "incidents": gettext_lazy("Incidents"),
    "people": gettext_lazy("People"),
    "documented_minimum": gettext_lazy("Documented minimum"),
    "record_maximum": gettext_lazy("At most, by what is recorded"),
}


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure on k lines or more, before and after."""

    label: str
    k: int
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class EffectShown:
    """The figures that change, and the first incidents whose lines do; how many more there are."""

    figures: tuple[FigureChange, ...]
    incidents: tuple[IncidentLines, ...]
    more: int

    @classmethod
    def of(cls, effect: Effect) -> "EffectShown":
        """Return what is to be shown of an effect."""
        more = max(0, len(effect.incidents) - MOST_SHOWN)
        return cls(tuple(_figures(effect)), effect.incidents[:MOST_SHOWN], more)


def _figures(effect: Effect) -> Iterator[FigureChange]:
    for k, before in sorted(effect.before.items()):
        for name, label in FIGURES.items():
            was, will = getattr(before, name), getattr(effect.after[k], name)
            if was != will:
                yield FigureChange(str(label), k, was, will)
