"""A text that was read from a file, as it is stored: with its parts, and where words stand on pages.

UTF-8, in three parts: a line of JSON, the text, and a line of JSON for each page whose letters were recognised. The
first line says how many bytes the text has: `{"v":2,"kind":"page","starts":[0,812],"marks":[],"text":1530}`. A page's
line is `{"page":2,"turned":0,"languages":["rus"],"corrected":false,"boxes":[…]}`, each box
`[start,end,left,top,width,height,sure]`, letters counted in the page's text; `corrected` where somebody wrote it.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from isthmus.core.reading.places import Places
from isthmus.core.reading.values import Box, WordPlaces

__all__ = ["StoredText", "boxes_from_bytes", "boxes_json"]

_VERSION = 2
_PAGE = re.compile(rb'\{"page":(\d+),')


@dataclass(frozen=True, slots=True)
class StoredText:
    """A text with its places. `words`: of each page whose letters were recognised, by number, its line as stored."""

    text: str
    places: Places
    words: Mapping[int, bytes] = field(default_factory=dict)

    def as_bytes(self) -> bytes:
        """Return it as it is stored."""
        text = self.text.encode()
        head = {"v": _VERSION, **self.places.as_json(), "text": len(text)}
        lines = (line for _, line in sorted(self.words.items()))
        return b"\n".join((_line(head), text, *lines))

    @classmethod
    def from_bytes(cls, stored: bytes) -> "StoredText":
        """Return what `as_bytes` gave. Raises ValueError for anything else."""
        line, _, rest = stored.partition(b"\n")
        head = json.loads(line)
        if not isinstance(head, dict) or head.get("v") != _VERSION or not isinstance(head.get("text"), int):
            raise ValueError("reading")
        places, size = Places.from_json(head), head["text"]
        text = rest[:size].decode()
        if len(rest) < size or places.starts[-1] > len(text):
            raise ValueError("places")
        return cls(text, places, dict(map(_numbered, rest[size + 1 :].splitlines())))

    def words_of(self, page: int) -> WordPlaces | None:
        """Return where the words of a page, from 1, stand on it; None where its letters were not recognised."""
        line = self.words.get(page)
        return None if line is None else boxes_from_bytes(line)

    def corrected(self) -> list[int]:
        """Return the numbers of the pages whose text somebody wrote as it is printed."""
        return [page for page in sorted(self.words) if boxes_from_bytes(self.words[page]).corrected]


def boxes_json(page: int, words: WordPlaces) -> bytes:
    """Return the line that is stored of a page."""
    boxes = [[b.start, b.end, b.left, b.top, b.width, b.height, b.sure] for b in words.boxes]
    about = {"turned": words.turned, "languages": words.languages, "corrected": words.corrected}
    return _line({"page": page, **about, "boxes": boxes})


def boxes_from_bytes(line: bytes) -> WordPlaces:
    """Return what `boxes_json` gave. Raises ValueError for anything else."""
    match json.loads(line):
        case {
            "turned": int(turned),
            "languages": list(languages),
            "corrected": bool(corrected),
            "boxes": list(boxes),
        }:
            return WordPlaces(tuple(_boxes(boxes)), turned, tuple(map(str, languages)), corrected)
    raise ValueError("words")


def _boxes(boxes: Iterable[object]) -> Iterable[Box]:
    for each in boxes:
        match each:
            case [int(), int(), int(), int(), int(), int(), int()]:
                yield Box(*each)
            case _:
                raise ValueError("words")


def _numbered(line: bytes) -> tuple[int, bytes]:
    found = _PAGE.match(line)
    if found is None:
        raise ValueError("words")
    return int(found[1]), line


def _line(value: Mapping[str, object]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
