"""Letters and answers sealed: the text first, so that plain age shows it, then one line for programs, then padding."""

import hmac
from hashlib import sha256

from isthmus.core.messages import Message
from isthmus.core.seal.age_file import SealingChance, age_file
from isthmus.core.seal.bounds import fault_of_answer, fault_of_letter
from isthmus.core.seal.faults import SealRefused
from isthmus.core.seal.line import answer_line, letter_line
from isthmus.core.seal.sizes import LetterSize
from isthmus.core.seal.values import Answer, Letter

__all__ = ["ANSWER", "answer_mac", "plaintext", "room_left", "seal_answer", "seal_letter"]

ANSWER = b"isthmus answer v1\n"
_MAC = 32
_PAD = b"\0"


def seal_letter(letter: Letter, size: LetterSize, recipient: bytes, chance: SealingChance) -> bytes:
    """Return a letter sealed to a recipient (32 bytes), as a file of exactly that size.

    Raises SealRefused where something does not fit the format, or is too long: the message says by how much.
    """
    if fault := fault_of_letter(letter):
        raise SealRefused(fault)
    return age_file(plaintext(letter.text, letter_line(letter), size), recipient, chance)


def seal_answer(
    answer: Answer, key: bytes, size: LetterSize, recipient: bytes, chance: SealingChance
) -> bytes:
    """Return an answer sealed to the answer recipient of its letter. `key`: the answer key of that letter.

    Raises SealRefused.
    """
    if fault := fault_of_answer(answer):
        raise SealRefused(fault)
    line = answer_line(answer, answer_mac(answer, key))
    return age_file(plaintext(answer.text, line, size), recipient, chance)


def answer_mac(answer: Answer, key: bytes) -> bytes:
    """Return what proves an answer: HMAC-SHA-256 over its text and its line, up to where the MAC itself stands."""
    before = f"{answer.text}\n{answer_line(answer)}".encode()
    return hmac.digest(key, ANSWER + before, sha256)


def plaintext(text: str, line: str, size: LetterSize) -> bytes:
    """Return what is sealed, padded to the room of a size. Raises SealRefused for what is too long."""
    content = f"{text}\n{line}\n".encode()
    over = len(content) - size.room
    if over > 0:
        raise SealRefused(Message("letters.too_long", bytes=over, letters=_letters(text, over)))
    return content + _PAD * -over


def room_left(letter: Letter, size: LetterSize) -> int:
    """Return how many bytes of text are still free; less than none where it is too long."""
    return size.room - len(f"{letter.text}\n{letter_line(letter)}\n".encode("utf-8", "surrogatepass"))


def _letters(text: str, over: int) -> int:
    """Return how many letters at the end of a text have so many bytes; all where it has fewer."""
    seen = 0
    for count, letter in enumerate(reversed(text), start=1):
        seen += len(letter.encode())
        if seen >= over:
            return count
    return len(text)
