"""age files, streamed; a header is read with suspicion before the parser sees it."""

from collections.abc import Iterator
from typing import Protocol

import pyrage

from isthmus.core.messages import Message, MessageError

__all__ = [
    "AgeDamaged",
    "Source",
    "Target",
    "decrypt",
    "decrypt_stream",
    "encrypt",
    "encrypt_stream",
    "refuse_unsound_header",
]

OPENING = b"age-encryption.org/v1\n"
# The library's work grows with the square of a header: of this size 15 ms at the worst, of 16 KiB a second and more. Of
# 2,000 files to as many recipients as are taken, with the stanza of a chance size that it adds, the largest had 1,770.
MOST_HEADER = 2 * 1024
MOST_STANZAS = 16


class AgeDamaged(MessageError):
    """Something that should be an age file of this workspace does not decrypt."""


class Source(Protocol):
    """Whatever can be read from, and from its start again."""

    def read(self, size: int = -1, /) -> bytes:
        """At most `size` bytes, or none at the end."""

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Go back to the start."""


class Target(Protocol):
    """Whatever can be written to."""

    def write(self, data: bytes, /) -> int:
        """Take all of it."""

    def flush(self) -> None:
        """Hold nothing back."""


class _ErrorKeeper:
    """Passes writes on, and holds what went wrong: the age library would turn it into a text."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self.error: OSError | None = None

    def write(self, data: bytes) -> int:
        try:
            return self._target.write(data)
        except OSError as error:
            self.error = error
            raise

    def flush(self) -> None:
        self._target.flush()


class Chunks:
    """Bytes that come in pieces, to be read in any size; an error on the way is held."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._rest = b""
        self.error: BaseException | None = None

    def read(self, size: int = -1, /) -> bytes:
        try:
            while not self._rest and (piece := next(self._pieces, None)) is not None:
                self._rest = piece
        except BaseException as error:
            self.error = error
            raise
        taken, self._rest = self._rest[:size], self._rest[size:]
        return taken


def encrypt(content: bytes, *recipients: pyrage.x25519.Recipient) -> bytes:
    """Return the content as an age file that each of the recipients opens."""
    sealed: bytes = pyrage.encrypt(content, list(recipients))
    return sealed


def decrypt(sealed: bytes, identity: pyrage.x25519.Identity) -> bytes:
    """Return the content of an age file; raises AgeDamaged."""
    refuse_unsound_header(sealed[:MOST_HEADER])
    try:
        content: bytes = pyrage.decrypt(sealed, [identity])
    except (pyrage.DecryptError, OSError, ValueError) as error:
        raise AgeDamaged(Message("age.altered")) from error
    return content


def encrypt_stream(pieces: Iterator[bytes], target: Target, recipient: pyrage.x25519.Recipient) -> None:
    """Write what comes in pieces as one age file; what the pieces or the target raise is raised."""
    source, held = Chunks(pieces), _ErrorKeeper(target)
    try:
        pyrage.encrypt_io(source, held, [recipient])
    except (pyrage.EncryptError, OSError):
        if problem := source.error or held.error:
            raise problem from None
        raise


def decrypt_stream(source: Source, target: Target, identity: pyrage.x25519.Identity) -> None:
    """Write the content of a seekable age file; raises AgeDamaged after having written some of it."""
    refuse_unsound_header(source.read(MOST_HEADER))
    source.seek(0)
    held = _ErrorKeeper(target)
    try:
        pyrage.decrypt_io(source, held, [identity])
    except (pyrage.DecryptError, OSError, ValueError) as error:
        if held.error:
            raise held.error from None
        raise AgeDamaged(Message("age.altered")) from error


def refuse_unsound_header(start: bytes) -> None:
    """Refuse a header that would keep the parser busy for minutes: its work grows with the square of it."""
    header, end, _ = start.partition(b"\n--- ")
    if not start.startswith(OPENING) or not end or header.count(b"\n-> ") > MOST_STANZAS:
        raise AgeDamaged(Message("age.header"))
