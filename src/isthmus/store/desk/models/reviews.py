"""Which pairs of a link run reviewers were shown, and what came of each."""

from django.db import models

from isthmus.store.desk.models.accounts import acting
from isthmus.store.desk.models.judgements import Judgement
from isthmus.store.desk.models.linking import Proposal

__all__ = ["Review"]


class Review(models.Model):
    """One pair shown to one reviewer: in which place of theirs, and what came of it; nothing where it was skipped."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="reviews")
    reviewer = acting()
    position = models.PositiveIntegerField()
    at = models.DateTimeField()
    judgement = models.ForeignKey(Judgement, models.CASCADE, null=True, related_name="reviews")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reviewer", "proposal"], name="desk_review_once_a_reviewer")
        ]
