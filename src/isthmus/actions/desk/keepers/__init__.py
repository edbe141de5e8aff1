"""Keepers, who alone can open what is sealed: appointing them, and looking with their keys."""

from isthmus.actions.desk.keepers.appointing import (
    KeeperError,
    KeeperFacts,
    add_keeper,
    keepers,
    open_workspace_keyring,
    remove_keeper,
    sealing_advice,
    settle_keyring,
)

__all__ = [
    "KeeperError",
    "KeeperFacts",
    "add_keeper",
    "keepers",
    "open_workspace_keyring",
    "remove_keeper",
    "sealing_advice",
    "settle_keyring",
]
