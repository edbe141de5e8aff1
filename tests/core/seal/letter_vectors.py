"""Vectors of letters for other programs; `python -m tests.core.seal.letter_vectors` writes them anew.

Everything drawn by chance is given. `sealed` is the file's SHA-256: whoever seals the same gets the same bytes.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from isthmus.core.seal.age_file import SealingChance, public_half
from isthmus.core.seal.codename import answer_key, identity_of, root_of, words_of
from isthmus.core.seal.frames import frames_of
from isthmus.core.seal.letters import seal_answer, seal_letter
from isthmus.core.seal.line import letter_line
from isthmus.core.seal.organisation import organisation_id
from isthmus.core.seal.sizes import LetterSize
from isthmus.core.seal.values import Answer, AttachedFile, Attachments, Letter, ReadAnswer, Reply

VECTORS = Path(__file__).parents[2] / "vectors" / "letters" / "letters.json"
ORGANISATION = organisation_id(bytes(range(32)))
CODE = bytes(range(1, 12))
IDENTITY = bytes(range(32))
CHANCE = bytes(range(64))
DAY = date(2026, 11, 28)
ROOT = root_of(CODE, ORGANISATION)
PLAIN = Letter("They are held in a cellar.", bytes(16), "en", DAY)
THREAD = Reply(public_half(identity_of(ROOT)), answer_key(ROOT, bytes(16), DAY))
LETTERS = {
    "plain": PLAIN,
    "answer wanted": replace(PLAIN, reply=THREAD),
    "answer read": replace(PLAIN, reply=THREAD, read=ReadAnswer(12, bytes(range(8)))),
    "cyrillic": replace(PLAIN, text="Их держат в подвале.", lang="ru"),
    "right to left": replace(PLAIN, text="إنهم محتجزون في قبو.\n\u2067٢٠١٧\u2069", lang="ar"),
    "empty": replace(PLAIN, text=""),
    "false line": replace(PLAIN, text='{"v":1,"id":"AAAAAAAAAAAAAAAAAAAAAA"}\n'),
    "control characters": replace(PLAIN, text="\0\x1b[31m\r\n\u2028\u0085\x0b\0"),
    "attachments": replace(
        PLAIN, attached=Attachments(bytes(range(32)), (AttachedFile('a "b" \\ ك.jpg', 5 * 10**9, bytes(32)),))
    ),
}
REFUSED = {
    "another order": '{"id":"AAAAAAAAAAAAAAAAAAAAAA","v":1,"lang":"en","day":"2026-11-28"}',
    "a blank at the end": letter_line(PLAIN) + " ",
    "a blank within": letter_line(PLAIN).replace(",", ", "),
    "a key twice": letter_line(PLAIN).replace('"v":1', '"v":1,"v":1'),
    "a key too many": letter_line(PLAIN)[:-1] + ',"mailbox":"x"}',
    "a number with a point": letter_line(PLAIN).replace('"v":1', '"v":1.0'),
    "no number": letter_line(PLAIN)[:-1] + ',"read":[NaN,"AAAAAAAAAAA"]}',
    "too large a number": letter_line(PLAIN)[:-1] + ',"read":[9007199254740993,"AAAAAAAAAAA"]}',
    "no such day": letter_line(PLAIN).replace("11-28", "02-30"),
    "bits beyond the last byte": letter_line(PLAIN).replace('AAAAAA"', 'AAAAAB"'),
    "padding of base64": letter_line(PLAIN).replace('AAAAAA"', 'AAAAAA=="'),
    "an escape that is not needed": letter_line(PLAIN).replace('"en"', '"\\u0065n"'),
    "brackets without end": '{"v":1,"id":' + "[" * 1_000,
    "a recipient without a key": letter_line(PLAIN)[:-1] + ',"to":"' + "A" * 43 + '"}',
}


def vectors() -> dict[str, object]:
    return {
        "identity": IDENTITY.hex(),
        "recipient": public_half(IDENTITY).hex(),
        "chance": CHANCE.hex(),
        "organisation": ORGANISATION.hex(),
        "codename": {"bytes": CODE.hex(), "words": words_of(CODE), "root": ROOT.hex()},
        "letters": list(_letters()),
        "answers": [_answer()],
        "frames": [each.hex() for each in frames_of(_sealed(PLAIN, LetterSize.CODES))],
        "refused": [{"name": name, "line": line} for name, line in REFUSED.items()],
    }


def _letters() -> Iterator[dict[str, object]]:
    for name, letter in LETTERS.items():
        for size in LetterSize:
            file = _sealed(letter, size)
            about = {"name": name, "size": int(size), "text": letter.text, "line": letter_line(letter)}
            yield {**about, "sealed": sha256(file).hexdigest()}


def _sealed(letter: Letter, size: LetterSize) -> bytes:
    return seal_letter(letter, size, public_half(IDENTITY), SealingChance.of(CHANCE))


def _answer() -> dict[str, object]:
    answer = Answer("Your letter is here.", ORGANISATION, bytes(16), DAY, 1, date(2026, 12, 1))
    chance = SealingChance.of(CHANCE)
    file = seal_answer(answer, THREAD.key, LetterSize.MESSAGE, THREAD.recipient, chance)
    return {"text": answer.text, "n": 1, "key": THREAD.key.hex(), "sealed": sha256(file).hexdigest()}


if __name__ == "__main__":
    VECTORS.write_text(json.dumps(vectors(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
