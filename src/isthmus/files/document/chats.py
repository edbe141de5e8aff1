"""Chats: exports of messengers as text, as JSON and HTML, and packed with what was sent in them.

One part is one message, its label who and when, as written.
"""

import re
from collections.abc import Iterable, Iterator
from typing import IO
from zipfile import ZipFile, ZipInfo

from isthmus.files.document.chat_dates import DateOrder, iso_date, order_of
from isthmus.files.document.chat_lines import ChatMessage, messages_of
from isthmus.files.document.choices import Choices
from isthmus.files.document.guessed_charset import letters_of
from isthmus.files.document.messenger import messenger_messages
from isthmus.files.document.program import (
    DAMAGED,
    MOST_ATTACHED,
    MOST_FILES,
    ProgramFault,
    attached,
    noted,
    part_of,
    read_all,
    reading_of,
    within_limits,
)
from isthmus.files.document.telegram import html_messages, json_messages
from isthmus.files.document.zipped import check_member, open_archive

__all__ = ["chat", "chat_zip", "holds_chat", "messenger_json", "telegram_html", "telegram_json"]

# What is handed on stands in memory and in a file of the workspace: an export with films is larger, and goes as a ZIP.
MOST_UNPACKED = 2 << 30
_MOST_CHAT = 256 << 20
_NO_CHOICE = Choices()
_JSON = ("result.json", "message_1.json")
_PAGE = re.compile(r"((?:.*/)?)messages(\d{0,6})\.html")


def chat(stream: IO[bytes], *asked: str) -> Iterator[list[object]]:
    """Answer for a chat as lines of text."""
    return within_limits(lambda: _in_lines(read_all(stream, _MOST_CHAT), Choices.of(asked)))


def telegram_json(stream: IO[bytes]) -> Iterator[list[object]]:
    """Answer for what Telegram exports for machines."""
    return within_limits(lambda: _answers("telegram_json", json_messages(read_all(stream, _MOST_CHAT))))


def messenger_json(stream: IO[bytes]) -> Iterator[list[object]]:
    """Answer for what Messenger and Instagram export."""
    return within_limits(lambda: _answers("messenger_json", messenger_messages(read_all(stream, _MOST_CHAT))))


def telegram_html(stream: IO[bytes]) -> Iterator[list[object]]:
    """Answer for what Telegram exports for people."""
    return within_limits(lambda: _answers("telegram_html", html_messages(read_all(stream, _MOST_CHAT))))


def chat_zip(stream: IO[bytes], *asked: str) -> Iterator[list[object]]:
    """Answer for a chat that is packed with its files."""
    return within_limits(lambda: _packed(stream, Choices.of(asked)))


def _in_lines(content: bytes, choices: Choices) -> Iterator[list[object]]:
    letters = letters_of(content, choices.charset)
    if letters is None:
        raise ProgramFault("document.charset")
    yield from _answers("chat", messages_of(letters.text), choices, letters.parameters)


def _answers(
    reader: str, messages: Iterable[ChatMessage], choices: Choices = _NO_CHOICE, letters: str = ""
) -> Iterator[list[object]]:
    read = list(messages)
    if not read:
        raise ProgramFault("document.not_chat")
    order = order_of(each.date for each in read)
    chosen = choices.order if order == DateOrder.OPEN else ""
    told = (f"{chosen} chosen" if chosen else order, letters)
    yield reading_of("message", reader, " ".join(filter(None, told)))
    for each in read:
        yield part_of(each.words, each.labelled(iso_date(each.date, chosen)) if chosen else each.label)
    if chosen:
        return
    if order == DateOrder.OPEN:
        yield noted("document.day_month_open")


def _packed(stream: IO[bytes], choices: Choices) -> Iterator[list[object]]:
    archive = open_archive(stream)
    members = [each for each in archive.infolist() if not each.is_dir()]
    for each in members:
        check_member(each)
    if sum(each.file_size for each in members) > MOST_UNPACKED:
        raise ProgramFault("document.bomb")
    for pages in _exports(members):
        contents = [(page.filename, archive.read(page)) for page in pages]
        found = [each for name, content in contents for each in _messages(name, content, choices)]
        if found:
            letters = letters_of(contents[0][1], choices.charset) if len(contents) == 1 else None
            yield from _answers("chat_zip", found, choices, letters.parameters if letters else "")
            break
    else:
        raise ProgramFault("document.not_chat")
    others = [other for other in members if other not in pages]
    for other in others[: MOST_FILES + 1]:  # one more, so that it is noted
        if other.file_size > MOST_ATTACHED:
            yield noted("document.attachment_too_large")
        else:
            yield attached(other.filename, archive.read(other))


def holds_chat(archive: ZipFile, members: list[ZipInfo]) -> bool:
    """Return whether files of an archive are one chat with what was sent in it, and not documents side by side.

    A file is the chat by its name, or as the only text: messengers name it in many languages.
    """
    texts = [each for each in members if each.filename.endswith(".txt")]
    likely = (pages[0] for pages in _exports(members))
    return any(_has_messages(archive, each) for each in likely if _is_known(each.filename) or texts == [each])


def _has_messages(archive: ZipFile, member: ZipInfo) -> bool:
    try:
        check_member(member)
        return next(_messages(member.filename, archive.read(member)), None) is not None
    except (ProgramFault, *DAMAGED):  # said of the file itself, when its turn comes
        return False


def _exports(members: list[ZipInfo]) -> list[list[ZipInfo]]:
    """Return what may be the chat, the likeliest first; Telegram writes one over several pages."""
    texts = [[each] for each in members if each.filename.endswith((".txt", *_JSON))]
    pages: dict[str, list[tuple[int, str, ZipInfo]]] = {}
    for each in members:
        if found := _PAGE.fullmatch(each.filename):
            pages.setdefault(found[1], []).append((int(found[2] or 1), each.filename, each))
    exports = texts + [[each for _, _, each in sorted(told)] for told in pages.values()]
    return sorted(exports, key=lambda each: _place(each[0].filename))


def _messages(name: str, content: bytes, choices: Choices = _NO_CHOICE) -> Iterator[ChatMessage]:
    if name.endswith(".txt"):
        letters = letters_of(content, choices.charset)
        return iter(()) if letters is None else messages_of(letters.text)
    if name.endswith("message_1.json"):
        return messenger_messages(content)
    return json_messages(content) if name.endswith(".json") else html_messages(content)


def _place(name: str) -> tuple[int, int, str]:
    """Return where a file stands among those that may be the chat: that of its own name first, the outermost first."""
    return (not _is_known(name), name.count("/"), name)


def _is_known(name: str) -> bool:
    last = name.rpartition("/")[2]
    return last in ("_chat.txt", "messages.html", *_JSON) or "chat" in last.lower()
