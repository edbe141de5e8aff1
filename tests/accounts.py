"""Who acts in a test: an account of that name, recorded in an event of its own when it is first asked for."""

from datetime import UTC, datetime

from isthmus.core.custody.actors import PROGRAM, Action, Actor, ActorKind

__all__ = ["ADDED", "sign_in", "the_owner", "who"]

ADDED = datetime(2026, 1, 1, tzinfo=UTC)


def who(name: str = "coder", kind: ActorKind = ActorKind.ACCOUNT) -> Actor:
    """Return the actor of that name."""
    from isthmus.actions.desk.recorded import recorded
    from isthmus.store.desk.models import Account

    found = Account.objects.filter(name=name, removed=None).first()
    if found is None:
        with recorded(action=Action.MAKE_WORKSPACE, actor=PROGRAM, at=ADDED) as event:
            if not Account.objects.filter(pk=PROGRAM.number).exists():
                event.commit(_account(PROGRAM.name, PROGRAM.kind, PROGRAM.number))
            found = event.commit(_account(name, kind))
    return found.actor


def _account(name, kind, number=None):
    from isthmus.store.desk.models import Account

    made = Account(number=number, name=name, kind=kind, added=ADDED)
    made.set_unusable_password()
    return made


def the_owner(name: str = "owner") -> Actor:
    """Return the workspace's owner, under the name it has where there is one already."""
    from isthmus.store.desk.models import Account

    there = Account.objects.filter(kind=ActorKind.OWNER).first()
    return there.actor if there else who(name, ActorKind.OWNER)


def sign_in(session, actor: Actor) -> None:
    """Put into a session what signing in as the actor puts there."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    from isthmus.store.desk.models import Account

    account = Account.objects.get(pk=actor.number)
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
