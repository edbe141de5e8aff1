"""The attack on destroying letters: with all passphrases and the keyring of today, nothing of a thread is found.

Each text of a thread is a word of its own. They are sought in every page, free page and frame of both databases, in all
files of the workspace, and in an older and the newest backup; with the keyring as it was then each is found.
"""

import shutil
from pathlib import Path

import psycopg
import pytest

from isthmus.store.desk.letter_keyring import LETTER_KEYRING
from tests.cli.letters_home import INBOX, fill, held_by, keyring_of, opened_with
from tests.cli.workspaces import make_home

DESTROY = """
inbox = opened()
mara = next(each for each in inbox.threads() if len(each.letters) == 2)
[*_, item] = mara.letters
make_document(inbox, mara, item, "writer", actor=who)
destroy_threads(inbox, [inbox.now(mara)], actor=who)
for draft in Draft.objects.exclude(text=""):
    discard_draft(draft)
written_down()
print(len(inbox.threads()), len(inbox.keyring.content.items), len(kept_items()))
"""
SHUT = """
try:
    opened()
except Exception as shut:
    print(shut.message.code)
"""
LOOKED_AT = """
inbox = opened()
print(len(inbox.threads()), inbox.shut_items(), len(kept_items()))
print(inbox.remove_shut(), inbox.shut_items(), len(kept_items()))
"""


def found(words, folder, held):
    whole = opened_with(folder, held)
    return {field for field, word in words.items() if word.encode() in whole}


def attacked(tmp_path, database="", tables=None):
    home = make_home(tmp_path / "home", database)
    words = fill(home)
    home.opened("backup", "w", "older")
    then = keyring_of(home, tmp_path / "then")
    before = held_by(home, tables=tables)
    assert found(words, then, before) == set(words)
    assert found(words, keyring_of(home, tmp_path / "same"), [*before, b""]) == set(words)
    assert home.python(INBOX + DESTROY).split() == ["1", "2", "0"]
    home.opened("backup", "w", "newest")
    now = keyring_of(home, tmp_path / "now")
    return home, words, then, now


def test_nothing_of_a_thread_is_left_in_any_page_file_or_backup(tmp_path):
    home, words, then, now = attacked(tmp_path)
    assert found(words, now, held_by(home)) == set()
    for backup, hits in (("older", set(words)), ("newest", set())):
        home.opened("restore", backup, f"of-{backup}")
        held = held_by(home, f"of-{backup}")
        assert found(words, then, held) == hits
        assert found(words, now, held) == set()
    home.opened("custody", "verify", "w")
    # The older backup beside the keyring of today: what was destroyed is counted, and can be removed.
    assert "letter_keyring.missing" in home.python(INBOX + SHUT, workspace="of-older")
    shutil.copy(now / LETTER_KEYRING, home.folder / "of-older")
    assert home.python(INBOX + LOOKED_AT, workspace="of-older").split() == ["1", "4", "1", "4", "0", "0"]


@pytest.mark.postgresql
def test_nothing_of_a_thread_is_left_in_the_files_of_tables_on_postgresql(tmp_path, postgresql_server):
    with psycopg.connect(postgresql_server) as connection:
        [folder] = connection.execute("SHOW data_directory").fetchone()
    tables = Path(folder) / "base"
    home, words, _, now = attacked(tmp_path, postgresql_server, tables)
    assert found(words, now, held_by(home, tables=tables)) == set()
