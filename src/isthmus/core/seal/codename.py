"""A codename: 88 random bits as eight words, a ninth that tells a slip, and the keys that come of them.

The list of words is no part of this: words are numbers below 2,048, and keys come of the bytes alone, so a codename may
be written down in any language that has a list.
"""

from collections.abc import Sequence
from datetime import date

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

from isthmus.core.messages import Message
from isthmus.core.seal.age_file import derived
from isthmus.core.seal.faults import SealRefused

__all__ = ["CODE", "WORDS", "answer_key", "code_of", "identity_of", "root_of", "token_of", "words_of"]

CODE = 11
"""Bytes of a codename: 88 bits."""
WORDS = 9
"""Words of a codename: eight with its bits, and one that tells a slip."""
ROUNDS = (
    600_000  # what OWASP asks for of PBKDF2-HMAC-SHA-256: a browser has nothing that costs an attacker more
)
_BITS = 11
_FIELD = 0b100000000101  # GF(2^11) by x^11 + x^2 + 1
_KEY = 32


def words_of(code: bytes) -> list[int]:
    """Return the nine words of a codename, as numbers. Raises ValueError where it is not of 11 bytes."""
    if len(code) != CODE:
        raise ValueError(len(code))
    whole = int.from_bytes(code)
    eight = [whole >> _BITS * (WORDS - 2 - at) & (1 << _BITS) - 1 for at in range(WORDS - 1)]
    return [*eight, _check(eight)]


def code_of(words: Sequence[int | None]) -> bytes:
    """Return the 11 bytes of a codename of nine words, of which one may be missing.

    Raises SealRefused where a word is wrong, or two are changed for each other, or more than one is missing.
    """
    missing = [at for at, word in enumerate(words) if word is None]
    known = [word or 0 for word in words]
    if len(words) != WORDS or len(missing) > 1 or any(not 0 <= word < 1 << _BITS for word in known):
        raise SealRefused(Message("letters.codename_words", n=WORDS))
    rest = _check(known[:-1]) ^ known[-1]
    for at in missing:
        known[at] = _product(rest, _inverse(_weight(at)))
    if _check(known[:-1]) != known[-1]:
        raise SealRefused(Message("letters.codename_slip"))
    whole = 0
    for word in known[:-1]:
        whole = whole << _BITS | word
    return whole.to_bytes(CODE)


def root_of(code: bytes, organisation: bytes) -> bytes:
    """Return the root of all keys of a codename with one organisation (its id, 32 bytes): slow on purpose."""
    return PBKDF2HMAC(SHA256(), _KEY, b"isthmus codename v1\0" + organisation, ROUNDS).derive(code)


def identity_of(root: bytes) -> bytes:
    """Return the identity that opens answers to a codename."""
    return derived(root, b"isthmus letter v1 identity")


def answer_key(root: bytes, letter: bytes, day: date) -> bytes:
    """Return the key with which answers to one letter (its id, and its day) are proved."""
    return derived(root, b"isthmus letter v1 answer\0" + letter + day.isoformat().encode())


def token_of(recipient: bytes) -> bytes:
    """Return the token with which answers to an answer recipient are fetched; its SHA-256 is their mailbox."""
    return derived(recipient, b"isthmus letter v1 token")


def _check(eight: Sequence[int]) -> int:
    """Return the ninth word: the sum of the others, the first one times x, the second times x^2, and so on."""
    found = 0
    for at, word in enumerate(eight):
        found ^= _product(word, _weight(at))
    return found


def _weight(at: int) -> int:
    """Return what a word counts: x, x^2, … x^8; the ninth counts once."""
    return 1 if at == WORDS - 1 else 1 << at + 1


def _product(one: int, other: int) -> int:
    """Return the product of two elements of GF(2^11)."""
    found = 0
    while other:
        if other & 1:
            found ^= one
        one <<= 1
        if one >> _BITS:
            one ^= _FIELD
        other >>= 1
    return found


def _inverse(element: int) -> int:
    """Return what an element, not nought, is multiplied by to give one: its power of 2^11 - 2 (Fermat)."""
    found = 1
    for _ in range((1 << _BITS) - 2):
        found = _product(found, element)
    return found
