"""An opened letter in words and as JSON, beside its text."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from isthmus.core.seal.strings import recipient_text
from isthmus.core.seal.values import Answer, Letter
from isthmus.core.unseal.letters import NewerLetter, OpenedLetter, ReceivedAnswer

__all__ = ["described", "notes"]


def notes(found: OpenedLetter) -> Iterator[str]:
    """Yield what there is to know of a letter beside its text, a line each."""
    if found.stanzas > 1:
        yield f"It is sealed to {found.stanzas} keys: others may open it, too."
    match found.content:
        case Letter() as letter:
            yield f"Written on {letter.day}; language: {letter.lang}."
            yield "An answer is wanted." if letter.reply else "No answer is wanted, and none is possible."
            for each in letter.attached.files if letter.attached else ():
                yield f"Attached: {each.name}, {each.size:,} bytes."
        case ReceivedAnswer(answer=Answer() as answer):
            yield f"Answer {answer.number}, of {answer.day}, to the letter of {answer.letter_day}."
            yield "Whether it is genuine, the page tells whoever has the codename."
        case NewerLetter(version=version):
            yield f"Written by a newer page (version {version}): there may be more than this text."


def described(found: OpenedLetter, saved: Mapping[int, Path]) -> Mapping[str, object]:
    """Return it as the command prints it: bytes in hexadecimal digits, a thread as a recipient of age."""
    others = {"recipients": found.stanzas}
    match found.content:
        case Letter() as letter:
            return {"kind": "letter", **_letter(letter, saved), **others}
        case ReceivedAnswer() as received:
            return {"kind": "answer", **_answer(received.answer), "mac": received.mac.hex(), **others}
        case NewerLetter(text=text, version=version):
            return {"kind": "newer", "text": text, "version": version, **others}


def _letter(letter: Letter, saved: Mapping[int, Path]) -> Mapping[str, object]:
    files = letter.attached.files if letter.attached else ()
    return {
        "text": letter.text,
        "id": letter.id.hex(),
        "language": letter.lang,
        "day": letter.day.isoformat(),
        "thread": recipient_text(letter.reply.recipient) if letter.reply else None,
        "read": {"number": letter.read.number, "mac": letter.read.mac.hex()} if letter.read else None,
        "attachments": [
            {
                "name": each.name,
                "size": each.size,
                "sha256": each.sha256.hex(),
                "saved": str(saved[number]) if number in saved else None,
            }
            for number, each in enumerate(files)
        ],
    }


def _answer(answer: Answer) -> Mapping[str, object]:
    return {
        "text": answer.text,
        "organisation": answer.organisation.hex(),
        "letter": answer.letter.hex(),
        "letter_day": answer.letter_day.isoformat(),
        "number": answer.number,
        "day": answer.day.isoformat(),
    }
