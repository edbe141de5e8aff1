"""QR codes of letters in pictures, each read in a process that is shut in: nobody knows who made a picture."""

import base64
from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations

from isthmus.core.messages import Message
from isthmus.core.seal.frames import DIGEST, FRAME, MAGIC
from isthmus.core.unseal.faults import UnsealRefused
from isthmus.core.unseal.frames import sealed_of
from isthmus.files.in_memory import stream_in_memory
from isthmus.files.parsing_process import NoParsingProcess, ParsingFailed, parsing

__all__ = ["frames_in", "letters_of"]

_MOST_CODES = 100
# Three are made of each; more are somebody's who wants it to take long.
_MOST_OF_A_LETTER = 12


def frames_in(picture: bytes) -> list[bytes]:
    """Return the frames of letters that a picture shows. Raises UnsealRefused where there is none."""
    codes: list[bytes] = []
    try:
        with stream_in_memory(picture) as stream, parsing("picture_codes", stream) as answers:
            for answer in answers:
                match answer:
                    case ["code", str(code)] if len(codes) < _MOST_CODES:
                        codes.append(base64.b64decode(code))
    except (NoParsingProcess, ParsingFailed):
        raise UnsealRefused(Message("letters.picture")) from None
    found = [each for each in codes if len(each) == FRAME and each.startswith(MAGIC)]
    if not found:
        raise UnsealRefused(Message("letters.no_code"))
    return found


def letters_of(frames: Iterable[bytes]) -> tuple[list[bytes], int]:
    """Return the letters that frames make, and of how many others too few are there."""
    together: dict[bytes, set[bytes]] = defaultdict(set)
    for each in frames:
        together[each[len(MAGIC) + 1 :][:DIGEST]].add(each)
    letters, missing = [], 0
    for some in together.values():
        found = _letter_of(sorted(some)[:_MOST_OF_A_LETTER])
        letters += [found] if found else []
        missing += found is None
    return letters, missing


def _letter_of(frames: list[bytes]) -> bytes | None:
    """Return the letter that two of the frames make; a false one among them takes nothing from the others."""
    for two in combinations(frames, 2):
        try:
            return sealed_of(two)
        except UnsealRefused:
            continue
    return None
