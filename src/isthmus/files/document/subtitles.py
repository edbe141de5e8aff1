"""Subtitles and transcripts with times: SRT and WebVTT, as programs write them and people mend them."""

import re
from collections.abc import Iterator
from html import unescape
from typing import IO

from isthmus.files.document.choices import Choices
from isthmus.files.document.guessed_charset import letters_of
from isthmus.files.document.program import ProgramFault, part_of, read_all, reading_of, within_limits

__all__ = ["srt", "vtt"]

MOST_SUBTITLES = 64 << 20
# Hours may be left out, a point may stand for the comma, and blanks anywhere.
_TIME = r"(?:(\d{1,4})\s?:\s?)?(\d{1,3})\s?:\s?(\d{1,2})(?:\s?[.,:]\s?(\d{1,6}))?"
_TIMES = re.compile(rf"\s*{_TIME}\s*-{{1,2}}>\s*{_TIME}(?:\s.*)?")
_NUMBER = re.compile(r"\s*\d{1,9}\s*")
_TAG = re.compile(r"</?(?:[a-zA-Z][^<>]{0,300}|\d[\d:.,]{0,20})?>")
_PLACED = re.compile(r"\{\\[^{}]{0,100}\}")  # where on the screen, as SubStation writes it into SRT
_VOICE = re.compile(r"<v(?:\.[^ \t<>]{0,100})?[ \t]+([^<>]{1,200})>")
_APART = ("NOTE", "STYLE", "REGION")


def srt(stream: IO[bytes], *asked: str) -> Iterator[list[object]]:
    """Answer for subtitles of SubRip."""
    return within_limits(lambda: _answers(stream, "srt", Choices.of(asked)))


def vtt(stream: IO[bytes], *asked: str) -> Iterator[list[object]]:
    """Answer for subtitles of the web."""
    return within_limits(lambda: _answers(stream, "vtt", Choices.of(asked)))


def _answers(stream: IO[bytes], kind: str, choices: Choices) -> Iterator[list[object]]:
    letters = letters_of(read_all(stream, MOST_SUBTITLES), choices.charset)
    yield reading_of("cue", kind, letters.parameters if letters else "")
    if letters is None:
        raise ProgramFault("document.charset")
    cues = list(_cues(letters.text.splitlines()))
    if not cues:
        raise ProgramFault("document.no_cues")
    for seconds, lines in cues:
        words = "\n".join(lines)
        voices = dict.fromkeys(" ".join(each.split()) for each in _VOICE.findall(words))
        words = _TAG.sub("", _PLACED.sub("", words))
        yield part_of(unescape(words) if kind == "vtt" else words, ", ".join(map(unescape, voices)), seconds)


def _cues(lines: list[str]) -> Iterator[tuple[tuple[float, float], list[str]]]:
    """Yield the times and the lines of each cue that has words."""
    seconds: tuple[float, float] | None = None
    words = list[str]()
    apart = False
    for line in [*lines, ""]:
        times = _TIMES.fullmatch(line) if "->" in line else None
        if times:
            # Where the blank line before is missing, the number of this cue was taken for words of the last.
            if words and _NUMBER.fullmatch(words[-1]):
                words.pop()
            if seconds and any(map(str.strip, words)):
                yield seconds, words
            seconds, words, apart = _seconds(times.groups()), [], False
        elif not line.strip():
            apart = False
            if seconds and any(map(str.strip, words)):
                yield seconds, words
                seconds, words = None, []
        elif seconds is None and line.split(maxsplit=1)[0] in _APART:
            apart = True
        elif seconds and not apart:
            words.append(line)


def _seconds(groups: tuple[str | None, ...]) -> tuple[float, float]:
    begin, end = (_time(*groups[each : each + 4]) for each in (0, 4))
    return begin, max(begin, end)


def _time(hours: str | None, minutes: str | None, seconds: str | None, part: str | None) -> float:
    whole = int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0)
    return round(whole + float(f"0.{part or 0}"), 3)
