"""The line of a letter: one line of JSON with what a program needs of it, written in one way only.

The keys stand in their order and are left out where they are not needed; the line is what `JSON.stringify` gives of
them in a browser. docs/reference/letters.md lists them.
"""

import base64
import json
from collections.abc import Mapping

from isthmus.core.seal.values import Answer, Attachments, Letter, ReadAnswer, Reply

__all__ = ["FORMAT", "MAC_KEY", "answer_line", "as_line", "letter_line", "url_base64", "url_bytes"]

FORMAT = 1
# What parts the line of an answer from its MAC, which is over everything before.
MAC_KEY = ',"mac":'


def letter_line(letter: Letter) -> str:
    """Return the line of a letter, without its end of line."""
    return as_line(
        {
            "v": FORMAT,
            "id": url_base64(letter.id),
            "lang": letter.lang,
            "day": letter.day.isoformat(),
            **_reply(letter.reply),
            **_read(letter.read),
            **_attached(letter.attached),
        }
    )


def answer_line(answer: Answer, mac: bytes = b"") -> str:
    """Return the line of an answer; without a MAC, up to where it stands."""
    cells: dict[str, object] = {
        "v": FORMAT,
        "id": url_base64(answer.organisation),
        "re": url_base64(answer.letter),
        "reday": answer.letter_day.isoformat(),
        "n": answer.number,
        "day": answer.day.isoformat(),
    }
    return as_line({**cells, "mac": url_base64(mac)}) if mac else as_line(cells)[:-1]


def as_line(cells: Mapping[str, object]) -> str:
    """Return JSON as `JSON.stringify` writes it."""
    return json.dumps(cells, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def url_base64(data: bytes) -> str:
    """Return base64url without padding (RFC 4648)."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def url_bytes(text: str) -> bytes:
    """Return what base64url without padding stands for. Raises ValueError for other letters."""
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)


def _reply(reply: Reply | None) -> dict[str, object]:
    return {"to": url_base64(reply.recipient), "key": url_base64(reply.key)} if reply else {}


def _read(read: ReadAnswer | None) -> dict[str, object]:
    return {"read": [read.number, url_base64(read.mac)]} if read else {}


def _attached(attached: Attachments | None) -> dict[str, object]:
    if attached is None:
        return {}
    files = [
        {"name": each.name, "size": each.size, "sha256": url_base64(each.sha256)} for each in attached.files
    ]
    return {"att": {"key": url_base64(attached.identity), "files": files}}
