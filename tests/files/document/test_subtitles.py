"""Subtitles as programs write them and people change them."""

import pytest

from isthmus.files.document.subtitles import srt, vtt
from tests.files.document.told import told_by

LOOSE = (
    "\ufeff1\r\n00:00:01,000 --> 00:00:02,500\r\n<i>Hi</i>\r\n{\\an8}there\r\n\r\n"
    "01:02 --> 01:05\r\nno number, no hours\r\n3\r\n0:00:07.5-->0:00:08\r\nlast -> of all"
)


def test_subtitles_are_read_with_their_times_however_loosely_written():
    told = told_by(srt, LOOSE.encode())
    assert told.kind == "cue"
    assert told.texts == ["Hi\nthere", "no number, no hours", "last -> of all"]
    assert told.seconds == [[1.0, 2.5], [62.0, 65.0], [7.5, 8.0]]


@pytest.mark.parametrize("codec", ["utf-8", "utf-16", "utf-8-sig"])
def test_subtitles_are_read_in_each_form_of_unicode(codec):
    assert told_by(srt, "1\n00:00:01,000 --> 00:00:02,000\nПривет\n".encode(codec)).texts == ["Привет"]


def test_subtitles_of_the_web_name_who_speaks_and_leave_out_notes_and_styles():
    content = (
        "WEBVTT - title\nKind: captions\n\nSTYLE\n::cue { color: red }\n\nNOTE\nnot read\n\nintro\n"
        "00:01.000 --> 00:02.000 align:start\n<v.loud Anna B.>Hi &amp; <c.x>you</c> <00:01.500>now</v>\n\n"
        "100:00:00.000 --> 100:00:01.250\n<v Anna>Yes</v>\n<v Bob>No\n\n00:05.000 --> 00:04.000\nback\n"
    )
    told = told_by(vtt, content.encode())
    assert told.texts == ["Hi & you now", "Yes\nNo", "back"]
    assert told.labels == ["Anna B.", "Anna, Bob", ""]
    assert told.seconds == [[1.0, 2.0], [360000.0, 360001.25], [5.0, 5.0]]


@pytest.mark.parametrize("program", [srt, vtt])
def test_without_cues_or_charset_it_is_a_fault(program):
    assert told_by(program, b"").fault == "document.no_cues"
    assert told_by(program, b"WEBVTT\n\nsome text\n").fault == "document.no_cues"
    assert told_by(program, b"\x00\x01:-->\n").fault == "document.no_cues"
    told = told_by(program, "1\n00:01 --> 00:02\nПривет".encode("cp1251"))
    assert (told.text, told.parameters) == ("Привет", "charset=windows-1251 guessed")
    assert told_by(program, b"1\n00:01 --> 00:02\n\xff\x01").fault == "document.charset"
