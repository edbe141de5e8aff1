"""What the organisation calls its workspace."""

from django.db import models
from django.db.models import Q

__all__ = ["Profile"]


class Profile(models.Model):
    """The workspace's name and owner; one row at most."""

    name = models.TextField(blank=True, default="")
    owner = models.TextField(blank=True, default="")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="desk_profile_only_one")]
