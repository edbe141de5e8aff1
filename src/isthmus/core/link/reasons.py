"""Reasons that the program gives for judgements, as the text of a workbook's cell: a code, and its values as JSON.

    link.reason.joined probability=0.97 threshold=0.9

A workbook carries the reason of a judgement as text. A sentence there would be in one language, and another sentence
in the next version: code and values are the same in every export, come back as they were, and are what the log commits
to. Pages and commands show them as a sentence.
"""

import json
import re

from isthmus.core.messages import Message

__all__ = ["reason", "reason_text"]

_REASONS = (
    "joined",
    "examined",
    "examined_and_missed",
    "left_open",
    "compared",
    "coded",
    "denied",
    "names_alike",
    "taken_back",
)
_VALUE = r'(\w+)=("[^"\\\s]*"|-?[\d.]+(?:e-?\d+)?)'
_TEXT = re.compile(rf"(link\.reason\.(?:{'|'.join(_REASONS)}))((?: {_VALUE})*)", re.ASCII)


def reason_text(message: Message) -> str:
    """Return the text under which the reason is kept; its values are numbers, and texts without spaces or quotes."""
    values = (f"{name}={json.dumps(value, ensure_ascii=False)}" for name, value in message.items)
    found = " ".join((message.code, *values))
    assert reason(found) == message, "A reason of other values cannot be read back."
    return found


def reason(because: str) -> Message | None:
    """Return the reason that a text holds; None where somebody wrote it in words."""
    match = _TEXT.fullmatch(because)
    if match is None:
        return None
    try:
        return Message(match[1], **{name: json.loads(value) for name, value in re.findall(_VALUE, match[2])})
    except ValueError:  # a number that is none, as 1.2.3
        return None
