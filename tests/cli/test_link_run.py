"""`isthmus link run`, as a process of its own."""

import json
from dataclasses import replace

import pytest

from isthmus.core.workbook.rows import Mention
from isthmus.files.workbook import write_csv
from tests.cli.starting import python
from tests.cli.test_register_commands import MAKE
from tests.cli.workspaces import PASSPHRASE, new_home
from tests.e2e.lists import lists, write_lists
from tests.passphrases import PASSWORD


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A home whose workspace holds three lists of invented people."""
    home = new_home(tmp_path_factory.mktemp("link"))
    assert python(MAKE, home.folder / "w", PASSPHRASE, folder=home.folder).returncode == 0
    write_lists(home.folder / "lists")
    home.opened("import", "lists", "--workspace", "w")
    return home


def test_a_run_says_what_it_found_and_proposes_the_same_again(home):
    first = json.loads(home.opened("link", "run", "w", "--json").stdout)
    assert first["records"] == 124
    assert first["things"]["lenient"] <= 60 <= first["things"]["strict"]
    assert first["open"] > 40
    assert (first["joined"], first["trained"]) == (0, True)
    again = json.loads(home.opened("link", "run", "w", "--full", "--json", own=True).stdout)  # other hashes
    assert {**again, "run": ""} == {**first, "run": ""}
    assert json.loads(home.opened("link", "run", "w", "--json").stdout) == {**again, "nothing_new": True}
    said = home.opened("link", "run", "w").stdout
    assert said.startswith("Nothing happened since the last run, which still holds:")
    assert "124 mentions" in said
    assert "to review, in the desk under Link reports" in said
    assert json.loads(home.opened("judge", "list", "-w", "w", "--json").stdout) == {"judgements": []}


def test_a_run_after_more_came_says_how_much_was_new_and_compared(home):
    home.opened("link", "run", "w")
    home.opened(
        "judge", "record", "person", "m001", "m002", "--decision", "different", "--because", "two", "-w", "w"
    )
    kept = json.loads(home.opened("link", "run", "w", "--json").stdout)
    assert not kept["trained"]
    assert (kept["added"]["new"], kept["added"]["compared_pairs"]) == (0, 0)
    came = Mention("m200", "a3", "victim", 1, 1, name="Adan Primerov")
    write_csv(replace(lists(), mentions=(*lists().mentions, came)), home.folder / "more")
    home.opened("import", "more", "--workspace", "w")
    said = home.opened("link", "run", "w").stdout
    assert "New or changed since the run before: 1 mentions; gone: 0." in said


def test_what_can_not_be_linked_is_said_in_a_sentence(tmp_path):
    empty = new_home(tmp_path / "empty")
    assert python(MAKE, empty.folder / "w", PASSPHRASE, folder=empty.folder).returncode == 0
    refused = empty.opened("link", "run", "w", "--kind", "incident", code=1)
    assert refused.stderr.startswith("Error: There are not two records to compare yet")


def test_sealed_mentions_are_left_out_and_counted_unless_a_keeper_opens_them(tmp_path):
    sealed = new_home(tmp_path / "sealed")
    assert python(MAKE, sealed.folder / "w", PASSPHRASE, folder=sealed.folder).returncode == 0
    (sealed.folder / "mara.pass").write_text(PASSWORD + "\n")
    (sealed.folder / "mara.pass").chmod(0o600)
    made = sealed.run("keys", "new", "keeper", "Mara", "-o", "mara.key", "--passphrase-file", "mara.pass")
    sealed.opened("keys", "add", "keeper", "w", made.stdout.strip(), "--name", "Mara")
    mentions = lists().mentions
    some = tuple(replace(each, protection="sealed") for each in mentions[:5])
    write_csv(replace(lists(), mentions=(*some, *mentions[5:])), sealed.folder / "lists")
    sealed.opened("import", "lists", "--workspace", "w")
    without = json.loads(sealed.opened("link", "run", "w", "--json").stdout)
    assert (without["records"], without["sealed"]) == (119, {"compared": 0, "left_out": 5})
    key = ("--identity", "mara.key", "--identity-passphrase-file", "mara.pass")
    found = json.loads(sealed.opened("link", "run", "w", "--full", "--json", *key).stdout)
    assert (found["records"], found["sealed"]) == (124, {"compared": 5, "left_out": 0})
    said = sealed.opened("link", "run", "w", *key).stdout
    assert "Sealed mentions that were compared, with a keeper's key: 5." in said
    wrong = ("--identity", "mara.key", "--identity-passphrase-file", "passphrase")
    assert "passphrase of its own" in sealed.opened("link", "run", "w", *wrong, code=1).stderr
    assert "Sealed mentions that were left out: 5." in sealed.opened("link", "run", "w", "--full").stdout
