import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from isthmus.store.base.lock import locked
from tests.cli.workspaces import PASSPHRASE
from tests.passphrases import ANOTHER, WEAK
from tests.store.test_workspace import fingerprint


class TestInit:
    def test_a_workspace_is_made_and_verifies(self, empty):
        made = empty.opened("init", "w", own=True)
        assert (
            json.loads((empty.folder / "w" / "workspace.json").read_text())["passphrase"]["memory_kib"]
            == 256 * 1024
        )
        assert "isthmus desk w" in made.stdout
        assert "A lost passphrase is lost data" in made.stderr
        assert "1 events and 2 rows verify" in empty.opened("custody", "verify", "w").stdout

    def test_the_passphrase_is_asked_for_twice(self, empty):
        made = empty.run("init", "w", stdin=f"{ANOTHER}\n{ANOTHER}\n")
        assert "lost data" in made.stderr
        assert "is ready" in made.stdout

    def test_six_random_words_are_offered_and_one_that_is_guessed_is_asked_for_again(self, empty):
        made = empty.run("init", "w", stdin=f"summer2026\nsummer2026\n{ANOTHER}\n{ANOTHER}\n")
        offered = re.findall(r"(?:such as|random ones): ([a-z -]+)\n", made.stderr)
        assert [len(words.split()) for words in offered] == [6, 6]
        assert "fewer than a million million tries" in made.stderr
        empty.run("custody", "verify", "w", stdin=f"{ANOTHER}\n")

    @pytest.mark.parametrize("weak", [each for each in WEAK if each])
    def test_a_file_with_one_that_is_guessed_makes_nothing(self, empty, weak):
        (empty.folder / "passphrase").write_text(f"{weak}\n", encoding="utf-8")
        refused = empty.opened("init", "w", code=1).stderr
        assert "fewer than a million million tries" in refused
        assert weak not in refused
        assert not (empty.folder / "w").exists()

    def test_a_file_that_is_no_text_is_told(self, empty):
        (empty.folder / "passphrase").write_bytes("schöne Wörter und mehr davon\n".encode("latin-1"))
        assert "is not text in UTF-8" in empty.opened("init", "w", code=1).stderr

    def test_two_passphrases_that_differ_make_nothing(self, empty):
        empty.run("init", "w", stdin="one\nother\n", code=1)
        assert not (empty.folder / "w").exists()

    def test_a_folder_in_use_is_refused_with_the_next_step(self, empty):
        (empty.folder / "w").mkdir()
        (empty.folder / "w" / "letter.txt").write_text("dear all")
        assert "Name a new folder" in empty.opened("init", "w", code=1).stderr
        assert [path.name for path in (empty.folder / "w").iterdir()] == ["letter.txt"]

    def test_a_workspace_is_not_made_over_another(self, home):
        assert "isthmus desk w" in home.opened("init", "w", code=1).stderr

    def test_a_database_that_is_no_address_is_refused_and_leaves_nothing(self, empty):
        refused = empty.opened("init", "w", "--database", "mysql://host/name", code=1)
        assert "postgresql://USER@HOST:PORT/NAME" in refused.stderr
        assert not (empty.folder / "w").exists()

    def test_a_server_that_does_not_answer_is_told_and_leaves_nothing(self, empty):
        refused = empty.opened("init", "w", "--database", "postgresql://nobody@127.0.0.1:1/none", code=1)
        assert "No PostgreSQL server answers" in refused.stderr
        assert not (empty.folder / "w").exists()

    def test_a_password_on_the_command_line_is_told(self, empty):
        told = empty.opened("init", "w", "--database", "postgresql://nobody:secret@127.0.0.1:1/none", code=1)
        assert "list of processes" in told.stderr
        assert "secret" not in told.stderr

    def test_a_passphrase_file_that_others_can_read_is_told(self, empty):
        (empty.folder / "passphrase").chmod(0o644)
        assert "chmod 600 passphrase" in empty.opened("init", "w").stderr

    def test_an_empty_passphrase_is_refused(self, empty):
        (empty.folder / "passphrase").write_text("\n")
        assert "is empty" in empty.opened("init", "w", code=1).stderr
        assert not (empty.folder / "w").exists()

    def test_stopped_halfway_it_leaves_nothing(self, empty):
        command = [Path(sys.executable).with_name("isthmus"), "init", "w", "--passphrase-file", "passphrase"]
        with subprocess.Popen(
            command, cwd=empty.folder, stderr=subprocess.PIPE, stdout=subprocess.PIPE
        ) as running:
            deadline = time.monotonic() + 30
            while not (empty.folder / "w" / "register.db").exists() and time.monotonic() < deadline:
                time.sleep(0.005)
            running.send_signal(signal.SIGINT)
            running.wait(30)
        assert running.returncode == 1
        assert not (empty.folder / "w").exists()

    def test_a_wrong_use_exits_2(self, empty):
        empty.run("init", code=2)
        empty.opened("init", "w", "--colour", "blue", code=2)


class TestOpening:
    @pytest.mark.parametrize(
        "words",
        [
            ("custody", "verify", "w"),
            ("custody", "head", "w"),
            ("backup", "w", "b"),
            ("doctor", "w"),
            ("passphrase", "w"),
        ],
    )
    def test_a_wrong_passphrase_says_so_and_changes_nothing(self, home, words):
        (home.folder / "passphrase").write_text("a wrong one\n")
        before = fingerprint(home.folder)
        refused = home.opened(*words, code=1)
        assert refused.stderr == (
            "Error: That passphrase does not open this workspace. Nothing was changed. "
            "Try again; a passphrase that is lost cannot be recovered.\n"
        )
        assert refused.stdout == ""
        assert fingerprint(home.folder) == before

    def test_no_workspace_is_told_before_a_passphrase_is_asked(self, empty):
        for words in (("backup", "w", "b"), ("doctor", "w"), ("custody", "verify", "w"), ("passphrase", "w")):
            refused = empty.run(*words, code=1)
            assert "isthmus init w" in refused.stderr
            assert "assphrase:" not in refused.stderr

    def test_a_database_that_is_gone_is_told_and_not_made_anew(self, home):
        (home.folder / "w" / "register.db").unlink()
        assert "is gone" in home.opened("custody", "verify", "w", code=1).stderr
        assert not (home.folder / "w" / "register.db").exists()

    def test_a_database_of_another_workspace_is_told(self, home):
        data = os.urandom(8192)
        (home.folder / "w" / "register.db").write_bytes(data)
        assert "damaged or swapped" in home.opened("custody", "verify", "w", code=1).stderr
        assert (home.folder / "w" / "register.db").read_bytes() == data

    def test_a_register_of_a_newer_version_is_left_alone(self, home):
        home.python(
            "from django.db.migrations.recorder import MigrationRecorder\n"
            "from django.db import connection\n"
            "MigrationRecorder(connection).record_applied('desk', '9999_from_the_future')"
        )
        assert "A newer version" in home.opened("account", "list", "w", code=1).stderr
        assert "is not ours" in home.opened("custody", "verify", "w", code=1).stdout


class TestPassphrase:
    def test_a_new_passphrase_holds_and_the_old_one_does_not(self, home):
        (home.folder / "new").write_text(f"{ANOTHER}\n")
        (home.folder / "new").chmod(0o600)
        changed = home.opened("passphrase", "w", "--new-passphrase-file", "new", own=True)
        assert "make a new backup" in changed.stdout
        home.opened("custody", "verify", "w", code=1)
        home.run("custody", "verify", "w", "--passphrase-file", "new")

    def test_it_is_asked_for(self, home):
        home.run("passphrase", "w", stdin=f"{PASSPHRASE}\n{ANOTHER}\n{ANOTHER}\n")
        home.run("custody", "verify", "w", stdin=f"{ANOTHER}\n")

    def test_a_new_one_that_is_guessed_is_refused_and_the_old_one_holds(self, home):
        (home.folder / "new").write_text("a new one\n")
        refused = home.opened("passphrase", "w", "--new-passphrase-file", "new", code=1)
        assert "fewer than a million million tries" in refused.stderr
        home.opened("custody", "verify", "w")


class TestCustody:
    def test_a_head_kept_elsewhere_is_compared(self, home):
        (home.folder / "head").write_text(home.opened("custody", "head", "w").stdout)
        verified = home.opened("custody", "verify", "w", "--head", "head")
        assert verified.stdout == "2 events and 23 rows verify.\n"

    def test_without_a_head_it_says_what_would_not_show(self, home):
        assert "--head" in home.opened("custody", "verify", "w").stdout

    def test_what_does_not_fit_is_told_and_exits_1(self, home):
        home.python(
            "from isthmus.store.desk.models import Place\nPlace.objects.filter(ref='p3').update(name='x')"
        )
        told = home.opened("custody", "verify", "w", code=1).stdout
        assert "was not changed" not in told
        assert "is not what that event committed to: changed behind the log's back" in told
        found = json.loads(home.opened("custody", "verify", "w", "--json", code=1).stdout)
        assert (found["sound"], found["total"], found["events"], found["rows"]) == (False, 1, 2, 23)
        assert found["findings"][0]["kind"] == "row_changed"
        assert found["findings"][0]["event"] == 1

    def test_an_altered_stored_file_is_told(self, home):
        [blob] = (home.folder / "w" / "blobs").glob("*/*.age")
        blob.write_bytes(blob.read_bytes()[:-1])
        assert (
            f"The stored file {blob.stem[:12]}… of document d1 is damaged"
            in home.opened("custody", "verify", "w", code=1).stdout
        )


class TestDoctor:
    def test_a_sound_workspace_has_only_notes(self, home):
        told = home.opened("doctor", "w").stdout
        assert "Nothing is wrong." in told
        assert "No backup was made yet." in told

    def test_it_looks_from_outside_without_a_passphrase(self, home):
        (home.folder / "w" / "scratch.db").unlink()
        told = home.run("doctor", "w", "--no-passphrase", code=1).stdout
        assert "scratch.db is missing." in told
        assert "Run without --no-passphrase" in told

    def test_a_damaged_page_is_named(self, home):
        # Rows at the end of the file: a page of the schema would keep the database from opening at all.
        home.python(
            "from isthmus.store.desk.models import Place\n"
            "Place.objects.bulk_create([Place(ref=f'q{n}', name='Village' * 20) for n in range(200)])\n"
        )
        path = home.folder / "w" / "register.db"
        data = bytearray(path.read_bytes())
        data[-3000] ^= 1
        path.write_bytes(data)
        found = json.loads(home.opened("doctor", "w", "--json", code=1).stdout)
        assert "The database default: pages were altered on disk." in [
            each["text"] for each in found["found"]
        ]

    def test_missing_altered_and_needless_files_are_named(self, home):
        [blob] = (home.folder / "w" / "blobs").glob("*/*.age")
        home.python("workspace.blobs.add(b'needless')")
        blob.unlink()
        told = home.opened("doctor", "w", code=1).stdout
        assert f"The stored file {blob.stem[:12]}… of document d1 is missing." in told
        assert "belongs to no document" in told

    def test_a_row_that_points_nowhere_is_named(self, home):
        home.python(
            "from django.db import connection\n"
            "cursor = connection.cursor(); cursor.execute('PRAGMA foreign_keys = OFF')\n"
            "cursor.execute('UPDATE desk_place SET parent_id = 999 WHERE ref = %s', ['p1'])"
        )
        assert "point to rows that are gone" in home.opened("doctor", "w", code=1).stdout

    def test_an_open_desk_is_named(self, home):
        with locked(home.folder / "w"):
            assert f"process {os.getpid()}" in home.opened("doctor", "w").stdout
