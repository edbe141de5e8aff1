"""Statements as pages show them: the words, who says them, how they know, and through whom we have them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from isthmus.store.desk.models import Act, Document, Mention, Source, Statement, Voice
from isthmus.web.desk.reading.dates import Dated, dated
from isthmus.web.desk.reading.stated import StatedCell, stated_cells
from isthmus.web.desk.reading.words import Labels, described

__all__ = ["ActShown", "MentionShown", "Said", "said", "with_everything"]

STANCES = {"asserts": _("asserts"), "denies": _("denies"), "retracts": _("retracts")}
DENIED = {
    "": _("that it happened"),
    "occurrence": _("that it happened"),
    "perpetrator": _("who did it"),
    "victim": _("to whom it was done"),
    "ground": _("on what ground"),
    "number": _("how many"),
}
ROLES = {
    "victim": _("victim"),
    "perpetrator": _("perpetrator"),
    "ordered": _("who ordered it"),
    "witness": _("witness"),
}


@dataclass(frozen=True, slots=True)
class MentionShown:
    """One mention: its name, if it has one, and who it is said to be."""

    row: Mention
    role: str
    words: str

    @property
    def name(self) -> str:
        """The name; nothing where it is sealed."""
        return "" if self.row.protection == "sealed" else self.row.name

    @property
    def stated(self) -> list[StatedCell]:
        """What else is stated of it."""
        return stated_cells(self.row)

    @property
    def single(self) -> bool:
        """Whether the name is one person's."""
        return self.row.high == 1 and self.row.kind != "unit"


@dataclass(frozen=True, slots=True)
class ActShown:
    """What was done, as one statement describes it."""

    row: Act
    type: str
    ground: str
    method: str
    outcome: str
    when: Dated
    mentions: Sequence[MentionShown]

    @property
    def people(self) -> list[tuple[MentionShown, int]]:
        """Who is mentioned; nameless ones described alike come once, with their number."""
        alike = groupby(self.mentions, lambda each: (each.role, each.words, each.name or None, each.stated))
        return [(some[0], len(some)) for some in (list(group) for _key, group in alike)]


@dataclass(frozen=True, slots=True)
class Said:
    """One statement with everything that a page says of it."""

    row: Statement
    document: Document
    authors: Sequence[Source]
    speakers: Sequence[Source]
    told_by: Sequence[Source]
    via: Sequence[Source]
    acts: Sequence[ActShown]
    said: Dated

    @property
    def stance(self) -> str:
        """The stance in a word."""
        return str(STANCES[self.row.stance])

    @property
    def denied(self) -> str:
        """What a denial denies."""
        return str(DENIED[self.row.denies]) if self.row.stance == "denies" else ""


def with_everything(statements: QuerySet[Statement]) -> QuerySet[Statement]:
    """The query with all that `said` reads, in a fixed number of queries."""
    mentions = Prefetch("mentions", Mention.objects.select_related("home").order_by("role", "ref"))
    acts = Act.objects.select_related("place", "within__incident").prefetch_related(mentions).order_by("ref")
    return statements.select_related("document").prefetch_related(
        Prefetch("voices", Voice.objects.select_related("source")),
        Prefetch("acts", acts),
        "document__authorships__source",
    )


def said(statements: Iterable[Statement], labels: Labels) -> list[Said]:
    """Statements as pages show them."""
    return [one_said(statement, labels) for statement in statements]


def one_said(statement: Statement, labels: Labels) -> Said:
    """One statement as pages show it."""
    voices = list(statement.voices.all())
    parts = {
        part: [each.source for each in voices if each.part == part] for part in ("speaker", "told_by", "via")
    }
    return Said(
        row=statement,
        document=statement.document,
        authors=[each.source for each in statement.document.authorships.all()],
        speakers=parts["speaker"],
        told_by=parts["told_by"],
        via=parts["via"],
        acts=[act_shown(act, labels) for act in statement.acts.all()],
        said=dated(statement.said),
    )


def act_shown(act: Act, labels: Labels) -> ActShown:
    """One act with its words."""
    return ActShown(
        row=act,
        type=labels.of("type", act.type),
        ground=labels.of("ground", act.ground),
        method=labels.of("method", act.method),
        outcome=labels.of("outcome", act.outcome),
        when=dated(act.date),
        mentions=[mention_shown(mention) for mention in act.mentions.all()],
    )


def mention_shown(mention: Mention) -> MentionShown:
    """One mention with its words."""
    return MentionShown(mention, str(ROLES[mention.role]), described(mention))
