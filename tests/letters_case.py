"""Letters as a page would seal them, for tests: one organisation, codenames by number, and a keyring that is quick."""

import secrets
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

import pyrage

from isthmus.core.seal.age_file import public_half
from isthmus.core.seal.attachments import attachment_chunks
from isthmus.core.seal.codename import answer_key, identity_of
from isthmus.core.seal.letters import seal_letter
from isthmus.core.seal.organisation import organisation_id
from isthmus.core.seal.sizes import LetterSize
from isthmus.core.seal.strings import recipient_text
from isthmus.core.seal.values import AttachedFile, Attachments, Letter, ReadAnswer, Reply
from isthmus.core.unseal.age_file import open_age_file
from isthmus.files.letter_keyring import LetterIdentity, LetterKeyKind
from isthmus.files.letters import chance
from isthmus.store.base.keys import Cost
from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.letter_keyring import LETTER_KEYRING, OpenedLetterKeyring, new_letter_keyring
from isthmus.store.desk.workspace import LETTERS
from tests.passphrases import ANOTHER

YEAR = bytes(range(1, 33))
SIGNING = b"Ed" + bytes(8) + bytes(range(32))
ORGANISATION = organisation_id(SIGNING[10:])
DAY = date(2026, 11, 28)
CHEAP = Cost(memory=64, passes=1, lanes=1)


@dataclass(frozen=True)
class Codename:
    """A writer: what a page derives of a codename, without its slow first step."""

    number: int

    @property
    def root(self) -> bytes:
        return self.number.to_bytes(32)

    @property
    def identity(self) -> bytes:
        return identity_of(self.root)

    def reply(self, letter: bytes, day: date = DAY) -> Reply:
        return Reply(public_half(self.identity), answer_key(self.root, letter, day))


def new_keyring(folder: Path | None = None) -> OpenedLetterKeyring:
    """Return the keyring of a workspace, new, with a key of a year and the organisation's signing key."""
    if folder is None:
        forget_keyring()
    made = new_letter_keyring(folder or current_workspace().folder, ANOTHER, "Desk", cost=CHEAP)
    made.keep_identities([LetterIdentity(YEAR, LetterKeyKind.YEAR, date(2026, 1, 1), date(2027, 1, 1))])
    made.keep_signing_key(SIGNING)
    return made


def forget_keyring() -> None:
    """Remove the keyring of the workspace, and the attachments that were kept with it."""
    shutil.rmtree(current_workspace().folder / LETTERS, ignore_errors=True)
    for path in current_workspace().folder.glob(f"{LETTER_KEYRING}*"):
        path.unlink()


def letter(
    text: str,
    writer: Codename | None = None,
    *,
    number: int | None = None,
    read: ReadAnswer | None = None,
    attached: Attachments | None = None,
    day: date = DAY,
) -> bytes:
    """Return a letter sealed; `number`: its id, else drawn by chance."""
    name = secrets.token_bytes(16) if number is None else number.to_bytes(16)
    reply = writer.reply(name, day) if writer else None
    sent = Letter(text, name, "en", day, reply, read, attached)
    return seal_letter(sent, LetterSize.FILE, public_half(YEAR), chance())


def attachments(*files: tuple[str, bytes]) -> tuple[Attachments, Sequence[bytes]]:
    """Return what a letter says of files, and the files sealed."""
    identity = secrets.token_bytes(32)
    sealed = [
        b"".join(attachment_chunks([content], len(content), public_half(identity), chance()))
        for _, content in files
    ]
    named = [
        AttachedFile(name, len(content), sha256(whole).digest())
        for (name, content), whole in zip(files, sealed, strict=True)
    ]
    return Attachments(identity, named), sealed


def sealed_to_two(sealed: bytes) -> bytes:
    """Return a letter to the key of the year as another program would seal it to somebody else, too."""
    ours, other = public_half(YEAR), pyrage.x25519.Identity.generate().to_public()
    plain = open_age_file(sealed, [YEAR]).plaintext
    foreign: bytes = pyrage.encrypt(plain, [pyrage.x25519.Recipient.from_str(recipient_text(ours)), other])
    return foreign
