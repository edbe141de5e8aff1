"""What was done, to whom and by whom, as statements describe it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from isthmus.core.workbook import rows
from isthmus.store.desk.models.columns import (
    bound,
    columns_of,
    edtf,
    in_order,
    own_id,
    rules_of,
    written,
)
from isthmus.store.desk.models.custody import Committed
from isthmus.store.desk.models.sources import Place, Source
from isthmus.store.desk.models.statements import Statement

__all__ = ["Act", "Mention", "Status"]


class Act(Committed):
    """What was done, as one statement describes it; the alleged ground belongs to it, never to a person."""

    sheet: ClassVar[str] = "acts"
    custody_columns = columns_of(rows.Act)
    ref = own_id()
    statement = models.ForeignKey(Statement, models.RESTRICT, related_name="acts")
    type = written()
    scope = written()
    date = edtf()
    date_earliest = bound()
    date_latest = bound()
    place = models.ForeignKey(Place, models.RESTRICT, null=True, blank=True, related_name="acts")
    ground = written()
    method = written()
    outcome = written()
    note = written()

    class Meta:
        constraints = [
            *rules_of("acts"),
            models.CheckConstraint(
                condition=~Q(type="") | Q(scope="general"), name="desk_act_type_unless_general"
            ),
            in_order("acts", "date"),
        ]
        indexes = [
            models.Index(fields=["ground"], name="desk_act_ground"),
            models.Index(fields=["date_earliest"], name="desk_act_date_earliest"),
            models.Index(fields=["date_latest"], name="desk_act_date_latest"),
            models.Index(fields=["ref"], condition=Q(scope="general"), name="desk_act_general"),
        ]

    @classmethod
    def custody_rows(cls) -> "models.QuerySet[Act]":
        """Return all rows with what `as_row` reads."""
        return cls.objects.select_related("statement", "place")

    def as_row(self) -> rows.Act:
        """Return the act as its workbook row."""
        return rows.Act(
            self.ref,
            self.statement.ref,
            self.type,
            self.scope,
            self.date,
            self.place.ref if self.place else "",
            self.ground,
            self.method,
            self.outcome,
            self.note,
        )


class Mention(Committed):
    """A person, group or unit as one statement describes it."""

    sheet: ClassVar[str] = "mentions"
    custody_columns = columns_of(rows.Mention)
    ref = own_id()
    act = models.ForeignKey(Act, models.RESTRICT, related_name="mentions")
    role = models.TextField()
    low = models.PositiveBigIntegerField()
    high = models.PositiveBigIntegerField(null=True, blank=True)
    kind = written()
    speaker = models.ForeignKey(Source, models.RESTRICT, null=True, blank=True, related_name="mentioned")
    protection = written()
    name = written()
    name_script = written()
    name_folded = written()
    other_names = written()
    sex = written()
    age = written()
    born = edtf()
    born_earliest = bound()
    born_latest = bound()
    home = models.ForeignKey(Place, models.RESTRICT, null=True, blank=True, related_name="home_of")
    occupation = written()

    class Meta:
        constraints = [
            *rules_of("mentions"),
            models.CheckConstraint(condition=Q(low__gte=1), name="desk_mention_at_least_one"),
            models.CheckConstraint(
                condition=Q(high__isnull=True) | Q(high__gte=F("low")), name="desk_mention_low_to_high"
            ),
            in_order("mentions", "born"),
        ]

    @classmethod
    def custody_rows(cls) -> "models.QuerySet[Mention]":
        """Return all rows with what `as_row` reads."""
        return cls.objects.select_related("act", "speaker", "home")

    def as_row(self) -> rows.Mention:
        """Return the mention as its workbook row."""
        return rows.Mention(
            self.ref,
            self.act.ref,
            self.role,
            self.low,
            self.high,
            self.kind,
            self.speaker.ref if self.speaker else "",
            self.protection,
            self.name,
            self.other_names,
            self.sex,
            self.age,
            self.born,
            self.home.ref if self.home else "",
            self.occupation,
        )


class Status(Committed):
    """What became of a mentioned person, as one statement says."""

    sheet: ClassVar[str] = "statuses"
    custody_columns = columns_of(rows.Status)
    ref = own_id()
    statement = models.ForeignKey(Statement, models.RESTRICT, related_name="statuses")
    mention = models.ForeignKey(Mention, models.RESTRICT, related_name="statuses")
    status = models.TextField()
    date = edtf()
    date_earliest = bound()
    date_latest = bound()

    class Meta:
        constraints = [
            *rules_of("statuses"),
            in_order("statuses", "date"),
        ]

    @classmethod
    def custody_rows(cls) -> "models.QuerySet[Status]":
        """Return all rows with what `as_row` reads."""
        return cls.objects.select_related("statement", "mention")

    def as_row(self) -> rows.Status:
        """Return the status as its workbook row."""
        return rows.Status(self.ref, self.statement.ref, self.mention.ref, self.status, self.date)
