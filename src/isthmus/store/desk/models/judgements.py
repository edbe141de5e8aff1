"""What people conclude: dated, reasoned, reversible decisions; and the vocabulary an organisation adds."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from isthmus.core.register import LINK_RUN
from isthmus.core.workbook import rows
from isthmus.core.workbook.schema import DECISIONS
from isthmus.core.workbook.schema import SIDES as SHEETS_OF_SIDES
from isthmus.store.desk.models.accounts import acting
from isthmus.store.desk.models.acts import Act, Mention
from isthmus.store.desk.models.columns import Links, SheetModel, keeps, row_of, rules_of
from isthmus.store.desk.models.sources import Place, Source
from isthmus.store.desk.models.statements import Statement

__all__ = [
    "BY_LINK_RUN",
    "Judgement",
    "JudgementQuerySet",
    "Replacement",
    "Term",
    "side_field",
    "side_fields",
]

SIDES = (
    "left_mention",
    "right_mention",
    "left_act",
    "right_act",
    "left_source",
    "right_source",
    "left_place",
    "right_place",
    "left_statement",
)


# The table of each kind's sides, as the fields are named.
_OF_KIND = {
    "person": "mention",
    "incident": "act",
    "source": "source",
    "place": "place",
    "retraction": "statement",
    "statement": "statement",
}


def side_field(side: str, kind: str) -> str | None:
    """Return the field that holds one side (left, right) of judgements of a kind; some kinds have no right one."""
    field = f"{side}_{_OF_KIND[kind]}"
    return field if field in SIDES else None


def side_fields(side: str) -> dict[str, str]:
    """Return the fields that hold one side, each with the sheet that it points into."""
    fields = {side_field(side, kind): sheet for kind, sheet in SHEETS_OF_SIDES.items()}
    return {field: sheet for field, sheet in fields.items() if field}


def _sides(*given: str) -> Q:
    return Q(**{f"{side}__isnull": side not in given for side in SIDES})


def _shape() -> Q:
    """Return the condition that a judgement has the sides of its kind, no others, and a decision of its kind."""
    of_kind = {kind: Q(kind=kind, decision__in=decisions) for kind, decisions in DECISIONS.items()}
    examined = Q(decision="examined")
    return (
        (of_kind["person"] & ~examined & _sides("left_mention", "right_mention"))
        | (of_kind["person"] & examined & _sides())
        | (of_kind["incident"] & _sides("left_act", "right_act"))
        | (of_kind["source"] & _sides("left_source", "right_source"))
        | (of_kind["place"] & _sides("left_place", "right_place"))
        | ((of_kind["retraction"] | of_kind["statement"]) & _sides("left_statement"))
    )


# Made by a link run: as the row says, or as its name does where the row does not say.
BY_LINK_RUN = Q(made="link_run") | Q(made="", by__startswith=LINK_RUN)


class JudgementQuerySet(models.QuerySet["Judgement"]):
    """Judgements, and which of them hold."""

    def standing(self) -> "JudgementQuerySet":
        """Return those that were not withdrawn, replaced or not."""
        return self.filter(withdrawn_at__isnull=True)

    def in_force(self) -> "JudgementQuerySet":
        """Return those that were not withdrawn and that no standing judgement replaces."""
        replacing = Replacement.objects.filter(replaced=OuterRef("pk"), judgement__withdrawn_at__isnull=True)
        return self.standing().filter(~Exists(replacing))


@keeps(rows.Judgement)
class Judgement(SheetModel):
    """One person's dated, reasoned, reversible decision. Withdrawn, it stays and counts for nothing."""

    ref: str
    kind: str
    decision: str
    by: str
    at: str
    made: str
    because: str
    custody_beside = ("actor", "withdrawn_at", "withdrawn_by", "withdrawn_by_run#")
    links = {"replaces": Links("replacements", "replaced", standing={"replaced__withdrawn_at__isnull": True})}
    left_mention = models.ForeignKey(
        Mention, models.RESTRICT, null=True, blank=True, related_name="judged_left"
    )
    right_mention = models.ForeignKey(
        Mention, models.RESTRICT, null=True, blank=True, related_name="judged_right"
    )
    left_act = models.ForeignKey(Act, models.RESTRICT, null=True, blank=True, related_name="judged_left")
    right_act = models.ForeignKey(Act, models.RESTRICT, null=True, blank=True, related_name="judged_right")
    left_source = models.ForeignKey(
        Source, models.RESTRICT, null=True, blank=True, related_name="judged_left"
    )
    right_source = models.ForeignKey(
        Source, models.RESTRICT, null=True, blank=True, related_name="judged_right"
    )
    left_place = models.ForeignKey(Place, models.RESTRICT, null=True, blank=True, related_name="judged_left")
    right_place = models.ForeignKey(
        Place, models.RESTRICT, null=True, blank=True, related_name="judged_right"
    )
    left_statement = models.ForeignKey(
        Statement, models.RESTRICT, null=True, blank=True, related_name="judged"
    )
    # Who judged here; `by` is what the workbook says, of whoever judged elsewhere too.
    actor = acting(null=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = acting(null=True)
    withdrawn_by_run = models.ForeignKey("desk.LinkRun", models.PROTECT, null=True, related_name="+")

    objects = JudgementQuerySet.as_manager()

    class Meta:
        constraints = [
            *rules_of(rows.Judgement),
            models.CheckConstraint(condition=_shape(), name="desk_judgement_sides_fit_kind"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_by_run=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False, withdrawn_by_run=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by=None, withdrawn_by_run__isnull=False),
                name="desk_judgement_withdrawn_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["kind", "decision"], name="desk_judgement_kind")]

    @property
    def left(self) -> Mention | Act | Source | Place | Statement | None:
        """Return what stands on the left; nothing under `examined`."""
        return (
            self.left_mention or self.left_act or self.left_source or self.left_place or self.left_statement
        )

    @property
    def right(self) -> Mention | Act | Source | Place | None:
        """Return what stands on the right; nothing under `examined` or of one-sided kinds."""
        return self.right_mention or self.right_act or self.right_source or self.right_place

    @classmethod
    def custody_rows(cls) -> "JudgementQuerySet":
        """Return all rows with what `as_row` reads."""
        return cls.objects.select_related(*SIDES, "withdrawn_by_run").prefetch_related(
            "replacements__replaced"
        )

    def as_row(self) -> rows.Judgement:
        """Return the judgement as its workbook row."""
        return row_of(rows.Judgement, self)


class Replacement(models.Model):
    """An earlier judgement that a judgement supersedes."""

    judgement = models.ForeignKey(Judgement, models.CASCADE, related_name="replacements", db_index=False)
    replaced = models.ForeignKey(Judgement, models.RESTRICT, related_name="replaced_by")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["judgement", "position"]
        constraints = [
            models.UniqueConstraint(fields=["judgement", "position"], name="desk_replacement_one_a_position"),
            models.CheckConstraint(condition=~Q(judgement=F("replaced")), name="desk_replacement_another"),
        ]


@keeps(rows.Term)
class Term(SheetModel):
    """A vocabulary term that the organisation adds; (`list`, `code`) identifies it."""

    class Meta:
        constraints = [
            *rules_of(rows.Term),
            models.UniqueConstraint(fields=["list", "code"], name="desk_term_once"),
        ]

    def as_row(self) -> rows.Term:
        """Return the term as its workbook row."""
        return row_of(rows.Term, self)
