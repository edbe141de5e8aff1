"""A proof that a row held some fields when an event was logged: everything that a stranger needs to check it.

docs/reference/custody.md is the specification; tests/vectors/custody holds its vectors.
"""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from isthmus.core.custody.checkpoint import Verify, open_checkpoint, parse_verifier_key
from isthmus.core.custody.events import Entry, EventValue, encode_entry, event_leaf, utc_text
from isthmus.core.custody.merkle import leaf_hash, verify_inclusion
from isthmus.core.custody.rows import Leaf, ShownField, root_of_row
from isthmus.core.messages import Message, MessageError

__all__ = ["FORMAT", "Proof", "ProofError"]

FORMAT = "isthmus-proof/1"


class ProofError(MessageError):
    """What is presented as a proof is none, or proves nothing under the key that it was held against."""


@dataclass(frozen=True, slots=True)
class Proof:
    """Some fields of one row, the entry and the event that committed to it, and the signed head of the log.

    `entry.root` is left to be computed from `leaves`; `place` is the entry's place in its event.
    """

    leaves: tuple[Leaf, ...]
    entry: Entry
    place: int
    entry_path: tuple[bytes, ...]
    event: EventValue
    event_path: tuple[bytes, ...]
    head: str

    def as_json(self) -> dict[str, Any]:
        """Return the proof as its file has it."""
        return {
            "format": FORMAT,
            "fields": [_leaf_as_json(each) for each in self.leaves],
            "entry": {
                "op": self.entry.operation,
                "row": self.entry.row.hex(),
                "table": self.entry.table,
                "place": self.place,
                "path": [_text(each) for each in self.entry_path],
            },
            "event": {
                "action": self.event.action,
                "actor": self.event.actor,
                "at": utc_text(self.event.at)[:16] + "Z",
                "root": self.event.root.hex(),
                "size": self.event.size,
                "sequence": self.event.sequence,
                "path": [_text(each) for each in self.event_path],
            },
            "head": self.head,
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Proof":
        """Return the proof in a file; raises ProofError for what is none."""
        try:
            return _read(stored)
        except (KeyError, TypeError, ValueError, AttributeError, binascii.Error) as error:
            raise ProofError(Message("custody.proof_form", format=FORMAT)) from error

    def check(self, key: str, verify: Verify) -> None:
        """Raise ProofError unless everything leads to a head signed by the log with this public key."""
        try:
            self._check(key, verify)
        except ProofError:
            raise
        except MessageError as error:  # an event or an entry that no log holds
            raise ProofError(error.message) from error

    def _check(self, key: str, verify: Verify) -> None:
        root = root_of_row(self.leaves)
        entry = Entry(self.entry.operation, self.entry.table, self.entry.row, root)
        in_event = verify_inclusion(
            leaf_hash(encode_entry(entry)), self.place, self.event.size, self.entry_path, self.event.root
        )
        if not in_event:
            raise ProofError(Message("custody.proof_entry"))
        name, public = parse_verifier_key(key)
        head = open_checkpoint(self.head, name, public, verify)
        if not verify_inclusion(
            event_leaf(self.event), self.event.sequence, head.size, self.event_path, head.root
        ):
            raise ProofError(Message("custody.proof_event"))


def _read(stored: Mapping[str, Any]) -> Proof:
    if stored["format"] != FORMAT:
        raise ValueError(stored["format"])
    entry, event = stored["entry"], stored["event"]
    return Proof(
        tuple(_leaf_from_json(each) for each in stored["fields"]),
        Entry(entry["op"], entry["table"], bytes.fromhex(entry["row"]), b""),
        int(entry["place"]),
        tuple(map(_bytes, entry["path"])),
        EventValue(
            int(event["sequence"]),
            int(event["actor"]),
            datetime.fromisoformat(event["at"]),
            str(event["action"]),
            int(event["size"]),
            bytes.fromhex(event["root"]),
        ),
        tuple(map(_bytes, event["path"])),
        str(stored["head"]),
    )


def _leaf_as_json(leaf: Leaf) -> str | dict[str, str]:
    if isinstance(leaf, ShownField):
        return {"column": leaf.column, "cell": leaf.cell, "salt": _text(leaf.salt)}
    return _text(leaf)


def _leaf_from_json(stored: str | Mapping[str, Any]) -> Leaf:
    if isinstance(stored, str):
        return _bytes(stored)
    return ShownField(str(stored["column"]), str(stored["cell"]), _bytes(stored["salt"]))


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _bytes(text: str) -> bytes:
    data = base64.b64decode(text, validate=True)
    if len(data) != 32:  # a hash, or a salt
        raise ValueError(len(data))
    return data
