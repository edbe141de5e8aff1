import hashlib
import json
from datetime import UTC, datetime, timedelta

import pytest

from isthmus.language import english
from isthmus.store.base.keys import Cost, WrongPassphrase
from isthmus.store.base.lock import WorkspaceInUse, holder, locked
from isthmus.store.desk.health_checks import in_folder
from isthmus.store.desk.manifest import NotAWorkspace, read_manifest
from isthmus.store.desk.workspace import (
    FolderNotEmpty,
    create_workspace,
    last_backup,
    open_workspace,
    record_backup,
    replace_passphrase,
)
from tests.english import raises_saying

CHEAP = Cost(memory=64, passes=1, lanes=1)
NOW = datetime.now(UTC)


@pytest.fixture
def workspace(tmp_path):
    made = create_workspace(tmp_path / "w", "right", cost=CHEAP)
    for name in ("register.db", "scratch.db"):
        (made.folder / name).touch(mode=0o600)
    return made


def fingerprint(folder):
    return {
        str(path.relative_to(folder)): (path.stat().st_mtime_ns, path.stat().st_mode, digest(path))
        for path in sorted(folder.rglob("*"))
    }


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def test_a_workspace_opens_with_its_passphrase(workspace):
    opened = open_workspace(workspace.folder, "right")
    assert opened.keys.register == workspace.keys.register
    assert opened.signer.public == workspace.signer.public
    assert opened.blobs.read(workspace.blobs.add(b"content")) == b"content"


def test_a_wrong_passphrase_touches_no_file(workspace):
    before = fingerprint(workspace.folder)
    with pytest.raises(WrongPassphrase):
        open_workspace(workspace.folder, "wrong")
    assert fingerprint(workspace.folder) == before


def test_two_workspaces_have_nothing_in_common(workspace, tmp_path):
    other = create_workspace(tmp_path / "other", "right", cost=CHEAP)
    assert other.id != workspace.id
    assert other.keys.register != workspace.keys.register
    assert other.signer.public != workspace.signer.public
    assert other.blobs.name_of(b"content") != workspace.blobs.name_of(b"content")


def test_a_new_passphrase_rewrites_nothing_but_the_envelope(workspace):
    blob = workspace.blobs.add(b"content")
    before, manifest = fingerprint(workspace.folder), read_manifest(workspace.folder)
    replace_passphrase(workspace, "new", CHEAP)
    after = fingerprint(workspace.folder)
    assert {name for name in after if after[name] != before.get(name)} == {"workspace.json"}
    assert read_manifest(workspace.folder).under(manifest.envelope) == manifest
    assert open_workspace(workspace.folder, "new").blobs.read(blob) == b"content"
    with pytest.raises(WrongPassphrase):
        open_workspace(workspace.folder, "right")


def test_a_cut_off_new_passphrase_leaves_the_old_one(workspace, monkeypatch):
    def fail(*args):
        raise KeyboardInterrupt

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(KeyboardInterrupt):
        replace_passphrase(workspace, "new", CHEAP)
    assert open_workspace(workspace.folder, "right").id == workspace.id


def test_workspace_json_holds_no_key_in_clear(workspace):
    text = (workspace.folder / "workspace.json").read_text()
    seed = workspace.keys.unseal(workspace.manifest.sealed["log"], "log")
    for secret in (workspace.keys._key, seed):
        assert secret.hex() not in text
        assert json.dumps(secret.hex()) not in text
    assert "AGE-SECRET-KEY" not in text


def test_the_address_of_a_database_is_sealed(tmp_path):
    url = "postgresql://somebody:pa%20ss@127.0.0.1/register"
    made = create_workspace(tmp_path / "w", "right", database=url, cost=CHEAP)
    assert "somebody" not in (made.folder / "workspace.json").read_text()
    assert open_workspace(made.folder, "right").database_url == url


@pytest.mark.parametrize("inside", ["file", ".hidden", "blobs"])
def test_a_folder_with_something_in_it_is_refused(tmp_path, inside):
    (tmp_path / inside).touch()
    with raises_saying(FolderNotEmpty, "Name a new folder"):
        create_workspace(tmp_path, "right", cost=CHEAP)
    assert [path.name for path in tmp_path.iterdir()] == [inside]


def test_a_workspace_is_not_made_over_another(workspace):
    with raises_saying(FolderNotEmpty, "isthmus desk"):
        create_workspace(workspace.folder, "right", cost=CHEAP)


def test_a_file_is_no_folder_for_a_workspace(tmp_path):
    (tmp_path / "w").touch()
    with pytest.raises(FolderNotEmpty):
        create_workspace(tmp_path / "w", "right", cost=CHEAP)


def test_everything_is_for_its_owner_alone(workspace):
    workspace.blobs.add(b"content")
    paths = [workspace.folder, *workspace.folder.rglob("*")]
    assert [path for path in paths if path.stat().st_mode & 0o077] == []


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("", "damaged"),
        ("[]", "damaged"),
        ("{}", "damaged"),
        ('{"format": "other"}', "another program"),
        ('{"format": "isthmus-workspace", "version": 2}', "version 2"),
        ("\xff", "damaged"),
    ],
)
def test_what_is_no_workspace_is_refused_in_words(tmp_path, text, fact):
    (tmp_path / "workspace.json").write_text(text, encoding="latin-1")
    with raises_saying(NotAWorkspace, fact):
        open_workspace(tmp_path, "right")


@pytest.mark.parametrize("field", ["id", "created", "database", "log_key", "passphrase", "sealed"])
def test_a_description_that_lacks_something_is_refused_in_words(workspace, field):
    stored = json.loads(workspace.manifest.as_json())
    del stored[field]
    (workspace.folder / "workspace.json").write_text(json.dumps(stored))
    with raises_saying(NotAWorkspace, "damaged"):
        open_workspace(workspace.folder, "right")


def test_a_folder_that_is_not_there_is_refused_with_the_next_step(tmp_path):
    with raises_saying(NotAWorkspace, "isthmus init"):
        open_workspace(tmp_path / "nowhere", "right")


def test_the_time_of_the_last_backup_is_kept(workspace):
    assert last_backup(workspace.folder) is None
    record_backup(workspace, NOW)
    assert last_backup(workspace.folder) == NOW


def test_a_second_desk_is_refused_until_the_first_is_gone(workspace):
    with locked(workspace.folder):
        assert holder(workspace.folder) is not None
        with raises_saying(WorkspaceInUse, r"process \d+.*Ctrl-C"), locked(workspace.folder):
            pass
    assert holder(workspace.folder) is None
    with locked(workspace.folder):
        assert holder(workspace.folder) is not None


def test_a_lock_file_that_a_crash_left_behind_locks_nothing(workspace):
    (workspace.folder / "desk.lock").write_text("99999999\n")
    with locked(workspace.folder):
        assert holder(workspace.folder) is not None


class TestTheDoctorBeforeThePassphrase:
    def facts(self, workspace, now=NOW):
        return [english(finding.fact) for finding in in_folder(workspace.folder, now)]

    def test_a_workspace_fresh_from_a_backup_has_nothing(self, workspace):
        replace_passphrase(workspace, "right", Cost(memory=256 * 1024, passes=1, lanes=1))
        record_backup(workspace, NOW)
        assert self.facts(workspace) == []

    @pytest.mark.parametrize("name", ["register.db", "scratch.db"])
    def test_a_missing_database_is_named(self, workspace, name):
        (workspace.folder / name).unlink()
        assert f"{name} is missing." in self.facts(workspace)

    def test_a_file_that_others_can_read_is_named(self, workspace):
        (workspace.folder / "register.db").chmod(0o644)
        assert any("access to" in fact and "register.db" in fact for fact in self.facts(workspace))

    def test_what_was_cut_off_is_named(self, workspace):
        (workspace.folder / "blobs" / ".x.part").touch(mode=0o600)
        (workspace.folder.parent / f".{workspace.folder.name}.1234.part").mkdir()
        assert sum("cut off" in fact for fact in self.facts(workspace)) == 2

    def test_a_file_of_somebody_elses_is_named(self, workspace):
        (workspace.folder / "notes.txt").touch(mode=0o600)
        assert any("notes.txt is not the workspace's" in fact for fact in self.facts(workspace))

    def test_an_old_backup_is_named(self, workspace):
        record_backup(workspace, NOW - timedelta(days=8))
        assert f"The last backup is of {(NOW - timedelta(days=8)).date()}." in self.facts(workspace)

    def test_no_backup_at_all_is_named(self, workspace):
        assert "No backup was made yet." in self.facts(workspace)

    def test_postgresql_is_said_not_to_be_encrypted(self, tmp_path):
        made = create_workspace(tmp_path / "w", "x", database="postgresql://h/d", cost=CHEAP)
        assert "The register is in PostgreSQL, which Isthmus does not encrypt." in self.facts(made)

    def test_a_cheap_guard_of_the_passphrase_is_named(self, workspace):
        assert any("cheaper" in fact for fact in self.facts(workspace))

    def test_an_open_desk_is_named(self, workspace):
        with locked(workspace.folder):
            assert any("A desk is open" in fact for fact in self.facts(workspace))
