"""One organisation's store: a folder, or a folder beside a PostgreSQL database."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from secrets import token_bytes, token_hex

from pyrage import x25519

from isthmus.core.custody.checkpoint import verifier_key
from isthmus.core.messages import Message
from isthmus.store.base.blobs import Blobs
from isthmus.store.base.databases import may_write
from isthmus.store.base.errors import StoreError
from isthmus.store.base.keys import Cost, Keys, LogSigner
from isthmus.store.desk.manifest import (
    ASIDE,
    FILE,
    Manifest,
    read_manifest,
    write_aside,
    write_manifest,
)

__all__ = [
    "BLOBS",
    "LETTERS",
    "REGISTER",
    "SCRATCH",
    "FolderNotEmpty",
    "Workspace",
    "create_workspace",
    "last_backup",
    "open_workspace",
    "prepare_workspace",
    "record_backup",
    "refuse_unless_empty",
    "replace_passphrase",
]

REGISTER = "register.db"
SCRATCH = "scratch.db"
LETTERS = "letters"  # attachments of letters, each under a key that lies in the keyring for letters alone
BLOBS = "blobs"


class FolderNotEmpty(StoreError):
    """A workspace needs a folder of its own."""


@dataclass(frozen=True)
class Workspace:
    """An open workspace: where it lies and its keys."""

    folder: Path
    manifest: Manifest
    keys: Keys

    @property
    def id(self) -> str:
        """The workspace's random id."""
        return self.manifest.id

    @cached_property
    def signer(self) -> LogSigner:
        """Signs heads of the custody log."""
        return LogSigner(log_origin(self.id), self.keys.unseal(self.manifest.sealed["log"], "log"))

    @cached_property
    def blobs(self) -> Blobs:
        """The encrypted files."""
        identity = self.keys.unseal(self.manifest.sealed["blobs"], "blobs").decode()
        return Blobs(self.folder / BLOBS, self.keys.blob_names, x25519.Identity.from_str(identity))

    @cached_property
    def may_be_written(self) -> bool:
        """Whether this process may write to the folder; where it may not, everything can still be read."""
        files = (each for each in (self.register_path, self.scratch_path) if each.exists())
        return all(may_write(each) for each in (self.folder, *files))

    @property
    def register_path(self) -> Path:
        """The register's database, unless it is PostgreSQL."""
        return self.folder / REGISTER

    @property
    def scratch_path(self) -> Path:
        """The scratch database, unless it is PostgreSQL."""
        return self.folder / SCRATCH

    @cached_property
    def database_url(self) -> str | None:
        """Where the PostgreSQL database is, for a workspace that uses one."""
        sealed = self.manifest.sealed.get("database")
        return self.keys.unseal(sealed, "database").decode() if sealed else None


def log_origin(workspace_id: str) -> str:
    """What the custody log of a workspace is called in its signed heads."""
    return f"isthmus/{workspace_id}"


def create_workspace(
    folder: Path, passphrase: str, *, database: str | None = None, cost: Cost | None = None
) -> Workspace:
    """Keys and folder of a new workspace, without its databases; raises FolderNotEmpty."""
    workspace = prepare_workspace(folder, passphrase, database=database, cost=cost)
    write_manifest(folder, workspace.manifest)
    return workspace


def prepare_workspace(
    folder: Path, passphrase: str, *, database: str | None = None, cost: Cost | None = None
) -> Workspace:
    """As `create_workspace`, but that workspace.json is still aside: who makes the databases writes it at the end."""
    refuse_unless_empty(folder)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    (folder / BLOBS).mkdir(mode=0o700)
    workspace = _new(folder, passphrase, database, cost or Cost())
    write_aside(folder, workspace.manifest)
    return workspace


def refuse_unless_empty(folder: Path) -> None:
    """Raise FolderNotEmpty unless `folder` is new or empty."""
    if (folder / FILE).exists():
        raise FolderNotEmpty(Message("workspace.already", folder=str(folder)))
    if (folder / ASIDE).exists():
        raise FolderNotEmpty(Message("workspace.half_made", folder=str(folder)))
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderNotEmpty(Message("workspace.not_empty", folder=str(folder)))


def _new(folder: Path, passphrase: str, database: str | None, cost: Cost) -> Workspace:
    keys = Keys(token_hex(16), token_bytes(32))
    seed = token_bytes(32)
    sealed = {
        "log": keys.seal(seed, "log"),
        "blobs": keys.seal(str(x25519.Identity.generate()).encode(), "blobs"),
    }
    if database:
        sealed["database"] = keys.seal(database.encode(), "database")
    origin = log_origin(keys.workspace_id)
    manifest = Manifest(
        id=keys.workspace_id,
        created=datetime.now(UTC),
        envelope=keys.envelope(passphrase, cost),
        database="postgresql" if database else "sqlcipher",
        log_key=verifier_key(origin, LogSigner(origin, seed).public),
        sealed=sealed,
    )
    return Workspace(folder, manifest, keys)


def open_workspace(folder: Path, passphrase: str) -> Workspace:
    """The workspace in `folder`; touches no file. Raises NotAWorkspace, WrongPassphrase."""
    manifest = read_manifest(folder)
    return Workspace(folder, manifest, Keys(manifest.id, manifest.envelope.open(passphrase)))


def replace_passphrase(workspace: Workspace, passphrase: str, cost: Cost | None = None) -> None:
    """Wrap the workspace key again: nothing but workspace.json is written, and that in one step."""
    envelope = workspace.keys.envelope(passphrase, cost or Cost())
    write_manifest(workspace.folder, read_manifest(workspace.folder).under(envelope))


def last_backup(folder: Path) -> datetime | None:
    """When the workspace was last backed up, as far as it knows."""
    return read_manifest(folder).last_backup


def record_backup(workspace: Workspace, at: datetime) -> None:
    """Keep the time of a backup, for the desk's reminder."""
    write_manifest(workspace.folder, read_manifest(workspace.folder).backed_up(at))
