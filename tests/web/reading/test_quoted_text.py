"""Quotes in the text of a document: where each stands, in which order, and which overlap."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isthmus.core.reading import PartKind, Places
from isthmus.core.workbook.quotes import FoldedText
from isthmus.web.desk import veil
from isthmus.web.desk.reading.quoted_text import Piece, QuotedText, pieces, placed_quotes
from isthmus.web.desk.templatetags import quoted

ONE, TWO, THREE = (UUID(int=n) for n in (1, 2, 3))
TEXT = "On Monday two people were taken, and a house was searched."


def test_a_text_without_quotes_is_one_piece() -> None:
    assert pieces("Nothing quoted.", []) == [Piece("Nothing quoted.")]
    assert placed_quotes("", [(ONE, "a quote", "")]) == []


def test_quotes_are_numbered_in_the_order_of_the_text() -> None:
    placed = placed_quotes(
        TEXT, [(ONE, "a house was searched", ""), (TWO, "two people", ""), (THREE, "not there", "")]
    )
    assert [(each.number, each.statement) for each in placed] == [(1, TWO), (2, ONE)]


def test_overlapping_quotes_share_a_stretch_that_leads_to_the_one_that_began_last() -> None:
    placed = placed_quotes(TEXT, [(ONE, "Monday two people were", ""), (TWO, "people were taken", "")])
    shown = [
        (each.text, [one.statement for one in each.quotes], each.innermost) for each in pieces(TEXT, placed)
    ]
    assert [(text, quotes) for text, quotes, _ in shown] == [
        ("On ", []),
        ("Monday two ", [ONE]),
        ("people were", [ONE, TWO]),
        (" taken", [TWO]),
        (", and a house was searched.", []),
    ]
    assert [inner.statement if inner else None for *_, inner in shown] == [None, ONE, TWO, TWO, None]


def test_parts_have_their_headings_also_within_a_quote() -> None:
    placed = placed_quotes(PAGES, [(ONE, "They went.\n\nShe left.", "")])
    shown = pieces(PAGES, placed, {0: "Page 1", PAGES.index("She left"): "Page 2"})
    assert "".join(each.text for each in shown) == PAGES
    assert [(each.heading, each.text[:9], len(each.begin)) for each in shown] == [
        ("Page 1", "He said n", 0),
        ("", "They went", 1),
        ("Page 2", "She left.", 0),
        ("", " He said ", 0),
    ]


def test_a_heading_stands_in_a_line_of_its_own_so_that_words_after_it_keep_their_direction(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(veil, "shown_veiled", lambda _: False)
    shown = QuotedText(pieces("No. A & B.", [], {0: "A <contact>", 4: "#2"}))
    assert quoted.document_text({"request": None}, shown, "") == (
        '<div class="source-text" dir="auto"><small class="part">A &lt;contact&gt;\n</small>No. '
        '<small class="part">#2\n</small>A &amp; B.</div>'
    )


def test_of_quotes_that_begin_together_the_shortest_is_innermost() -> None:
    placed = placed_quotes(TEXT, [(ONE, "two people", ""), (TWO, "two people were taken", "")])
    assert [each.statement for each in placed] == [TWO, ONE]
    first = pieces(TEXT, placed)[1]
    assert [each.statement for each in first.begin] == [TWO, ONE]
    assert first.innermost
    assert first.innermost.statement == ONE


def test_a_quote_that_stands_twice_is_sought_from_the_last_one_on() -> None:
    text = "He said no. She said yes. He said no."
    placed = placed_quotes(text, [(ONE, "She said yes.", ""), (TWO, "He said no.", "")])
    assert [(each.statement, each.start) for each in placed] == [(ONE, 12), (TWO, 26)]
    assert placed_quotes(text, [(TWO, "He said no.", "")])[0].start == 0


PAGES = "He said no.\n\nThey went.\n\nShe left. He said no.\n\nHe said\n\nno. On 5 May 2017."
TWO_PAGES = Places(PartKind.PAGE, (0, PAGES.index("She left")))


@pytest.mark.parametrize(
    ("locator", "start"),
    [
        ("p. 1, ¶1", 0),
        ("p. 2, ¶1", PAGES.index("She left") + 10),
        ("p. 2", PAGES.index("She left") + 10),
        ("p. 2, ¶7", PAGES.index("She left") + 10),
        ("p. 2, ¶2", PAGES.index("He said\n")),
        ("p. 9, ¶1", 0),
    ],
)
def test_a_quote_that_stands_twice_is_that_of_the_place_that_is_named(locator: str, start: int) -> None:
    (placed,) = placed_quotes(PAGES, [(ONE, "He said no.", locator)], places=TWO_PAGES)
    assert placed.start == start


@pytest.mark.parametrize(
    ("locator", "part"), [("#2", 1), ("0:00:07", 1), ("0:00:07-0:00:09", 1), ("0:00:02", 0)]
)
def test_words_of_a_message_or_a_time_are_those_of_the_one_that_is_named(locator: str, part: int) -> None:
    text, starts = "No.\n\nNo.\n\nNo.", (0, 5, 10)
    is_time = ":" in locator
    marks = ("0:00:02", "0:00:07", "0:00:12") if is_time else ()
    places = Places(PartKind.CUE if is_time else PartKind.MESSAGE, starts, marks)
    (placed,) = placed_quotes(text, [(ONE, "No.", locator)], places=places)
    assert placed.start == starts[part]


def test_words_on_a_page_that_was_recognised_again_are_not_taken_for_the_same_ones_of_another_page() -> None:
    text = "On 21 May 2017 they went home.\n\nOn 21 Mai 2017 they went home."
    places = Places(PartKind.PAGE, (0, 32))
    quotes = [(ONE, "On 21 May 2017 they went", "p. 2, ¶1")]
    (placed,) = placed_quotes(text, quotes, places=places, near=lambda _: (32, len(text)))
    assert placed.start == 32


def test_a_quote_is_found_where_white_space_differs_and_what_shows_nothing_stands_between() -> None:
    text = "\ufeffOn  Monday\n two peo\u200bple were taken."
    (placed,) = placed_quotes(text, [(ONE, "Monday two people", "")])
    assert text[placed.start : placed.end] == "Monday\n two peo\u200bple"


def test_under_the_veil_no_word_is_shown_in_two_stretches() -> None:
    (placed,) = placed_quotes("Alpha Testperson-Beta was there.", [(ONE, "person-Be", "")], whole_words=True)
    assert (placed.start, placed.end) == (6, 21)


WORDS = st.lists(st.sampled_from(("a", "ab", "b\u200b", " ", "\n", "c", "\ufeff")), max_size=12).map("".join)


@given(WORDS, WORDS)
def test_a_quote_has_a_place_exactly_where_the_text_has_it(text: str, quote: str) -> None:
    folded = FoldedText(text)
    span = folded.span(quote)
    if quote.strip("\u200b\ufeff \n"):
        assert (span is not None) == folded.has(quote)
    if span and text[span[0] : span[1]] != quote:
        assert FoldedText(text[span[0] : span[1]]).has(quote)


@given(WORDS, st.lists(WORDS, max_size=5))
def test_the_stretches_are_the_text_and_each_quote_is_whole(text: str, quotes: list[str]) -> None:
    placed = placed_quotes(text, [(UUID(int=at), quote, "") for at, quote in enumerate(quotes)])
    shown = pieces(text, placed)
    assert "".join(each.text for each in shown) == text
    for quote in placed:
        assert "".join(each.text for each in shown if quote in each.quotes) == text[quote.start : quote.end]
        assert sum(quote in each.begin for each in shown) == 1


@pytest.mark.parametrize("quote", ["", " ", "\u200b"])
def test_a_quote_without_words_stands_nowhere(quote: str) -> None:
    assert placed_quotes("No words here", [(ONE, quote, "")]) in (
        [],
        placed_quotes("No words here", [(ONE, quote, "")]),
    )
