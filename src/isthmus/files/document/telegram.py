"""What Telegram exports: JSON for machines, and HTML for people."""

import json
import re
from collections.abc import Iterator, Mapping
from html import unescape

from isthmus.files.document.charset import undeclared
from isthmus.files.document.chat_lines import ChatMessage
from isthmus.files.document.html import PageReader
from isthmus.files.document.program import ProgramFault

__all__ = ["html_messages", "json_messages"]

# What a message holds beside words, and is said in the text as Telegram says it: a file, a place, a vote.
_FILES = ("file", "photo", "file_name", "sticker_emoji")
_BEGINS = re.compile(r"\s*[{\[]")


def json_messages(content: bytes) -> Iterator[ChatMessage]:
    """Yield the messages of one chat, or of all, one chat after the other."""
    text = undeclared(content)
    if text is None:
        raise ProgramFault("document.charset")
    if not _BEGINS.match(text):
        return
    try:
        found = json.loads(text)
    except ValueError:
        raise ProgramFault("document.damaged") from None
    for each in _chats(found):
        messages = each.get("messages")
        for message in messages if isinstance(messages, list) else ():
            if isinstance(message, dict):
                yield _from_json(message)


def _chats(found: object) -> Iterator[Mapping[str, object]]:
    if not isinstance(found, dict):
        return
    yield found
    for part in ("chats", "left_chats"):
        listed = found.get(part)
        chats = listed.get("list") if isinstance(listed, dict) else None
        yield from (each for each in (chats if isinstance(chats, list) else ()) if isinstance(each, dict))


def _from_json(message: Mapping[str, object]) -> ChatMessage:
    date, _, time = str(message.get("date", "")).partition("T")
    sender = _text(message.get("from") or message.get("actor"))
    lines = [f"↪ {_text(message['forwarded_from'])}"] if message.get("forwarded_from") else []
    if message.get("type") == "service":
        lines.append(f"[{_text(message.get('action'))}]")
        lines += [_text(message[each]) for each in ("title", "members") if message.get(each)]
    lines.append(_text(message.get("text")))
    lines += [f"[{_text(message[each])}]" for each in _FILES if message.get(each)]
    lines += _structured(message)
    if message.get("edited"):
        lines.append(f"✎ {_text(message['edited']).replace('T', ' ')}")
    return ChatMessage(sender, date, time, "\n".join(each for each in lines if each))


def _structured(message: Mapping[str, object]) -> Iterator[str]:
    """Yield places, contacts and votes."""
    for name in ("location_information", "contact_information"):
        told = message.get(name)
        if isinstance(told, dict):
            yield ", ".join(_text(each) for each in told.values() if each)
    vote = message.get("poll")
    if isinstance(vote, dict):
        yield _text(vote.get("question"))
        answers = vote.get("answers")
        yield from (f"• {_text(each)}" for each in (answers if isinstance(answers, list) else ()))


def _text(value: object) -> str:
    """Return words: a text, or pieces of one, of which links also have an address."""
    match value:
        case str() | int() | float():
            return str(value)
        case list():
            return (
                "".join(map(_text, value))
                if any(isinstance(each, dict) for each in value)
                else _listed(value)
            )
        case {"text": words, "href": str(address)} if _text(words) != address:
            return f"{_text(words)} ⟨{address}⟩"
        case {"text": words}:
            return _text(words)
    return ""


def _listed(values: list[object]) -> str:
    return ", ".join(_text(each) for each in values if each)


def html_messages(content: bytes) -> Iterator[ChatMessage]:
    """Yield the messages of one page of an export."""
    text = undeclared(content)
    if text is None:
        raise ProgramFault("document.charset")
    if "message" not in text or "class=" not in text:
        return
    reader = _ExportReader()
    reader.read(text)
    yield from reader.messages


class _ExportReader(PageReader):
    """Reads a page of messages, each an element of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: list[ChatMessage] = []
        self._places: list[str] = []  # of each element that is open: what its words are
        self._when = self._sender = ""
        self._who: list[str] = []

    def opened(self, tag: str, attributes: dict[str, str]) -> None:
        if tag != "div":
            return
        classes = attributes.get("class", "").split()
        place = next(
            (each for each in ("message", "date", "from_name", "userpic", "forwarded") if each in classes), ""
        )
        if place == "message":
            self._end_message()
            self._when = ""
            if "service" in classes:
                self._sender = ""
        elif place == "date" and "title" in attributes and not self._when:
            self._when = attributes["title"]
        elif place == "from_name" and "forwarded" not in self._places:
            self._who = []
        self._places.append(place)

    def closed(self, tag: str) -> None:
        if tag != "div" or not self._places:
            return
        place = self._places.pop()
        if place == "from_name" and "forwarded" not in self._places:
            self._sender = " ".join("".join(self._who).split())
        elif place == "message":
            self._end_message()

    def words(self, data: str) -> None:
        place = next((each for each in reversed(self._places) if each), "")
        if place == "from_name" and "forwarded" not in self._places:
            self._who.append(data)
        elif place in ("message", "from_name", "forwarded"):
            super().words(data)

    def _end_message(self) -> None:
        text, self.blocks = self.blocks.text(), self.fresh()
        if text or self._when:
            date, _, time = unescape(self._when).partition(" ")
            self.messages.append(ChatMessage(self._sender, date, time, text))
        self._when = ""
