"""Who can open what is sealed, and what it is sealed to. Only public halves of keys lie here."""

from django.db import models
from django.db.models import Q

from isthmus.store.desk.models.custody import CommittedRow

__all__ = ["Keeper", "SealingKey"]


class Keeper(CommittedRow):
    """Somebody who holds an identity to which the keyring is encrypted; one who was removed stays, with the time."""

    custody_columns = ("name", "recipient", "added", "removed")
    name = models.CharField(max_length=60)
    recipient = models.CharField(max_length=128)
    added = models.DateTimeField()
    removed = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(name=""), name="desk_keeper_name_filled"),
            models.UniqueConstraint(fields=["name"], condition=Q(removed=None), name="desk_keeper_name_once"),
            models.UniqueConstraint(
                fields=["recipient"], condition=Q(removed=None), name="desk_keeper_recipient_once"
            ),
        )


class SealingKey(CommittedRow):
    """The public half of the workspace's sealing identity, whose secret lies in the keyring alone."""

    custody_columns = ("recipient", "since", "until")
    recipient = models.CharField(max_length=128, unique=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                models.Value(1), condition=Q(until=None), name="desk_sealingkey_one_in_use"
            ),
        )
