"""Estimates: what lists are made of, and what was estimated from them. Neither holds anything about one person.

Both are evidence: the custody log commits to them, so that nobody can say later that other lists had been chosen.
"""

from json import loads
from typing import Any, Self

from django.db import models
from django.db.models import Q

from isthmus.store.desk.models.accounts import acting
from isthmus.store.desk.models.columns import written
from isthmus.store.desk.models.custody import CommittedRow

__all__ = ["VERDICTS", "EstimateList", "EstimatePlan", "EstimateRun"]

VERDICTS = ("estimate", "warn", "refuse")


class EstimatePlan(CommittedRow):
    """What is to be estimated: which acts, stratified by what; `draws` of the linkage, none: as people judged.

    `acts` is JSON as text: what a `RecordFilter` lets through; `stratified` is as
    `core.estimate.stratification.Stratification` writes it.
    """

    custody_columns = (
        *("title", "acts", "stratified", "draws", "by", "at"),
        *("removed_at", "removed_by"),
    )
    title = models.TextField()
    acts = models.TextField()
    stratified = written()
    draws = models.PositiveIntegerField(default=0)
    by = acting()
    at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)
    removed_by = acting(null=True)

    class Meta:
        ordering = ["-at", "uid"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="desk_estimateplan_title_filled"),
            models.CheckConstraint(
                condition=Q(removed_at=None, removed_by=None)
                | Q(removed_at__isnull=False, removed_by__isnull=False),
                name="desk_estimateplan_removed_by_somebody",
            ),
        ]


class EstimateList(CommittedRow):
    """One list of a plan: the documents of its sources, by their ids."""

    custody_columns = ("plan#", "position", "name", "sources")
    plan = models.ForeignKey(EstimatePlan, models.CASCADE, related_name="lists", db_index=False)
    position = models.PositiveSmallIntegerField()
    name = models.TextField()
    sources = models.JSONField()

    class Meta:
        ordering = ["plan", "position"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "position"], name="desk_estimatelist_one_a_position"),
            models.UniqueConstraint(fields=["plan", "name"], name="desk_estimatelist_one_a_name"),
            models.CheckConstraint(condition=~Q(name=""), name="desk_estimatelist_name_filled"),
        ]

    @classmethod
    def custody_rows(cls) -> "models.QuerySet[Self]":
        """Return all rows with their plans."""
        return super().custody_rows().select_related("plan")


class EstimateRun(CommittedRow):
    """One estimate: from what, how, and all that came of it.

    `lists`, `settings`, `versions` and `result` are JSON as text; `lists` holds everything that the figures were made
    from: names, sources, filters, the table by pattern and stratum, who was left out. `n`: the documented people.
    `documented`: the documented minimum of the count under the same filters, on one line or more.
    """

    custody_columns = (
        *(
            "ref",
            "plan#",
            "by",
            "started",
            "ended",
            "seed",
            "settings",
            "versions",
            "lists",
            "input_digest",
        ),
        *("log_size", "n", "documented", "verdict", "result"),
    )
    ref = models.TextField(unique=True)
    plan = models.ForeignKey(EstimatePlan, models.CASCADE, related_name="runs")
    by = acting()
    started = models.DateTimeField()
    ended = models.DateTimeField()
    seed = models.BigIntegerField()
    settings = models.TextField()
    versions = models.TextField()
    lists = models.TextField()
    input_digest = models.TextField()
    log_size = models.BigIntegerField()
    n = models.BigIntegerField()
    documented = models.BigIntegerField(null=True)
    verdict = models.TextField()
    result = models.TextField()

    class Meta:
        ordering = ["-ended", "uid"]
        constraints = [
            models.CheckConstraint(condition=Q(verdict__in=VERDICTS), name="desk_estimaterun_verdict_known"),
        ]

    @classmethod
    def custody_rows(cls) -> "models.QuerySet[Self]":
        """Return all rows with their plans."""
        return super().custody_rows().select_related("plan")

    @property
    def found(self) -> dict[str, Any]:
        """Return what came of it."""
        result: dict[str, Any] = loads(self.result)
        return result

    @property
    def given(self) -> dict[str, Any]:
        """Return what it was made from."""
        lists: dict[str, Any] = loads(self.lists)
        return lists
