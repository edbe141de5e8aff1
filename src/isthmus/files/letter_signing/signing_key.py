"""The signing key of an organisation: a file of minisign's under a passphrase, which plain `minisign` opens, too."""

import base64

import minisign

from isthmus.core.messages import Message, MessageError

__all__ = ["SigningKeyRefused", "new_signing_key", "open_signing_key", "public_key_of", "sign"]

# What minisign itself takes (libsodium's "sensitive" limits): a gibibyte and some seconds for each guess.
WORK, MEMORY = 33_554_432, 1_073_741_824
MOST_FILE = 4096
# The bytes of a secret key file, decoded: where its limits stand.
_SECRET, _WORK_AT, _MEMORY_AT = 158, 38, 46


class SigningKeyRefused(MessageError):
    """A file is no signing key under a passphrase, or does not open; the message says which."""


def new_signing_key(passphrase: str, *, memory: int = MEMORY) -> tuple[bytes, bytes]:
    """Return a new key as a secret file under the passphrase and as a public file. `memory`: bytes that a guess takes.

    Raises SigningKeyRefused where there is not so much memory.
    """
    pair = minisign.KeyPair.generate()
    public = _public_file(pair.public_key)
    try:
        pair.secret_key.encrypt(passphrase, opslimit=WORK, memlimit=memory)
    except MemoryError:
        raise SigningKeyRefused(Message("signing_key.memory", mebibytes=memory // 1024**2)) from None
    return bytes(pair.secret_key) + b"\n", public


def _public_file(key: minisign.PublicKey) -> bytes:
    return bytes(key) + b"\n"


def open_signing_key(file: bytes, passphrase: str) -> minisign.SecretKey:
    """Return the key that a secret file holds under a passphrase. Raises SigningKeyRefused."""
    try:
        key = minisign.SecretKey.from_bytes(file[:MOST_FILE])
    except (minisign.Error, ValueError):
        raise SigningKeyRefused(Message("signing_key.file")) from None
    _refuse_limits(file)
    if not key.is_encrypted():
        raise SigningKeyRefused(Message("signing_key.open"))
    try:
        key.decrypt(passphrase)
    except MemoryError:
        raise SigningKeyRefused(Message("signing_key.memory", mebibytes=MEMORY // 1024**2)) from None
    except (minisign.Error, ValueError):
        raise SigningKeyRefused(Message("signing_key.shut")) from None
    return key


def _refuse_limits(file: bytes) -> None:
    """Refuse what would keep this machine busy for hours: the file says itself how dear a guess is."""
    data = base64.b64decode(file[:MOST_FILE].splitlines()[1])
    work, memory = (int.from_bytes(data[at : at + 8], "little") for at in (_WORK_AT, _MEMORY_AT))
    if work > WORK or memory > MEMORY:
        raise SigningKeyRefused(Message("signing_key.file"))


def public_key_of(key: minisign.SecretKey) -> bytes:
    """Return the public half of an open key, its 42 bytes."""
    return base64.b64decode(key.get_public_key().to_base64())


def sign(key: minisign.SecretKey, text: bytes, comment: str) -> bytes:
    """Return the file of a signature. `comment` is signed, too, and shown by `minisign -V`."""
    signature = key.sign(text, trusted_comment=comment)
    return bytes(signature) + b"\n"
