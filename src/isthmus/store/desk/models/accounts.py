"""Everybody who ever acted in the workspace, by a number that stays; those who may sign in have a password."""

from datetime import datetime
from typing import Any, ClassVar

from django.contrib.auth import hashers
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from isthmus.core.custody.actors import Actor, ActorKind
from isthmus.store.desk.models.custody import CommittedRow

__all__ = ["Account", "acting"]


class AccountManager(BaseUserManager["Account"]):
    """Finds the account that may sign in under a name: the one that was not removed."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        """Return the account of that name; raises Account.DoesNotExist."""
        return self.get(name=username, kind=ActorKind.ACCOUNT, removed=None)

    def numbered(self, number: int) -> "Account | None":
        """Return the account of that number. Every request asks for one: Django is slow to make the SQL."""
        return next(iter(self.raw("select * from desk_account where number = %s", [number])), None)


class Account(CommittedRow, AbstractBaseUser):
    """Somebody who acts. A removed account stays, without a password: what was done under it refers to it."""

    custody_columns = ("number", "name", "kind", "added", "removed", "password")
    number = models.BigAutoField(primary_key=True)
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=10)
    added = models.DateTimeField()
    removed = models.DateTimeField(null=True)
    # Django would write it at each sign-in, and the log would find the row changed.
    last_login: ClassVar[datetime | None] = None  # type: ignore[misc]

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "name"

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=list(ActorKind)), name="desk_account_kind_known"),
            models.CheckConstraint(condition=~Q(name=""), name="desk_account_name_filled"),
            models.UniqueConstraint(
                fields=["name"], condition=Q(removed=None), name="desk_account_name_once"
            ),
            models.UniqueConstraint(
                fields=["kind"], condition=~Q(kind="account"), name="desk_account_one_owner"
            ),
        )

    @property
    def is_active(self) -> bool:  # type: ignore[override]
        """Return whether it was not removed."""
        return self.removed is None

    def check_password(self, raw_password: str | None) -> bool:
        """Return whether this is the password; its hash is never written again, since the log commits to it."""
        return hashers.check_password(raw_password, self.password)

    @property
    def actor(self) -> Actor:
        """Return the account as a value."""
        return Actor(self.number, self.name, ActorKind(self.kind))


def acting(related_name: str = "+", **options: Any) -> "models.ForeignKey[Any, Any]":
    """Return a field for who did something; an account that did something is never deleted."""
    return models.ForeignKey(Account, models.PROTECT, related_name=related_name, db_index=False, **options)
