"""Heads as JSON, and back: what is sealed of each item. Bytes are base64url, days ISO 8601."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from isthmus.core.inbox.heads import (
    AnswerHead,
    Head,
    KeptFile,
    LetterHead,
    ThreadHead,
    ThreadNote,
    ThreadState,
)
from isthmus.core.seal.line import url_base64, url_bytes
from isthmus.core.seal.values import ReadAnswer

__all__ = ["head_as_json", "head_of"]


def head_as_json(head: Head) -> dict[str, object]:
    """Return a head as JSON; `head_of` is the inverse."""
    match head:
        case LetterHead():
            return {"is": "letter", **_letter_cells(head)}
        case AnswerHead():
            return {"is": "answer", **_answer_cells(head)}
        case ThreadHead():
            return {"is": "thread", **_thread_cells(head)}


def head_of(cells: Mapping[str, Any]) -> Head:
    """Return the head that JSON says. Raises ValueError and its like for what `head_as_json` does not write."""
    kinds: Mapping[str, Callable[[Mapping[str, Any]], Head]] = {
        "letter": _letter,
        "answer": _answer,
        "thread": _thread,
    }
    return kinds[cells["is"]](cells)


def _letter_cells(head: LetterHead) -> dict[str, object]:
    return {
        "thread": url_base64(head.thread),
        "id": url_base64(head.id),
        "day": _iso(head.day),
        "arrived": head.arrived.isoformat(),
        "place": head.place,
        "lang": head.lang,
        "opening": head.opening,
        "content": url_base64(head.content),
        "words": url_base64(head.words),
        "key": url_base64(head.key) if head.key else None,
        "read": [head.read.number, url_base64(head.read.mac)] if head.read else None,
        "stanzas": head.stanzas,
        "version": head.version,
        "files": [
            [each.name, each.size, url_base64(each.sha256), url_base64(each.item) if each.item else None]
            for each in head.files
        ],
    }


def _letter(cells: Mapping[str, Any]) -> LetterHead:
    read = cells["read"]
    return LetterHead(
        url_bytes(cells["thread"]),
        url_bytes(cells["id"]),
        _day(cells["day"]),
        date.fromisoformat(cells["arrived"]),
        cells["place"],
        cells["lang"],
        cells["opening"],
        url_bytes(cells["content"]),
        url_bytes(cells["words"]),
        url_bytes(cells["key"]) if cells["key"] else None,
        ReadAnswer(read[0], url_bytes(read[1])) if read else None,
        cells["stanzas"],
        cells["version"],
        tuple(
            KeptFile(name, size, url_bytes(digest), url_bytes(item) if item else None)
            for name, size, digest, item in cells["files"]
        ),
    )


def _answer_cells(head: AnswerHead) -> dict[str, object]:
    return {
        "thread": url_base64(head.thread),
        "letter": url_base64(head.letter),
        "letter_day": head.letter_day.isoformat(),
        "number": head.number,
        "day": head.day.isoformat(),
        "mac": url_base64(head.mac),
        "place": head.place,
    }


def _answer(cells: Mapping[str, Any]) -> AnswerHead:
    return AnswerHead(
        url_bytes(cells["thread"]),
        url_bytes(cells["letter"]),
        date.fromisoformat(cells["letter_day"]),
        cells["number"],
        date.fromisoformat(cells["day"]),
        url_bytes(cells["mac"]),
        cells["place"],
    )


def _thread_cells(head: ThreadHead) -> dict[str, object]:
    return {
        "thread": url_base64(head.thread),
        "number": head.number,
        "state": head.state.value,
        "assigned": head.assigned,
        "needs": head.needs,
        "next_step": head.next_step,
        "destroy_by": _iso(head.destroy_by),
        "unwanted": head.is_unwanted,
        "seen": sorted(map(url_base64, head.seen)),
        "notes": [[each.day.isoformat(), each.by, each.text] for each in head.notes],
        "draft": head.draft,
        "made": list(head.made),
    }


def _thread(cells: Mapping[str, Any]) -> ThreadHead:
    return ThreadHead(
        url_bytes(cells["thread"]),
        cells["number"],
        ThreadState(cells["state"]),
        cells["assigned"],
        cells["needs"],
        cells["next_step"],
        _day(cells["destroy_by"]),
        cells["unwanted"],
        frozenset(map(url_bytes, cells["seen"])),
        tuple(ThreadNote(date.fromisoformat(day), by, text) for day, by, text in cells["notes"]),
        cells["draft"],
        tuple(cells["made"]),
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
