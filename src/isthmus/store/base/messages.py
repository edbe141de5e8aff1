"""What is told about a store that every program may have: its disk, its database, its keys and its files."""

from isthmus.core.messages import text

__all__ = ["CATALOGUE"]

CATALOGUE = {
    "store.this_account": text("this account"),
    "store.altered": text(
        "A rule of the database refused this, or a part of it is gone. Nothing of this was kept. Try again; if it is "
        "refused again, somebody altered the database: `isthmus custody verify` says what."
    ),
    "store.address": text(
        "That is not a PostgreSQL address. It reads postgresql://USER@HOST:PORT/NAME; what follows a “?” are "
        "settings that PostgreSQL's own programs know."
    ),
    "store.blob_altered": text("A stored file was altered. Put it back from a backup."),
    "store.blob_misnamed": text("A stored file stands under another file's name. Put it back from a backup."),
    "store.blob_name": text("A blob's name is 64 hexadecimal digits."),
    "store.busy": text(
        "Somebody else has been writing for half a minute. Nothing of this was kept. Try again."
    ),
    "store.damaged": text(
        "The database is damaged. Restore a backup into a new folder with `isthmus restore`."
    ),
    "store.database_in_use": text(
        "A desk is open on this workspace's database already, or a backup is being restored into it, perhaps from "
        "another machine or a copied folder. Use its window, or stop it where it was started."
    ),
    "store.database_key": text("A database key has 32 bytes."),
    "store.disk_failed": text(
        "The disk failed to read or write, or it is full. Nothing of this was kept. Make room, or check the disk; "
        "then try again."
    ),
    "store.disk_full": text("The disk is full. Nothing of this was kept. Make room, then do it again."),
    "store.in_use": text(
        "A desk is open on {folder} already (process {process}). "
        "Use its window, or stop it with Ctrl-C where it was started."
    ),
    "store.key_damaged": text("The wrapped key is damaged."),
    "store.key_unknown": text("The key is wrapped in a way that this version does not know."),
    "store.no_memory_for_key": text(
        "There is no memory to derive the key from the passphrase: that takes {mebibytes:plain} MiB. "
        "Close other programs, then try again."
    ),
    "store.no_permission": text(
        "{path} may not be written or read. Nothing of this was kept. Fix the permissions."
    ),
    "store.no_answer": text(
        "No PostgreSQL server answers at {place}. Start it, or correct the host and the port."
    ),
    "store.no_database": text(
        "The PostgreSQL server at {place} has no database {name} that {role} may open. "
        "Correct the name, or make it with `createdb`."
    ),
    "store.no_role": text(
        "The PostgreSQL server at {place} does not let {role} in. Correct the user or the password, or let the user "
        "in (pg_hba.conf)."
    ),
    "store.no_server": text(
        "The PostgreSQL server does not answer or refuses us. Start it, check the address, then try again."
    ),
    "store.not_opened": text("The database cannot be opened. `isthmus doctor` says what is missing."),
    "store.os_error": text("{fact}."),
    "store.os_error_at": text("{fact}: {path}."),
    "store.passphrase_cost": text(
        "The Argon2id parameters are out of bounds: at most 1 GiB, 16 passes, 16 lanes."
    ),
    "store.read_only": text(
        "The database may not be written to. Nothing of this was kept. `isthmus doctor` names the permissions."
    ),
    "store.refused": text("The database refused ({kind}). Nothing of this was kept. See `isthmus doctor`."),
    "store.role_may_not": text(
        "The database's user lacks a right. Nothing of this was kept. Its administrator gives it with "
        "GRANT CREATE ON DATABASE, or GRANT ALL ON the workspace's two schemas."
    ),
    "store.schema_gone": text(
        "The tables of this workspace are not where they were in the PostgreSQL database. "
        "`isthmus doctor` says more; `isthmus restore` puts a backup into a new folder."
    ),
    "store.server_full": text(
        "The PostgreSQL server has no memory or no connection left for us. Nothing of this was kept. Try again."
    ),
    "store.server_read_only": text(
        "The PostgreSQL server lets us read and not write: it is a copy, or somebody set it so "
        "(default_transaction_read_only). Nothing of this was kept. Ask who runs it."
    ),
    "store.server_starting": text(
        "The PostgreSQL server at {place} is starting or stopping. Try again soon."
    ),
    "store.server_stopped": text(
        "The PostgreSQL server stopped this: it took longer than a limit set there (statement_timeout). "
        "Nothing of this was kept. Ask who runs it."
    ),
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
