"""What needs doing about a keyring for letters, as far as it shows without its passphrase."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from isthmus.core.messages import Message
from isthmus.core.seal.key_terms import RUNS_OUT, destroy_from
from isthmus.files.letter_keyring import LetterKeyringDamaged
from isthmus.store.desk.letter_keyring.container import KeyringOutline, keyring_outline
from isthmus.store.desk.letter_keyring.statements import unsigned_statements

__all__ = ["letter_key_findings"]


def letter_key_findings(folder: Path, today: date) -> Iterator[tuple[bool, Message, Message]]:
    """Yield whether it is wrong, the fact, and how to fix it."""
    try:
        outline = keyring_outline(folder)
    except LetterKeyringDamaged as error:
        yield True, error.message, Message("health.letters_restore", folder=str(folder))
        return
    if outline is None:
        return
    where = str(folder)
    yield from _backups(outline, where, today)
    yield from _terms(outline, where, today)
    for path in unsigned_statements(folder):
        values = {"path": str(path), "folder": where}
        yield False, Message("health.letters_unsigned", **values), Message("health.letters_sign", **values)


def _backups(outline: KeyringOutline, folder: str, today: date) -> Iterator[tuple[bool, Message, Message]]:
    for each in outline.backups:
        if each.until < today:
            made, until = each.made.isoformat(), each.until.isoformat()
            yield (
                True,
                Message("health.letters_backup_overdue", made=made, until=until),
                Message("health.letters_backup_destroy", folder=folder, made=made),
            )
    fix = Message("health.letters_back_up", folder=folder)
    if not any(each.until >= today for each in outline.backups):
        if outline.keys:
            yield False, Message("health.letters_no_backup"), fix
        return
    if n := sum(not each.copied for each in outline.keys):
        yield False, Message("health.letters_keys_uncopied", n=n), fix
    if outline.items:
        yield False, Message("health.letters_uncopied", n=outline.items), fix


def _terms(outline: KeyringOutline, folder: str, today: date) -> Iterator[tuple[bool, Message, Message]]:
    last: dict[str, date] = {}
    for each in outline.keys:
        last[each.kind.value] = max(last.get(each.kind.value, each.ends), each.ends)
    if last and (soonest := min(last.values())) <= today + RUNS_OUT:
        code = "health.letters_ran_out" if soonest < today else "health.letters_run_out"
        yield (
            soonest < today,
            Message(code, day=soonest.isoformat()),
            Message("health.letters_rotate", folder=folder),
        )
    if due := sum(destroy_from(each.kind.value, each.ends) <= today for each in outline.keys):
        yield (
            False,
            Message("health.letters_retire_due", n=due),
            Message("health.letters_retire", folder=folder),
        )
