"""Signed heads: C2SP tlog-checkpoint inside a C2SP signed note. The Ed25519 itself is passed in."""

import base64
import binascii
import re
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from isthmus.core.messages import Message, MessageError

__all__ = [
    "Checkpoint",
    "CheckpointError",
    "Verify",
    "encode_checkpoint",
    "key_id",
    "open_checkpoint",
    "parse_checkpoint",
    "parse_verifier_key",
    "sign_checkpoint",
    "verifier_key",
]

type Sign = Callable[[bytes], bytes]
type Verify = Callable[[bytes, bytes], bool]

_ED25519 = b"\x01"
_SIGNATURE = re.compile(r"— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})")
_SIZE = re.compile(r"0|[1-9][0-9]{0,18}")


class CheckpointError(MessageError):
    """What is presented as a signed head is none, or is not signed by the key it should be."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The head of a log: whose it is, how many events it holds, and the root over them."""

    origin: str
    size: int
    root: bytes


def encode_checkpoint(head: Checkpoint) -> str:
    """The text of a head, which is what gets signed."""
    if not re.fullmatch(r"[^\s+]+", head.origin):
        raise CheckpointError(Message("custody.origin"))
    return f"{head.origin}\n{head.size}\n{base64.b64encode(head.root).decode()}\n"


def parse_checkpoint(text: str) -> Checkpoint:
    """The head in `text`; lines after the third are extensions and are passed over."""
    lines = text.split("\n")
    if len(lines) < 4 or lines[-1] or not all(lines[:-1]) or not _SIZE.fullmatch(lines[1]):
        raise CheckpointError(Message("custody.head_lines"))
    root = _decode(lines[2])
    if len(root) != 32:
        raise CheckpointError(Message("custody.root_length"))
    return Checkpoint(lines[0], int(lines[1]), root)


def key_id(name: str, public: bytes) -> bytes:
    """The four bytes that tell an Ed25519 key of this name apart from others."""
    return sha256(name.encode() + b"\n" + _ED25519 + public).digest()[:4]


def verifier_key(name: str, public: bytes) -> str:
    """The public key in the form that signed notes use: name, key id, key."""
    return f"{name}+{key_id(name, public).hex()}+{base64.b64encode(_ED25519 + public).decode()}"


def parse_verifier_key(text: str) -> tuple[str, bytes]:
    """Name and Ed25519 public key; raises CheckpointError for anything else."""
    name, _, rest = text.strip().partition("+")
    identifier, _, encoded = rest.partition("+")
    key = _decode(encoded)
    if len(key) != 33 or key[:1] != _ED25519 or key_id(name, key[1:]).hex() != identifier:
        raise CheckpointError(Message("custody.key_form"))
    return name, key[1:]


def sign_checkpoint(head: Checkpoint, public: bytes, sign: Sign) -> str:
    """The head as a signed note."""
    text = encode_checkpoint(head)
    signature = base64.b64encode(key_id(head.origin, public) + sign(text.encode())).decode()
    return f"{text}\n— {head.origin} {signature}\n"


def open_checkpoint(note: str, name: str, public: bytes, verify: Verify) -> Checkpoint:
    """The head in a signed note, once a signature by this key holds; others' signatures are passed over."""
    text, blank, signatures = note.rpartition("\n\n")
    lines = signatures.split("\n")
    if not blank or lines.pop() or not lines:
        raise CheckpointError(Message("custody.note_form"))
    wanted = key_id(name, public)
    for line in lines:
        signer, signature = _parse_signature(line)
        if signer == name and signature[:4] == wanted:
            if not verify(signature[4:], (text + "\n").encode()):
                raise CheckpointError(Message("custody.signature_wrong"))
            return parse_checkpoint(text + "\n")
    raise CheckpointError(Message("custody.signature_missing", name=name))


def _parse_signature(line: str) -> tuple[str, bytes]:
    match = _SIGNATURE.fullmatch(line)
    if match is None:
        raise CheckpointError(Message("custody.signature_form"))
    return match[1], _decode(match[2])


def _decode(text: str) -> bytes:
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise CheckpointError(Message("custody.base64")) from error
    if base64.b64encode(data).decode() != text:
        raise CheckpointError(Message("custody.base64_spelling"))
    return data
