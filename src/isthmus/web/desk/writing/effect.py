"""What a change moves, as a page shows it before it is made."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from django.utils.translation import gettext_lazy

from isthmus.actions.desk.effects import Effect, IncidentLines
from isthmus.actions.desk.import_workbook import log_size

__all__ = ["EffectShown", "FigureChange", "effect_unseen", "seen_mark"]

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


def seen_mark(effect: Effect) -> str:
    """Return what a form sends back of an effect that was seen: the register's state then, and a digest of it."""
    return f"{log_size()}:{_digest(effect)}"


def effect_unseen(posted: str, effect: Callable[[], Effect]) -> Effect | None:
    """Return the effect that is to be looked at before it is made; None where it was seen, or nothing moves.

    `posted`: the mark of what was seen, if anything was. Where the register has moved meanwhile and the effect is the
    same, it counts as seen: a file that was chosen need not be chosen again.
    """
    size, _, digest = posted.partition(":")
    if digest and size == str(log_size()):
        return None
    found = effect()
    return found if found.moves and _digest(found) != digest else None


def _digest(effect: Effect) -> str:
    shown = [(each.label, each.k, each.before, each.after) for each in _figures(effect)]
    told = repr((shown, [(each.ref, each.before, each.after) for each in effect.incidents]))
    return sha256(told.encode()).hexdigest()[:16]
