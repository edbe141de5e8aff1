"""Recognising letters on the picture of a page, by Tesseract in a process that is shut in.

The page comes as shades of grey that another process drew, in memory; what goes back is a table of words. Tesseract
itself is started in place of the worker, behind the same walls and limits, on one core.
"""

import csv
import re
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from math import cos, radians, sin
from shutil import which
from statistics import median

from isthmus.core.messages import Message
from isthmus.core.reading.recognised import (
    RecognisedWord,
    in_lines_across,
    in_reading_order,
    is_from_right,
)
from isthmus.files.document.answers import GreyPage
from isthmus.files.document.errors import DocumentFault
from isthmus.files.document.ink import covered
from isthmus.files.document.lines_left_out import left_out, with_lines
from isthmus.files.document.numbers_again import ALLOWED, LANGUAGE, cut_out, with_numbers
from isthmus.files.document.shaped_numbers import longer, numbers_by_shape, with_doubt, with_shaped_numbers
from isthmus.files.in_memory import stream_in_memory
from isthmus.files.parsing_process import NoParsingProcess, ParsingFailed, output_of

__all__ = [
    "DOTS_AN_INCH",
    "TOOL",
    "ScriptSeen",
    "installed_languages",
    "recognise",
    "script_seen",
    "tool_version",
]

TOOL = "Tesseract"
# Pages are drawn so that letters stand as large as at this resolution.
DOTS_AN_INCH = 300
# Models that recognise no language: of orientation and script, of formulas, of single digits.
_NO_LANGUAGES = ("osd", "equ", "snum")
_CODE = re.compile(r"[a-z]{3}(_[a-z]{3,5}){0,2}")
_SEEN = re.compile(r"^Rotate: (\d+)$.*^Script: (\w+)\n[^:\n]*: ([\d.]+)", re.MULTILINE | re.DOTALL)
_MOST_WORDS = 100_000
_LONGEST_WORD = 300
# A line is hardly higher than twice its usual word; else its words stand on several, or something is no word.
_HIGHEST_LINE = 2.2
# How Tesseract takes a picture: as it is laid out, as words anywhere on it, as one line.
_BY_LAYOUT, _ONE_BY_ONE, _ONE_LINE = "3", "11", "13"
# Of pages of print that were recognised whole, .93 of the ink and more is within words; of one that lost lines, a fifth
# to a half. Words one by one are taken where they are a sixth more letters: that way knows no columns.
_COVERED, _MORE = 0.6, 1.15
_TABLE = ("-c", "tessedit_create_tsv=1")
_WORD = 5  # the level of rows that are words


@dataclass(frozen=True, slots=True)
class ScriptSeen:
    """The script of a page as it looks; `turned`: by how many degrees to the right it must be turned to be upright.

    `sure` is a difference of scores: from 1 on it is mostly right.
    """

    script: str
    sure: float
    turned: int


@cache
def installed_languages() -> tuple[str, ...]:
    """Return the codes of the languages whose letters are recognised on this machine; none without Tesseract."""
    listed = _told("--list-langs").splitlines()[1:]
    return tuple(sorted(each for each in listed if _CODE.fullmatch(each) and each not in _NO_LANGUAGES))


@cache
def tool_version() -> str:
    """Return the version of Tesseract; nothing where it is not here."""
    found = re.match(r"tesseract v?([\w.-]+)", _told("--version"))
    return found[1] if found else ""


def _told(question: str) -> str:
    """Return what Tesseract says of itself: no file is given to it, and it needs no walls."""
    program = which("tesseract")
    if program is None:
        return ""
    asked = subprocess.run([program, question], capture_output=True, text=True, check=False)  # noqa: S603
    return asked.stdout


def recognise(page: GreyPage, languages: Iterable[str]) -> list[RecognisedWord]:
    """Return the words of a page in the order in which they are read. Raises DocumentFault."""
    asked = "+".join(languages)
    words = _with_lines(page, _in_lines(page, asked), asked)
    return [_untilted(word, page) for word in _with_numbers(page, words)]


def _in_lines(page: GreyPage, languages: str) -> list[RecognisedWord]:
    """Return the words of a page as they are recognised; where much of its ink is in none of them, looked for again.

    The layout is found first, and lines may be lost with it: of wide lines with a number in every third word, four in
    five. Words looked for one by one are all there then, and stand in lines of the whole width.
    """
    words = _recognised(page, languages, _BY_LAYOUT)
    if covered(page, words) >= _COVERED:
        return words
    one_by_one = in_lines_across(_recognised(page, languages, _ONE_BY_ONE))
    return one_by_one if _sure_letters(one_by_one) > _MORE * _sure_letters(words) else words


def _with_lines(page: GreyPage, words: Sequence[RecognisedWord], asked: str) -> Sequence[RecognisedWord]:
    """Return the words of a page with those of lines that were left out, each recognised by itself."""
    again = [(line, _recognised(line.picture, asked, _ONE_LINE)) for line in left_out(page, words)]
    return with_lines(words, again)


def _sure_letters(words: Iterable[RecognisedWord]) -> float:
    return sum(each.sure * sum(map(str.isalnum, each.text)) for each in words)


def _recognised(page: GreyPage, languages: str, layout: str) -> list[RecognisedWord]:
    output = _output(page, "-l", languages, "--psm", layout, *_TABLE)
    lines = (list(line) for _, line in groupby(_words(output), key=lambda word: word.line))
    return [word for line in lines for word in _of_one_height(in_reading_order(line))]


def _with_numbers(page: GreyPage, words: Sequence[RecognisedWord]) -> Sequence[RecognisedWord]:
    """Return the words of a page, its numbers looked at once more where it is read from right to left."""
    found = cut_out(page, words) if is_from_right(words) else None
    if found is None:
        return words
    told = numbers_by_shape(found)
    eastern = {at: each for at, each in told.items() if each.is_eastern}
    if eastern:
        words = with_shaped_numbers(with_doubt(words, told), eastern)
    rest = [cut for cut in found.cuts if not any(each.number in eastern for each in cut.places)]
    if not rest or LANGUAGE not in installed_languages():
        return words
    asked = ("-l", LANGUAGE, "--psm", "6", "-c", f"tessedit_char_whitelist={ALLOWED}")
    output = _output(found.picture, *asked, *_TABLE)
    words = with_numbers(words, rest, _words(output))
    return with_shaped_numbers(words, longer(words, told))


def _of_one_height(line: Sequence[RecognisedWord]) -> Iterator[RecognisedWord]:
    """Yield the words of a line, each as high as the line: a mark over several of them is one band then."""
    top, bottom = min(each.top for each in line), max(each.top + each.height for each in line)
    usual = median(each.height for each in line)
    is_level = bottom - top <= _HIGHEST_LINE * usual
    for word in line:
        yield replace(word, top=top, height=bottom - top) if is_level else word


def _untilted(word: RecognisedWord, page: GreyPage) -> RecognisedWord:
    """Return a word where it stands on the page as it was before its lines were made level."""
    if not page.tilt:
        return word
    across, down = word.left + (word.width - page.width) / 2, word.top + (word.height - page.height) / 2
    cosine, sine = cos(radians(page.tilt)), sin(radians(page.tilt))
    left = page.width / 2 + across * cosine - down * sine - word.width / 2
    top = page.height / 2 + across * sine + down * cosine - word.height / 2
    return replace(word, left=round(left), top=round(top))


def script_seen(page: GreyPage) -> ScriptSeen | None:
    """Return how a page looks; None where it has too few letters to say. Raises DocumentFault."""
    try:
        found = _SEEN.search(_output(page, "--psm", "0"))
    except DocumentFault:  # with too few letters Tesseract fails
        return None
    return ScriptSeen(found[2], float(found[3]), int(found[1]) % 360) if found else None


def _output(page: GreyPage, *asked: str) -> str:
    picture = b"P5 %d %d 255\n" % (page.width, page.height) + page.pixels
    given = ("stdin", "stdout", "--dpi", str(DOTS_AN_INCH), *asked)
    try:
        with stream_in_memory(picture) as stream:
            return output_of("tesseract", stream, *given).decode("utf-8", "replace")
    except NoParsingProcess:
        raise DocumentFault(Message("document.not_shut_in"), Message("document.not_shut_in_fix")) from None
    except ParsingFailed:
        raise DocumentFault(
            Message("document.not_recognised"), Message("document.not_recognised_fix")
        ) from None


def _words(output: str) -> Iterator[RecognisedWord]:
    """Yield the words of a table as Tesseract writes it; what is no row of its kind is left out."""
    rows = csv.reader(output.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    for count, row in enumerate(rows):
        if count > _MOST_WORDS:
            return
        match row:
            case [level, _, *line, _, left, top, width, height, sure, text] if level == str(_WORD):
                try:
                    block, paragraph, number = map(int, line)
                    place = int(left), int(top), int(width), int(height)
                    certain = min(max(float(sure), 0.0), 100.0)
                except ValueError:
                    continue
                yield RecognisedWord(text[:_LONGEST_WORD], *place, certain, (block, paragraph, number))
