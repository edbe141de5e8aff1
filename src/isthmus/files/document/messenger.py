"""What Messenger and Instagram export: JSON, in an older form whose letters are bytes of UTF-8, and in a newer one."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from isthmus.files.document.charset import undeclared
from isthmus.files.document.chat_lines import ChatMessage
from isthmus.files.document.program import ProgramFault

__all__ = ["messenger_messages"]

# What a message holds beside words; each names a file of the export.
_FILES = ("photos", "videos", "audio_files", "gifs", "files", "media")
_UNSENT = ("is_unsent", "isUnsent")


def messenger_messages(content: bytes) -> Iterator[ChatMessage]:
    """Yield the messages of one chat, the oldest first: the export has the newest first."""
    text = undeclared(content)
    if text is None:
        raise ProgramFault("document.charset")
    if not text.strip():
        return
    try:
        found = json.loads(text)
    except ValueError:
        raise ProgramFault("document.damaged") from None
    messages = found.get("messages") if isinstance(found, dict) else None
    told = [each for each in (messages if isinstance(messages, list) else ()) if isinstance(each, dict)]
    yield from (_message(each) for each in sorted(told, key=_moment))


def _moment(message: Mapping[str, object]) -> int:
    """Return when a message was sent, in thousandths of a second since 1970; 0 where it does not say."""
    value = message.get("timestamp_ms", message.get("timestamp"))
    return value if isinstance(value, int) else 0


def _message(message: Mapping[str, object]) -> ChatMessage:
    lines = [_words(message.get("content", message.get("text")))]
    share = message.get("share")
    if isinstance(share, dict):
        lines += [_words(share.get(each)) for each in ("share_text", "link")]
    lines += [f"[{name}]" for each in _FILES for name in _names(message.get(each))]
    if any(message.get(each) is True for each in _UNSENT):
        lines.append("[unsent]")
    sender = _words(message.get("sender_name", message.get("senderName")))
    return ChatMessage(sender, *_when(_moment(message)), "\n".join(filter(None, lines)))


def _when(moment: int) -> tuple[str, str]:
    """Return day and time, which the export has in UTC."""
    try:
        at = datetime.fromtimestamp(moment / 1000, UTC)
    except (OverflowError, ValueError, OSError):
        return "", ""
    return (at.date().isoformat(), f"{at.time().isoformat('seconds')} UTC") if moment else ("", "")


def _names(files: object) -> Iterator[str]:
    for each in files if isinstance(files, list) else ():
        if isinstance(each, dict) and (name := _words(each.get("uri"))):
            yield name.rpartition("/")[2]


def _words(value: object) -> str:
    """Return a text; in the older form each of its letters is one byte of it."""
    if not isinstance(value, str):
        return ""
    try:
        return value.encode("latin-1").decode()
    except UnicodeError:
        return value
