"""One incident to be handed over: what bears on it, closed as an export closes it, as one file."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from uuid import UUID

from isthmus.actions.desk.custody import signed_head
from isthmus.actions.desk.export import NAMED_ROLES, record_named_export, workspace_tokens
from isthmus.core.count import MissedPairs, missed_sentences
from isthmus.core.custody.actors import Actor
from isthmus.core.dossier import Dossier, IncidentFigures, Words, dossier_of
from isthmus.core.messages import Message, MessageError, Say
from isthmus.core.names.occurrences import NameFinder
from isthmus.core.register import Register
from isthmus.core.register.description import crowd
from isthmus.core.workbook.closing import OutsideNames, Quotes, closed
from isthmus.core.workbook.tokens import NAMING
from isthmus.draw import draw_support_graph, draw_support_lanes, support_rows
from isthmus.files.dossier import DossierDrawings, DossierTerms, dossier_html, dossier_pdf, dossier_text
from isthmus.store.desk.models import Incident, Mention, PersonMention, Source
from isthmus.store.desk.queries.neighbourhood import acts_of, around

__all__ = ["FORMS", "HandedIncident", "IncidentUnknown", "hand_over"]

FORMS = ("pdf", "html")
# Beyond so many sources a drawing is for no page.
MOST_DRAWN = 100


class IncidentUnknown(MessageError):
    """No incident has an act of this id."""


@dataclass(frozen=True, slots=True)
class HandedIncident:
    """An incident as it may leave, on which terms, and what was closed and left open of it."""

    dossier: Dossier
    terms: DossierTerms

    def written(self, form: str, say: Say, *, language: str = "en", rtl: bool = False) -> bytes:
        """Return the file, in the words of `say`."""
        text, drawings = dossier_text(self.dossier, self.terms, say), _drawings(self.dossier, say, rtl=rtl)
        if form == "pdf":
            return dossier_pdf(text, drawings, at=self.terms.at, language=language, rtl=rtl)
        return dossier_html(text, drawings, language=language, rtl=rtl)


def hand_over(
    incident: str | UUID,
    *,
    form: str,
    names: bool = False,
    purpose: str = "",
    quotes: Quotes = Quotes.CLOSE_ALL,
    actor: Actor,
    at: datetime | None = None,
) -> HandedIncident:
    """Return the incident of an act, by the act's id or number, as it may leave.

    With `names`, who asks has proven the workspace's passphrase again; that it happened is logged with its purpose.
    Raises `IncidentUnknown` and `PurposeMissing`.
    """
    at = at or datetime.now(UTC)
    found = _incident(incident)
    dossier = _dossier(found, names=names, quotes=quotes)
    if names:
        record_named_export(form, purpose.strip(), actor, at)
    # Read after the event: the head says that the names left.
    terms = DossierTerms(at, signed_head(), names, purpose.strip(), Quotes.LEAVE if names else quotes)
    return HandedIncident(dossier, terms)


def _incident(act: str | UUID) -> Incident:
    by = {"members__act__uid": act} if isinstance(act, UUID) else {"members__act__ref": act}
    found = Incident.objects.filter(**by).first()
    if found is None:
        raise IncidentUnknown(Message("dossier.no_incident"))
    return found


def _dossier(row: Incident, *, names: bool, quotes: Quotes) -> Dossier:
    workbook = around(acts_of({row.pk}))
    concerned = _concerned_persons()
    named = Mention.objects.filter(ref__in=[each.id for each in workbook.mentions])
    leaving = closed(
        workbook,
        workspace_tokens(),
        named=set(named.filter(of_person__person__in=concerned).values_list("ref", flat=True)),
        names=names,
        quotes=Quotes.LEAVE if names else quotes,
        outside=OutsideNames() if names else _outside(concerned),
    )
    register = Register.of(leaving.workbook)
    missed = MissedPairs(row.rests_on_runs, row.missed_pairs, row.at_least_less_missed)
    figures = IncidentFigures(crowd(row.at_least, row.named), missed_sentences(missed))
    [incident] = (
        register.incidents
    )  # the part holds the acts of one incident, and the judgements that tie them
    return dossier_of(register, incident, figures)


def _concerned_persons() -> Collection[int]:
    """Return everybody who is a victim or a witness in any mention."""
    found = PersonMention.objects.filter(mention__role__in=NAMED_ROLES)
    return found.order_by().values_list("person", flat=True).distinct()


def _outside(concerned: Collection[int]) -> OutsideNames:
    """Return what an export of the whole register would close texts for."""
    mentions = Mention.objects.filter(of_person__person__in=concerned).exclude(speaker=None)
    speakers = frozenset(mentions.order_by().values_list("speaker__ref", flat=True))
    return OutsideNames(speakers, _finder(signed_head()))


@lru_cache(maxsize=1)
def _finder(head: str) -> NameFinder:  # noqa: ARG001  the head says of which state; preparing 5,000 names takes 2 s
    """Return what finds every name that an export without names closes."""
    concerned = _concerned_persons()
    mentions = Mention.objects.filter(of_person__person__in=concerned)
    speakers = mentions.exclude(speaker=None).order_by().values("speaker")
    marked = ("confidential", "sealed")
    mentions = mentions | Mention.objects.filter(protection__in=marked)
    cells = [each for row in mentions.values_list(*NAMING).iterator() for each in row]
    sources = Source.objects.filter(pk__in=speakers) | Source.objects.filter(protection__in=marked)
    cells += sources.values_list("name", flat=True).iterator()
    return NameFinder(filter(None, cells))


def _drawings(dossier: Dossier, say: Say, *, rtl: bool) -> DossierDrawings:
    graph, kinds = dossier.graph, dossier.kinds
    labels = {ref: _said(words, say) for ref, words in dossier.labels.items()}
    rows = support_rows(graph, labels, kinds=kinds, say=say)
    heads = (say(Message(f"dossier.table.{each}")) for each in ("source", "knows_from", "documents"))
    across = ""
    if len(graph.nodes) <= MOST_DRAWN:
        across = draw_support_graph(graph, labels, kinds=kinds, rtl=rtl, say=say)
    down = draw_support_lanes(graph, labels, kinds=kinds, rtl=rtl, say=say)
    missing = [[say(Message("dossier.table.missing", title=each)) for each in row.missing] for row in rows]
    table = [
        (
            " · ".join((row.name, *row.marks)),
            "; ".join((*row.knows_from, *row.knows_from_missing)),
            "; ".join((*row.held, *not_held)),
        )
        for row, not_held in zip(rows, missing, strict=True)
    ]
    return DossierDrawings(across, down, (tuple(heads), *table))


def _said(words: Words, say: Say) -> str:
    return say(words) if isinstance(words, Message) else words
