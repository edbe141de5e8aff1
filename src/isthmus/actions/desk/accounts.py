"""Accounts: who acts in the workspace. The owner acts on the desk's own machine; the others sign in."""

from datetime import UTC, datetime

from django.contrib.auth.hashers import make_password
from django.contrib.sessions.models import Session

from isthmus.actions.desk.account_names import look_alike, name_problem
from isthmus.actions.desk.recorded import recorded
from isthmus.core.custody.actors import PROGRAM, Action, Actor, ActorKind
from isthmus.core.messages import Message, MessageError
from isthmus.store.base.passphrases import passphrase_problem
from isthmus.store.desk.models import Account

__all__ = [
    "AccountError",
    "accounts",
    "actor_numbered",
    "add_account",
    "begin_log",
    "end_all_sessions",
    "names_of",
    "owner",
    "remove_account",
]


class AccountError(MessageError):
    """The account cannot be made or removed as asked; the message says why and what to do."""


def accounts() -> list[str]:
    """Return the names of all accounts that may sign in."""
    may_sign_in = Account.objects.filter(kind=ActorKind.ACCOUNT, removed=None)
    return list(may_sign_in.order_by("name").values_list("name", flat=True))


def owner() -> Actor:
    """Return who acts with the passphrase on the workspace's own machine, by commands and by the one-time link."""
    return Account.objects.get(kind=ActorKind.OWNER).actor


def actor_numbered(number: int) -> Actor:
    """Return the actor of a number, removed or not."""
    return Account.objects.get(pk=number).actor


def names_of(numbers: "set[int]") -> dict[int, str]:
    """Return the name of each number."""
    return dict(Account.objects.filter(pk__in=numbers).values_list("pk", "name"))


def begin_log(owner_name: str) -> None:
    """Record the first event of a workspace: that it was made, and whose it is. Raises AccountError."""
    if problem := name_problem(owner_name):
        raise AccountError(problem)
    now = datetime.now(UTC)
    with recorded(action=Action.MAKE_WORKSPACE, actor=PROGRAM, at=now) as event:
        event.commit(_account(PROGRAM.name, ActorKind.PROGRAM, now, number=PROGRAM.number))
        event.commit(_account(owner_name.strip(), ActorKind.OWNER, now))


def add_account(*, name: str, password: str, actor: Actor) -> None:
    """Add an account, under whose name its judgements and events will stand; raises AccountError."""
    if problem := name_problem(name) or passphrase_problem(password, name):
        raise AccountError(problem)
    now = datetime.now(UTC)
    with recorded(action=Action.ADD_ACCOUNT, actor=actor, at=now) as event:
        _refuse_look_alike(name.strip())
        made = _account(name.strip(), ActorKind.ACCOUNT, now)
        made.password = make_password(password)
        event.commit(made)


def remove_account(*, name: str, actor: Actor) -> None:
    """Remove an account and end its sessions; what was done under it stays. Raises AccountError."""
    with recorded(action=Action.REMOVE_ACCOUNT, actor=actor) as event:
        gone = Account.objects.filter(name=name, kind=ActorKind.ACCOUNT, removed=None).first()
        if gone is None:
            raise AccountError(Message("account.unknown"))
        gone.removed = datetime.now(UTC)
        gone.set_unusable_password()
        event.commit(gone)
    _end_sessions(gone)


def _account(name: str, kind: ActorKind, at: datetime, number: int | None = None) -> Account:
    return Account(number=number, name=name, kind=kind, added=at, password=make_password(None))


def _refuse_look_alike(name: str) -> None:
    """Raise AccountError where a name reads like one that stands: two people would be taken for one."""
    for other in Account.objects.filter(removed=None).values_list("name", flat=True):
        if name == other:
            raise AccountError(Message("account.taken"))
        if look_alike(name, other):
            raise AccountError(Message("account.looks_alike", other=other))


def end_all_sessions() -> None:
    """End every session: who was signed in before the desk was started signs in again."""
    Session.objects.all().delete()


def _end_sessions(account: Account) -> None:
    """Delete the sessions of an account. They would be refused in any case: each request asks for the account."""
    for session in Session.objects.iterator():
        if session.get_decoded().get("_auth_user_id") == str(account.pk):
            session.delete()
