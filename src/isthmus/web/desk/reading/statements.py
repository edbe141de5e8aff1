"""Statements as pages show them: the words, who says them, how they know, and through whom we have them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from django.db.models import Count, OuterRef, Prefetch, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from isthmus.core.messages import Message
from isthmus.store.desk.models import Act, Document, ListRow, Mention, Source, Statement, Voice
from isthmus.store.desk.queries.document_texts import quotes_not_found
from isthmus.web.desk.reading.dates import ShownDate, shown_date
from isthmus.web.desk.reading.stated import (
    OwnCell,
    StatedCell,
    as_said,
    open_or_token,
    own_of,
    stated_cells,
)
from isthmus.web.desk.reading.words import Labels, described

__all__ = ["ActShown", "MentionShown", "StatementShown", "said", "with_everything"]

# So many people of one act stand with its statement; a list of the dead names thousands in one.
MOST_PEOPLE = 50

ROLES = {
    "victim": _("victim"),
    "perpetrator": _("perpetrator"),
    "ordered": _("who ordered it"),
    "witness": _("witness"),
}


@dataclass(frozen=True, slots=True)
class MentionShown:
    """One mention: its name, if it has one, who it is said to be, and what else is stated of it."""

    row: Mention
    role: str
    words: str
    stated: Sequence[StatedCell]

    @property
    def name(self) -> str:
        """Return the name; of one that is sealed its token, or nothing."""
        return open_or_token(self.row, self.row.name)

    @property
    def as_said(self) -> str:
        """Return how many they are in the words of the source."""
        return as_said(self.row)

    @property
    def single(self) -> bool:
        """Return whether the name is one person's."""
        return self.row.high == 1 and self.row.kind != "unit"


def _alike(mention: MentionShown) -> tuple[object, ...]:
    """Return what two mentions have in common that are shown as one, with their number."""
    return mention.role, mention.words, mention.name or None, mention.as_said, mention.stated


@dataclass(frozen=True, slots=True)
class ActShown:
    """What was done, as one statement describes it; `more`: how many mentions are not shown."""

    row: Act
    type: str
    ground: str
    method: str
    outcome: str
    when: ShownDate
    mentions: Sequence[MentionShown]
    more: int = 0

    @property
    def people(self) -> list[tuple[MentionShown, int]]:
        """Return who is mentioned; nameless ones described alike come once, with their number."""
        alike = groupby(self.mentions, _alike)
        return [(some[0], len(some)) for some in (list(group) for _key, group in alike)]


@dataclass(frozen=True, slots=True)
class StatementShown:
    """One statement with everything that a page says of it."""

    row: Statement
    document: Document
    authors: Sequence[Source]
    speakers: Sequence[Source]
    told_by: Sequence[Source]
    via: Sequence[Source]
    acts: Sequence[ActShown]
    said: ShownDate
    quote_not_found: bool = False

    @property
    def stance(self) -> Message:
        """Return who asserts, denies or takes back what, with sources by their ids."""
        speakers = tuple(each.ref for each in self.speakers)
        if self.row.stance == "denies":
            return Message(f"statement.denies.{self.row.denies or 'occurrence'}", speakers=speakers)
        return Message(f"statement.{self.row.stance}", speakers=speakers)

    @property
    def basis(self) -> Message:
        """Return how the speakers know, with sources by their ids."""
        if self.row.basis in ("first_hand", "record"):
            return Message(f"statement.basis.{self.row.basis}")
        if self.told_by:
            return Message("statement.basis.told_by", sources=tuple(each.ref for each in self.told_by))
        return Message("statement.basis.told" if self.row.basis == "told" else "statement.basis.unknown")

    @property
    def unclear(self) -> bool:
        """Return whether it is not said how the speakers know."""
        return self.row.basis not in ("first_hand", "record") and not self.told_by

    @property
    def own(self) -> list[OwnCell]:
        """Return what stands in the author's own columns: of the statement, its acts, their people."""
        people = (each.row for act in self.acts for each in act.mentions)
        rows = (self.row, *(act.row for act in self.acts), *people)
        return [cell for row in rows for cell in own_of(row)]

    @property
    def list_row(self) -> ListRow | None:
        """Return the row of a list that it was made of, if it was."""
        return next(iter(getattr(self.row, "rows_of_list", ())), None)

    @property
    def passed_on(self) -> Message | None:
        """Through whom we have it, with sources by their ids."""
        return Message("statement.via", sources=tuple(each.ref for each in self.via)) if self.via else None

    @property
    def sources(self) -> dict[str, Source]:
        """Return the sources that the sentences name, by their ids."""
        return {each.ref: each for each in (*self.speakers, *self.told_by, *self.via)}


# The rows of lists that statements were made of: where they are shown, and what they are called.
_ROWS = ListRow.objects.current().only("uid", "number", "statement")


def with_everything(statements: QuerySet[Statement]) -> QuerySet[Statement]:
    """Return the query with all that `said` reads, in a fixed number of queries."""
    every = Mention.objects.select_related("home", "within__of_person").order_by("role", "ref")
    of_act = Mention.objects.filter(act=OuterRef("pk")).order_by().values("act").annotate(n=Count("pk"))
    acts = (
        Act.objects.select_related("place", "of_incident__incident")
        .annotate(mentioned=Coalesce(of_act.values("n"), Value(0)))
        .prefetch_related(Prefetch("mentions", every[:MOST_PEOPLE], to_attr="shown_mentions"))
        .order_by("ref")
    )
    return statements.select_related("document").prefetch_related(
        Prefetch("voices", Voice.objects.select_related("source")),
        Prefetch("acts", acts),
        Prefetch("list_rows", _ROWS, to_attr="rows_of_list"),
        "document__authorships__source",
    )


def said(statements: Iterable[Statement], labels: Labels) -> list[StatementShown]:
    """Statements as pages show them."""
    rows = list(statements)
    missing = quotes_not_found(rows)
    return [replace(one_said(row, labels), quote_not_found=row.pk in missing) for row in rows]


def one_said(statement: Statement, labels: Labels) -> StatementShown:
    """Return one statement as pages show it."""
    voices = list(statement.voices.all())
    parts = {
        part: [each.source for each in voices if each.part == part] for part in ("speaker", "told_by", "via")
    }
    return StatementShown(
        row=statement,
        document=statement.document,
        authors=[each.source for each in statement.document.authorships.all()],
        speakers=parts["speaker"],
        told_by=parts["told_by"],
        via=parts["via"],
        acts=[act_shown(act, labels) for act in statement.acts.all()],
        said=shown_date(statement.said),
    )


def act_shown(act: Act, labels: Labels) -> ActShown:
    """Return one act with its words, as `with_everything` read it."""
    listed: Sequence[Mention] = act.shown_mentions  # type: ignore[attr-defined]
    mentions = [mention_shown(mention) for mention in listed]
    return ActShown(
        row=act,
        type=labels.of("type", act.type),
        ground=labels.of("ground", act.ground),
        method=labels.of("method", act.method),
        outcome=labels.of("outcome", act.outcome),
        when=shown_date(act.date),
        mentions=mentions,
        more=act.mentioned - len(mentions),  # type: ignore[attr-defined]
    )


def mention_shown(mention: Mention) -> MentionShown:
    """Return one mention with its words."""
    return MentionShown(mention, str(ROLES[mention.role]), described(mention), stated_cells(mention))
