"""The sample case with sealed rows, and a keeper whose key was made elsewhere: the workspace knows its public half."""

import csv
from dataclasses import dataclass
from pathlib import Path

from isthmus.files.age.identities import new_identity
from tests.e2e.desk import done, sample_with_names, workspace

__all__ = ["KEY_PASSPHRASE", "SEALED_CANARY", "SEALED_NAME", "SEALED_QUOTE", "KeeperCase", "keeper_case"]

KEY_PASSPHRASE = "of the keeper alone, kept elsewhere"
SEALED_CANARY = "Kanarienvogel"
SEALED_NAME = "Kanarienvogel Sängerin"
SEALED_QUOTE = "A witness <b>Kanarienvogel</b> saw the vans & counted them."


@dataclass(frozen=True, slots=True)
class KeeperCase:
    """A workspace, the file of its passphrase, and the file of the keeper's key."""

    folder: Path
    secret: Path
    key: Path


def keeper_case(folder: Path, *, appointed: bool = True) -> KeeperCase:
    """Make a workspace with sealed rows; with a keeper from the start, or without one."""
    file, recipient = new_identity("Mara", KEY_PASSPHRASE)
    key = folder / "mara.key"
    key.write_bytes(file)
    case, secret = workspace(folder, None)
    if appointed:
        done("keys", "add", "keeper", case, recipient, "--name", "Mara", "--passphrase-file", secret)
    done("import", sealed_sample(folder), "--workspace", case, "--passphrase-file", secret)
    return KeeperCase(case, secret, key)


def sealed_sample(folder: Path) -> Path:
    """The sample in which a source, a quote and a mention are sealed."""
    sample = sample_with_names(folder)
    note = "Kanarienvogel: met in person."
    _change(sample / "sources.csv", {-1: {"name": SEALED_NAME, "protection": "sealed", "note": note}})
    _change(sample / "statements.csv", {0: {"quote": SEALED_QUOTE, "protection": "sealed"}})
    _change(
        sample / "mentions.csv",
        {2: {"name": "Kanarienvogel Adamov", "age": "40", "occupation": "teacher", "protection": "sealed"}},
    )
    return sample


def _change(path: Path, changes: dict[int, dict[str, str]]) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for at, cells in changes.items():
        rows[at] |= cells
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(dict.fromkeys(name for row in rows for name in row)), restval="")
        writer.writeheader()
        writer.writerows(rows)
