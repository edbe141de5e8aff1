"""New keys for letters, and the statement that names them, ready to be signed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from secrets import token_bytes

from isthmus.actions.desk.letter_keys.faults import LetterKeysError
from isthmus.actions.desk.letter_keys.statements import (
    as_statement_key,
    newest_statement,
    next_place,
    signing_key_of,
)
from isthmus.core.messages import Message, MessageError
from isthmus.core.seal.key_terms import RUNS_OUT, month_terms, year_term
from isthmus.core.seal.organisation import organisation_id
from isthmus.core.seal.statement import OrganisationStatement, statement_text
from isthmus.core.unseal.minisign import refuse_unless_signed, signing_half
from isthmus.core.unseal.statement import read_statement
from isthmus.files.letter_keyring import KeyringContent, LetterIdentity, LetterKeyKind, LetterKeyState
from isthmus.store.desk.letter_keyring import OpenedLetterKeyring
from isthmus.store.desk.letter_keyring.statements import keep_text, kept_signature, kept_text, statement_path

__all__ = ["StatementDraft", "StatementWishes", "prepare_statement"]


@dataclass(frozen=True, slots=True)
class StatementWishes:
    """What a new statement is to say. `name`, `ways`: None as the one before; `replacing`: keys in use leave it."""

    name: str | None = None
    ways: tuple[str, ...] | None = None
    replacing: bool = False


@dataclass(frozen=True, slots=True)
class StatementDraft:
    """A statement that waits to be signed, or whose signature already lies beside it; and where it lies."""

    text: bytes
    path: Path
    signature: bytes | None
    fresh: int
    """How many private keys were made for it."""


def prepare_statement(
    *, keyring: OpenedLetterKeyring, folder: Path, wishes: StatementWishes, today: date
) -> StatementDraft:
    """Make the keys that are due, and write the statement that names them; what waits from before is gone on with.

    Private keys are kept before anything names them. Raises LetterKeysError, SealRefused.
    """
    content = keyring.content
    before = newest_statement(folder, content)
    if before and today < before.day:
        raise LetterKeysError(
            Message("letter_keys.clock", today=today.isoformat(), day=before.day.isoformat())
        )
    if waiting := _waiting(folder, content, wishes):
        return waiting
    name = wishes.name or (before.name if before else None)
    ways = wishes.ways if wishes.ways is not None else (before.ways if before else ())
    if name is None:
        raise LetterKeysError(Message("letter_keys.name_needed"))
    content = _without_late_keys(keyring, wishes, today)
    fresh = _due(content, wishes, today)
    if not fresh and before and not _prepared(content) and (name, ways) == (before.name, before.ways):
        raise LetterKeysError(Message("letter_keys.not_due", day=_due_from(content).isoformat()))
    text = statement_text(_statement(content, fresh, wishes, name, ways, today))
    keyring.keep_identities(fresh)
    version, _ = next_place(content)
    return StatementDraft(text, keep_text(folder, version, text), None, len(fresh))


def _without_late_keys(keyring: OpenedLetterKeyring, wishes: StatementWishes, today: date) -> KeyringContent:
    """Destroy keys that no statement named yet and that begin too late to replace those in use."""
    prepared = _prepared(keyring.content)
    years = [each.starts for each in prepared if each.kind is LetterKeyKind.YEAR]
    if wishes.replacing and prepared and (not years or min(years) > today):
        keyring.destroy_identities({each.recipient for each in prepared})
    return keyring.content


def _waiting(folder: Path, content: KeyringContent, wishes: StatementWishes) -> StatementDraft | None:
    """Return what an earlier run wrote and nobody took yet, where it fits what is wished for."""
    version, _ = next_place(content)
    text = kept_text(folder, version)
    if text is None:
        return None
    signature, path = _signature(folder, content, text), statement_path(folder, version)
    if _fits(text, content, wishes):
        return StatementDraft(text, path, signature, 0)
    if signature is not None:
        raise LetterKeysError(Message("letter_keys.signed_already", path=str(path), version=version))
    return None


def _fits(text: bytes, content: KeyringContent, wishes: StatementWishes) -> bool:
    """Return whether a text is the next statement of these keys, and says what is wished for."""
    try:
        found = read_statement(text)
    except MessageError:
        return False
    prepared = {as_statement_key(each) for each in _prepared(content)}
    in_use = {as_statement_key(each) for each in content.identities if each.state is LetterKeyState.PUBLISHED}
    return (
        (found.version, found.before) == next_place(content)
        and found.organisation == organisation_id(signing_half(signing_key_of(content)))
        and prepared <= set(found.keys) <= prepared | in_use
        and wishes.name in (None, found.name)
        and wishes.ways in (None, found.ways)
        and not (wishes.replacing and in_use & set(found.keys))
    )


def _signature(folder: Path, content: KeyringContent, text: bytes) -> bytes | None:
    signature = kept_signature(folder, next_place(content)[0])
    try:
        if signature is not None:
            refuse_unless_signed(text, signature, signing_key_of(content))
    except MessageError:
        return None
    return signature


def _statement(
    content: KeyringContent,
    fresh: Sequence[LetterIdentity],
    wishes: StatementWishes,
    name: str,
    ways: tuple[str, ...],
    today: date,
) -> OrganisationStatement:
    kept = [
        each
        for each in content.identities
        if each.ends >= today and each.state in (LetterKeyState.PREPARED, _kept_state(wishes))
    ]
    keys = sorted(
        map(as_statement_key, [*kept, *fresh]),
        key=lambda each: (each.kind != "year", each.starts, each.recipient),
    )
    organisation = organisation_id(signing_half(signing_key_of(content)))
    version, before = next_place(content)
    end = max(each.ends for each in keys)
    return OrganisationStatement(name, organisation, version, before, today, end, tuple(keys), ways)


def _kept_state(wishes: StatementWishes) -> LetterKeyState:
    """Return the state of keys that stay in the statement beside those that are new."""
    return LetterKeyState.PREPARED if wishes.replacing else LetterKeyState.PUBLISHED


def _due(content: KeyringContent, wishes: StatementWishes, today: date) -> list[LetterIdentity]:
    """Return the keys that are to be made now: none while others wait for their statement."""
    if _prepared(content):
        return []
    fresh = []
    for kind in LetterKeyKind:
        ends = None if wishes.replacing else _last_day(content, kind)
        if ends and ends > today + RUNS_OUT:
            continue
        starts = max(today, ends + timedelta(days=1)) if ends else today
        terms = [year_term(starts)] if kind is LetterKeyKind.YEAR else month_terms(starts)
        fresh += [LetterIdentity(token_bytes(32), kind, *term) for term in terms]
    return fresh


def _due_from(content: KeyringContent) -> date:
    """Return from which day on the keys are due for rotation."""
    return min(day for kind in LetterKeyKind if (day := _last_day(content, kind))) - RUNS_OUT


def _last_day(content: KeyringContent, kind: LetterKeyKind) -> date | None:
    """Return the last day of the keys of a kind that the newest statement names, or the next one will."""
    named = (each for each in content.identities if each.state is not LetterKeyState.REPLACED)
    return max((each.ends for each in named if each.kind is kind), default=None)


def _prepared(content: KeyringContent) -> list[LetterIdentity]:
    return [each for each in content.identities if each.state is LetterKeyState.PREPARED]
