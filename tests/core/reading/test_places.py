"""What a place in a text is called, and a text with its places as it is stored."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isthmus.core.reading import PartKind, Places, ReadPart, StoredText, TextReading


def test_places_are_called_as_people_cite_them() -> None:
    pages = Places(PartKind.PAGE, (0, 10, 20))
    assert [pages.part_at(at) for at in (0, 9, 10, 25)] == [0, 0, 1, 2]
    assert pages.locator(3, 2) == "p. 3, ¶2"
    assert Places(PartKind.MESSAGE, (0, 4)).locator(2, 1) == "#2"
    assert Places(PartKind.WHOLE).locator(1, 7) == "¶7"
    cues = TextReading(
        PartKind.CUE, (ReadPart("a", seconds=(3.9, 5)), ReadPart("b", seconds=(3_725, 3_800))), "x", "1"
    )
    assert [Places.of(cues).locator(part, 1) for part in (1, 2)] == ["0:00:03", "1:02:05"]


@given(
    st.sampled_from(PartKind),
    st.lists(st.tuples(st.text(max_size=9), st.text(max_size=9)), min_size=1, max_size=9),
)
def test_what_was_stored_is_read_again(kind: PartKind, parts: list[tuple[str, str]]) -> None:
    reading = TextReading(kind, tuple(ReadPart(text, label) for text, label in parts), "x", "1")
    stored = StoredText(reading.text.replace("\ud800", ""), Places.of(reading))
    try:
        written = stored.as_bytes()
    except UnicodeEncodeError:
        return  # a lone surrogate, which no reading lets through
    assert StoredText.from_bytes(written) == stored


@pytest.mark.parametrize(
    "stored",
    [b"", b"{}\ntext", b'{"v":9,"kind":"page","starts":[0],"marks":[],"text":0}\n', b"\xff\n"],
)
def test_anything_else_is_refused(stored: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  (JSON's, UTF-8's or ours)
        StoredText.from_bytes(stored)


@pytest.mark.parametrize("starts", ["[]", "[1]", "[0,9,3]", '["0"]', "[0,99]"])
def test_places_outside_the_text_are_refused(starts: str) -> None:
    with pytest.raises(ValueError, match="places"):
        StoredText.from_bytes(
            f'{{"v":2,"kind":"page","starts":{starts},"marks":[],"text":5}}\nshort'.encode()
        )
