"""Keepers: who can open what is sealed.

The keyring is written aside before the event, and holds from the event on. Whoever opens the workspace after a crash
in between ends that: by whether the event stands.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import transaction
from pyrage import x25519

from isthmus.actions.desk.account_names import look_alike, name_problem
from isthmus.actions.desk.recorded import Recorder, recorded
from isthmus.actions.desk.sealing import Sealer, seal_again, seal_register
from isthmus.actions.desk.sealing_copies import drop_copies, texts_to_seal
from isthmus.core.custody.actors import Action, Actor
from isthmus.core.messages import Message, MessageError
from isthmus.files.age.identities import recipient_of
from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.keyring import (
    KEYRING,
    MOST_KEEPERS,
    Keyring,
    KeyringShut,
    discard_staged,
    open_keyring,
    put_in_place,
    stage_keyring,
    staged_keyrings,
)
from isthmus.store.desk.models import Event, Head, Keeper, SealingKey
from isthmus.store.desk.overwriting_marks import overwriting_due
from isthmus.store.desk.queries.list_rows import close_list_rows

__all__ = [
    "KeeperError",
    "KeeperFacts",
    "add_keeper",
    "keepers",
    "open_workspace_keyring",
    "remove_keeper",
    "sealing_advice",
    "settle_keyring",
]


class KeeperError(MessageError):
    """The keeper cannot be added or removed as asked; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class KeeperFacts:
    """Who keeps a key, and its public half."""

    name: str
    recipient: str
    added: datetime


def keepers() -> list[KeeperFacts]:
    """Return the keepers that were not removed."""
    return [KeeperFacts(each.name, each.recipient, each.added) for each in _standing()]


def sealing_advice() -> Message | None:
    """Return what to say of who can open what is sealed: that nobody keeps a key, or only one; else nothing."""
    n = Keeper.objects.filter(removed=None).count()
    if n == 0:
        return Message("keeper.none")
    return Message("keeper.only_one") if n == 1 else None


def settle_keyring() -> None:
    """End what a process that was killed left half done: a keyring aside holds, or goes, as the log says."""
    folder = current_workspace().folder
    if not staged_keyrings(folder):
        return
    with transaction.atomic():
        Head.objects.select_for_update().first()  # who is about to append its event is waited for
        for number in staged_keyrings(folder):
            if Event.objects.filter(
                sequence=number, action__in=(Action.ADD_KEEPER, Action.REMOVE_KEEPER)
            ).exists():
                put_in_place(folder, number)
            else:
                discard_staged(folder, number)


def open_workspace_keyring(identity: x25519.Identity) -> Keyring:
    """Return the keyring, opened by a keeper who was not removed; raises KeyringShut."""
    workspace = current_workspace()
    settle_keyring()
    keyring = open_keyring(workspace.folder, workspace.id, identity)
    in_use = SealingKey.objects.filter(until=None).first()
    if in_use is None or not keyring.opens(in_use.recipient):
        raise KeyringShut(Message("keyring.other_key"))
    return keyring


def add_keeper(
    *, name: str, recipient: str, actor: Actor, opened_by: x25519.Identity | None = None
) -> tuple[Message, ...]:
    """Add a keeper by the public half of an identity; raises KeeperError.

    With the first one everything that is marked is sealed. Return where some of that could not be overwritten.

    `opened_by`: the identity of somebody who keeps a key already, needed for everybody but the first.
    """
    name, added = name.strip(), recipient_of(recipient)
    if problem := name_problem(name):
        raise KeeperError(problem)
    now, sought = datetime.now(UTC), None
    with (
        ExitStack() as marks,
        _next_keyring() as stage,
        recorded(action=Action.ADD_KEEPER, actor=actor, at=now) as event,
    ):
        standing = _standing()
        _refuse_known(name, str(added), standing)
        if standing:
            if opened_by is None:
                raise KeeperError(Message("keeper.identity_needed"))
            keyring = open_workspace_keyring(opened_by)
        else:
            keyring = _first_keyring()
            to = keyring.identities[-1].to_public()
            sought = texts_to_seal()
            marks.enter_context(overwriting_due())
            event.commit(SealingKey(recipient=str(to), since=now))
            seal_register(event, Sealer(to))
            close_list_rows()
        event.commit(Keeper(name=name, recipient=str(added), added=now))
        stage(keyring, [*(each.recipient for each in standing), str(added)])
    return drop_copies(sought) if sought else ()


def remove_keeper(*, name: str, actor: Actor, opened_by: x25519.Identity) -> None:
    """Remove a keeper: everything is sealed to a new key, which the others alone have. Raises KeeperError.

    Who was removed may have copied the keyring before; with a copy of the workspace of that time it opens what was
    sealed until then.
    """
    now = datetime.now(UTC)
    with _next_keyring() as stage, recorded(action=Action.REMOVE_KEEPER, actor=actor, at=now) as event:
        standing = _standing()
        gone = next((each for each in standing if each.name == name), None)
        if gone is None:
            raise KeeperError(Message("keeper.unknown"))
        rest = [each.recipient for each in standing if each is not gone]
        if not rest:
            raise KeeperError(Message("keeper.last"))
        old = open_workspace_keyring(opened_by)
        new = x25519.Identity.generate()
        _replace_sealing_key(event, str(new.to_public()), now)
        seal_again(event, old, new.to_public())
        gone.removed = now
        event.commit(gone)
        stage(Keyring((new,)), rest)


def _replace_sealing_key(event: Recorder, recipient: str, now: datetime) -> None:
    in_use = SealingKey.objects.get(until=None)
    in_use.until = now
    event.commit(in_use)
    event.commit(SealingKey(recipient=recipient, since=now))


def _standing() -> list[Keeper]:
    return list(Keeper.objects.filter(removed=None).order_by("added", "uid"))


def _refuse_known(name: str, recipient: str, standing: Sequence[Keeper]) -> None:
    if len(standing) >= MOST_KEEPERS:
        raise KeeperError(Message("keeper.too_many", most=MOST_KEEPERS))
    for each in standing:
        if each.recipient == recipient:
            raise KeeperError(Message("keeper.key_taken", other=each.name))
        if each.name == name or look_alike(name, each.name):
            raise KeeperError(Message("keeper.name_taken", other=each.name))


def _first_keyring() -> Keyring:
    """Return a new keyring; a file that lies there already may hold the only key to something, and is not replaced."""
    if (current_workspace().folder / KEYRING).exists():
        raise KeeperError(Message("keyring.left", name=KEYRING))
    return Keyring((x25519.Identity.generate(),))


@contextmanager
def _next_keyring() -> Iterator[Callable[[Keyring, Sequence[str]], None]]:
    """Yield what writes the keyring that holds from the next event on; in place at the end, gone on any error."""
    workspace, staged = current_workspace(), []

    def stage(keyring: Keyring, recipients: Sequence[str]) -> None:
        staged.append(Head.objects.values_list("size", flat=True)[0])
        keys = [recipient_of(each) for each in recipients]
        stage_keyring(workspace.folder, workspace.id, keyring, keys, staged[-1])

    try:
        yield stage
    except BaseException:
        for number in staged:
            discard_staged(workspace.folder, number)
        raise
    for number in staged:
        put_in_place(workspace.folder, number)
