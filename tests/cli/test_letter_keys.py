"""Keys for letters on the command line: a signing key, a keyring, statements, backups, destroying.

Needs Debian's minisign and age.
"""

import json
from datetime import UTC, datetime, timedelta

import pytest

from isthmus.core.seal.strings import identity_text
from isthmus.files.letter_signing.signing_key import new_signing_key
from tests import debian

LETTERS, SIGNING = "lantern apricot velvet trombone", "walrus purple bicycle thunder"
NAME = "Committee of the Valley"
# A keyring at no cost, so that each command does not take a second.
KEYRING = """
from pathlib import Path
from isthmus.store.base.keys import Cost
from isthmus.store.desk.letter_keyring import new_letter_keyring
keyring = new_letter_keyring(Path("w"), LETTERS, "Desk", cost=Cost(memory=64, passes=1, lanes=1))
keyring.keep_items({b"i" * 16: b"k" * 32})
"""
SECRETS = """
from isthmus.store.desk.letter_keyring import open_letter_keyring
keyring = open_letter_keyring(workspace.folder, sys.argv[1])
print(*(each.secret.hex() for each in keyring.identities))
"""


@pytest.fixture
def organisation(home):
    """A workspace with a keyring for letters, and a signing key beside it."""
    for name, words in (("letters", LETTERS), ("signing", SIGNING)):
        (home.folder / name).write_text(f"{words}\n", encoding="utf-8")
        (home.folder / name).chmod(0o600)
    secret, public = new_signing_key(SIGNING, memory=16 * 1024**2)
    (home.folder / "key").write_bytes(secret)
    (home.folder / "key.pub").write_bytes(public)
    home.python(KEYRING.replace("LETTERS", repr(LETTERS)))
    return home


def keys(home, *words, code=0, stdin=""):
    return home.run("keys", *words, "--passphrase-file", "letters", code=code, stdin=stdin)


def rotated(home, *words):
    signing = ("--signing-key", "key", "--signing-passphrase-file", "signing")
    return keys(home, "rotate", "w", "--name", NAME, *signing, *words)


def today():
    return datetime.now(UTC).date()


def test_a_signing_key_is_made_with_its_words_and_a_revocation(empty):
    (empty.folder / "signing").write_text(f"{SIGNING}\n", encoding="utf-8")
    (empty.folder / "signing").chmod(0o600)
    new = ("keys", "new", "signing", NAME, "-o", "key", "--passphrase-file", "signing")
    made = empty.run(*new)
    assert "A new one is a new id, new words and new codenames" in made.stderr
    [english] = [line for line in made.stdout.splitlines() if line.startswith("Its words in English: ")]
    assert len(english.removeprefix("Its words in English: ").split()) == 8
    assert "Its words in Russian: " in made.stdout
    assert made.stdout == empty.run("keys", "show", "key.pub").stdout
    shown = json.loads(empty.run("keys", "show", "key.pub", "--json").stdout)
    assert f"Organisation: {shown['organisation']}" in made.stdout
    debian.run("minisign", "-V", "-p", "key.pub", "-m", "key.revocation", folder=empty.folder)
    assert shown["organisation"] in (empty.folder / "key.revocation").read_text(encoding="utf-8")
    assert (empty.folder / "key").stat().st_mode & 0o777 == 0o600
    before = (empty.folder / "key").read_bytes()
    assert "never overwritten" in empty.run(*new, code=1).stderr
    assert (empty.folder / "key").read_bytes() == before
    (empty.folder / "weak").write_text("password\n", encoding="utf-8")
    weak = ("keys", "new", "signing", NAME, "-o", "other", "--passphrase-file", "weak")
    empty.run(*weak, code=1)
    assert not (empty.folder / "other").exists()


def test_a_keyring_is_made_once(organisation):
    (organisation.folder / "w/letters.keyring").unlink()
    made = keys(organisation, "new", "letters", "w", "--name", "Desk")
    assert "the year ahead, too" in made.stderr
    assert "never overwritten" in keys(organisation, "new", "letters", "w", "--name", "Desk", code=1).stderr
    assert "not a workspace" in keys(organisation, "new", "letters", "nowhere", "--name", "x", code=1).stderr


def test_keys_are_made_signed_and_shown(organisation):
    home = organisation
    made = rotated(home, "--reach", "https://valley.example")
    assert f"Statement 1 of {NAME} holds until" in made.stdout
    assert "the year ahead, too" in made.stderr
    path = "w/letters.statement-1.txt"
    debian.run("minisign", "-V", "-p", "key.pub", "-m", path, folder=home.folder)
    shown = home.run("keys", "show", path, "--public-key", "key.pub")
    assert "reach: https://valley.example" in shown.stdout
    assert "was not checked" in home.run("keys", "show", path).stderr
    as_json = json.loads(keys(home, "show", "w", "--json").stdout)
    recipients = [each["recipient"] for each in as_json["statement"]["keys"]]
    assert recipients == [each["recipient"] for each in as_json["keys"]]
    assert as_json["items_in_no_backup"] == 1
    assert "Passphrases: Desk" in keys(home, "show", "w").stdout
    assert "need none after them before" in keys(home, "rotate", "w", code=1).stderr
    secret = home.python(SECRETS, LETTERS).split()[0]
    (home.folder / "id").write_text(identity_text(bytes.fromhex(secret)) + "\n", encoding="utf-8")
    sealed = debian.run("age", "-r", recipients[0], folder=home.folder, stdin="a letter")
    (home.folder / "sealed").write_bytes(sealed)
    assert debian.run("age", "-d", "-i", "id", "sealed", folder=home.folder) == b"a letter"


def test_a_letter_opens_with_the_keyring_and_without_the_signing_key(organisation):
    home = organisation
    rotated(home)
    (home.folder / "key").unlink()
    recipient = json.loads(keys(home, "show", "w", "--json").stdout)["keys"][0]["recipient"]
    sealed = home.run("letter", "seal", "--to", recipient, "--armor", stdin="what I saw").stdout
    opening = ("letter", "open", "--identity", "w/letters.keyring", "--passphrase-file")
    assert home.run(*opening, "letters", stdin=sealed).stdout == "what I saw"
    assert "does not open the keyring" in home.run(*opening, "signing", stdin=sealed, code=1).stderr


def test_a_restored_workspace_says_that_the_keyring_is_missing(organisation):
    home = organisation
    home.python(
        "from uuid import uuid4\nfrom isthmus.store.desk.scratch.models import LetterItem\n"
        "LetterItem.objects.create(uid=uuid4(), head=b'sealed')"
    )
    home.opened("backup", "w", "b")
    home.opened("restore", "b", "again")
    told = home.opened("doctor", "again", code=1).stdout
    assert "the keyring that opens them is missing" in told


def test_a_keyring_put_back_from_before_a_statement_goes_on_after_it(organisation):
    home = organisation
    until = str(today() + timedelta(days=9))
    rotated(home)
    keys(home, "backup", "letters", "w", "b", "--until", until)
    rotated(home, "--replace")
    (home.folder / "b").replace(home.folder / "w/letters.keyring")
    signing = ("--signing-key", "key", "--signing-passphrase-file", "signing", "--replace")
    refused = keys(home, "rotate", "w", *signing, code=1)
    assert "would look like a stolen key" in refused.stderr
    after = keys(home, "rotate", "w", *signing, "--after", "w/letters.statement-2.txt")
    assert "Statement 3 of" in after.stdout


def test_a_statement_is_signed_on_another_machine(organisation, tmp_path):
    home = organisation
    unknown = keys(home, "rotate", "w", "--name", NAME, code=1)
    assert "--public-key FILE" in unknown.stderr
    waiting = keys(home, "rotate", "w", "--name", NAME, "--public-key", "key.pub", "--json")
    assert json.loads(waiting.stdout) == {
        "statement": "w/letters.statement-1.txt",
        "signed": False,
        "keys_made": len(json.loads(keys(home, "show", "w", "--json").stdout)["keys"]),
    }
    text = (home.folder / "w/letters.statement-1.txt").read_bytes()
    (home.folder / "s.txt").write_bytes(text)
    assert "s.txt.minisig is missing" in keys(home, "rotate", "w", "--signed", "s.txt", code=1).stderr
    debian.run("minisign", "-S", "-s", "key", "-m", "s.txt", folder=home.folder, stdin=f"{SIGNING}\n")
    for _ in range(2):
        assert "Statement 1 of" in keys(home, "rotate", "w", "--signed", "s.txt").stdout
    (home.folder / "s.txt").write_bytes(text.replace(b"Valley", b"Valleys"))
    assert "does not hold" in keys(home, "rotate", "w", "--signed", "s.txt", code=1).stderr
    assert (
        "give no other option" in keys(home, "rotate", "w", "--signed", "s.txt", "--replace", code=2).stderr
    )


def test_an_older_statement_and_two_of_one_version_are_refused(organisation):
    home = organisation
    rotated(home)
    rotated(home, "--replace")
    show = ("keys", "show", "w/letters.statement-1.txt", "--public-key", "key.pub")
    assert (
        "older than one that was seen"
        in home.run(*show, "--seen", "w/letters.statement-2.txt", code=1).stderr
    )
    home.run("keys", "show", "w/letters.statement-2.txt", "--seen", "w/letters.statement-1.txt")
    text = (home.folder / "w/letters.statement-2.txt").read_text(encoding="utf-8")
    (home.folder / "two").write_text(text.replace("Valley", "Hills"), encoding="utf-8")
    two = home.run("keys", "show", "two", "--seen", "w/letters.statement-2.txt", code=1)
    assert "somebody else has the key" in two.stderr


def test_a_wrong_passphrase_of_the_signing_key_makes_no_keys(organisation):
    words = ("--signing-key", "key", "--signing-passphrase-file", "letters")
    wrong = keys(organisation, "rotate", "w", "--name", NAME, *words, code=1)
    assert "does not open this signing key" in wrong.stderr
    assert json.loads(keys(organisation, "show", "w", "--json").stdout)["keys"] == []
    wrong = organisation.opened("keys", "show", "w", code=1)
    assert "does not open the keyring for letters" in wrong.stderr


def test_another_signing_key_is_another_organisation(organisation):
    home = organisation
    rotated(home)
    (home.folder / "other.pub").write_bytes(new_signing_key(SIGNING, memory=16 * 1024**2)[1])
    other = keys(home, "rotate", "w", "--public-key", "other.pub", "--replace", code=1)
    assert "new id, new words, new codenames" in other.stderr


def test_a_backup_of_the_keyring_is_made_told_of_and_put_back(organisation):
    home = organisation
    rotated(home)
    told = home.opened("doctor", "w").stdout
    assert "No backup of the keyring for letters exists" in told
    far, soon = (str(today() + timedelta(days=days)) for days in (61, 60))
    assert "must be gone" in keys(home, "backup", "letters", "w", "b", "--until", far, code=1).stderr
    keys(home, "backup", "letters", "w", "b", "--until", soon)
    told = home.opened("doctor", "w").stdout
    assert "letters" not in told
    (home.folder / "w/letters.keyring").unlink()
    assert "has no keyring for letters" in keys(home, "show", "w", code=1).stderr
    (home.folder / "b").rename(home.folder / "w/letters.keyring")
    shown = json.loads(keys(home, "show", "w", "--json").stdout)
    assert (shown["items"], shown["items_in_no_backup"]) == (1, 0)
    assert shown["backups"] == [{"made": str(today()), "until": soon}]
    keys(home, "backup", "destroyed", "w", str(today()))
    assert "No backup of the keyring for letters exists" in home.opened("doctor", "w").stdout


def test_nothing_is_destroyed_before_its_time_and_anyway_asks(organisation):
    home = organisation
    rotated(home)
    assert "No private key is past its time" in keys(home, "retire", "w", "--anyway").stdout
    home.python(
        "from datetime import date\n"
        "from isthmus.files.letter_keyring import LetterIdentity, LetterKeyKind, LetterKeyState\n"
        "from isthmus.store.desk.letter_keyring import open_letter_keyring\n"
        "key = LetterIdentity(bytes(range(32)), LetterKeyKind.MONTH, date(2025, 1, 1), date(2025, 1, 31),\n"
        "                     LetterKeyState.PUBLISHED)\n"
        "open_letter_keyring(workspace.folder, sys.argv[1]).keep_identities([key])",
        LETTERS,
    )
    assert "1 private key(s) stay" in keys(home, "retire", "w").stderr
    said = keys(home, "retire", "w", "--anyway", stdin="n\n", code=1)
    assert "opened by nobody, ever" in said.stderr
    assert len(json.loads(keys(home, "retire", "w", "--json").stdout)["waiting"]) == 1
    said = keys(home, "retire", "w", "--anyway", stdin="y\n")
    assert "Destroyed: the private key, month 2025-01-01 to 2025-01-31." in said.stdout


def test_passphrases_are_added_replaced_and_removed(organisation):
    home = organisation
    for name, words in (("deputy", "cobalt umbrella falcon meadow"), ("next", "granite willow saddle comet")):
        (home.folder / name).write_text(f"{words}\n", encoding="utf-8")
        (home.folder / name).chmod(0o600)
    keys(home, "add", "passphrase", "w", "--name", "Deputy", "--new-passphrase-file", "deputy")
    home.run("keys", "show", "w", "--passphrase-file", "deputy")
    keys(home, "replace", "passphrase", "w", "--new-passphrase-file", "next")
    keys(home, "show", "w", code=1)
    removed = home.run("keys", "remove", "passphrase", "w", "Deputy", "--passphrase-file", "next")
    assert "open as before" in removed.stderr
    home.run("keys", "show", "w", "--passphrase-file", "deputy", code=1)
    assert (
        "would be removed"
        in home.run("keys", "remove", "passphrase", "w", "Desk", "--passphrase-file", "next", code=1).stderr
    )
