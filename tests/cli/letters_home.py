"""A workspace with an inbox in processes of their own: letters full of words that are sought afterwards, and kills."""

import json
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from isthmus.core.unseal.age_file import open_age_file
from isthmus.core.unseal.faults import UnsealRefused
from isthmus.store.desk.letter_keyring import LETTER_KEYRING, open_letter_keyring
from tests.cli.test_destroy import OPENED, pages
from tests.cli.workspaces import Home
from tests.passphrases import ANOTHER

__all__ = ["INBOX", "fill", "held_by", "keyring_of", "opened_with"]

_BEGIN = b"age-encryption.org/v1\n"
# What an age file of ours has beside what it holds, and what items and attachments here may hold.
_AROUND, _SIZES = 200, (1024, 2048, 3072)

INBOX = f"""
import json, os, random, signal, sys, threading
sys.path.insert(0, {str(Path(__file__).parents[2])!r})
from django.db import connections
from isthmus.actions.desk.accounts import owner
from isthmus.actions.desk.coding.drafts import discard_draft
from isthmus.actions.desk.inbox.answering import answer
from isthmus.actions.desk.inbox.bringing_in import ArrivedItem, bring_in
from isthmus.actions.desk.inbox.documents import make_document
from isthmus.actions.desk.inbox.keeping import change_thread, destroy_threads, mark_seen, note_on
from isthmus.actions.desk.inbox.kept_files import kept_items
from isthmus.actions.desk.inbox.opened import InboxChanged, OpenInbox
from isthmus.store.desk.letter_keyring import LETTER_KEYRING, open_letter_keyring
from isthmus.store.desk.scratch.models import Draft, LetterItem
from tests.letters_case import Codename, attachments, letter, new_keyring
from tests.passphrases import ANOTHER
who = owner()
def opened():
    return OpenInbox(who.number, open_letter_keyring(workspace.folder, ANOTHER))
def came(inbox, *sealed):
    return bring_in(inbox, [ArrivedItem.of(str(number), each) for number, each in enumerate(sealed)])
def written_down():
    for connection in connections.all():
        with connection.cursor() as cursor:
            cursor.execute("CHECKPOINT" if connection.vendor == "postgresql" else "PRAGMA wal_checkpoint(PASSIVE)")
"""

_FILL = """
chance, words = random.Random(5), {}
def word(field):
    words[field] = "".join(chance.choice("bcdfghjkmnpqrstvwz") for _ in range(16))
    return words[field]
new_keyring(workspace.folder).close()
inbox = opened()
mara = Codename(1)
attached, [sealed] = attachments((word("attachment.name"), word("attachment").encode() * 60))
came(inbox, letter(word("letter"), mara, attached=attached), sealed, letter("of another, which stays", Codename(2)))
thread = lambda: next(each for each in inbox.threads() if each.head.thread == mara.reply(bytes(16)).recipient)
note_on(inbox, thread(), word("note"), actor=who)
change_thread(inbox, thread(), inbox.revision(thread().item), needs=word("needs"), next_step=word("next_step"))
answer(inbox, thread(), word("answer"))
change_thread(inbox, thread(), inbox.revision(thread().item), draft=word("draft"))
came(inbox, letter(word("document"), mara))
mark_seen(inbox, thread())
written_down()
print(json.dumps(words))
"""


def fill(home: Home) -> dict[str, str]:
    """Fill the inbox of a workspace; return the words by where they stand."""
    return dict(json.loads(home.python(INBOX + _FILL)))


def keyring_of(home: Home, folder: Path) -> Path:
    """Return a copy of the keyring as it is now."""
    folder.mkdir()
    shutil.copy(home.folder / "w" / LETTER_KEYRING, folder)
    return folder


def opened_with(folder: Path, held: Iterable[bytes]) -> bytes:
    """Return all that the keys of a keyring open anywhere in some bytes, and the bytes themselves."""
    keyring = open_letter_keyring(folder, ANOTHER)
    keys = [*keyring.content.items.values(), *(each.secret for each in keyring.identities)]
    found = []
    for each in held:
        found.append(each)
        at = each.find(_BEGIN)
        while at >= 0:
            found += _opened(each, at, keys)
            at = each.find(_BEGIN, at + 1)
    keyring.close()
    return b"\0".join(found)


def _opened(whole: bytes, at: int, keys: list[bytes]) -> Iterator[bytes]:
    for size in {*(_AROUND + each for each in _SIZES), len(whole) - at}:
        try:
            yield open_age_file(whole[at : at + size], keys).plaintext
        except UnsealRefused:
            continue


def held_by(home: Home, workspace: str = "w", tables: Path | None = None) -> list[bytes]:
    """Return all that somebody with the passphrase reads: rows, pages, free ones too, frames, stored files, files."""
    opened = json.loads(home.python(OPENED.replace("repr(row)", _READABLE), workspace=workspace))
    held = [bytes.fromhex(each) for each in (*opened["blobs"], *opened["values"])]
    folder = home.folder / workspace
    held += [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    if tables:
        return held + [path.read_bytes() for path in tables.rglob("*") if path.is_file()]
    for name, key in opened["keys"].items():
        read = list(pages(folder / name, bytes.fromhex(key)))
        assert any(b"CREATE TABLE" in page for page in read), "not decrypted"
        held += read
    return held


# Bytes stay as they are: an age file is found in them.
_READABLE = """b"|".join(
    bytes(cell) if isinstance(cell, (bytes, memoryview)) else repr(cell).encode() for cell in row).hex()"""
