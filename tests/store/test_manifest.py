"""workspace.json is the one file that anybody can edit: whatever stands in it, a sentence and no more."""

import json

import pytest

from isthmus.core.messages import MessageError
from isthmus.store.base.keys import Cost
from isthmus.store.desk.manifest import NotAWorkspace, read_manifest
from isthmus.store.desk.workspace import create_workspace, open_workspace
from tests.english import raises_saying, told

CHEAP = Cost(memory=64, passes=1, lanes=1)
STRANGE = (
    None, True, 0, -1, 1e999, 10**30, 1.5, "", "x", "0" * 64, 'x"; DROP SCHEMA public', "../..", "\0", "é" * 70_000,
    [], [1], {}, {"a": {}}, "2026-01-02T03:04:05", "9999-99-99T00:00:00+00:00",
)  # fmt: skip
FIELDS = ("format", "version", "id", "created", "database", "log_key", "passphrase", "sealed", "last_backup")
INSIDE = (
    *(
        ("passphrase", name)
        for name in ("kdf", "version", "memory_kib", "passes", "lanes", "salt", "wrapped_key")
    ),
    *(("sealed", name) for name in ("log", "blobs", "database")),
)


@pytest.fixture
def workspace(tmp_path):
    return create_workspace(tmp_path / "w", "right", cost=CHEAP)


def rewrite(workspace, path, value):
    stored = json.loads(workspace.manifest.as_json())
    inside = stored
    for name in path[:-1]:
        inside = inside[name]
    inside[path[-1]] = value
    (workspace.folder / "workspace.json").write_text(json.dumps(stored), encoding="utf-8")


def use(workspace):
    """All that a program takes from workspace.json."""
    opened = open_workspace(workspace.folder, "right")
    return opened.signer.public, opened.blobs.identity, opened.database_url, opened.keys.register


@pytest.mark.parametrize("path", [*((name,) for name in FIELDS), *INSIDE])
def test_a_part_of_another_type_or_of_an_absurd_value_is_told(workspace, path):
    sound, words = use(workspace)[0], []
    for value in STRANGE:
        rewrite(workspace, path, value)
        try:
            public, _, url, _ = use(workspace)
        except MessageError as error:
            words.append(told(error))
        else:
            assert public == sound
            assert url is None
            assert path in {("version",), ("created",), ("log_key",), ("last_backup",)}, value
    assert all(each.endswith(".") for each in words)


def test_an_absurd_cost_is_refused_before_it_is_paid(workspace):
    for name, value in (("memory_kib", 2**31), ("memory_kib", 2**21), ("passes", 10**6), ("lanes", 2**20)):
        rewrite(workspace, ("passphrase", name), value)
        with raises_saying(NotAWorkspace, "damaged"):
            read_manifest(workspace.folder)


def test_a_cheaper_cost_opens_nothing(workspace):
    rewrite(workspace, ("passphrase", "memory_kib"), 32)
    with raises_saying(MessageError, "does not open"):
        use(workspace)


@pytest.mark.parametrize("part", ["passphrase", "sealed", "id"])
def test_a_part_of_another_workspace_opens_nothing(workspace, tmp_path, part):
    other = create_workspace(tmp_path / "other", "right", cost=CHEAP)
    rewrite(workspace, (part,), json.loads(other.manifest.as_json())[part])
    with pytest.raises(MessageError):
        use(workspace)


@pytest.mark.parametrize(
    "content", [b"\xff\xfe", b"[" * 60_000, b"{" * 10, b'{"format": 1e999', b"\0" * 100_000]
)
def test_what_is_no_json_is_told(workspace, content):
    (workspace.folder / "workspace.json").write_bytes(content)
    with raises_saying(NotAWorkspace, "damaged"):
        use(workspace)
