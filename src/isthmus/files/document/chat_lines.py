"""Chats as lines of text: who and when before each message, in the forms of several messengers and languages."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from isthmus.files.document.chat_dates import DATE

__all__ = ["ChatMessage", "is_chat", "messages_of"]

# Enough lines to tell how a file is written, few enough to try each form on them.
_LOOKED_AT = 400
# Of a text that is no chat a line may still begin with a date, as a list of events does.
_LEAST_SHARE = 0.2
_LONGEST_SENDER = 100
# Words for halves of a day, before the time or after it: letters, points and blanks, also narrow ones.
_HALF = r"(?:[^\W\d_]{1,2}\.?[\s\u202f\u00a0]?[^\W\d_]{0,6}\.?)"
_TIME = rf"(?:{_HALF}[\s\u202f\u00a0]?)?\d{{1,2}}[:.]\d{{2}}(?:[:.]\d{{2}})?(?:[\s\u202f\u00a0]?{_HALF})?"
_WHEN = rf"(?P<date>{DATE}),?[،,;]?[\s\u200e\u200f\u202f\u00a0]*(?P<time>{_TIME})"
_MARKS = r"[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]*"
_FORMS = (
    # [11:59 PM, 12/31/2023] Name: words
    re.compile(rf"{_MARKS}\[\s?(?P<time>{_TIME}),\s(?P<date>{DATE})\s?\]{_MARKS}\s?(?P<rest>.*)"),
    # [31.12.2023, 23:59:59] Name: words
    re.compile(rf"{_MARKS}\[\s?{_WHEN}\s?\]{_MARKS}\s?(?P<rest>.*)"),
    # 31.12.23, 23:59 - Name: words
    re.compile(rf"{_MARKS}{_WHEN}{_MARKS}\s[-–—]\s(?P<rest>.*)"),
    # Name, [31.12.2023 23:59]
    re.compile(
        rf"{_MARKS}(?P<sender>[^\[\]]{{1,{_LONGEST_SENDER}}}?),?\s\[\s?{_WHEN}\s?\]:?{_MARKS}\s*(?P<rest>)"
    ),
    # 31.12.2023, 23:59, Name : words
    re.compile(rf"{_MARKS}{_WHEN}{_MARKS},\s(?P<rest>.*)"),
    # 2023-12-31 23:59:59 Name: words
    re.compile(rf"{_MARKS}{_WHEN}{_MARKS}[\s\t]+(?P<rest>.*)"),
)
_SENDER = re.compile(
    rf"{_MARKS}(?P<sender>[^:\n]{{1,{_LONGEST_SENDER}}}?)\s?:(?:{_MARKS}\s|{_MARKS}$)(?P<words>.*)"
)
_AT_ENDS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff \t"


@dataclass(frozen=True, slots=True)
class ChatMessage:
    """One message; `sender` is empty where the messenger itself says something."""

    sender: str
    date: str
    time: str
    words: str

    @property
    def label(self) -> str:
        """Return who wrote it and when, as written."""
        return self.labelled("")

    def labelled(self, day: str) -> str:
        """Return who wrote it and when, as written, with the day that this is taken for."""
        date = f"{self.date} ({day})" if day else self.date
        when = f"{date}, {self.time}" if date and self.time else date or self.time
        return ", ".join(each for each in (self.sender, when) if each)


def is_chat(text: str) -> bool:
    """Return whether a text is a chat in a form that is known."""
    return _form(text.splitlines()[:_LOOKED_AT]) is not None


def messages_of(text: str) -> Iterator[ChatMessage]:
    """Yield the messages of a chat; nothing where it is none."""
    lines = text.splitlines()
    form = _form(lines[:_LOOKED_AT])
    if form is None:
        return
    begun: re.Match[str] | None = None
    words = list[str]()
    for line in lines:
        found = form.fullmatch(line)
        if found:
            if begun:
                yield _message(begun, words)
            begun, words = found, []
        else:
            words.append(line)
    if begun:
        yield _message(begun, words)


def _form(lines: Sequence[str]) -> re.Pattern[str] | None:
    """Return the form that most lines have, if enough of them have any."""
    written = [line for line in lines if line.strip()]
    counts = [sum(form.fullmatch(line) is not None for line in written) for form in _FORMS]
    best = max(counts)
    # Whoever writes long messages still begins one in five lines; the first line is one, or says what follows.
    begins = any(_FORMS[counts.index(best)].fullmatch(line) for line in written[:3])
    if not best or (best < _LEAST_SHARE * len(written) and not begins):
        return None
    return _FORMS[counts.index(best)] if begins or best > 1 else None


def _message(begun: re.Match[str], further: list[str]) -> ChatMessage:
    groups = begun.groupdict()
    rest = groups["rest"]
    sender, words = groups.get("sender") or "", rest
    if not sender and (found := _SENDER.match(rest)):
        sender, words = found["sender"], found["words"]
    text = "\n".join([words, *further]) if words.strip() or not further else "\n".join(further)
    return ChatMessage(
        sender.strip(_AT_ENDS), _plain(groups["date"]), _plain(groups["time"]), text.strip(_AT_ENDS + "\n")
    )


def _plain(when: str) -> str:
    return " ".join(when.translate(_NO_MARKS).split())


_NO_MARKS = dict.fromkeys(map(ord, _AT_ENDS.strip()))
