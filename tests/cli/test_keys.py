"""`isthmus keys`: keepers set up by commands; their key lives on another device, under the plain age format."""

import json
import shutil

import pyrage
import pytest

from tests.cli.workspaces import PASSPHRASE, new_home
from tests.passphrases import ANOTHER, PASSWORD


@pytest.fixture(scope="module")
def new_keys(tmp_path_factory):
    """Two identities with their passphrases in files, made once: each costs a second, as it should."""
    made = new_home(tmp_path_factory.mktemp("keys"))
    for name, passphrase in (("mara", PASSWORD), ("noor", ANOTHER)):
        (made.folder / f"{name}.pass").write_text(passphrase + "\n")
        (made.folder / f"{name}.pass").chmod(0o600)
    return made, {
        name: made.run(
            *("keys", "new", "keeper", name, "--out", f"{name}.key", "--passphrase-file", f"{name}.pass")
        ).stdout.strip()
        for name in ("mara", "noor")
    }


@pytest.fixture
def keys(new_keys, home):
    """The same in the home of the test."""
    made, keys = new_keys
    for name in keys:
        shutil.copy2(made.folder / f"{name}.key", home.folder)
        shutil.copy2(made.folder / f"{name}.pass", home.folder)
    return keys


def opening(name):
    return ("--identity", f"{name}.key", "--identity-passphrase-file", f"{name}.pass")


def test_a_workspace_says_what_sealed_is_worth_without_a_keeper(empty):
    assert "Nobody keeps a key" in empty.opened("init", "w").stderr
    assert "Nobody keeps a key" in empty.opened("doctor", "w").stdout


def test_keepers_come_and_go_and_plain_age_opens_the_keyring_on_another_device(home, keys):
    first = home.opened("keys", "add", "keeper", "w", keys["mara"], "--name", "Mara")
    assert "Only one keeper" in first.stderr
    assert "keys backup keepers w FILE" in first.stderr
    refused = home.opened("keys", "add", "keeper", "w", keys["noor"], "--name", "Noor", code=1)
    assert "--identity FILE" in refused.stderr
    home.opened("keys", "add", "keeper", "w", keys["noor"], "--name", "Noor", *opening("mara"))
    listed = home.opened("keys", "list", "w").stdout.splitlines()
    assert [(line.split()[0], line.split()[-1]) for line in listed] == [
        (keys["mara"], "Mara"),
        (keys["noor"], "Noor"),
    ]
    home.run("keys", "backup", "keepers", "w", "copy.age")
    secret = pyrage.passphrase.decrypt((home.folder / "noor.key").read_bytes(), ANOTHER).decode().split()[-1]
    key = pyrage.x25519.Identity.from_str(secret)
    assert json.loads(pyrage.decrypt((home.folder / "copy.age").read_bytes(), [key]))["identities"]
    home.opened("keys", "remove", "keeper", "w", "Noor", *opening("mara"))
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt((home.folder / "w" / "keyring.age").read_bytes(), [key])
    assert "Nothing is wrong" in home.opened("doctor", "w").stdout
    home.opened("custody", "verify", "w")


def test_a_backup_has_no_keyring_and_says_so_and_the_doctor_misses_it(home, keys):
    home.opened("keys", "add", "keeper", "w", keys["mara"], "--name", "Mara")
    assert "keyring is not in this file" in home.opened("backup", "w", "all.isthmus").stderr
    home.run("keys", "backup", "keepers", "w", "copy.age")
    home.opened("restore", "all.isthmus", "again")
    assert not (home.folder / "again" / "keyring.age").exists()
    assert "The keyring is missing" in home.opened("doctor", "again", code=1).stdout
    (home.folder / "copy.age").rename(home.folder / "again" / "keyring.age")
    home.opened("doctor", "again")


def test_keys_and_copies_are_never_written_over_anything(home, keys):
    again = ("keys", "new", "keeper", "mara", "--out", "mara.key", "--passphrase-file", "mara.pass")
    assert "never overwritten" in home.run(*again, code=1).stderr
    home.opened("keys", "add", "keeper", "w", keys["mara"], "--name", "Mara")
    (home.folder / "there").write_text("x")
    assert "exists" in home.run("keys", "backup", "keepers", "w", "there", code=1).stderr
    assert "does not exist" in home.run("keys", "backup", "keepers", "w", "nowhere/file", code=1).stderr
    assert (home.folder / "there").read_text() == "x"


def test_the_passphrase_of_the_workspace_opens_no_key_and_no_keyring(home, keys):
    home.opened("keys", "add", "keeper", "w", keys["mara"], "--name", "Mara")
    wrong = ("--identity", "mara.key", "--identity-passphrase-file", "passphrase")
    refused = home.opened("keys", "add", "keeper", "w", keys["noor"], "--name", "Noor", *wrong, code=1)
    assert "passphrase of its own" in refused.stderr
    assert PASSPHRASE not in refused.stderr
    stranger = home.opened(
        *("keys", "add", "keeper", "w", keys["noor"], "--name", "Noor", *opening("noor")), code=1
    )
    assert "does not open the keyring" in stranger.stderr


SEALED = """
from isthmus.actions.desk.accounts import owner
from isthmus.actions.desk.import_workbook import apply_import, plan_import
from isthmus.core.workbook.rows import Source, Workbook
rows = Workbook(sources=(Source("s1", "Kanarienvogel", "person", protection="sealed"),))
apply_import(plan_import(rows), actor=owner())
"""


def test_one_sealed_source_opens_with_a_key_from_another_device_and_nowhere_else(home, keys):
    home.opened("keys", "add", "keeper", "w", keys["mara"], "--name", "Mara")
    home.python(SEALED)
    for words in (
        ("custody", "history", "w", "sources:s1"),
        ("export", "out", "-w", "w"),
        ("doctor", "w"),
    ):
        run = home.opened(*words)
        assert "Kanarienvogel" not in run.stdout + run.stderr
    assert "name: Kanarienvogel" in home.opened("keys", "open", "w", "sources:s1", *opening("mara")).stdout
    opened = home.opened("keys", "open", "w", "sources:s1", "--json", *opening("mara")).stdout
    assert json.loads(opened)["cells"] == {"name": "Kanarienvogel"}
    refused = home.opened("keys", "open", "w", "sources:s1", *opening("noor"), code=1)
    assert "does not open the keyring" in refused.stderr
    home.opened("custody", "verify", "w")
