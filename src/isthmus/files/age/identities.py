"""A person's age identity: the secret half in a file under a passphrase, the public half as one line of text.

The file is what `age -p` writes of an identity, so that the plain `age` tool opens it and whatever is sealed to it.
"""

import base64
import re

import pyrage
from pyrage import x25519

from isthmus.core.messages import Message, MessageError

__all__ = ["IdentityRefused", "new_identity", "open_identity", "recipient_of"]

# What age itself still opens; a factor more costs twice the time and memory: 2^21 is two gibibytes.
MOST_WORK = 21
MOST_FILE = 16 * 1024
_SECRET = re.compile(rb"^AGE-SECRET-KEY-1[0-9A-Z]+\s*$", re.MULTILINE)
_ARMOUR = re.compile(
    rb"\s*-----BEGIN AGE ENCRYPTED FILE-----\s+([A-Za-z0-9+/=\s]+?)\s*-----END AGE ENCRYPTED FILE-----\s*"
)
# The one stanza of a file under a passphrase, and how much work it asks for.
_HEADER = re.compile(rb"age-encryption\.org/v1\n-> scrypt [A-Za-z0-9+/]{22} ([0-9]{1,2})\n")


class IdentityRefused(MessageError):
    """Something that should be an identity, or its public half, is none or does not open; the message says which."""


def new_identity(name: str, passphrase: str) -> tuple[bytes, str]:
    """Return a new identity as a file under the passphrase, and its public half."""
    identity = x25519.Identity.generate()
    recipient = str(identity.to_public())
    text = f"# {' '.join(name.split())}\n# {recipient}\n{identity}\n"
    kept: bytes = pyrage.passphrase.encrypt(text.encode(), passphrase, armored=True)
    return kept, recipient


def open_identity(file: bytes, passphrase: str) -> x25519.Identity:
    """Return the identity that a file holds under a passphrase; raises IdentityRefused."""
    sealed = _binary(file)
    header = _HEADER.match(sealed)
    if header is None or int(header[1]) > MOST_WORK:
        raise IdentityRefused(Message("age.identity_file"))
    try:
        opened: bytes = pyrage.passphrase.decrypt(sealed, passphrase)
    except (pyrage.DecryptError, OSError, ValueError) as error:
        raise IdentityRefused(Message("age.identity_shut")) from error
    found = _SECRET.findall(opened)
    if len(found) != 1:
        raise IdentityRefused(Message("age.identity_other"))
    try:
        return x25519.Identity.from_str(found[0].decode().strip())
    except pyrage.IdentityError as error:
        raise IdentityRefused(Message("age.identity_other")) from error


def recipient_of(text: str) -> x25519.Recipient:
    """Return the public half of an identity from its text; raises IdentityRefused."""
    try:
        return x25519.Recipient.from_str(text.strip())
    except pyrage.RecipientError as error:
        raise IdentityRefused(Message("age.recipient")) from error


def _binary(file: bytes) -> bytes:
    """Return an age file without its armour, which messengers and mail break in other places."""
    if len(file) > MOST_FILE:
        raise IdentityRefused(Message("age.identity_file"))
    armour = _ARMOUR.fullmatch(file.removeprefix(b"\xef\xbb\xbf"))
    if armour is None:
        return file
    try:
        return base64.b64decode(b"".join(armour[1].split()), validate=True)
    except ValueError as error:
        raise IdentityRefused(Message("age.identity_file")) from error
