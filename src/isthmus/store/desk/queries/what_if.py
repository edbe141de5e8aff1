"""What the lines and the count of the whole record are made of: read once, and again when a row of it changed.

Names are not read into it, but only whether there is one; what is supposed is written nowhere.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from isthmus.core.corroborate import Route, Voices, route_by
from isthmus.core.count import VictimClaims
from isthmus.core.names.nameless import names_nobody
from isthmus.core.register import Register
from isthmus.core.what_if import IncidentSupport, RecordSupport
from isthmus.store.desk.models import (
    SHEET_MODELS,
    Authorship,
    Incident,
    IncidentAct,
    Judgement,
    Mention,
    Source,
    Statement,
    Voice,
)
from isthmus.store.desk.queries.kept_by_log import KeptByLog
from isthmus.store.desk.queries.told_apart import (
    compared_now,
    judged_pairs_now,
    nested_now,
    taken_back,
    told_apart_now,
)
from isthmus.store.desk.queries.workbook import in_force, nothing_but, read

__all__ = ["record_support", "sources_now"]

AT_ONCE = 10_000


def record_support() -> RecordSupport:
    """Return it as the register is now."""
    return _SUPPORT.now()


def _read() -> RecordSupport:
    sources = sources_now()
    refs = dict(Source.objects.values_list("pk", "ref"))
    asserting = _asserting()
    routes = _routes(refs, sources.ourselves, asserting)
    lines: dict[str, int] = dict(Incident.objects.values_list("ref", "lines"))
    compared = compared_now()
    return RecordSupport(
        sources,
        dict(_incidents(lines, asserting, routes)),
        lines,
        judged_pairs_now(),
        nested_now(),
        told_apart_now(compared),
    )


def sources_now() -> Register:
    """Return a register with all sources and what is judged of them, and nothing else."""
    judged = set(Judgement.objects.in_force().filter(kind="source").values_list("pk", flat=True))
    return Register.of(in_force(read(nothing_but(sources=None, judgements=judged))))


def _asserting() -> dict[int, tuple[str, str, int]]:
    """Return the asserting statements in held documents by primary key: id, basis, document."""
    found = Statement.objects.filter(stance="asserts", document__held="yes").order_by()
    return {pk: row for pk, *row in found.values_list("pk", "ref", "basis", "document_id").iterator(AT_ONCE)}  # type: ignore[misc]


class _Routes:
    """The routes of asserting statements in held documents, and who speaks in them."""

    def __init__(self, routes: Mapping[int, Route], speakers: Mapping[int, tuple[str, ...]]) -> None:
        self.of = routes
        self.speakers = speakers


def _routes(
    refs: Mapping[int, str], ourselves: frozenset[str], asserting: Mapping[int, tuple[str, str, int]]
) -> _Routes:
    authors = _listed(
        refs, Authorship.objects.order_by("document", "position").values_list("document_id", "source_id")
    )
    voices = Voice.objects.order_by("statement", "part", "position")
    parts = {
        part: _listed(refs, voices.filter(part=part).values_list("statement_id", "source_id"))
        for part in ("speaker", "told_by", "via")
    }
    found = {
        pk: route_by(
            Voices(
                authors.get(document, ()),
                parts["via"].get(pk, ()),
                parts["speaker"][pk],
                parts["told_by"].get(pk, ()),
            ),
            basis,
            ourselves,
        )
        for pk, (_ref, basis, document) in asserting.items()
    }
    return _Routes(found, parts["speaker"])


def _listed(refs: Mapping[int, str], rows: "Iterable[tuple[int, int]]") -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    for owner, source in rows:
        found[owner] = (*found.get(owner, ()), refs[source])
    return found


def _incidents(
    incidents: Iterable[str], asserting: Mapping[int, tuple[str, str, int]], routes: _Routes
) -> Iterator[tuple[str, IncidentSupport]]:
    members: defaultdict[str, set[int]] = defaultdict(set)
    rows = IncidentAct.objects.order_by().values_list("incident__ref", "act__statement_id")
    for incident, statement in rows.iterator(AT_ONCE):
        if statement in asserting:
            members[incident].add(statement)
    back, claims = frozenset(taken_back()), _claims(asserting)
    for incident in incidents:
        inside = sorted(members.get(incident, ()), key=lambda pk: asserting[pk][0])
        counted = [pk for pk in inside if pk not in back]
        yield (
            incident,
            IncidentSupport(
                {asserting[pk][0]: routes.of[pk] for pk in counted},
                frozenset(speaker for pk in inside for speaker in routes.speakers[pk]),
                _victims(counted, claims.get(incident, {}), asserting),
            ),
        )


# What a statement says of victims: person, low, high, whether it names them.
type Claim = tuple[str, int, int | None, bool]


def _claims(asserting: Mapping[int, object]) -> dict[str, dict[int, list[Claim]]]:
    """Return what is said of victims, by incident and statement."""
    found: dict[str, dict[int, list[Claim]]] = {}
    rows = Mention.objects.filter(role="victim", act__of_incident__isnull=False).order_by()
    where = ("act__of_incident__incident__ref", "act__statement_id", "of_person__person__ref")
    for incident, statement, person, low, high, name in rows.values_list(
        *where, "low", "high", "name"
    ).iterator(AT_ONCE):
        if statement in asserting:
            claim = person, low, high, bool(name) and not names_nobody(name)
            found.setdefault(incident, {}).setdefault(statement, []).append(claim)
    return found


def _victims(
    counted: Iterable[int],
    claims: Mapping[int, Iterable[Claim]],
    asserting: Mapping[int, tuple[str, str, int]],
) -> dict[str, VictimClaims]:
    found: dict[str, VictimClaims] = {}
    for pk in counted:
        for person, low, high, named in claims.get(pk, ()):
            if person not in found:
                found[person] = VictimClaims()
            found[person].add(asserting[pk][0], low, high, named=named)
    return found


# Notes, kept filters, plans of estimates, runs of linking and what leaves are events, too, and change nothing here.
_SUPPORT = KeptByLog(_read, *(str(model._meta.model_name) for model in SHEET_MODELS.values()))
