"""A keeper looks at what is sealed: the keyring lies open in memory, for one session, and nowhere else.

A keyring is dropped when it is closed, when nobody did anything for a while, when its keeper was removed, and with the
process. What was opened with it goes with it.
"""

from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from itertools import batched
from typing import NamedTuple

from pyrage import x25519

from isthmus.actions.desk.keepers.appointing import KeeperError, open_workspace_keyring
from isthmus.actions.desk.kept_open import KeptOpen
from isthmus.actions.desk.recorded import recorded
from isthmus.core.custody.actors import Action, Actor
from isthmus.core.messages import Message
from isthmus.store.desk.keyring import Keyring
from isthmus.store.desk.models import WHOLE_VERSION, Keeper, KeyringOpening, SealedCell, SealingKey
from isthmus.store.desk.sealing_key import SealedTextDamaged, open_text

__all__ = ["LOOKS", "KeeperLook", "TokenText", "begin_look"]

_BATCH = 500
# Texts that a look remembers, so that a page need not open them again.
_MOST_REMEMBERED = 50_000


class TokenText(NamedTuple):
    """What a token stands for, and the column that it stands in."""

    column: str
    text: str


class KeeperLook:
    """An open keyring, and what was opened with it."""

    def __init__(self, account: int, keeper: Keeper, keyring: Keyring) -> None:
        self.account, self.keeper = account, keeper.name
        self.keyring: Keyring = keyring
        # What was searched for while looking: it may be the name that is sealed.
        self.search = ""
        self._number = keeper.pk
        self._texts: dict[str, TokenText] = {}
        self._is_over = False

    def __repr__(self) -> str:
        return "KeeperLook"

    @property
    def is_over(self) -> bool:
        """Return whether it was closed."""
        return self._is_over

    def holds(self) -> bool:
        """Return whether its keeper still is one, and the keyring opens what things are sealed to now."""
        in_use = SealingKey.objects.filter(until=None).first()
        is_keeper = Keeper.objects.filter(pk=self._number, removed=None).exists()
        return is_keeper and in_use is not None and self.keyring.opens(in_use.recipient)

    def texts(self, tokens: Collection[str]) -> Mapping[str, TokenText]:
        """Return what tokens stand for; without those that stand for nothing, or that were altered."""
        for some in batched(sorted(set(tokens) - self._texts.keys()), _BATCH):
            for cell in SealedCell.objects.filter(token__in=some).exclude(column=WHOLE_VERSION):
                self._open(cell)
        return {token: self._texts[token] for token in tokens if token in self._texts}

    def read(self, tokens: Collection[str]) -> Mapping[str, str]:
        """Return the texts alone."""
        return {token: found.text for token, found in self.texts(tokens).items()}

    def _open(self, cell: SealedCell) -> None:
        try:
            text = open_text(bytes(cell.ciphertext), cell.commitment, self.keyring.identities)
        except SealedTextDamaged:
            return
        if len(self._texts) >= _MOST_REMEMBERED:
            self._texts.clear()
        self._texts[cell.token] = TokenText(cell.column, text)

    def end(self) -> None:
        """Drop the keyring and everything that was opened with it."""
        self._is_over = True
        self.keyring, self._texts, self.search = Keyring(()), {}, ""


LOOKS: KeptOpen[KeeperLook] = KeptOpen()


def begin_look(*, identity: x25519.Identity, actor: Actor) -> KeeperLook:
    """Return a look with a keeper's identity, and record that it was taken; raises KeeperError or KeyringShut."""
    standing = Keeper.objects.filter(removed=None)
    if not standing.exists():
        raise KeeperError(Message("keeper.none_to_open"))
    keyring = open_workspace_keyring(identity)
    keeper = standing.filter(recipient=str(identity.to_public())).first()
    if keeper is None:
        raise KeeperError(Message("keeper.not_one"))
    with recorded(action=Action.OPEN_SEALED, actor=actor) as event:
        event.commit(KeyringOpening(keeper=keeper, by_id=actor.number, at=datetime.now(UTC)))
    return KeeperLook(actor.number, keeper, keyring)
