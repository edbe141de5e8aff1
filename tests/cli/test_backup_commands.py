import io
import json
import os
import shutil
import subprocess
import sys
import tarfile
import threading
import time
from pathlib import Path

import pyrage
import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from tests.cli.workspaces import PASSPHRASE, copy_home, make_home
from tests.store.test_workspace import fingerprint

ROWS = "from isthmus.store.desk.models import Place\nprint(Place.objects.count())"


@pytest.fixture(scope="session")
def backed_up(made, tmp_path_factory):
    """A backup, as bytes."""
    folder = tmp_path_factory.mktemp("backup")
    copy_home(made, folder / "home").opened(
        "backup", "w", folder / "b"
    )  # a backup is an event: of a copy's log
    return (folder / "b").read_bytes()


@pytest.fixture
def backup(empty, backed_up):
    """A backup in a folder without a workspace."""
    (empty.folder / "b").write_bytes(backed_up)
    return empty


def left_behind(home):
    return sorted(path.name for path in home.folder.iterdir() if path.name not in ("passphrase", "b"))


class TestBackup:
    def test_everything_comes_back(self, home):
        home.opened("backup", "w", "b")
        restored = home.opened("restore", "b", "again")
        assert "Restored and verified" in restored.stdout
        assert home.python(ROWS, workspace="again") == "20\n"
        read = (
            "from isthmus.store.desk.models import Document\n"
            "from isthmus.store.desk.scratch.models import Draft\n"
            "document = Document.objects.get()\n"
            "print(len(workspace.blobs.read(document.content)), Draft.objects.get().body['title'])"
        )
        assert home.python(read, workspace="again") == "12000 half done\n"
        assert "Nothing is wrong." in home.opened("doctor", "again").stdout

    def test_a_stray_file_between_the_stored_ones_stops_nothing_and_is_noted(self, home):
        (home.folder / "w/blobs/ab").mkdir(mode=0o700, exist_ok=True)
        stray = home.folder / "w/blobs/ab/copy of a file.age"
        stray.write_bytes(b"dropped here")
        stray.chmod(0o600)
        home.opened("backup", "w", "b")
        home.opened("custody", "verify", "w")
        found = home.opened("doctor", "w").stdout
        assert "copy of a file.age lies between the stored files" in found
        home.opened("restore", "b", "again")
        assert not (home.folder / "again/blobs/ab/copy of a file.age").exists()

    def test_the_restored_log_extends_the_head_kept_before(self, home):
        (home.folder / "head").write_text(home.opened("custody", "head", "w").stdout)
        home.opened("backup", "w", "b")
        home.opened("restore", "b", "again")
        home.opened("custody", "verify", "again", "--head", "head")

    def test_the_time_of_it_is_kept(self, home):
        home.opened("backup", "w", "b")
        assert json.loads((home.folder / "w" / "workspace.json").read_text())["last_backup"]
        assert "No backup was made yet." not in home.opened("doctor", "w").stdout

    def test_it_is_for_its_owner_alone_and_leaves_nothing_beside_it(self, home):
        home.opened("backup", "w", "b")
        assert (home.folder / "b").stat().st_mode & 0o777 == 0o600
        assert left_behind(home) == ["w"]

    def test_a_file_is_never_replaced(self, home):
        (home.folder / "b").write_text("another backup")
        assert "never replaces" in home.opened("backup", "w", "b", code=1).stderr
        assert (home.folder / "b").read_text() == "another backup"

    @pytest.mark.parametrize(("file", "fact"), [("w/b", "outside"), ("nowhere/b", "does not exist")])
    def test_a_place_that_will_not_do_is_refused(self, home, file, fact):
        assert fact in home.opened("backup", "w", file, code=1).stderr

    def test_it_opens_with_the_passphrase_of_now_though_a_desk_was_opened_with_the_one_before(self, home):
        home.python(
            "from isthmus.store.base.keys import Cost\n"
            "from isthmus.store.desk.workspace import replace_passphrase\n"
            "replace_passphrase(workspace, 'another', Cost(64, 1, 1))\n"
            "from isthmus.actions.desk.accounts import owner\n"
            "from isthmus.actions.desk.backup import back_up\n"
            "back_up(workspace, Path('b'), actor=owner())"
        )
        home.run("restore", "b", "again", stdin="another\n")

    def test_a_file_destroyed_meanwhile_makes_it_start_again(self, home):
        told = home.python(
            "from isthmus.actions.desk.accounts import owner\n"
            "from isthmus.actions.desk import backup\n"
            "from isthmus.language import english\n"
            "from isthmus.store.base.database_errors import error_message\n"
            "copy = backup.copy_file\n"
            "def destroy(source, target, key):\n"
            "    copy(source, target, key)\n"
            "    [workspace.blobs.remove(name) for name in list(workspace.blobs.names())]\n"
            "backup.copy_file = destroy\n"
            "try:\n"
            "    backup.back_up(workspace, Path('b'), actor=owner())\n"
            "except backup.BackupOvertaken as error:\n"
            "    print(english(error_message(error)))"
        )
        assert "Do it again" in told
        assert left_behind(home) == ["w"]

    def test_the_register_can_be_written_to_meanwhile(self, home):
        write = (
            "from isthmus.actions.desk.accounts import owner\n"
            "from isthmus.actions.desk.recorded import recorded\n"
            "from isthmus.store.desk.models import Place\n"
            "for number in range(30):\n"
            "    with recorded(action='code_document', actor=owner()) as event:\n"
            "        event.commit(Place(ref=f'q{number}', name='Village'))\n"
        )
        writing = threading.Thread(target=home.python, args=(write,))
        writing.start()
        home.opened("backup", "w", "b")
        writing.join()
        home.opened("restore", "b", "again")
        assert "verify" in home.opened("custody", "verify", "w").stdout

    def test_a_full_disk_is_told_and_leaves_nothing(self, home):
        """A limit on the size of files stands in for a disk that is full."""
        limited = (
            "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
            "resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000));"
            "from isthmus.cli import main; main()"
        )
        command = [sys.executable, "-c", limited, "backup", "w", "b", "--passphrase-file", "passphrase"]
        run = subprocess.run(
            command, cwd=home.folder, capture_output=True, text=True, timeout=60, check=False
        )
        assert run.returncode == 1
        assert "Traceback" not in run.stderr
        assert left_behind(home) == ["w"]
        assert "verify" in home.opened("custody", "verify", "w").stdout


class TestWithoutUs:
    """What docs/reference/workspace.md promises: everything opens with common libraries and its own few lines."""

    @pytest.fixture
    def secrets(self, home):
        """What the lines on that page print for a workspace."""
        page = (Path(__file__).parents[2] / "docs/reference/workspace.md").read_text(encoding="utf-8")
        lines = page.partition("```python\n")[2].partition("```")[0].replace("case/", "w/")
        command = [sys.executable, "-c", lines]
        run = subprocess.run(
            command, cwd=home.folder, input=PASSPHRASE, capture_output=True, text=True, check=True
        )
        return dict(line.rpartition("passphrase: ")[2].split(": ") for line in run.stdout.splitlines())

    def test_the_register_opens_with_sqlcipher(self, home, secrets):
        connection = sqlcipher.connect(str(home.folder / "w" / "register.db"))
        connection.execute(f"PRAGMA key = \"x'{secrets['register']}'\"")
        assert connection.execute("SELECT action FROM desk_event ORDER BY sequence").fetchall() == [
            ("make_workspace",),
            ("code_document",),
        ]
        connection.close()

    def test_a_stored_file_opens_with_age(self, home, secrets):
        [blob] = (home.folder / "w" / "blobs").glob("*/*.age")
        identity = pyrage.x25519.Identity.from_str(secrets["age"])
        assert pyrage.decrypt(blob.read_bytes(), [identity]) == b"an interview" * 1000

    def test_a_backup_opens_with_tar_and_age(self, home, secrets):
        home.opened("backup", "w", "b")
        with tarfile.open(home.folder / "b") as outer:
            assert outer.getnames() == ["workspace.json", "payload.tar.age"]
            payload = outer.extractfile("payload.tar.age").read()
        opened = pyrage.decrypt(payload, [pyrage.x25519.Identity.from_str(secrets["age"])])
        with tarfile.open(fileobj=io.BytesIO(opened)) as inner:
            assert inner.getnames()[:4] == ["manifest.json", "head.txt", "register.db", "scratch.db"]
            assert inner.extractfile("head.txt").read().startswith(b"isthmus/")
        restored = subprocess.run(
            ["tar", "tf", home.folder / "b"], capture_output=True, text=True, check=True
        )
        assert restored.stdout.split() == ["workspace.json", "payload.tar.age"]


class TestRestore:
    def test_a_wrong_passphrase_leaves_nothing(self, backup):
        (backup.folder / "passphrase").write_text("a wrong one\n")
        assert "does not open" in backup.opened("restore", "b", "w", code=1).stderr
        assert left_behind(backup) == []

    def test_a_workspace_is_not_restored_over(self, home, backed_up):
        (home.folder / "b").write_bytes(backed_up)
        before = fingerprint(home.folder / "w")
        assert "is a workspace already" in home.opened("restore", "b", "w", code=1).stderr
        assert fingerprint(home.folder / "w") == before

    def test_a_folder_with_something_in_it_is_refused(self, backup):
        (backup.folder / "w").mkdir()
        (backup.folder / "w" / "letter").touch()
        assert "not an empty folder" in backup.opened("restore", "b", "w", code=1).stderr

    def test_an_empty_folder_will_do(self, backup):
        (backup.folder / "w").mkdir()
        backup.opened("restore", "b", "w")
        assert backup.python(ROWS) == "20\n"

    @pytest.mark.parametrize("share", [0, 0.0001, 0.001, 0.3, 0.9, 0.9999])
    def test_a_backup_that_is_cut_off_leaves_nothing(self, backup, backed_up, share):
        (backup.folder / "b").write_bytes(backed_up[: int(len(backed_up) * share)])
        assert "Nothing was restored" in backup.opened("restore", "b", "w", code=1).stderr
        assert left_behind(backup) == []

    @pytest.mark.parametrize("share", [0.0001, 0.001, 0.0015, 0.002, 0.01, 0.3, 0.9, 0.999])
    def test_an_altered_backup_leaves_nothing(self, backup, backed_up, share):
        altered = bytearray(backed_up)
        altered[int(len(backed_up) * share)] ^= 1
        (backup.folder / "b").write_bytes(altered)
        backup.opened("restore", "b", "w", code=1)
        assert left_behind(backup) == []

    @pytest.mark.parametrize(("here", "there"), [("isthmus/", "isthmuz/"), ("2026", "2025")])
    def test_a_backup_whose_open_part_was_altered_leaves_nothing(self, backup, backed_up, here, there):
        """workspace.json can be read without a key, and is checked against what is sealed."""
        with tarfile.open(fileobj=io.BytesIO(backed_up)) as outer:
            envelope = outer.extractfile("workspace.json").read().replace(here.encode(), there.encode())
            payload = outer.extractfile("payload.tar.age").read()
        with (backup.folder / "b").open("wb") as target:
            for name, content in (("workspace.json", envelope), ("payload.tar.age", payload)):
                info = tarfile.TarInfo(name)
                info.size = len(content)
                target.write(info.tobuf(tarfile.GNU_FORMAT) + content + bytes(-len(content) % 512))
            target.write(bytes(1024))
        assert "workspace.json of the backup was altered" in backup.opened("restore", "b", "w", code=1).stderr
        assert left_behind(backup) == []

    def test_something_appended_is_noticed(self, backup, backed_up):
        (backup.folder / "b").write_bytes(backed_up + b"x")
        assert "appended" in backup.opened("restore", "b", "w", code=1).stderr
        assert left_behind(backup) == []

    @pytest.mark.parametrize("content", [b"", b"a letter", bytes(2048), os.urandom(4096)])
    def test_another_file_is_no_backup(self, backup, content):
        (backup.folder / "b").write_bytes(content)
        assert "not a backup" in backup.opened("restore", "b", "w", code=1).stderr
        assert left_behind(backup) == []

    def test_a_backup_of_a_workspace_that_was_tampered_with_is_refused(self, home):
        home.python(
            "from isthmus.store.desk.models import Place\nPlace.objects.filter(ref='p3').update(name='x')"
        )
        home.opened("backup", "w", "b")
        shutil.rmtree(home.folder / "w")
        assert "does not verify" in home.opened("restore", "b", "w", code=1).stderr
        assert left_behind(home) == []

    def test_a_killed_restore_leaves_no_workspace_and_can_be_run_again(self, backup):
        command = [
            Path(sys.executable).with_name("isthmus"),
            "restore",
            "b",
            "w",
            "--passphrase-file",
            "passphrase",
        ]
        with subprocess.Popen(
            command, cwd=backup.folder, stderr=subprocess.PIPE, stdout=subprocess.PIPE
        ) as running:
            deadline = time.monotonic() + 30
            while not list(backup.folder.glob(".w.*.part/register.db")) and time.monotonic() < deadline:
                time.sleep(0.005)
            running.kill()
        assert not (backup.folder / "w").exists()
        backup.opened("restore", "b", "w")
        assert "left behind" in backup.opened("doctor", "w").stdout

    def test_a_file_that_leads_outside_is_refused(self, backup):
        """Only who has the keys can make such a backup; the names inside are checked all the same."""
        from isthmus.store.base.keys import Keys
        from isthmus.store.desk import archive
        from isthmus.store.desk.manifest import Manifest

        with (backup.folder / "b").open("rb") as source:
            envelope = archive.read_envelope(source)
        manifest = Manifest.from_json(envelope.decode())
        keys = Keys(manifest.id, manifest.envelope.open(PASSPHRASE))
        identity = pyrage.x25519.Identity.from_str(keys.unseal(manifest.sealed["blobs"], "blobs").decode())
        with (backup.folder / "b").open("w+b") as target:
            members = [archive.Member("../outside", b"x")]
            archive.write_archive(target, envelope, iter(members), identity.to_public())
        assert "no backup of Isthmus" in backup.opened("restore", "b", "w", code=1).stderr
        assert left_behind(backup) == []


@pytest.mark.postgresql
class TestPostgresql:
    @pytest.fixture
    def databases(self, postgresql_server):
        """Makes an empty database of a name on the tests' server."""
        import psycopg

        def make(name):
            with psycopg.connect(postgresql_server, autocommit=True) as connection:
                connection.execute(f'CREATE DATABASE "{name}"')
            return postgresql_server.rpartition("/")[0] + f"/{name}"

        return make

    def test_a_workspace_on_postgresql_is_made_verified_backed_up_and_restored(self, empty, databases):
        url = databases("one")
        made = empty.opened("init", "first", "--database", url)
        assert "not encrypted by Isthmus" in made.stderr
        assert "does not encrypt" in empty.opened("doctor", "first").stdout
        assert not (empty.folder / "first" / "register.db").exists()

        home = make_home(empty.folder, databases("two"))
        home.opened("custody", "verify", "w")
        home.opened("backup", "w", "b")
        home.opened("restore", "b", "as-file")
        assert home.python(ROWS, workspace="as-file") == "20\n"
        home.opened("restore", "b", "elsewhere", "--database", databases("three"))
        assert home.python(ROWS, workspace="elsewhere") == "20\n"
        assert not (home.folder / "elsewhere" / "register.db").exists()
        head = home.opened("custody", "head", "w").stdout
        (home.folder / "head").write_text(head)
        home.opened("custody", "verify", "elsewhere", "--head", "head")
        draft = (
            "from isthmus.store.desk.scratch.models import Draft\nprint(Draft.objects.get().body['title'])"
        )
        assert home.python(draft, workspace="elsewhere") == "half done\n"
        add = (
            "from isthmus.actions.desk.accounts import owner\n"
            "from isthmus.actions.desk.recorded import recorded\n"
            "from isthmus.store.desk.models import Place\n"
            "with recorded(action='code_document', actor=owner()) as event:\n"
            "    print(event.commit(Place(ref='new', name='Village')).pk > 20)"
        )
        assert home.python(add, workspace="elsewhere") == "True\n"

    def test_a_backup_that_does_not_verify_leaves_the_database_empty(self, home, databases):
        import psycopg

        home.python(
            "from isthmus.store.desk.models import Place\nPlace.objects.filter(ref='p3').update(name='x')"
        )
        home.opened("backup", "w", "b")
        url = databases("spoiled")
        assert "does not verify" in home.opened("restore", "b", "again", "--database", url, code=1).stderr
        with psycopg.connect(url) as connection:
            assert (
                connection.execute(
                    "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'isthmus%'"
                ).fetchall()
                == []
            )
        assert left_behind(home) == ["w"]
