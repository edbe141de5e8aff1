"""Private keys destroyed once their time is over: what was sealed to them can then be opened by nobody."""

from dataclasses import dataclass
from datetime import date

from isthmus.core.seal.key_terms import destroy_from
from isthmus.files.letter_keyring import KeyringContent, LetterIdentity, LetterKeyState
from isthmus.store.desk.letter_keyring import OpenedLetterKeyring

__all__ = ["Retirement", "retire", "retirement"]


@dataclass(frozen=True, slots=True)
class Retirement:
    """Private keys whose time is over. `unfetched`: no letters were fetched since they ran out, and some may come."""

    fetched: tuple[LetterIdentity, ...]
    unfetched: tuple[LetterIdentity, ...]


def retirement(content: KeyringContent, today: date) -> Retirement:
    """Return which private keys are due to be destroyed."""
    due = [each for each in content.identities if destroy_from(each.kind.value, each.ends) <= today]
    fetched = [each for each in due if _is_fetched(each, content.fetched)]
    return Retirement(tuple(fetched), tuple(each for each in due if each not in fetched))


def _is_fetched(identity: LetterIdentity, fetched: date | None) -> bool:
    """Return whether letters were fetched since a key ran out; to one that no statement named nobody sealed any."""
    if identity.state is LetterKeyState.PREPARED:
        return True
    return fetched is not None and fetched > identity.ends


def retire(*, keyring: OpenedLetterKeyring, today: date, anyway: bool) -> tuple[LetterIdentity, ...]:
    """Destroy the private keys that are due, with `anyway` also those for which letters may come; return them."""
    plan = retirement(keyring.content, today)
    gone = (*plan.fetched, *plan.unfetched) if anyway else plan.fetched
    keyring.destroy_identities({each.recipient for each in gone})
    return gone
