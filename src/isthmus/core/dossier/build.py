"""A dossier of the one incident that a part of a register holds, which may be closed already."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from isthmus.core.corroborate import (
    DenialLines,
    IncidentLines,
    corroborate_incident,
    denial,
    further_reason,
    lines_if_one,
    support_graph,
    support_reason,
)
from isthmus.core.dossier.labels import DossierLabels, with_document_keys
from isthmus.core.dossier.parts import DossierParts
from isthmus.core.dossier.values import Dossier, DossierStatement
from isthmus.core.messages import Message
from isthmus.core.register import Register

__all__ = ["IncidentFigures", "dossier_of"]


@dataclass(frozen=True, slots=True)
class IncidentFigures:
    """What a workspace knows of an incident beside its rows: how many people, and what a link run may have missed."""

    people: Message
    missed: tuple[Message, ...] = ()


def dossier_of(register: Register, incident: str, figures: IncidentFigures) -> Dossier:
    """Return the dossier of an incident. Raises KeyError where the register has none of this id."""
    lines = corroborate_incident(register, incident)
    labels = DossierLabels(register)
    parts = DossierParts(register, lines, labels)
    shown = parts.statements()
    asserting = tuple(each for each in shown if parts.stance(each) == "asserts")
    graph = with_document_keys(support_graph(register, incident))
    return Dossier(
        type=labels.term("type", lines.type),
        people=figures.people,
        dates=tuple(sorted({act.date for act in parts.acts if act.date})),
        places=tuple(dict.fromkeys(labels.place(act.place) for act in parts.acts if act.place)),
        lines=Message("corroborate.lines", n=lines.support.lines),
        reason=tuple(_reason(lines, labels, asserted=bool(asserting))),
        graph=graph,
        labels=labels.of_graph(graph),
        kinds=register.kinds,
        asserting=asserting,
        suspecting=tuple(each for each in shown if parts.stance(each) == "suspects"),
        against=tuple(each for each in shown if parts.stance(each) not in ("asserts", "suspects")),
        denials=tuple(_denial(each, labels) for each in lines.denials),
        judgements=tuple(parts.judgements()),
        not_said=tuple(_not_said(register, lines, labels, figures, shown)),
        closed=tuple(labels.closed),
    )


def _reason(lines: IncidentLines, labels: DossierLabels, *, asserted: bool) -> Iterator[Message]:
    """Yield what the lines rest on, what limits them, and what would make them more."""
    yield from support_reason(
        lines.support,
        asserted=asserted,
        suspected=bool(lines.suspected),
        circular=lines.circular,
        label=labels.source,
    )
    yield from further_reason(
        lines.support.lines,
        at_most=lines.lines_at_most,
        if_distinct=lines.lines_if_distinct,
        circular=lines.circular,
        would_strengthen=lines.would_strengthen,
        label=labels.source,
    )


def _denial(found: DenialLines, labels: DossierLabels) -> tuple[Message, ...]:
    """Return what is denied and on what that rests; that a ground is denied goes as what is closed."""
    first, *rest = denial(found, label=labels.source)
    return (Message("dossier.denied") if found.denies in ("ground", "closed") else first, *rest)


def _not_said(
    register: Register,
    lines: IncidentLines,
    labels: DossierLabels,
    figures: IncidentFigures,
    shown: Iterable[DossierStatement],
) -> Iterator[Message]:
    """Yield what the figures do not say, in the order of what is asked first."""
    yield Message("dossier.not_said.lines")
    yield Message("dossier.not_said.least")
    yield from figures.missed
    if lines.denials:
        yield Message("corroborate.denial_beside")
    if lines.suspected:
        yield Message("dossier.not_said.suspected")
    if any(not each.document.held for each in shown):
        yield Message("dossier.not_said.not_held")
    if lines.both_ways:
        yield Message("corroborate.both_ways", sources=tuple(map(labels.source, lines.both_ways)))
    for fewer in lines_if_one(register, lines.id, lines.support.lines):
        yield Message(
            "corroborate.if_one", lines=fewer.lines, sources=tuple(map(labels.source, fewer.sources))
        )
    yield Message("corroborate.approximation")
    yield Message("dossier.not_said.grounds")
