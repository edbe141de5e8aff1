"""What is told about a workspace, its backups and its health."""

from isthmus.core.messages import plural, text

__all__ = ["CATALOGUE"]

CATALOGUE = {
    "backup.altered": text("The backup is cut off or was altered."),
    "backup.appended": text("Something was appended to the backup."),
    "backup.damaged": text("{fact} Nothing was restored. Take another copy of the backup."),
    "backup.end": text("The backup does not end where it should."),
    "backup.exists": text("{file} exists, and a backup never replaces a file. Name a new one."),
    "backup.file_destroyed": text(
        "A stored file was destroyed while the backup was made. Nothing was written. Do it again."
    ),
    "backup.inside": text(
        "A backup inside the workspace is lost with it. Name a place outside, best another disk."
    ),
    "backup.keys_altered": text("The keys in the backup were altered."),
    "backup.manifest_altered": text("The workspace.json of the backup was altered."),
    "backup.no_folder": text("The folder {folder} does not exist. Make it, or name another."),
    "backup.none": text("That file is not a backup of a workspace."),
    "backup.none_or_cut_off": text("That file is not a backup of a workspace, or it is cut off."),
    "backup.not_readable": text("That file is not a backup that this version can read."),
    "backup.shrank": text("{name} became shorter while it was being backed up. Do it again."),
    "backup.stranger": text("The backup holds a file that no backup of Isthmus holds."),
    "backup.unsaid": text("The backup does not say what it is."),
    "backup.unsound": text(
        "The backup does not verify. {facts:sentences} Nothing was restored. Take another copy."
    ),
    "health.back_up": text("isthmus backup {folder} FILE, on another disk"),
    "health.backup_old": text("The last backup is of {day}."),
    "health.blob_bad": text("{path} does not open."),
    "health.blob_missing": text("{path} is missing."),
    "health.blob_unused": text("{path} belongs to no document."),
    "health.bring_up_to_date": text("Back up; then `isthmus desk {folder}` brings them up to date."),
    "health.cheap_passphrase": text("The passphrase is guarded by an older, cheaper setting."),
    "health.close": text("chmod go= {path}"),
    "health.database_cipher": text("The database {name}: pages were altered on disk."),
    "health.database_foreign": text("The database {name}: rows point to rows that are gone."),
    "health.database_integrity": text("The database {name}: tables and indexes do not fit together."),
    "health.database_shut": text("The database {name} does not open, or is damaged."),
    "health.desk_open": text("A desk is open on it (process {process})."),
    "health.encrypt": text("Encrypt the server's disk and its backups."),
    "health.file_missing": text("{name} is missing."),
    "health.folder_missing": text("The folder {name} is missing."),
    "health.install": text("Install that version."),
    "health.keys_altered": text("The keys in workspace.json were altered."),
    "health.left_behind": text("{path} was left behind by something that was cut off."),
    "health.log_key_wrong": text("The log's public key in workspace.json is not the one that signs."),
    "health.make_room": text("Make room: writing stops when no room is left."),
    "health.move_elsewhere": text("Move it elsewhere if you know what it is."),
    "health.nearly_full": text("The disk is nearly full."),
    "health.newer": text("A newer version of Isthmus wrote this."),
    "health.no_backup": text("No backup was made yet."),
    "health.not_encrypted": text("The register is in PostgreSQL, which Isthmus does not encrypt."),
    "health.nothing_to_do": text("Nothing to do."),
    "health.older": plural(
        "The tables are of an earlier version ({n} change to come).",
        "The tables are of an earlier version ({n} changes to come).",
        by="n",
    ),
    "health.open_to_others": text("Others on this machine have access to {path}."),
    "health.passphrase": text("isthmus passphrase {folder}"),
    "health.put_back": text("Put that file back from a backup."),
    "health.remove": text("rm -r {path}"),
    "health.remove_unused": text("It was meant to be destroyed, or its saving was cut off: rm {path}"),
    "health.restore": text("Restore a backup into a new folder: isthmus restore FILE DIR"),
    "health.start_server": text("Start the PostgreSQL server."),
    "health.stranger": text("{path} is not the workspace's."),
    "health.stray_file": text(
        "{path} lies between the stored files and is not one of them. No backup holds it."
    ),
    "workspace.already": text("{folder} is a workspace already. Open it with `isthmus desk {folder}`."),
    "workspace.database_taken": text(
        "That database holds tables already. Name an empty one: `createdb NAME` makes it."
    ),
    "workspace.manifest_damaged": text(
        "workspace.json is damaged. Put back the copy from a backup with `isthmus restore`."
    ),
    "workspace.newer": text(
        "A newer version of Isthmus wrote this. Nothing was changed. Install that version."
    ),
    "workspace.none": text(
        "{folder} is not a workspace. Make one with `isthmus init {folder}`, or name another folder."
    ),
    "workspace.not_empty": text("{folder} is not an empty folder. Name a new folder, or an empty one."),
    "workspace.of_another_program": text("This is not a workspace: workspace.json is of another program."),
    "workspace.register_gone": text("{path} is gone. Restore a backup into a new folder."),
    "workspace.version": text(
        "This workspace is of version {version}, this program opens version {ours}. "
        "Install the version of Isthmus that wrote it."
    ),
}
