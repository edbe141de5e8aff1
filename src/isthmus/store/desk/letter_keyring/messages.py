"""What is told about a keyring for letters."""

from isthmus.core.messages import text

__all__ = ["CATALOGUE"]

CATALOGUE = {
    "letter_keyring.busy": text(
        "Another process has been writing the keyring for letters for half a minute. Nothing was changed. End it, then "
        "do this again."
    ),
    "letter_keyring.closed": text("The keyring for letters was closed. Open it again."),
    "letter_keyring.item_known": text(
        "Something with this number has another key in the keyring for letters. Nothing was changed. Do it again."
    ),
    "letter_keyring.missing": text(
        "{folder} has no keyring for letters. Make one with `isthmus keys new letters {folder}`, or restore it."
    ),
    "letter_keyring.slot_gone": text(
        "The passphrase with which the keyring for letters was opened was changed or removed meanwhile. Open it again."
    ),
    "letter_keyring.slot_known": text(
        "{name} has a passphrase of the keyring for letters already. Give another name."
    ),
    "letter_keyring.slot_name": text(
        "The name of somebody with a passphrase has 1 to {most} letters, and no control characters. Give another."
    ),
    "letter_keyring.slot_own": text(
        "The keyring for letters was opened with the passphrase of {name}, which would be removed. Open it with "
        "another one first."
    ),
    "letter_keyring.slot_unknown": text("Nobody called {name} has a passphrase of the keyring for letters."),
    "letter_keyring.slots_full": text(
        "The keyring for letters opens with {most} passphrases at the most. Remove one first."
    ),
    "letter_keyring.there_already": text(
        "{path} exists, and a keyring is never overwritten: what it holds exists nowhere else."
    ),
    "letter_keyring.wrong_passphrase": text(
        "The passphrase does not open the keyring for letters. It has passphrases of its own, which need not be that "
        "of the workspace."
    ),
}
