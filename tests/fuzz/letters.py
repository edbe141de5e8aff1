"""Coverage-guided search in the readers of armour, headers, lines, statements, signatures, frames and keyrings.

`python -m tests.fuzz.letters [READER] -max_total_time=600`; further arguments are those of libFuzzer. It ends with an
error where a reader raises anything but its refusal, or takes what writing it again would not give.
"""

import sys
import tempfile
from base64 import b64encode
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import atheris
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

with atheris.instrument_imports(include=["isthmus", "minisign"]):
    from isthmus.core.messages import MessageError
    from isthmus.core.seal.age_file import SealingChance, header_of, public_half
    from isthmus.core.seal.armour import armoured
    from isthmus.core.seal.letters import seal_letter
    from isthmus.core.seal.line import answer_line, letter_line
    from isthmus.core.seal.sizes import LetterSize
    from isthmus.core.seal.statement import OrganisationStatement, StatementKey, statement_text
    from isthmus.core.seal.values import Answer, AttachedFile, Attachments, Letter, ReadAnswer, Reply
    from isthmus.core.unseal.age_header import age_header
    from isthmus.core.unseal.armour import sealed_bytes
    from isthmus.core.unseal.letters import NewerLetter, ReceivedAnswer, open_letter, read_plaintext
    from isthmus.core.unseal.minisign import public_key_from, refuse_unless_signed
    from isthmus.core.unseal.statement import read_statement
    from isthmus.files.letter_keyring import KeyringContent, KeyringSlot, content_bytes, content_of

__all__ = ["READERS", "main"]

DAY, KEY = date(2026, 11, 28), bytes(range(32))
CHANCE = SealingChance.of(bytes(range(64)))
FULL = Letter(
    "text",
    bytes(16),
    "en",
    DAY,
    Reply(KEY, KEY),
    ReadAnswer(3, bytes(8)),
    Attachments(KEY, (AttachedFile("a.jpg", 7, KEY),)),
)
SEALED = seal_letter(FULL, LetterSize.CODES, public_half(KEY), CHANCE)
ANSWER = Answer("text", KEY, bytes(16), DAY, 1, DAY)
STATED = OrganisationStatement(
    "Lantern",
    KEY,
    2,
    KEY,
    DAY,
    date(2027, 11, 27),
    (StatementKey(KEY, "year", DAY, date(2027, 11, 27)),),
    ("the bakery",),
)
# A public key of minisign, NUL, and a signature of the right form by another key.
SIGNED = b"\n".join(
    [
        b"untrusted comment: key",
        b64encode(
            b"Ed" + bytes(8) + Ed25519PrivateKey.from_private_bytes(KEY).public_key().public_bytes_raw()
        )
        + b"\n\0untrusted comment: signature",
        b64encode(b"ED" + bytes(72)),
        b"trusted comment: text",
        b64encode(bytes(64)) + b"\n",
    ]
)
KEYRING = content_bytes(KeyringContent((KeyringSlot("Desk", KEY),), items={bytes(16): KEY}), b"")


def arrived(data: bytes) -> None:
    """What a courier brings, opened to its end."""
    open_letter(sealed_bytes(data), [KEY])


def header(data: bytes) -> None:
    """A header; what is taken covers what was given."""
    found = age_header(data)
    assert data.startswith(found.covered)
    assert 0 < found.end <= len(data)


def line(data: bytes) -> None:
    """A plaintext: what is taken is written the same again."""
    found = read_plaintext(data)
    match found:
        case Letter():
            written = f"{found.text}\n{letter_line(found)}\n"
        case ReceivedAnswer():
            written = f"{found.answer.text}\n{answer_line(found.answer, found.mac)}\n"
        case NewerLetter():
            return
    assert written.encode() == data.rstrip(b"\0")


def statement(data: bytes) -> None:
    """A statement: what is taken is written the same again."""
    assert statement_text(read_statement(data)) == data


def signature(data: bytes) -> None:
    """A public key, and a signature: nothing that was not signed passes."""
    first, _, second = data.partition(b"\0")
    refuse_unless_signed(b"text", second, public_key_from(first))
    raise AssertionError("a signature that nobody made")


def keyring(data: bytes) -> None:
    """What a keyring holds: what is taken is written the same again."""
    assert content_bytes(content_of(data, b""), b"") == data


READERS: dict[str, tuple[Callable[[bytes], None], Sequence[bytes]]] = {
    "arrived": (arrived, [SEALED, armoured(SEALED).encode()]),
    "header": (header, [header_of(public_half(KEY), CHANCE)]),
    "line": (
        line,
        [f"text\n{letter_line(FULL)}\n".encode(), f"text\n{answer_line(ANSWER, KEY)}\n\0".encode()],
    ),
    "statement": (statement, [statement_text(STATED)]),
    "signature": (signature, [SIGNED]),
    "keyring": (keyring, [KEYRING]),
}


def main(words: list[str]) -> None:
    """Search with what libFuzzer takes; `words`: the name of the program, a reader, and its arguments."""
    name, rest = (words[1], words[2:]) if len(words) > 1 and words[1] in READERS else ("arrived", words[1:])
    read, seeds = READERS[name]

    def once(data: bytes) -> None:
        try:
            read(data)
        except MessageError:
            return

    with tempfile.TemporaryDirectory() as folder:
        for number, seed in enumerate(seeds):
            (Path(folder) / str(number)).write_bytes(seed)
        atheris.Setup([words[0], *rest, "-timeout=10", "-max_len=20000", folder], once)
        atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv)
