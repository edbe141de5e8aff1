"""The page of one person, group or unit: how statements mention it, and its part in what was done. Never a ground."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from isthmus.core.dates import Bounds
from isthmus.core.workbook.tokens import stated
from isthmus.store.desk.models import Mention, Person, PersonPart, Source, Status
from isthmus.store.desk.queries.withdrawn import but_withdrawn
from isthmus.web.desk.reading import judgements
from isthmus.web.desk.reading.dates import ShownDate, shown_date, shown_dates
from isthmus.web.desk.reading.incidents import who_of
from isthmus.web.desk.reading.judgements import JudgementShown
from isthmus.web.desk.reading.stated import (
    OwnCell,
    StatedCell,
    as_said,
    open_or_token,
    own_of,
    sealed_cells,
    stated_cells,
)
from isthmus.web.desk.reading.statements import ROLES
from isthmus.web.desk.reading.words import Labels, described

__all__ = ["MentionedAs", "PersonPage", "PlayedPart", "WhatBecame", "person", "person_page"]

MOST_MENTIONS = 200
STATUSES = {
    "held": _("held"),
    "released": _("released"),
    "found_dead": _("found dead"),
    "fled": _("fled"),
    "missing": _("missing"),
    "convicted": _("convicted"),
    "other": _("other"),
}


@dataclass(frozen=True, slots=True)
class MentionedAs:
    """One statement's mention."""

    row: Mention
    role: str
    words: str
    born: ShownDate

    @property
    def as_said(self) -> str:
        """Return how many they are in the words of the source."""
        return as_said(self.row)

    @property
    def own(self) -> list[OwnCell]:
        """Return what stands in the author's own columns."""
        return own_of(self.row)

    @property
    def suspected(self) -> bool:
        """Return whether the statement only suspects what was done."""
        return self.row.act.statement.stance == "suspects"

    @property
    def stated(self) -> list[StatedCell]:
        """Return what else is stated of it."""
        return stated_cells(self.row)

    @property
    def name(self) -> str:
        """Return the name; of one that is sealed its token, or nothing."""
        return open_or_token(self.row, self.row.name)

    @property
    def other_names(self) -> str:
        """Return the other names, likewise."""
        return open_or_token(self.row, self.row.other_names)

    @property
    def sealed(self) -> list[StatedCell]:
        """Return what a keeper who looks sees beside names and birth."""
        return sealed_cells(self.row, ("sex", "age", "occupation"))

    @property
    def single(self) -> bool:
        """Return whether the name is one person's."""
        return self.row.high == 1 and self.row.kind != "unit"


@dataclass(frozen=True, slots=True)
class PlayedPart:
    """The part in one incident."""

    row: PersonPart
    role: str
    incident: str
    who: str
    when: ShownDate
    rests_on: Sequence[Source]


@dataclass(frozen=True, slots=True)
class WhatBecame:
    """What became of the person, as one statement says."""

    row: Status
    words: str
    when: ShownDate


@dataclass(frozen=True, slots=True)
class PersonPage:
    """Everything that the page shows."""

    row: Person
    words: str
    mentions: Sequence[MentionedAs]
    total: int
    parts: Sequence[PlayedPart]
    statuses: Sequence[WhatBecame]
    judgements: Sequence[JudgementShown]

    @property
    def states_birth(self) -> bool:
        """Return whether any of the mentions says when they were born."""
        return any(each.born.written for each in self.mentions)

    @property
    def states_home(self) -> bool:
        """Return whether any of the mentions says where they live."""
        return any(each.row.home_id for each in self.mentions)

    @property
    def named(self) -> bool:
        """Return whether it goes by a name that is not sealed."""
        return bool(stated(self.row.name))


@require_safe
def person(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show one person, by the uid of any of its mentions."""
    mention = get_object_or_404(
        Mention.objects.select_related("of_person__person"), uid=uid, of_person__isnull=False
    )
    return render(request, "desk/person.html", {"page": person_page(mention.of_person.person)})


def person_page(row: Person) -> PersonPage:
    """Read everything that the page of one person shows."""
    found = mentions_of(row)
    mentions = [mentioned(each) for each in found[:MOST_MENTIONS]]
    pks = [each.row.pk for each in mentions]
    return PersonPage(
        row=row,
        words=max((each.words for each in mentions), key=len, default=""),
        mentions=mentions,
        total=found.count(),
        parts=parts(row),
        statuses=[became(each) for each in statuses_of(pks)],
        judgements=judgements.on_mentions(pks),
    )


def mentions_of(row: Person) -> QuerySet[Mention]:
    """Return its mentions, in the order of their ids."""
    found = Mention.objects.filter(of_person__person=row)
    return found.select_related("home", "within__of_person", "act__statement__document").order_by("ref")


def mentioned(mention: Mention) -> MentionedAs:
    """Return one mention with its words."""
    return MentionedAs(mention, str(ROLES[mention.role]), described(mention), shown_date(mention.born))


def parts(row: Person) -> list[PlayedPart]:
    """Return its parts, best supported first."""
    labels = Labels.load()
    found = PersonPart.objects.filter(person=row).select_related("incident")
    rows = list(
        found.prefetch_related(Prefetch("incident__members__act")).order_by(
            "-lines", "incident__ref", "role"
        )[:MOST_MENTIONS]
    )
    refs = sorted({ref for part in rows for ref in part.rests_on})
    sources = Source.objects.in_bulk(refs, field_name="ref")
    who = who_of([part.incident for part in rows])
    return [
        played(part, labels, who[part.incident_id], [sources[ref] for ref in part.rests_on if ref in sources])
        for part in rows
    ]


def played(part: PersonPart, labels: Labels, who: str, rests_on: Sequence[Source]) -> PlayedPart:
    """Return one part with its words: what was done and when, never why."""
    incident = part.incident
    written = [member.act.date for member in incident.members.all()]
    when = shown_dates(written, Bounds(incident.earliest, incident.latest))
    return PlayedPart(part, str(ROLES[part.role]), labels.of("type", incident.type), who, when, rests_on)


def statuses_of(mentions: Sequence[int]) -> QuerySet[Status]:
    """Return what statements say became of the person, by date."""
    found = Status.objects.filter(mention__in=mentions).select_related("statement__document")
    return but_withdrawn(found, "statement").order_by("date_earliest", "ref")


def became(status: Status) -> WhatBecame:
    """Return one status with its words."""
    return WhatBecame(status, str(STATUSES.get(status.status, status.status)), shown_date(status.date))
