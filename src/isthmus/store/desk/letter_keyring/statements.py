"""Statements of an organisation beside its keyring: each version a text, and its signature beside. Both are public."""

import re
from pathlib import Path

from isthmus.files.atomic_write import whole_file
from isthmus.store.desk.manifest import sync_folder

__all__ = [
    "is_statement_file",
    "keep_signature",
    "keep_text",
    "kept_signature",
    "kept_text",
    "signature_of",
    "statement_path",
    "unsigned_statements",
]

_NAME = re.compile(r"letters\.statement-[1-9][0-9]{0,5}\.txt(\.minisig)?")
# More than any statement or signature is; what is longer is neither.
_MOST = 64 * 1024


def statement_path(folder: Path, version: int) -> Path:
    """Return where the statement of a version lies."""
    return folder / f"letters.statement-{version}.txt"


def signature_of(path: Path) -> Path:
    """Return where minisign puts the signature of a file."""
    return path.with_name(f"{path.name}.minisig")


def is_statement_file(name: str) -> bool:
    """Return whether a file of a workspace is a statement or the signature of one."""
    return _NAME.fullmatch(name) is not None


def unsigned_statements(folder: Path) -> list[Path]:
    """Return the statements beside which no signature lies."""
    found = sorted(path for path in folder.glob("letters.statement-*.txt") if is_statement_file(path.name))
    return [path for path in found if not signature_of(path).exists()]


def kept_text(folder: Path, version: int) -> bytes | None:
    """Return the text of a version, signed or not; None where there is none."""
    return _read(statement_path(folder, version))


def kept_signature(folder: Path, version: int) -> bytes | None:
    """Return the signature of a version; None where there is none."""
    return _read(signature_of(statement_path(folder, version)))


def keep_text(folder: Path, version: int, text: bytes) -> Path:
    """Write the text of a version, in one step; return where."""
    path = statement_path(folder, version)
    with whole_file(path) as target:
        target.write(text)
    sync_folder(folder)
    return path


def keep_signature(folder: Path, version: int, signature: bytes) -> None:
    """Write the signature of a version, in one step."""
    with whole_file(signature_of(statement_path(folder, version))) as target:
        target.write(signature)
    sync_folder(folder)


def _read(path: Path) -> bytes | None:
    try:
        with path.open("rb") as file:
            return file.read(_MOST)
    except FileNotFoundError:
        return None
