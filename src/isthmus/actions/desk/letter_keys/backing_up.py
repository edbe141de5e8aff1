"""Backups of the keyring for letters: few, elsewhere, and gone on a day, since they open what was destroyed."""

import os
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from isthmus.actions.desk.letter_keys.faults import LetterKeysError
from isthmus.core.messages import Message
from isthmus.files.atomic_write import whole_file
from isthmus.files.letter_keyring import KeyringBackup, KeyringContent
from isthmus.store.desk.letter_keyring import OpenedLetterKeyring
from isthmus.store.desk.manifest import sync_folder

__all__ = ["LONGEST", "back_up_letter_keyring", "forget_backup"]

LONGEST = timedelta(days=60)
"""So long a backup may exist: as long as the private key of a month stays after its month."""


def back_up_letter_keyring(
    *, keyring: OpenedLetterKeyring, folder: Path, file: Path, until: date, today: date
) -> None:
    """Copy the keyring to a new file, read it back, and keep the day by which it must be gone; not where it is.

    Raises LetterKeysError.
    """
    _refuse_place(folder, file)
    if not today < until <= today + LONGEST:
        most = (today + LONGEST).isoformat()
        raise LetterKeysError(Message("letter_keys.backup_day", today=today.isoformat(), most=most))
    keyring.change(
        lambda content: replace(
            content,
            backups=(*content.backups, KeyringBackup(today, until)),
            identities=tuple(replace(each, copied=True) for each in content.identities),
            uncopied=frozenset(),
        ),
        copy=lambda data: _write(file, data),
    )


def forget_backup(*, keyring: OpenedLetterKeyring, made: date) -> None:
    """Keep that the backups of a day were destroyed. Raises LetterKeysError where there was none of that day."""

    def without(content: KeyringContent) -> KeyringContent:
        left = tuple(each for each in content.backups if each.made != made)
        if left == content.backups:
            raise LetterKeysError(Message("letter_keys.no_backup_of_day", day=made.isoformat()))
        if content.backups[-1].made != made:
            return replace(content, backups=left)
        # What else was kept since the one before is in no backup; which that is, nobody wrote down.
        return replace(
            content,
            backups=left,
            identities=tuple(replace(each, copied=False) for each in content.identities),
            uncopied=frozenset(content.items),
        )

    keyring.change(without)


def _refuse_place(folder: Path, file: Path) -> None:
    if file.exists():
        raise LetterKeysError(Message("backup.exists", file=str(file)))
    if not file.parent.is_dir():
        raise LetterKeysError(Message("backup.no_folder", folder=str(file.parent)))
    if file.resolve().is_relative_to(folder.resolve()):
        raise LetterKeysError(Message("backup.inside"))


def _write(file: Path, data: bytes) -> None:
    with whole_file(file) as target:
        target.write(data)
        target.flush()
        os.fsync(target.fileno())
        # What memory still holds of it would be read instead of the disk.
        os.posix_fadvise(target.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    sync_folder(file.parent)
    if file.read_bytes() != data:
        file.unlink()
        raise LetterKeysError(Message("backup.not_as_written"))
