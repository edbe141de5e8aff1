"""Workspaces and backups in which something is damaged or missing: told at the backup, and the rest comes back."""

import os
import re
import shutil
import subprocess
import sys

import pytest

from tests.cli.running import ISTHMUS
from tests.cli.workspaces import copy_home, make_home

ADD = """
from isthmus.actions.desk.accounts import owner
from isthmus.actions.desk.recorded import recorded
from isthmus.store.desk.models import Document
with recorded(action="code_document", actor=owner()) as event:
    for number in range(2, 5):
        content = f"page {number}".encode() * 40_000
        event.commit(Document(ref=f"d{number}", title="A page", held="yes", content=workspace.blobs.add(content),
                              content_type="text/plain", content_size=len(content)))
"""
REGISTER = """
from isthmus.store.desk.models import Document, Place
print(Place.objects.count(), sorted(Document.objects.values_list("ref", "content")))
"""


@pytest.fixture(scope="module")
def several(tmp_path_factory):
    """A workspace with four stored files."""
    home = make_home(tmp_path_factory.mktemp("several"))
    home.python(ADD)
    return home


@pytest.fixture
def home(several, tmp_path):
    return copy_home(several, tmp_path / "home")


def blobs_of(home, workspace="w"):
    return sorted((home.folder / workspace / "blobs").glob("*/*.age"))


def alter(path):
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def swap(path):
    """Put another stored file in its place: whole, and not what its name stands for."""
    [other, *_] = [each for each in sorted(path.parents[1].glob("*/*.age")) if each != path]
    shutil.copyfile(other, path)


def cut_off(path):
    path.write_bytes(path.read_bytes()[:-1000])


@pytest.mark.parametrize(
    "damage", [alter, *(pytest.param(each, marks=pytest.mark.long) for each in (swap, cut_off, os.unlink))]
)
def test_each_stored_file_in_turn_is_told_at_the_backup_and_the_rest_comes_back(several, tmp_path, damage):
    register = several.python(REGISTER)
    for number, name in enumerate(path.stem for path in blobs_of(several)):
        home = copy_home(several, tmp_path / str(number))
        damage(home.folder / "w" / "blobs" / name[:2] / f"{name}.age")
        backed_up = home.opened("backup", "w", "b", code=1)
        [document] = re.findall(rf"The stored file {name[:12]}… of document (d\d) is", backed_up.stderr)
        assert "holds the workspace, but for what is named above" in backed_up.stdout
        refused = home.opened("restore", "b", "again", code=1).stderr
        assert f"{name[:12]}… of document {document}" in refused
        assert "`isthmus restore --sound-parts`" in refused
        assert not (home.folder / "again").exists()
        restored = home.opened("restore", "b", "again", "--sound-parts", code=1)
        assert f"{name[:12]}… of document {document}" in restored.stderr
        assert {path.stem for path in blobs_of(home, "again")} == {
            path.stem for path in blobs_of(several)
        } - {name}
        assert home.python(REGISTER, workspace="again") == register
        assert name[:12] in home.opened("doctor", "again", code=1).stdout
        assert name[:12] in home.opened("custody", "verify", "again", code=1).stdout


def test_a_backup_that_is_not_whole_leaves_the_reminder(home):
    blobs_of(home)[0].unlink()
    home.opened("backup", "w", "b", code=1)
    assert "No backup was made yet." in home.opened("doctor", "w", code=1).stdout


@pytest.mark.parametrize(
    "share", [0.7, *(pytest.param(each, marks=pytest.mark.long) for each in (0.4, 0.97))]
)
@pytest.mark.parametrize("how", ["cut off", "altered"])
def test_of_a_damaged_backup_comes_back_what_lies_before_the_damage(home, share, how):
    home.opened("backup", "w", "b")
    whole = bytearray((home.folder / "b").read_bytes())
    place = int(len(whole) * share)
    if how == "altered":
        whole[place] ^= 1
    (home.folder / "b").write_bytes(whole if how == "altered" else whole[:place])
    assert "--sound-parts" in home.opened("restore", "b", "again", code=1).stderr
    restored = home.opened("restore", "b", "again", "--sound-parts", code=1)
    if (home.folder / "again").exists():
        assert "cut off or was altered" in restored.stderr
        assert home.python(REGISTER, workspace="again") == home.python(REGISTER)
    else:  # the damage lies in the register itself
        assert "without it there is nothing to restore" in restored.stderr


def test_what_does_not_verify_comes_back_and_is_told(home):
    home.python(
        "from isthmus.store.desk.models import Place\nPlace.objects.filter(ref='p3').update(name='x')"
    )
    home.opened("backup", "w", "b")
    home.opened("restore", "b", "again", code=1)
    assert "Restored without" in home.opened("restore", "b", "again", "--sound-parts", code=1).stdout
    home.opened("custody", "verify", "again", code=1)


def test_a_sound_backup_is_restored_whole_with_the_option_too(home):
    home.opened("backup", "w", "b")
    assert "Restored and verified" in home.opened("restore", "b", "again", "--sound-parts").stdout


def test_a_damaged_scratch_database_keeps_nobody_from_a_backup(home):
    alter(home.folder / "w" / "scratch.db")
    assert "Drafts, uploads and jobs" in home.opened("backup", "w", "b", code=1).stderr
    assert "Drafts, uploads and jobs" in home.opened("restore", "b", "again", code=1).stderr
    home.opened("restore", "b", "again", "--sound-parts", code=1)
    assert home.python(REGISTER, workspace="again") == home.python(REGISTER, workspace="again")
    home.opened("custody", "verify", "again")


def test_a_disk_that_keeps_something_else_is_noticed(home):
    told = home.python(
        "from isthmus.actions.desk.accounts import owner\n"
        "from isthmus.actions.desk import backup\n"
        "from isthmus.language import english\n"
        "write = backup.write_archive\n"
        "def spoiled(target, *rest):\n"
        "    digest = write(target, *rest)\n"
        "    target.seek(20_000)\n"
        "    target.write(b'x')\n"
        "    return digest\n"
        "backup.write_archive = spoiled\n"
        "try:\n"
        "    backup.back_up(workspace, Path('b'), actor=owner())\n"
        "except backup.BackupUnwritten as error:\n"
        "    print(english(error.message))"
    )
    assert "Do not trust that disk" in told
    assert not (home.folder / "b").exists()


def test_a_wrong_passphrase_is_told_of_the_backup(home):
    home.opened("backup", "w", "b")
    refused = home.run("restore", "b", "again", stdin="a wrong one\n", code=1).stderr
    assert "does not open this backup" in refused
    assert "GetPassWarning" not in refused


def test_without_a_terminal_and_a_file_it_is_said_how_to_give_a_passphrase(home):
    refused = home.run("custody", "head", "w", code=1).stderr
    assert "Name a file that holds it: --passphrase-file FILE." in refused
    assert "Warning" not in refused


STRAYS = (
    "register.sync-conflict-20260102-030405-ABCDEFG.db",
    "register.db-wal.sync-conflict-20260102-030405-ABCDEFG",
    "workspace.sync-conflict-20260102-030405-ABCDEFG.json",
    "scratch.sync-conflict-20260102-030405-ABCDEFG.db-shm",
    "desk.sync-conflict-20260102-030405-ABCDEFG.lock",
    ".stfolder",
    "blobs/ab/x.sync-conflict-20260102-030405-ABCDEFG.age",
    f"blobs/ab/{'ab' + 'c' * 62}.sync-conflict-20260102-030405-ABCDEFG.age",
)


def test_copies_that_a_synchroniser_made_are_named_and_stop_nothing(home):
    for stray in STRAYS:
        path = home.folder / "w" / stray
        path.parent.mkdir(mode=0o700, exist_ok=True)
        path.write_bytes(b"another version")
        path.chmod(0o600)
    before = home.python(REGISTER)
    home.opened("custody", "verify", "w")
    told = home.opened("doctor", "w").stdout
    assert [stray for stray in STRAYS if stray not in told] == []
    home.opened("backup", "w", "b")
    home.opened("restore", "b", "again")
    assert home.python(REGISTER, workspace="again") == before
    assert [path for path in (home.folder / "again").rglob("*") if "sync-conflict" in path.name] == []


CLOCK = """
import datetime, sys, time
class Shifted(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return datetime.datetime.fromtimestamp(time.time(), tz) if tz is None else cls.fromtimestamp(time.time(), tz)
real, shift = time.time, float(sys.argv.pop(1))
time.time = lambda: real() + shift
datetime.datetime = Shifted
from isthmus.cli import main
main()
"""


@pytest.mark.parametrize("year", [2001, 2039])
def test_a_wrong_clock_stops_nothing_and_is_told(home, year):
    shift = str((year - 2026) * 365.25 * 86_400)

    def at_that_time(*words, code=0):
        command = [sys.executable, "-c", CLOCK, shift, *words, "--passphrase-file", "passphrase"]
        run = subprocess.run(command, cwd=home.folder, capture_output=True, text=True, check=False)
        assert "Traceback" not in run.stderr, run.stderr
        assert run.returncode == code, (run.stdout, run.stderr)
        return run

    at_that_time("backup", "w", "b")
    at_that_time("restore", "b", "again")
    at_that_time("custody", "verify", "again")
    assert ("before the workspace was made" in at_that_time("doctor", "again").stdout) == (year == 2001)
    home.opened("custody", "verify", "again")
    assert "The last backup is of" in home.opened("doctor", "again").stdout


RECIPIENT = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"
FULL = """
mount -t tmpfs -o size={size}k tmpfs disk || exit 99
cp -r w disk/w 2>/dev/null || exit 98
cd disk
{python} -m isthmus {words} --passphrase-file ../passphrase
code=$?
rm -rf ../after && cp -r w ../after
ls -A >&2
exit $code
"""


@pytest.mark.parametrize(
    "words",
    [
        "backup w b",
        "import {}",
        "destroy w d1 --because because --yes",
        pytest.param("account add w amina --password-file ../words", marks=pytest.mark.long),
        pytest.param(f"keys add keeper w {RECIPIENT} --name Mara", marks=pytest.mark.long),
    ],
)
def test_a_full_disk_is_told_and_leaves_the_workspace_as_it_was(home, words):
    """A file system of our own, of as many KiB as the workspace and a little more."""
    (home.folder / "disk").mkdir()
    (home.folder / "words").write_text("correct horse battery staple pencil")
    (home.folder / "words").chmod(0o600)
    if "import" in words:
        from isthmus.files.sample import sample_path

        words = f"import {sample_path()} --accept-changes because --workspace w"
    used = sum(path.stat().st_size for path in (home.folder / "w").rglob("*") if path.is_file()) // 1024
    ends = []
    for room in (900, 300, 100, 60, 30, 0):
        script = FULL.format(size=used + 60 + room, words=words, python=sys.executable)
        run = subprocess.run(
            ["unshare", "-rm", "sh", "-c", script],
            cwd=home.folder,
            capture_output=True,
            text=True,
            check=False,
        )
        if run.returncode == 98:  # no room for the workspace itself
            break
        assert run.returncode in (0, 1), run.stderr
        assert "Traceback" not in run.stderr, run.stderr
        home.opened("custody", "verify", "after")
        if run.returncode:
            assert re.search("disk is full|or it is full", run.stderr), run.stderr
        ends.append(run.returncode)
    assert 1 in ends


def kill_after(home, seconds, *words):
    command = [*ISTHMUS, *words, "--passphrase-file", "passphrase"]
    with subprocess.Popen(
        command, cwd=home.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        try:
            running.wait(seconds)
        except subprocess.TimeoutExpired:
            running.kill()
        return running.returncode == 0


def test_a_killed_init_is_no_workspace_and_says_so_or_a_whole_one(tmp_path, home):
    for number in range(6):
        words = ("init", f"new{number}")
        if not kill_after(home, 0.4 + number * 0.4, *words):
            made = home.folder / f"new{number}"
            if (made / "workspace.json").exists():  # killed when all was done, before the process ended
                home.opened("custody", "verify", made.name)
            elif made.exists() and any(made.iterdir()):
                refused = home.opened(*words, code=1).stderr
                assert "left half made" in refused or "not an empty folder" in refused
