"""What is wrong with a workspace, as far as it shows with its passphrase."""

from collections.abc import Iterator

from django.db import DatabaseError, InterfaceError, connections, transaction

from isthmus.actions.desk.workspace import DATABASES, NewerWorkspace, pending_migrations, refuse_newer
from isthmus.core.custody.checkpoint import verifier_key
from isthmus.core.messages import Message
from isthmus.core.progress import Progress
from isthmus.store.base.errors import StoreError
from isthmus.store.base.reaching import ServerRefusal, refuse_unless_reachable
from isthmus.store.desk.health_checks import HealthFinding, note, wrong
from isthmus.store.desk.keyring import KEYRING
from isthmus.store.desk.schemas import SchemaForeign, refuse_unless_own, unfinished_schemas
from isthmus.store.desk.workspace import Workspace

__all__ = ["RegisterUnsound", "examine", "rebuild"]


# What is asked of a SQLCipher database, what a sound one answers, and what another answer means.
PRAGMAS: tuple[tuple[str, list[tuple[str]], str], ...] = (
    ("cipher_integrity_check", [], "health.database_cipher"),
    ("integrity_check", [("ok",)], "health.database_integrity"),
    ("foreign_key_check", [], "health.database_foreign"),
)


class RegisterUnsound(StoreError):
    """What follows from a register that does not verify would be made of what somebody put there."""

    def __init__(self) -> None:
        super().__init__(Message("health.register_unsound"))


def rebuild(progress: Progress | None = None) -> int:
    """Make again what follows from the register, and return how many rows differed; raises RegisterUnsound.

    It is no event: nothing that the log speaks for is touched, and what is made could be made by anybody from it.
    """
    # Imported here: the models exist once Django is set up.
    from isthmus.actions.desk.verifying import spares_register, verify_workspace  # noqa: PLC0415
    from isthmus.store.desk.derive import replace_derived  # noqa: PLC0415
    from isthmus.store.desk.models import Head  # noqa: PLC0415

    report = verify_workspace(derived=True, files=False, progress=progress)
    if not all(spares_register(each) for each in report.findings.first):
        raise RegisterUnsound
    with transaction.atomic(durable=True):
        Head.objects.select_for_update().first()  # others that write wait
        replace_derived()
    return sum(each.kind == "derived_changed" for each in report.findings.first)


def examine(workspace: Workspace, progress: Progress | None = None) -> Iterator[HealthFinding]:
    """Look into the keys, both databases and every stored file of a booted workspace."""
    yield from _keys(workspace)
    try:
        refuse_unless_reachable(connections["default"])
        refuse_unless_own(workspace.id)
    except (SchemaForeign, ServerRefusal) as error:
        yield HealthFinding("wrong", error.message, Message("health.then_again"))
        return
    yield from _left_in_database()
    sound, reading = True, not (workspace.may_be_written or workspace.database_url)
    if reading:
        yield note("health.read_only", "health.nothing_to_do")
    for alias in ("default",) if reading else DATABASES:
        for finding in _database(alias):
            sound = False
            yield finding
    if sound:
        yield from _tables(workspace)
        yield from _keepers(workspace)
        yield from _letters(workspace)
        yield from _blobs(workspace, progress or (lambda done, total: None))


def _keys(workspace: Workspace) -> Iterator[HealthFinding]:
    try:
        key = verifier_key(workspace.signer.origin, workspace.signer.public)
        workspace.blobs.identity.to_public()
    except (KeyError, ValueError):
        yield wrong("health.keys_altered", "health.restore")
        return
    if key != workspace.manifest.log_key:
        yield wrong("health.log_key_wrong", "health.restore")


def _left_in_database() -> Iterator[HealthFinding]:
    """Yield what a making or a restoring that was cut off left in the PostgreSQL database, of whichever workspace."""
    for name in unfinished_schemas():
        yield note("health.unfinished_schema", "health.drop_schema", name=name)


def _database(alias: str) -> Iterator[HealthFinding]:
    connection = connections[alias]
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            if connection.vendor == "sqlite":
                for pragma, sound, fact in PRAGMAS:
                    cursor.execute(f"PRAGMA {pragma}")
                    if cursor.fetchall() != sound:
                        yield wrong(fact, "health.restore", name=alias)
    except (DatabaseError, InterfaceError):
        fix = "health.start_server" if connection.vendor == "postgresql" else "health.restore"
        yield wrong("health.database_shut", fix, name=alias)


def _tables(workspace: Workspace) -> Iterator[HealthFinding]:
    try:
        refuse_newer()
    except NewerWorkspace:
        yield wrong("health.newer", "health.install")
        return
    if pending := pending_migrations():
        yield note("health.older", "health.bring_up_to_date", n=pending, folder=str(workspace.folder))


def _keepers(workspace: Workspace) -> Iterator[HealthFinding]:
    from isthmus.actions.desk.keepers import keepers, sealing_advice  # noqa: PLC0415

    path = workspace.folder / KEYRING
    if pending_migrations():
        return
    if advice := sealing_advice():
        yield HealthFinding("note", advice, Message("health.keepers", folder=str(workspace.folder)))
    if keepers() and not path.is_file():
        yield HealthFinding(
            "wrong", Message("health.keyring_missing"), Message("health.keyring", path=str(path))
        )


def _letters(workspace: Workspace) -> Iterator[HealthFinding]:
    """Yield that letters are here and no keyring that opens them, as after a restore."""
    from isthmus.store.desk.letter_keyring import LETTER_KEYRING  # noqa: PLC0415
    from isthmus.store.desk.scratch.models import LetterItem  # noqa: PLC0415

    path = workspace.folder / LETTER_KEYRING
    if not path.exists() and not pending_migrations() and LetterItem.objects.exists():
        yield wrong("health.letters_keyring_missing", "health.letters_restore", folder=str(workspace.folder))


def _blobs(workspace: Workspace, progress: Progress) -> Iterator[HealthFinding]:
    # Imported here: the models exist once Django is set up.
    from isthmus.store.desk.queries.blobs import blobs_of_drafts  # noqa: PLC0415
    from isthmus.store.desk.stored_files import stored_files  # noqa: PLC0415

    of_drafts = blobs_of_drafts()
    for each in stored_files(workspace.blobs, progress=progress):
        path = str(workspace.blobs.path(each.name))
        if not each.sound:
            yield HealthFinding("wrong", each.fault(), Message("health.put_back", path=path))
        if not each.documents and each.name not in of_drafts:
            yield note("health.blob_unused", "health.remove_unused", path=path)
