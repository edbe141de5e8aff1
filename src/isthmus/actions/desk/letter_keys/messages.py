"""What is told about keys for letters, their statements and their backups."""

from isthmus.core.messages import plural, text

__all__ = ["CATALOGUE"]

CATALOGUE = {
    "letter_keys.backup_day": text(
        "A backup of the keyring for letters must be gone on a day after {today:date}, and {most:date} at the latest: "
        "as long as it exists, it opens what was destroyed. Name another day with --until."
    ),
    "letter_keys.clock": text(
        "This machine's clock says {today:date}, before the newest statement, which is of {day:date}. Set the clock."
    ),
    "letter_keys.expired": text(
        "This statement ran out on {day:date}, before anybody took it. `isthmus keys rotate` writes another one."
    ),
    "letter_keys.foreign_key": text(
        "This statement names a key whose private half is not in the keyring: what is sealed to it would open for "
        "nobody here. Nothing was changed. Sign what `isthmus keys rotate` wrote, as it is."
    ),
    "letter_keys.gap": text(
        "This statement is of version {version}, and {next} comes next. Nothing was changed. Put back the newest "
        "backup of the keyring, or sign what `isthmus keys rotate` writes."
    ),
    "letter_keys.items": plural(
        "{n} letter, note or attachment has a key here; backups lack {uncopied} of them.",
        "{n} letters, notes and attachments have a key here; backups lack {uncopied} of them.",
        by="n",
    ),
    "letter_keys.name_needed": text(
        "The first statement needs the name of the organisation, as people know it: --name NAME."
    ),
    "letter_keys.no_backup_of_day": text("No backup of the keyring for letters was made on {day:date}."),
    "letter_keys.no_signing_key": text(
        "The keyring does not know yet who signs. Give the signing key with --signing-key FILE, or its public half "
        "with --public-key FILE."
    ),
    "letter_keys.not_after": text(
        "The keyring knows statement {version}, and this one is not newer. Leave --after out."
    ),
    "letter_keys.not_due": text(
        "The keys are in use still, and need none after them before {day:date}. Nothing was changed. After a seizure: "
        "--replace."
    ),
    "letter_keys.other_signing_key": text(
        "Another signing key signed the statements so far. A new signing key is a new organisation to everybody "
        "outside: new id, new words, new codenames. It needs a keyring of its own, in a workspace of its own."
    ),
    "letter_keys.signed_already": text(
        "{path} is signed already; a second statement of version {version} would look like a stolen key. Nothing was "
        "changed. Take it as it is with --signed {path}; where the keyring was put back from before it, and its keys "
        "are lost: --after {path}."
    ),
    "letter_keys.statement_missing": text(
        "{path} or its signature is missing, or is not the one that was signed last. Put back a copy: it is public, "
        "and those whom you gave it have it."
    ),
}
