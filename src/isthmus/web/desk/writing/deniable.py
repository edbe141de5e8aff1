"""What a denial of a draft may contest, as the form offers it: statements of the draft, incidents found, or a kind."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from isthmus.actions.desk.coding.draft import (
    ALONE,
    GENERAL,
    OF_INCIDENT,
    OF_STATEMENT,
    DraftBody,
    DraftStatement,
)
from isthmus.store.desk.models import Incident
from isthmus.store.desk.queries.search import statements_found
from isthmus.web.desk.language import renderer
from isthmus.web.desk.reading.incidents import IncidentRow, incident_rows
from isthmus.web.desk.reading.words import Labels, short
from isthmus.web.desk.writing.statement_line import in_a_line

__all__ = ["deniable"]

MOST_FOUND = 12
# As many as can be looked through: the last ones before it, and those that follow.
MOST_STATEMENTS = 40
LONGEST = 90


def deniable(body: DraftBody, statement: DraftStatement) -> Mapping[str, str]:
    """Return, by what the draft keeps, what this statement may deny: in words, and never by anybody's name."""
    labels = Labels.load()
    found = dict(_statements(body, statement, labels))
    if statement.stance == "denies":
        found |= _incidents(statement, labels)
    found |= {
        GENERAL: _("Everything of a kind, in a place and time: said below"),
        ALONE: _("Something that nobody else speaks of: described below"),
    }
    if statement.contests and statement.contests not in found:
        found[statement.contests] = _("something that is no longer there")
    return found


def _statements(body: DraftBody, statement: DraftStatement, labels: Labels) -> Iterator[tuple[str, str]]:
    at = body.index_of(statement.key)
    at = len(body.statements) if at is None else at
    near = range(at - MOST_STATEMENTS, at + MOST_STATEMENTS + 1)
    for number, each in enumerate(body.statements, start=1):
        is_chosen = statement.contests == OF_STATEMENT + each.key
        if each.can_be_denied and each.key != statement.key and (number - 1 in near or is_chosen):
            what = {"number": number, "words": short(in_a_line(each, labels), LONGEST)}
            yield OF_STATEMENT + each.key, _("Statement %(number)d: %(words)s") % what


def _incidents(statement: DraftStatement, labels: Labels) -> Mapping[str, str]:
    """Return the incidents that were looked for, most lines first, and the one chosen before."""
    chosen = (
        statement.contests.removeprefix(OF_INCIDENT) if statement.contests.startswith(OF_INCIDENT) else ""
    )
    before = list(Incident.objects.filter(members__act__ref=chosen)) if chosen else []
    after = [each for each in _looked_for(statement.contests_words) if each not in before]
    # The incident of the act that was chosen may be called by another act by now.
    ids = [*(chosen for _each in before), *(each.ref for each in after)]
    shown = incident_rows([*before, *after], labels)
    return {OF_INCIDENT + ref: _words(each) for ref, each in zip(ids, shown, strict=True)}


def _looked_for(words: str) -> list[Incident]:
    if not words.strip():
        return []
    within = Incident.objects.filter(members__act__statement__in=statements_found(words))
    found = Incident.objects.filter(pk__in=within.values("pk")) | Incident.objects.filter(ref=words.strip())
    return list(found.order_by("-lines", "earliest", "ref")[:MOST_FOUND])


def _words(incident: IncidentRow) -> str:
    """Return an incident in a line: what, to whom, where, when, on how many lines."""
    where = renderer().listed(list(incident.row.places))
    when = "" if not incident.row.written else incident.when.words
    parts = (incident.type, incident.who, where, when)
    return ", ".join(part for part in parts if part)
