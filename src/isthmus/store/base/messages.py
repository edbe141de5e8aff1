"""What is told about a store that every program may have: its disk, its database, its keys and its files."""

from isthmus.core.messages import text

__all__ = ["CATALOGUE"]

CATALOGUE = {
    "store.address": text("A PostgreSQL address reads postgresql://USER@HOST:PORT/NAME."),
    "store.blob_altered": text("A stored file was altered. Put it back from a backup."),
    "store.blob_misnamed": text("A stored file stands under another file's name. Put it back from a backup."),
    "store.blob_name": text("A blob's name is 64 hexadecimal digits."),
    "store.busy": text(
        "Somebody else has been writing for half a minute. Nothing of this was kept. Try again."
    ),
    "store.damaged": text(
        "The database is damaged. Restore a backup into a new folder with `isthmus restore`."
    ),
    "store.database_key": text("A database key has 32 bytes."),
    "store.disk_failed": text(
        "The disk failed to read or write. Nothing of this was kept. Check the disk, then try again."
    ),
    "store.disk_full": text("The disk is full. Nothing of this was kept. Make room, then do it again."),
    "store.in_use": text(
        "A desk is open on {folder} already (process {process}). "
        "Use its window, or stop it with Ctrl-C where it was started."
    ),
    "store.key_damaged": text("The wrapped key is damaged."),
    "store.key_unknown": text("The key is wrapped in a way that this version does not know."),
    "store.no_permission": text(
        "{path} may not be written or read. Nothing of this was kept. Fix the permissions."
    ),
    "store.no_server": text(
        "The PostgreSQL server does not answer or refuses us. Start it, check the address, then try again."
    ),
    "store.not_opened": text("The database cannot be opened. `isthmus doctor` says what is missing."),
    "store.os_error": text("{fact}."),
    "store.os_error_at": text("{fact}: {path}."),
    "store.passphrase_cost": text(
        "The Argon2id parameters are out of bounds: at most 4 GiB, 64 passes, 16 lanes."
    ),
    "store.read_only": text(
        "The database may not be written to. Nothing of this was kept. `isthmus doctor` names the permissions."
    ),
    "store.refused": text("The database refused ({kind}). Nothing of this was kept. See `isthmus doctor`."),
    "store.secret_altered": text("What workspace.json keeps for {use} was altered."),
    "store.weak_passphrase": text(
        "This can be guessed in fewer than a million million tries. What guards a workspace must stand more: backups "
        "leave the house, and are attacked for years. Choose more words, or take these six random ones: {words}"
    ),
    "store.wrong_key": text(
        "The database does not open with this workspace's key: it was damaged or swapped. "
        "`isthmus doctor` says more; `isthmus restore` puts a backup into a new folder."
    ),
    "store.wrong_passphrase": text(
        "That passphrase does not open this workspace. Nothing was changed. "
        "Try again; a passphrase that is lost cannot be recovered."
    ),
}
