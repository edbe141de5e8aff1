"""letters.keyring beside a workspace: in no backup, opened with other tools as its page says, known to the doctor."""

import json
import re
import subprocess
import sys
from pathlib import Path

from tests import debian

MAKE = """
from datetime import date
from isthmus.files.letter_keyring import LetterIdentity, LetterKeyKind
from isthmus.store.base.keys import Cost
from isthmus.store.desk.letter_keyring import new_letter_keyring
keyring = new_letter_keyring(workspace.folder, "six words for letters alone", "Desk", cost=Cost(64, 1, 1))
keyring.keep_items({b"CANARY-OF-AN-ITE": b"CANARY-OF-A-KEY-OF-AN-ITEM-32-BY"})
keyring.keep_identities([LetterIdentity(b"i" * 32, LetterKeyKind.YEAR, date(2026, 12, 1), date(2027, 11, 30))])
print(sorted(path.name for path in workspace.folder.iterdir()))
"""
# Everything that a backup holds, opened with the workspace's own keys, must have nothing of the keyring in it.
SEARCH = """
import io, tarfile
from isthmus.files.age.streams import decrypt
keyring = (workspace.folder / "letters.keyring").read_bytes()
with tarfile.open("b") as outer:
    payload = decrypt(outer.extractfile("payload.tar.age").read(), workspace.blobs.identity)
with tarfile.open(fileobj=io.BytesIO(payload)) as inner:
    names = inner.getnames()
assert "register.db" in names
parts = (b"CANARY", keyring[:64], keyring[-64:])
print([name for name in names if "letter" in name], *(part in payload for part in parts))
"""
PAGE = Path(__file__).parents[2] / "docs/reference/letter-keys.md"


def test_a_backup_holds_nothing_of_it(home):
    assert "letters.keyring" in home.python(MAKE)
    home.opened("backup", "w", "b")
    assert home.python(SEARCH) == "[] False False False\n"
    home.opened("restore", "b", "again")
    assert not list((home.folder / "again").glob("*letter*"))


def test_the_doctor_knows_it_and_names_what_a_kill_left(home):
    home.python(MAKE)
    said = home.opened("doctor", "w").stdout
    assert "letters.keyring" not in said
    left = home.folder / "w" / ".letters.keyring.old"
    left.write_bytes(b"what it held before")
    left.chmod(0o600)
    said = home.opened("doctor", "w").stdout
    assert ".letters.keyring.old holds what the keyring for letters held before" in said


def test_it_opens_with_the_lines_of_its_page_and_age(home):
    """Needs Debian's age."""
    home.python(MAKE)
    [code] = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    lines = code.replace('"case/letters.keyring"', '"w/letters.keyring"')
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", lines],
        cwd=home.folder,
        input="six words for letters alone\n",
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    held = debian.run("age", "-d", "-i", "slot.txt", "sealed.age", folder=home.folder)
    line, _, items = held.partition(b"\n")
    assert json.loads(line)["items"] == [0, 1]
    assert (
        items
        == b"CANARY-OF-AN-ITECANARY-OF-A-KEY-OF-AN-ITEM-32-BY"[:16]
        + b"CANARY-OF-A-KEY-OF-AN-ITEM-32-BYTES"[:32]
    )
