"""The newest statement of an organisation: read, judged against what the keyring vouches for, and taken once signed."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from isthmus.actions.desk.letter_keys.faults import LetterKeysError
from isthmus.core.messages import Message
from isthmus.core.seal.statement import OrganisationStatement, StatementKey, statement_digest
from isthmus.core.unseal.faults import UnsealRefused
from isthmus.core.unseal.statement import verified_statement
from isthmus.files.letter_keyring import (
    KeyringContent,
    LetterIdentity,
    LetterKeyState,
    StatementMark,
)
from isthmus.store.desk.letter_keyring import OpenedLetterKeyring
from isthmus.store.desk.letter_keyring.statements import (
    keep_signature,
    keep_text,
    kept_signature,
    kept_text,
    statement_path,
)

__all__ = [
    "as_statement_key",
    "follow_statement",
    "newest_statement",
    "next_place",
    "signing_key_of",
    "take_signed",
]


def signing_key_of(content: KeyringContent) -> bytes:
    """Return the organisation's public minisign key (42 bytes). Raises LetterKeysError where none was given yet."""
    if content.signing_key is None:
        raise LetterKeysError(Message("letter_keys.no_signing_key"))
    return content.signing_key


def newest_statement(folder: Path, content: KeyringContent) -> OrganisationStatement | None:
    """Return the statement that was signed last; None before the first.

    Raises LetterKeysError where its file is gone, or is another than the keyring vouches for.
    """
    mark = content.statement
    if mark is None:
        return None
    text, signature = kept_text(folder, mark.version), kept_signature(folder, mark.version)
    if text is None or signature is None or statement_digest(text) != mark.sha256:
        path = str(statement_path(folder, mark.version))
        raise LetterKeysError(Message("letter_keys.statement_missing", path=path))
    return verified_statement(text, signature, signing_key_of(content))


def next_place(content: KeyringContent) -> tuple[int, bytes | None]:
    """Return the version of the statement that follows, and the SHA-256 of the one before it."""
    mark = content.statement
    return (mark.version + 1, mark.sha256) if mark else (1, None)


def take_signed(
    *, keyring: OpenedLetterKeyring, folder: Path, text: bytes, signature: bytes, today: date
) -> OrganisationStatement:
    """Keep a signed statement as the newest, and its keys as published.

    Keys that it leaves out stay here: pages that hold one of them seal to it until its day.

    A statement that was taken already changes nothing. Raises LetterKeysError, UnsealRefused.
    """
    content = keyring.content
    statement = verified_statement(text, signature, signing_key_of(content))
    mark = StatementMark(statement.version, statement_digest(text))
    if mark == content.statement:
        return statement
    _refuse_place(statement, content)
    if statement.end < today:
        raise LetterKeysError(Message("letter_keys.expired", day=statement.end.isoformat()))
    _refuse_foreign_keys(statement, content)
    keep_text(folder, statement.version, text)
    keep_signature(folder, statement.version, signature)
    keyring.change(lambda now: _published(now, statement, mark))
    return statement


def follow_statement(*, keyring: OpenedLetterKeyring, folder: Path, text: bytes, signature: bytes) -> None:
    """Keep a signed statement as the newest though its keys are lost: the keyring was put back from before it.

    Without it a second statement of its version would be signed. Raises LetterKeysError, UnsealRefused.
    """
    content = keyring.content
    statement = verified_statement(text, signature, signing_key_of(content))
    if content.statement and statement.version <= content.statement.version:
        raise LetterKeysError(Message("letter_keys.not_after", version=content.statement.version))
    mark = StatementMark(statement.version, statement_digest(text))
    keep_text(folder, statement.version, text)
    keep_signature(folder, statement.version, signature)
    keyring.change(lambda now: _published(now, statement, mark))


def as_statement_key(identity: LetterIdentity) -> StatementKey:
    """Return a key as a statement names it."""
    return StatementKey(identity.recipient, identity.kind.value, identity.starts, identity.ends)


def _refuse_place(statement: OrganisationStatement, content: KeyringContent) -> None:
    version, before = next_place(content)
    if statement.version == version and statement.before == before:
        return
    if statement.version > version:
        raise LetterKeysError(Message("letter_keys.gap", version=statement.version, next=version))
    # One of this version was taken, and another one is signed: two in one place.
    newest = statement.version >= version - 1
    raise UnsealRefused(Message("statement.is_forked" if newest else "statement.is_older"))


def _refuse_foreign_keys(statement: OrganisationStatement, content: KeyringContent) -> None:
    own = {as_statement_key(each) for each in content.identities}
    if not own.issuperset(statement.keys):
        raise LetterKeysError(Message("letter_keys.foreign_key"))


def _published(
    content: KeyringContent, statement: OrganisationStatement, mark: StatementMark
) -> KeyringContent:
    named = {each.recipient for each in statement.keys}

    def after(identity: LetterIdentity) -> LetterIdentity:
        if identity.recipient in named:
            return replace(identity, state=LetterKeyState.PUBLISHED)
        left_out = identity.state is LetterKeyState.PUBLISHED and identity.ends >= statement.day
        return replace(identity, state=LetterKeyState.REPLACED) if left_out else identity

    return replace(content, identities=tuple(map(after, content.identities)), statement=mark)
