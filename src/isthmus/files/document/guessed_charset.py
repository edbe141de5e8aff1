"""Letters of a text that is not UTF-8 and does not say what it is: guessed by what would be written so, or chosen.

A guess is shown with a sample and can be chosen otherwise: it only has to be right for what people write.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from isthmus.files.document.charset import decoded_as_declared, known_codec, undeclared

__all__ = ["CHARSETS", "LettersRead", "declared_or_guessed", "guessed_charset", "letters_of"]

_CYRILLIC = "оеаинтсрвлкмдпуяі"
_ARABIC = "اليمونترعبدسهفقكةحأىیک"
_WEST = "éèàçüöäßñáíóúãâêôåø"
_CENTRAL = "ąćęłńóśźżáčďéěíňřšťúůýžăâîőű"
# By the name that is shown and kept: Python's codec, and letters that are frequent in what is written so.
_CODECS = {
    "windows-1251": ("cp1251", _CYRILLIC),
    "koi8-r": ("koi8-r", _CYRILLIC),
    "koi8-u": ("koi8-u", _CYRILLIC),
    "ibm866": ("cp866", _CYRILLIC),
    "iso-8859-5": ("iso8859-5", _CYRILLIC),
    "x-mac-cyrillic": ("mac-cyrillic", _CYRILLIC),
    "windows-1256": ("cp1256", _ARABIC),
    "iso-8859-6": ("iso8859-6", _ARABIC),
    "windows-1252": ("cp1252", _WEST),
    "windows-1250": ("cp1250", _CENTRAL),
    "iso-8859-2": ("iso8859-2", _CENTRAL),
    "windows-1254": ("cp1254", _WEST + "ığş"),
    "windows-1253": ("cp1253", "αοιεστνηυρπκμλάέήίόύώς"),
    "windows-1255": ("cp1255", "והילמאתרבש"),
    "utf-16le": ("utf-16-le", ""),
    "utf-16be": ("utf-16-be", ""),
    "gb18030": ("gb18030", ""),
    "shift_jis": ("cp932", ""),
    "euc-kr": ("cp949", ""),
}
CHARSETS = tuple(_CODECS)
"""What may be chosen."""

_LATIN = {"windows-1250", "windows-1252", "windows-1254", "iso-8859-2"}
_WORDS = re.compile(rb"[^\s]*[\x80-\xff][^\s]*")
_MOST_WORDS = 4_000
_LONGEST_WORD = 60
# What stands in no text of bytes that are letters each.
_NO_TEXT = re.compile(rb"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")
_SIGNS = set("“”„‘’«»–—…№°§•\u00a0€·´¿¡؟،؛\u200c\u200d\u200e\u200f")
# Of what is written so, nearly every letter is one that belongs there.
_LEAST_SCORE = 0.45
_MOST_FOREIGN = 0.5  # a language in Latin letters has fewer with marks than without


@dataclass(frozen=True, slots=True)
class LettersRead:
    """A text, and as which charset it was read where it did not say so itself."""

    text: str
    charset: str = ""
    is_chosen: bool = False
    has_lost: bool = False

    @property
    def parameters(self) -> str:
        """Return what the reading says of it."""
        how = "chosen" if self.is_chosen else "guessed"
        return f"charset={self.charset} {how}" if self.charset else ""


def letters_of(content: bytes, chosen: str = "") -> LettersRead | None:
    """Return the letters of a text that declares nothing: as was chosen, else as UTF-8, else as guessed; else None."""
    if chosen in _CODECS:
        text = content.decode(_CODECS[chosen][0], "replace")
        return LettersRead(text, chosen, is_chosen=True, has_lost="\ufffd" in text)
    declared = undeclared(content)
    if declared is not None and "\0" not in declared:
        return LettersRead(declared)
    guess = guessed_charset(content)
    if guess is None:
        return None if declared is None else LettersRead(declared)
    text = content.decode(_CODECS[guess][0], "replace")
    return LettersRead(text, guess, has_lost="\ufffd" in text)


def declared_or_guessed(content: bytes, declared: str | None, chosen: str) -> LettersRead | None:
    """Return the letters of a text as it declares, where it does; else as `letters_of` does."""
    found = decoded_as_declared(content, declared)
    if found and (known_codec(declared or "") or not chosen):
        return LettersRead(found[0], has_lost=found[1])
    return letters_of(content, chosen)


def guessed_charset(content: bytes) -> str | None:
    """Return as what a text was likely written; None for what is likely no text."""
    if wide := _wide(content):
        return wide
    if _NO_TEXT.search(content):
        return None
    words = [each[0][:_LONGEST_WORD] for each in islice(_WORDS.finditer(content), _MOST_WORDS)]
    if not words:
        return None
    scores = {name: _score(words, name) for name in CHARSETS if _CODECS[name][1]}
    best = max(scores, key=scores.__getitem__)
    if scores[best] >= _LEAST_SCORE:
        return best
    return next(_eastern(words), None)


def _wide(content: bytes) -> str | None:
    """Return in which order two bytes make a letter: of most scripts, one of them is nearly always the same."""
    head = content[: 1 << 16]
    if len(content) % 2 or len(head) < 4:
        return None
    for name in ("utf-16le", "utf-16be"):
        high = head[1::2] if name == "utf-16le" else head[::2]
        if sum(map(high.count, (b"\0", b"\4", b"\6", b"\x10"))) < 0.7 * len(high):
            continue
        try:
            text = content.decode(_CODECS[name][0])
        except UnicodeError:
            continue
        if not re.search(r"[\x00-\x08\x0e-\x1f]", text):
            return name
    return None


def _score(words: Sequence[bytes], name: str) -> float:
    """Return how likely words were written so, from 1 down."""
    codec, common = _CODECS[name]
    total, count, marked, plain = 0.0, 0, 0, 0
    for word in words:
        before = " "
        for letter in word.decode(codec, "replace"):
            if letter.isascii():
                plain += letter.isalpha()
            else:
                total += _likelihood(letter, before, common, is_latin=name in _LATIN)
                count += 1
                marked += letter.isalpha()
            before = letter
    if name in _LATIN and marked > _MOST_FOREIGN * (marked + plain):
        return -1.0
    return total / max(count, 1)


def _likelihood(letter: str, before: str, common: str, *, is_latin: bool) -> float:
    if not letter.isalpha():
        return 0.3 if letter in _SIGNS else -1.5
    if letter.isupper():
        return -1.5 if before.islower() else 0.7 if letter.lower() in common else 0.3
    if not is_latin and before.isascii() and before.isalpha():
        return -1.0
    return 1.0 if letter in common else 0.3


def _eastern(words: Sequence[bytes]) -> Iterator[str]:
    """Yield charsets of East Asia in which these are words of their scripts."""
    whole = b" ".join(words)
    for name, letters in (
        ("shift_jis", r"[\u3040-\u30ff\u4e00-\u9fff\uff00-\uffef\u3000-\u303f]"),
        ("euc-kr", r"[\uac00-\ud7a3]"),
        ("gb18030", r"[\u4e00-\u9fff\uff00-\uffef\u3000-\u303f]"),
    ):
        try:
            text = whole.decode(_CODECS[name][0])
        except UnicodeError:
            continue
        foreign = [each for each in text if not each.isascii()]
        if foreign and len(re.findall(letters, text)) > 0.9 * len(foreign):
            yield name
