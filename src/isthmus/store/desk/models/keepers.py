"""Who can open what is sealed, and what it is sealed to. Only public halves of keys lie here."""

from hashlib import sha256

from django.db import models
from django.db.models import Q

from isthmus.core.workbook.rows import Row
from isthmus.store.desk.models.accounts import acting
from isthmus.store.desk.models.custody import CommittedRow, cell_text

__all__ = ["WHOLE_VERSION", "Keeper", "KeyringOpening", "SealedCell", "SealingKey"]

# What stands for the column where a whole earlier version is sealed.
WHOLE_VERSION = "*"


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


class KeyringOpening(CommittedRow):
    """That somebody opened what is sealed, with which keeper's key; of what was looked at then it says nothing."""

    custody_columns = ("keeper#", "by", "at")
    keeper = models.ForeignKey(Keeper, models.PROTECT, related_name="openings")
    by = acting()
    at = models.DateTimeField()


class SealedCell(CommittedRow):
    """A text that lies under the keepers' key: a cell, in whose place its row holds the token, or an earlier version.

    `ciphertext` is an age file of 32 random bytes and the text; `commitment` their SHA-256 together. The log speaks for
    the SHA-256 of the ciphertext, so that an altered one is found without opening it. For a version, `token` is its
    commitment in hexadecimal.
    """

    custody_columns = ("token", "row", "column", "commitment", "ciphertext")
    token = models.CharField(max_length=64, unique=True)
    row = models.UUIDField(db_index=True)
    column = models.CharField(max_length=32)
    commitment = models.CharField(max_length=64)
    ciphertext = models.BinaryField()

    def committed(self, name: str) -> object:
        """Return what a column holds: of the ciphertext its digest."""
        if name == "ciphertext":
            return sha256(self.ciphertext).hexdigest()
        return self.row.hex if name == "row" else super().committed(name)

    def _cell(self, row: Row | None, name: str) -> str:
        return cell_text(self.committed(name))
