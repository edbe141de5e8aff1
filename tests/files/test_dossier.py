"""Dossiers as files: what sources wrote is set as it is, whatever it looks like, and the same twice."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest

from isthmus.files.dossier import (
    DossierDrawings,
    DossierText,
    FontsMissing,
    dossier_html,
    dossier_pdf,
    pdf,
)
from isthmus.files.dossier.contents import JudgementText, LabelledText, StatementGroup, StatementText
from tests.english import told
from tests.files.pdf_text import pdf_text

AT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
HOSTILE = (
    r'#panic("x") $ x $ *b* _i_ [c] \ @ref <label> `raw` // end /* #read("/etc/passwd") */ "q" = 1 - 2 '
    r'</p><script>x()</script> &amp; #include "a" ~ -- ... {1}'
)
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="40" viewBox="0 0 100 40">'
    '<text x="5" y="20">%s</text></svg>'
)


def text(words: str) -> DossierText:
    statement = StatementText(
        words, [words], words, [words], [words], [LabelledText(words, words)], [words], [words]
    )
    return DossierText(
        title=words,
        kicker=words,
        lines=words,
        lead=[words],
        drawing_head=words,
        drawing_note="",
        too_large=words,
        as_table=words,
        groups=[StatementGroup(words, [words], [statement])],
        judged_head=words,
        judgements=[JudgementText(words, words, words, words)],
        judged_nothing="",
        not_said_head=words,
        not_said=[words],
        closed_head=words,
        closed_note=words,
        closed=[LabelledText(words, words)],
        about_head=words,
        about=[LabelledText(words, words)],
        head_label=words,
        head=[words, words],
        page=words,
    )


DRAWN = DossierDrawings(SVG % "one", SVG % "one", (("a", "b", "c"), ("1", "2", "3")))


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)


def test_markup_in_a_text_is_set_as_it_is_in_a_pdf() -> None:
    found = pdf_text(dossier_pdf(text(HOSTILE), DRAWN, at=AT))
    squeezed = re.sub(r"\s+", "", HOSTILE)
    assert re.sub(r"\s+", "", found).count(squeezed) >= 15


def test_markup_in_a_text_is_set_as_it_is_in_html() -> None:
    page = dossier_html(text(HOSTILE), DRAWN).decode()
    tags = Tags()
    tags.feed(page)
    assert "script" not in tags.tags
    assert page.count("&lt;script&gt;") >= 15
    assert "http" not in page.replace("http-equiv", "").replace("http://www.w3.org/2000/svg", "")


def test_the_same_dossier_gives_the_same_bytes() -> None:
    assert dossier_pdf(text("a"), DRAWN, at=AT) == dossier_pdf(text("a"), DRAWN, at=AT)
    assert dossier_html(text("a"), DRAWN) == dossier_html(text("a"), DRAWN)
    later = AT.replace(year=2027)
    assert dossier_pdf(text("a"), DRAWN, at=later) != dossier_pdf(text("a"), DRAWN, at=AT)


def test_scripts_stand_in_the_pdf_as_they_were_written() -> None:
    for words in (
        "قالت إن الرجال احتجزوا في مارس",
        "Их держали в Аргуне до апреля",
        "ისინი აპრილამდე დააკავეს",
    ):
        found = pdf_text(dossier_pdf(text(words), DRAWN, at=AT))
        assert words in found, words


def test_a_drawing_too_large_for_a_page_stands_as_a_table() -> None:
    tall = SVG.replace('height="40"', 'height="9000"') % "one"
    found = pdf_text(dossier_pdf(text("words"), replace(DRAWN, across=tall, down=tall), at=AT))
    assert "a b c" in re.sub(r"\s+", " ", found)


def test_letters_for_which_there_is_no_font_are_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_families", lambda: frozenset({"Libertinus Serif"}))
    with pytest.raises(FontsMissing) as refused:
        dossier_pdf(text("აპრილი"), DRAWN, at=AT)
    assert "Georgian" in told(refused.value)
    assert "HTML" in told(refused.value)
