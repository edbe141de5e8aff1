"""What is told about a workspace, its backups and its health."""

from isthmus.core.messages import plural, text

__all__ = ["CATALOGUE"]

CATALOGUE = {
    "backup.altered": text("The backup is cut off or was altered."),
    "backup.appended": text("Something was appended to the backup."),
    "backup.changed": text("{name} changed while it was being backed up. Nothing was written. Do it again."),
    "backup.damaged": text("{fact} Nothing was restored. Take another copy of the backup."),
    "backup.damaged_in_part": text(
        "{fact} Nothing was restored. Take another copy of the backup, or bring back what is sound with "
        "`isthmus restore --sound-parts`."
    ),
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
    "backup.not_as_written": text(
        "The backup was read back, and is not what was written. Nothing was kept. Do not trust that disk: write to "
        "another one."
    ),
    "backup.register_altered": text(
        "In the database of the register some pages or indexes are damaged. `isthmus doctor` says more."
    ),
    "backup.register_damaged": text(
        "The register in the backup is damaged or missing, and without it there is nothing to restore. "
        "Take another copy of the backup, or an older one."
    ),
    "backup.scratch_damaged": text("The scratch database is damaged. Drafts, uploads and jobs are left out."),
    "backup.shrank": text("{name} became shorter while it was being backed up. Do it again."),
    "backup.stranger": text("The backup holds a file that no backup of Isthmus holds."),
    "backup.unsaid": text("The backup does not say what it is."),
    "backup.unsound": plural(
        "The backup does not verify: {n} thing in it is damaged, missing or altered. Nothing was restored. Take "
        "another copy, or bring back the rest with `isthmus restore --sound-parts`.",
        "The backup does not verify: {n} things in it are damaged, missing or altered. Nothing was restored. Take "
        "another copy, or bring back the rest with `isthmus restore --sound-parts`.",
        by="n",
    ),
    "backup.wrong_passphrase": text(
        "That passphrase does not open this backup. Nothing was restored. "
        "A backup opens with the passphrase that held when it was made."
    ),
    "health.back_up": text("isthmus backup {folder} FILE, on another disk"),
    "health.backup_old": text("The last backup is of {day}."),
    "health.blob_unused": text("{path} belongs to no document."),
    "health.bring_up_to_date": text("Back up; then `isthmus desk {folder}` brings them up to date."),
    "health.cheap_passphrase": text("The passphrase is guarded by an older, cheaper setting."),
    "health.clock": text("This machine's clock says {day:date}, before the workspace was made."),
    "health.close": text("chmod go= {path}"),
    "health.database_cipher": text("The database {name}: pages were altered on disk."),
    "health.database_foreign": text("The database {name}: rows point to rows that are gone."),
    "health.database_integrity": text("The database {name}: tables and indexes do not fit together."),
    "health.database_shut": text("The database {name} does not open, or is damaged."),
    "health.desk_open": text("A desk is open on it (process {process})."),
    "health.encrypt": text("Encrypt the server's disk and its backups."),
    "health.drop_schema": text(
        "Where no `isthmus init` or `isthmus restore` goes on: DROP SCHEMA {name} CASCADE, in psql"
    ),
    "health.file_missing": text("{name} is missing."),
    "health.folder_missing": text("The folder {name} is missing."),
    "health.install": text("Install that version."),
    "health.keys_altered": text("The keys in workspace.json were altered."),
    "health.left_behind": text("{path} was left behind by something that was cut off."),
    "health.letters_back_up": text(
        "isthmus keys backup letters {folder} FILE --until DAY, on a stick that is kept elsewhere"
    ),
    "health.letters_backup_destroy": text(
        "Overwrite it or break the stick; then: isthmus keys backup destroyed {folder} {made}"
    ),
    "health.letters_backup_overdue": text(
        "The backup of the keyring for letters of {made:date} had to be gone by {until:date}: as long as it exists, it "
        "opens what was destroyed."
    ),
    "health.letters_keyring_missing": text(
        "Letters lie in the workspace, and the keyring that opens them is missing: it is in no backup of the workspace."
    ),
    "health.letters_keys_uncopied": plural(
        "No backup holds {n} private key for letters: with the disk, all that is sealed to it is lost.",
        "No backup holds {n} private keys for letters: with the disk, all that is sealed to them is lost.",
        by="n",
    ),
    "health.letters_no_backup": text(
        "No backup of the keyring for letters exists: with the disk, every letter is lost."
    ),
    "health.letters_ran_out": text("Keys for letters ran out on {day:date}: pages refuse to seal to them."),
    "health.letters_restore": text(
        "Put back a backup of the keyring: cp FILE {folder}/letters.keyring. Letters that came since are lost."
    ),
    "health.letters_retire": text("isthmus keys retire {folder}"),
    "health.letters_retire_due": plural(
        "{n} private key for letters is past its time, and is to be destroyed.",
        "{n} private keys for letters are past their time, and are to be destroyed.",
        by="n",
    ),
    "health.letters_rotate": text("isthmus keys rotate {folder} --signing-key FILE"),
    "health.letters_run_out": text("Keys for letters run out on {day:date}."),
    "health.letters_sign": text(
        "Where the signing key is: minisign -S -s KEY -m {path}. Then: isthmus keys rotate {folder} --signed {path}"
    ),
    "health.letters_unsigned": text("{path} waits to be signed: until then nobody knows of its keys."),
    "health.letters_uncopied": plural(
        "No backup holds the key of {n} letter, note or attachment: with the disk, it is lost.",
        "No backup holds the keys of {n} letters, notes or attachments: with the disk, they are lost.",
        by="n",
    ),
    "health.letters_overwrite": text("Whatever opens the keyring for letters next does it."),
    "health.letters_overwriting_due": text(
        "{path} holds what the keyring for letters held before, and is not yet overwritten."
    ),
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
    "health.read_only": text(
        "The folder may not be written to, so it is only read. The database of drafts and sessions was not examined."
    ),
    "health.register_unsound": text(
        "The register does not verify, so nothing was made again from it. `isthmus custody verify` says what was "
        "changed; `isthmus restore` puts a backup into a new folder."
    ),
    "health.overwrite": text(
        "Whatever opens the workspace next does it. If this is said again, close the desk and other commands, and run: "
        "isthmus destroy {folder} --overwrite"
    ),
    "health.overwriting_due": text(
        "Something was destroyed or sealed, and the pages in which it stood are not yet overwritten."
    ),
    "health.remove": text("rm -r {path}"),
    "health.remove_unused": text("It was meant to be destroyed, or its saving was cut off: rm {path}"),
    "health.restore": text("Restore a backup into a new folder: isthmus restore FILE DIR"),
    "health.set_clock": text("Set the clock: the log keeps the times that it says."),
    "health.start_server": text("Start the PostgreSQL server."),
    "health.stranger": text("{path} is not the workspace's."),
    "health.stray_file": text(
        "{path} lies between the stored files and is not one of them. No backup holds it."
    ),
    "stored_file.damaged": text(
        "The stored file {name}… of document {documents:and} is damaged or was altered."
    ),
    "stored_file.damaged_unused": text("The stored file {name}…, of no document, is damaged or was altered."),
    "stored_file.differs": text(
        "The stored file {name}… of document {documents:and} is not what was measured when it came in."
    ),
    "stored_file.missing": text("The stored file {name}… of document {documents:and} is missing."),
    "health.then_again": text("Then run the doctor again."),
    "health.unfinished_schema": text(
        "The PostgreSQL database holds a schema {name} of a workspace whose making or restoring was not finished."
    ),
    "workspace.already": text("{folder} is a workspace already. Open it with `isthmus desk {folder}`."),
    "workspace.database_encoding": text(
        "That database stores text as {encoding}, which lacks letters of names. Make one with "
        "`createdb --encoding=UTF8 --template=template0 NAME`."
    ),
    "workspace.database_taken": text(
        "That database holds this workspace already, and nothing was changed there. Name another database, or open "
        "the folder that belongs to it."
    ),
    "workspace.half_made": text(
        "{folder} was left half made by an `isthmus init` that was cut off: nothing was recorded in it yet. Delete "
        "it, then do it again."
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
    "workspace.schema_foreign": text(
        "The schema {schema} in the PostgreSQL database is not marked as this workspace's. Nothing was changed. "
        "Ask who runs the server what was put there; `isthmus restore` puts a backup into a new folder."
    ),
    "workspace.schema_missing": text(
        "The PostgreSQL database has no schema {schema}: it is another database, or it was dropped. "
        "`isthmus restore` puts a backup into a new folder."
    ),
    "destroy.not_overwritten": text(
        "The pages in which it stood could not all be overwritten, because somebody is using the database. Close the "
        "desk and other commands, then run: isthmus destroy DIR --overwrite"
    ),
    "destroy.statistics": text(
        "PostgreSQL keeps frequent values for its planner, and dead rows of them, where this account may not overwrite "
        "them. Let the owner of the database run: VACUUM (FULL) pg_catalog.pg_statistic;"
    ),
    "workspace.schema_not_used": text(
        "The PostgreSQL server did not put us into the schema {schema}. A connection pooler in between may drop the "
        "settings of a connection: name the server itself."
    ),
    "workspace.schema_unfinished": text(
        "The schema {schema} in the PostgreSQL database was not finished: an `isthmus init` or `isthmus restore` was "
        "cut off, or goes on. Do that again, into a new folder."
    ),
    "workspace.older_read_only": text(
        "This workspace is of an earlier version of Isthmus, and its folder may not be written to. "
        "Copy it to where it can be written, and open the copy."
    ),
    "workspace.version": text(
        "This workspace is of version {version}, this program opens version {ours}. "
        "Install the version of Isthmus that wrote it."
    ),
    "keyring.foreign": text(
        "The keyring is not one of this workspace, or a newer version wrote it. Put back the backup of its own keyring."
    ),
    "keyring.forged": text(
        "The log does not speak for the key that things are sealed to: somebody put it there. Nothing was written. Run "
        "`isthmus custody verify`, then restore a backup."
    ),
    "keyring.text_damaged": text(
        "Something that is sealed was altered, or was sealed to another key. Run `isthmus custody verify`."
    ),
    "keyring.left": text(
        "{name} lies in the workspace, but nobody is a keeper: it may hold the only key to something in another copy. "
        "Move it to a safe place, then add the keeper again."
    ),
    "keyring.missing": text(
        "The workspace has no {name}. If there was one, put back its backup: nothing that is sealed opens without it."
    ),
    "keyring.other_key": text(
        "The keyring is older or newer than the register: it does not hold the key that things are sealed to. Put "
        "back the newest backup of the keyring."
    ),
    "keyring.shut": text(
        "This identity does not open the keyring: it is not a keeper's, or the keyring was altered. "
        "`isthmus keys list DIR` shows the public halves of the keepers' keys."
    ),
    "health.keepers": text("isthmus keys new keeper NAME --out FILE, then isthmus keys add keeper {folder}"),
    "health.keyring": text("Put back the backup of the keyring as {path}."),
    "health.keyring_missing": text(
        "The keyring is missing: what is sealed cannot be opened, and no keeper can be added or removed."
    ),
}
