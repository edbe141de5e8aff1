"""A long text in passages, in each of which search looks for all words together."""

from collections.abc import Iterator

__all__ = ["passages"]

_LONGEST = 1_500  # characters: a long paragraph; words of one question further apart seldom belong together
_LEAST = 500  # characters: shorter paragraphs are joined, so that a poem is not a hundred passages


def passages(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each passage starts and ends: paragraphs, short ones joined and long ones cut at a space.

    They follow one another without a gap: the text is theirs joined.
    """
    start = 0
    while start < len(text):
        end = _end(text, start)
        yield start, end
        start = end


def _end(text: str, start: int) -> int:
    farthest = start + _LONGEST
    if farthest >= len(text):
        return len(text)
    paragraph = text.rfind("\n", start + _LEAST, farthest)
    space = paragraph if paragraph >= 0 else text.rfind(" ", start + _LEAST, farthest)
    return space + 1 if space >= 0 else farthest
