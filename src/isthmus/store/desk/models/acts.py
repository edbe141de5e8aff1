"""What was done, to whom and by whom, as statements describe it."""

from datetime import date as date_type

from django.db import models
from django.db.models import F, Q

from isthmus.core.workbook import rows
from isthmus.store.desk.models.columns import SheetModel, keeps, row_of, rules_of
from isthmus.store.desk.models.sources import Place, Source
from isthmus.store.desk.models.statements import Statement

__all__ = ["Act", "Mention", "Status"]


@keeps(rows.Act)
class Act(SheetModel):
    """What was done, as one statement describes it; the alleged ground belongs to it, never to a person."""

    ref: str
    type: str
    scope: str
    date: str
    date_earliest: date_type | None
    date_latest: date_type | None
    ground: str
    method: str
    outcome: str
    apart: str
    statement = models.ForeignKey(Statement, models.RESTRICT, related_name="acts")
    place = models.ForeignKey(
        Place, models.RESTRICT, null=True, blank=True, related_name="acts", db_index=False
    )

    class Meta:
        constraints = [
            *rules_of(rows.Act),
            models.CheckConstraint(
                condition=~Q(type="") | Q(scope="general"), name="desk_act_type_unless_general"
            ),
        ]
        indexes = [
            models.Index(fields=["place", "statement"], name="desk_act_place"),
            models.Index(fields=["ground"], name="desk_act_ground"),
            models.Index(fields=["date_earliest"], name="desk_act_date_earliest"),
            models.Index(fields=["date_latest"], name="desk_act_date_latest"),
            models.Index(fields=["ref"], condition=Q(scope="general"), name="desk_act_general"),
        ]

    def as_row(self) -> rows.Act:
        """Return the act as its workbook row."""
        return row_of(rows.Act, self)


@keeps(rows.Mention)
class Mention(SheetModel):
    """A person, group or unit as one statement describes it."""

    ref: str
    role: str
    low: int
    high: int | None
    as_said: str
    kind: str
    protection: str
    name: str
    name_folded: str
    name_script: str
    other_names: str
    description: str
    identifiers: str
    sex: str
    age: str
    born: str
    occupation: str
    act = models.ForeignKey(Act, models.RESTRICT, related_name="mentions")
    speaker = models.ForeignKey(Source, models.RESTRICT, null=True, blank=True, related_name="mentioned")
    within = models.ForeignKey("self", models.RESTRICT, null=True, blank=True, related_name="parts")
    home = models.ForeignKey(Place, models.RESTRICT, null=True, blank=True, related_name="home_of")

    class Meta:
        constraints = [
            *rules_of(rows.Mention),
            models.CheckConstraint(condition=Q(low__gte=1), name="desk_mention_at_least_one"),
            models.CheckConstraint(
                condition=Q(high__isnull=True) | Q(high__gte=F("low")), name="desk_mention_low_to_high"
            ),
        ]

    def as_row(self) -> rows.Mention:
        """Return the mention as its workbook row."""
        return row_of(rows.Mention, self)


@keeps(rows.Status)
class Status(SheetModel):
    """What became of a mentioned person, as one statement says."""

    status: str
    date: str
    statement = models.ForeignKey(Statement, models.RESTRICT, related_name="statuses")
    mention = models.ForeignKey(Mention, models.RESTRICT, related_name="statuses")

    class Meta:
        constraints = [
            *rules_of(rows.Status),
        ]

    def as_row(self) -> rows.Status:
        """Return the status as its workbook row."""
        return row_of(rows.Status, self)
