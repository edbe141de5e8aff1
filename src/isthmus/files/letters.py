"""Letters and their attachments as files: sealed into a folder, found beside a letter, opened out of it."""

import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from isthmus.core.seal.age_file import SealingChance
from isthmus.core.seal.attachments import attachment_chunks
from isthmus.core.seal.values import AttachedFile
from isthmus.core.unseal.attachments import attachment_bytes, is_attachment, open_attachment
from isthmus.core.unseal.file_names import safe_name
from isthmus.files.atomic_write import whole_file

__all__ = ["chance", "found_attachments", "neutral_name", "save_attachment", "seal_attachment", "sealed_copy"]

_PIECE = 64 * 1024


def chance() -> SealingChance:
    """Return what one sealing draws by chance."""
    return SealingChance.of(secrets.token_bytes(SealingChance.SIZE))


def neutral_name(ending: str = ".age") -> str:
    """Return a name for a sealed file that says nothing of what it is."""
    return secrets.token_hex(8) + ending


def seal_attachment(path: Path, folder: Path, recipient: bytes) -> tuple[AttachedFile, Path]:
    """Seal a file into a folder; return what the letter says of it, and where the sealed file is.

    `recipient`: that of the letter's attachments. Raises OSError, and ValueError where the file changes meanwhile.
    """
    target = folder / neutral_name()
    with path.open("rb") as source, whole_file(target) as stream:
        size = path.stat().st_size
        digest = sealed_copy(_pieces(source), size, recipient, stream)
    return AttachedFile(path.name, size, digest), target


def sealed_copy(pieces: Iterable[bytes], size: int, recipient: bytes, target: BinaryIO) -> bytes:
    """Write the age file of an attachment to a stream, and return its SHA-256."""
    digest = sha256()
    for piece in attachment_chunks(pieces, size, recipient, chance()):
        digest.update(piece)
        target.write(piece)
    return digest.digest()


def found_attachments(files: Sequence[AttachedFile], candidates: Iterable[Path]) -> Mapping[int, Path]:
    """Return where files that a letter names were found, by their place in it; the names of candidates do not count."""
    sizes = {attachment_bytes(file.size) for file in files}
    likely = [path for path in candidates if path.is_file() and path.stat().st_size in sizes]
    found: dict[int, Path] = {}
    for number, file in enumerate(files):
        match = next((path for path in likely if _is_file(file, path)), None)
        if match is not None:
            found[number] = match
    return found


def save_attachment(sealed: Path, identity: bytes, file: AttachedFile, folder: Path) -> Path:
    """Open an attachment into a folder, under a name that leads nowhere else; return where it is.

    Raises UnsealRefused, and leaves nothing then.
    """
    target = folder / safe_name(file.name, {each.name for each in folder.iterdir()})
    with sealed.open("rb") as source, whole_file(target) as stream:
        for piece in open_attachment(source.read, identity, file):
            stream.write(piece)
    return target


def _is_file(file: AttachedFile, path: Path) -> bool:
    with path.open("rb") as stream:
        return path.stat().st_size == attachment_bytes(file.size) and is_attachment(file, _pieces(stream))


def _pieces(stream: BinaryIO) -> Iterator[bytes]:
    return iter(partial(stream.read, _PIECE), b"")
