"""What a change moves, as a page shows it: before it is made, or after."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from isthmus.actions.desk.effects import Effect, IncidentLines
from isthmus.actions.desk.import_workbook import log_size
from isthmus.store.desk.models import Act
from isthmus.web.desk.language import renderer
from isthmus.web.desk.writing.pair_sides import act_words

__all__ = ["EffectShown", "FigureChange", "IncidentChange", "effect_unseen", "seen_mark"]

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
class IncidentChange:
    """An incident whose lines change, with what was done in words; `within`: the incident that holds its acts now."""

    ref: str
    words: str
    uid: UUID | None
    before: int | None
    after: int | None
    within: str = ""


@dataclass(frozen=True, slots=True)
class EffectShown:
    """The figures that change, and the first incidents whose lines do; how many more there are.

    `counted`: whether the figures of the whole register were compared; a large one is counted beside the page.
    """

    figures: tuple[FigureChange, ...]
    incidents: tuple[IncidentChange, ...]
    more: int
    counted: bool = True

    @classmethod
    def of(cls, effect: Effect) -> "EffectShown":
        """Return what is to be shown of an effect."""
        more = max(0, len(effect.incidents) - MOST_SHOWN)
        shown = _in_words(effect.incidents[:MOST_SHOWN])
        return cls(tuple(_figures(effect)), tuple(shown), more, effect.counted)

    @property
    def sentence(self) -> str:
        """Return the figures that change in words, figure by figure; nothing where none does."""
        return " ".join(
            _("%(figure)s: %(moved)s.") % {"figure": label, "moved": ", ".join(map(_moved, changes))}
            for label, changes in groupby(self.figures, key=lambda each: each.label)
        )


def _moved(change: FigureChange) -> str:
    return _("%(before)s → %(after)s on %(k)d or more lines") % {
        "before": _figure(change.before),
        "after": _figure(change.after),
        "k": change.k,
    }


def _figure(value: int | None) -> str:
    return _("no limit") if value is None else renderer().value(value)


def _figures(effect: Effect) -> Iterator[FigureChange]:
    for name, label in FIGURES.items():
        for k, before in sorted(effect.before.items()):
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


def _in_words(changed: Sequence[IncidentLines]) -> Iterator[IncidentChange]:
    """Yield incidents with what was done, where and when, of their first act."""
    acts = Act.objects.filter(ref__in=[each.ref for each in changed])
    first = {act.ref: act for act in acts.select_related("place", "of_incident__incident")}
    for each in changed:
        act = first.get(each.ref)
        yield IncidentChange(
            each.ref,
            act_words(act) if act else "",
            act.uid if act and hasattr(act, "of_incident") else None,
            each.before,
            each.after,
            _within(act, each.ref),
        )


def _within(act: Act | None, ref: str) -> str:
    """Return the incident that an act stands in by now, where that is another one."""
    member = getattr(act, "of_incident", None)
    return member.incident.ref if member and member.incident.ref != ref else ""
