"""Words as they stand on a page, in the order in which people read them."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from isthmus.core.reading.page_order import page_text
from isthmus.core.reading.stretches import PlacedWord

SIZE = 10.0
PITCH = 13.0


def _line(text: str, left: float, top: float, *, width: float | None = None) -> list[PlacedWord]:
    """Return a line of words, each letter half as wide as it is high, stretched to a width if one is given."""
    words = text.split()
    letters = sum(map(len, words)) * SIZE / 2
    gap = (width - letters) / max(len(words) - 1, 1) if width else SIZE / 3
    found, at = [], left
    for word in words:
        end = at + len(word) * SIZE / 2
        found.append(PlacedWord(word, at, top, end, top + SIZE))
        at = end + gap
    return found


def _mirrored(lines: list[list[PlacedWord]], width: float) -> list[list[PlacedWord]]:
    return [
        [PlacedWord(each.text, width - each.right, each.top, width - each.left, each.bottom) for each in line]
        for line in lines
    ]


def _column(name: str, lines: int, left: float, top: float) -> list[list[PlacedWord]]:
    return [
        _line(f"{name}{number} aaaa bbbb cccc dddd", left, top + number * PITCH, width=130)
        for number in range(lines)
    ]


def test_lines_of_a_paragraph_are_joined_and_paragraphs_parted() -> None:
    lines = [
        _line("They were taken on the fifth of", 50, 100, width=200),
        _line("March, and nobody came back.", 50, 113),
        _line("The second paragraph begins with", 70, 126, width=180),
        _line("a line that is moved in.", 50, 139),
    ]
    text, _ = page_text(lines)
    assert text == (
        "They were taken on the fifth of March, and nobody came back.\n\n"
        "The second paragraph begins with a line that is moved in."
    )


def test_columns_are_read_one_after_the_other() -> None:
    left, right = _column("left", 6, 50, 100), _column("right", 5, 200, 106)
    mixed = [line for both in zip(left, right, strict=False) for line in both] + left[5:]
    words = page_text(mixed)[0].split()
    assert [each for each in words if each.startswith(("left", "right"))] == [
        *(f"left{n}" for n in range(6)),
        *(f"right{n}" for n in range(5)),
    ]


def test_columns_of_a_page_from_right_to_left_begin_on_the_right() -> None:
    lines = [*_column("first", 5, 50, 100), *_column("second", 5, 200, 100)]
    words = page_text(_mirrored(lines, 400), right_to_left=True)[0].split()
    assert words.index("first4") < words.index("second0")


def test_a_heading_across_columns_comes_before_both() -> None:
    heading = _line("A heading that reaches across both of the columns of it", 50, 70)
    lines = [*_column("left", 5, 50, 100), heading, *_column("right", 5, 200, 100)]
    words = page_text(lines)[0].split()
    assert words[:2] == ["A", "heading"]
    assert words.index("left4") < words.index("right0")


def test_a_table_is_read_row_by_row() -> None:
    rows = [[*_line(f"name{n}", 50, 100 + n * PITCH), *_line(f"{n}", 200, 100 + n * PITCH)] for n in range(8)]
    assert page_text(rows)[0].split("\n")[:2] == ["name0 | 0", "name1 | 1"]


def _stretched(first: str, name: str, left: float, top: float) -> list[list[PlacedWord]]:
    """A column of six lines, of which the first is stretched so far that its blanks are wider than gutters."""
    return [_line(first, left, top, width=130), *_column(name, 5, left, top + PITCH)]


def test_columns_with_lines_that_are_stretched_wide_are_read_one_after_the_other() -> None:
    lines = [
        *_stretched("leftmost aaa bb", "left", 50, 100),
        *_stretched("rightmost cc ddd", "right", 200, 100),
    ]
    text = page_text(lines)[0]
    assert "|" not in text
    words = text.split()
    assert words[:3] == ["leftmost", "aaa", "bb"]
    assert words.index("left4") < words.index("rightmost") < words.index("right0")


def test_lines_from_right_to_left_that_are_stretched_wide_are_read_from_the_right() -> None:
    lines = [*_stretched("first bbb cc", "left", 50, 100), *_stretched("second cc ddd", "right", 200, 100)]
    words = page_text(_mirrored(lines, 400), right_to_left=True)[0].split()
    assert words[:3] == ["first", "bbb", "cc"]
    assert words.index("left4") < words.index("second") < words.index("right0")


def test_cells_below_a_paragraph_stay_apart() -> None:
    above = [_line("words across the whole of this page", 50, 61 + n * PITCH, width=300) for n in range(3)]
    rows = [[*_line(f"name{n}", 50, 100 + n * PITCH), *_line(f"{n}", 200, 100 + n * PITCH)] for n in range(8)]
    text = page_text([*above, *rows])[0]
    assert all(f"name{n} | {n}" in text for n in range(8))


def test_notes_at_the_foot_of_a_column_come_after_the_columns() -> None:
    note = [PlacedWord(word, 50 + n * 20, 700, 65 + n * 20, 707) for n, word in enumerate(["1", "Note."])]
    words = page_text([*_column("left", 6, 50, 100), *_column("right", 5, 200, 100), note])[0].split()
    assert words.index("left5") < words.index("right0") < words.index("right4") < words.index("Note.")


def test_short_paragraphs_are_parted_where_letters_are_higher_than_lines_stand_apart() -> None:
    """As in Arabic: the box of a letter has room for all its marks."""
    lines = [
        _line("They were taken on the fifth of", 50, 100, width=200),
        _line("March and nobody came back again.", 50, 109.5, width=190),
        _line("The second paragraph is one line.", 50, 123.7, width=190),
        _line("The third paragraph is another.", 50, 137.9, width=190),
    ]
    assert page_text(lines)[0].count("\n\n") == 2


def test_a_word_goes_on_in_the_next_line() -> None:
    lines = [
        _line("Nobody knew where the pris\u00ad", 50, 100, width=150),
        _line("oners were.", 50, 113),
    ]
    text, places = page_text(lines)
    assert text == "Nobody knew where the prisoners were."
    assert [text[start:end] for start, end, _ in places][-3:] == ["pris", "oners", "were."]


def test_foot_comes_last_whenever_it_was_drawn() -> None:
    lines = [_line("1 A note at the foot", 50, 700), _line("The text above it.", 50, 100)]
    assert page_text(lines)[0] == "The text above it.\n\n1 A note at the foot"


@given(st.integers(0, 10_000))
def test_every_word_stands_where_it_is_said_to(seed: int) -> None:
    """Whatever a page looks like, no word is lost or doubled, and its place in the text holds it."""
    rng = Random(seed)
    lines = [
        _line(
            " ".join(f"w{n}x{k}" for k in range(rng.randint(1, 6))), rng.uniform(0, 400), rng.uniform(0, 700)
        )
        for n in range(rng.randint(0, 30))
    ]
    text, places = page_text(lines, right_to_left=rng.random() < 0.5)
    assert all(text[start:end] == word.text for start, end, word in places)
    assert sorted(word.text for _, _, word in places) == sorted(word.text for line in lines for word in line)
