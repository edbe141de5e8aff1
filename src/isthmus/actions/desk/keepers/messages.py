"""What is said of keepers, who alone can open what is sealed."""

from isthmus.core.messages import plural, text

__all__ = ["CATALOGUE"]

CATALOGUE = {
    "keeper.identity_needed": text(
        "Another keeper has to open the keyring for a new one. Give that keeper's identity: --identity FILE."
    ),
    "keeper.key_taken": text(
        "{other} is a keeper with this key already. Make another: `isthmus keys new keeper`."
    ),
    "keeper.last": text(
        "Without this keeper nobody could open what is sealed. Add another keeper first, then remove this one."
    ),
    "keeper.name_taken": text(
        "The keeper {other} has this name, or one that reads like it. Choose another name, or remove that keeper first."
    ),
    "keeper.none": text(
        "Nobody keeps a key of this workspace. What is marked as sealed is in no export, but anyone who has the "
        "passphrase of the workspace can read it. Appoint two keepers: `isthmus keys new keeper`, then `isthmus keys "
        "add keeper`."
    ),
    "keeper.none_to_open": text(
        "Nobody keeps a key of this workspace: nothing lies under a key that could be given. `isthmus keys new keeper` "
        "makes one, `isthmus keys add keeper` appoints its owner."
    ),
    "keeper.not_one": text(
        "This is not the key of anybody who is a keeper now. `isthmus keys list DIR` shows the keepers."
    ),
    "keeper.only_one": text(
        "Only one keeper has a key. If that key or its passphrase is lost, nobody can open what is sealed. Two "
        "keepers are better."
    ),
    "keeper.too_many": text(
        "A workspace has at most {most} keepers. Remove one first: `isthmus keys remove keeper`."
    ),
    "keeper.unknown": text("No keeper has this name. `isthmus keys list DIR` shows the keepers."),
    "sealing.drafts_left": plural(
        "{n} draft holds some of what is sealed now, under the passphrase of the workspace. Finish or delete it.",
        "{n} drafts hold some of what is sealed now, under the passphrase of the workspace. Finish or delete them.",
        by="n",
    ),
}
