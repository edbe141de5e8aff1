"""A name's sounds in plain Latin letters, and the skeleton of its consonants that all scripts share.

The skeleton's letters are classes: what one script cannot tell apart is one letter in all of them (p and b, v and f).
"""

import re
from unicodedata import category, normalize

__all__ = ["initial_class", "orthography", "romanised", "skeleton", "sound_classes"]

_CYRILLIC = dict(zip("абвгдежзийклмнопрстуфхцчшщъыьэюяёӏ", [
    "a", "b", "v", "g", "d", "e", "zh", "z", "i", "i", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "kh",
    "ts", "ch", "sh", "sh", "", "i", "", "e", "yu", "ya", "e", "",
], strict=True)) | {
    "і": "i", "ї": "i", "є": "e", "ґ": "g", "ў": "u", "ә": "a", "ө": "o", "ү": "u", "ұ": "u", "қ": "q", "ғ": "gh",
    "ң": "n", "һ": "h", "ҳ": "h", "җ": "j", "ҷ": "j", "ј": "y", "љ": "l", "њ": "n", "ћ": "ch", "ђ": "j", "џ": "j",
}  # fmt: skip
_ARABIC = dict(zip("ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءأإآئؤپچژگڤکیەھہے", [
    "a", "b", "t", "th", "j", "h", "kh", "d", "dh", "r", "z", "s", "sh", "s", "d", "t", "z", "a", "gh", "f", "q",
    "k", "l", "m", "n", "h", "w", "y", "a", "a", "", "a", "i", "a", "", "", "p", "ch", "zh", "g", "v", "k", "y", "a",
    "h", "h", "e",
], strict=True))  # fmt: skip
_GEORGIAN = dict(zip("აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ", [
    *"abgdevz", "t", "i", "k", "l", "m", "n", "o", "p", "zh", "r", "s", "t", "u", "p", "k", "gh", "q", "sh", "ch",
    "ts", "dz", "ts", "ch", "kh", "j", "h",
], strict=True))  # fmt: skip
_ARMENIAN = dict(zip("աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆև", [
    *"abgdez", "e", "y", "t", "zh", "i", "l", "kh", "ts", "k", "h", "dz", "gh", "ch", "m", "y", "n", "sh", "o", "ch",
    "p", "j", "r", "s", "v", "t", "r", "ts", "v", "p", "k", "o", "f", "ev",
], strict=True))  # fmt: skip
_GREEK = dict(zip("αβγδεζηθικλμνξοπρσςτυφχψω", [
    "a", "v", "g", "d", "e", "z", "i", "th", "i", "k", "l", "m", "n", "x", "o", "p", "r", "s", "s", "t", "y", "f", "kh",
    "ps", "o",
], strict=True))  # fmt: skip
_HEBREW = dict(zip("אבגדהוזחטיכךלמםנןסעפףצץקרשת", [
    "a", "b", "g", "d", "h", "w", "z", "h", "t", "y", "k", "k", "l", "m", "m", "n", "n", "s", "a", "p", "f", "ts", "ts",
    "q", "r", "sh", "t",
], strict=True))  # fmt: skip
_MARKED = {
    "ş": "sh", "ș": "sh", "š": "sh", "ś": "sh", "ŝ": "sh", "ç": "ch", "č": "ch", "ć": "ch", "ž": "zh", "ż": "zh",
    "ź": "zh", "ğ": "gh", "ı": "i", "ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "đ": "dj", "ð": "d",
    "þ": "th", "ə": "a", "ħ": "h", "ŋ": "ng", "ţ": "ts", "ț": "ts", "ř": "rzh", "ñ": "n", "ĩ": "i",
}  # fmt: skip
_LETTERS: dict[str, str] = _CYRILLIC | _ARABIC | _GEORGIAN | _ARMENIAN | _GREEK | _HEBREW | _MARKED
_PAIRS = {
    "дж": "j", "تش": "ch", "وا": "wa", "يا": "ya", "يو": "yu", "ий": "i", "ый": "i", "кс": "ks",
    "ου": "ou", "ού": "ou", "γγ": "ng", "γχ": "nkh", "τσ": "ts", "τζ": "tz",
    "αυ": "av", "αύ": "av", "ευ": "ev", "εύ": "ev", "αι": "e", "αί": "e", "ει": "i", "εί": "i", "οι": "i", "οί": "i",
}  # fmt: skip
_FIRST_PAIRS = {"μπ": "b", "ντ": "d", "γκ": "g"}  # inside a word Greek writes mp, nt, nk so, too
_PAIR = re.compile(rf"\b(?:{'|'.join(_FIRST_PAIRS)})|{'|'.join(_PAIRS)}")


# Letters of Arabic script that one hand writes for another, and those of Persian and Urdu.
_ALIKE_IN_ARABIC = str.maketrans(
    dict(zip("أإآٱؤئىةیېےکہھەۀۃ", "اااا" + "و" + "يي" + "ه" + "ييي" + "ك" + "ههههه", strict=True)) | {"ء": ""}
)


def romanised(text: str) -> str:
    """Return a word in the letters a-z, by the letters' usual sounds; an unknown letter is left out."""
    plain = normalize("NFC", text).casefold()
    paired = plain if plain.isascii() else _PAIR.sub(_paired, plain)
    return paired.translate(_SOUNDED)


def orthography(text: str) -> str:
    """Return a word in Arabic script without what writers leave out or exchange: hamza, ى for ي, ه for ة."""
    return text.translate(_ALIKE_IN_ARABIC)


def _paired(match: re.Match[str]) -> str:
    return _FIRST_PAIRS.get(match[0]) or _PAIRS[match[0]]


class _SoundTable(dict[int, str]):
    """What stands for each character; worked out once for each that occurs."""

    def __missing__(self, code: int) -> str:
        self[code] = found = _plain(chr(code))
        return found


def _plain(letter: str) -> str:
    if letter.isascii():
        return letter if letter.isalpha() else ""
    if letter in _LETTERS:
        return _LETTERS[letter]
    base = "".join(c for c in normalize("NFKD", letter) if category(c) != "Mn")
    return "".join(_LETTERS.get(c, c if c.isascii() and c.isalpha() else "") for c in base)


_SOUNDED = _SoundTable()

# Latin spellings of one sound, longest first; "A" stands for a vowel at the beginning.
_SOUNDS = [
    (r"tsch|tch|tzsch|cz|tsh", "ch"), (r"shch|sch|sz", "sh"), (r"dzh|dj|zh|gh", "g"), (r"kh|ch(?=r)|x$", "h"),
    (r"x", "ks"), (r"ph|v", "f"), (r"ts|tz|dz|th|dh|z", "s"), (r"ck|q|c(?=[aoukrlt]|$)", "k"),
    (r"c(?=[eiy])", "s"), (r"sh|ch", "c"), (r"p", "b"), (r"j", "g"),
]  # fmt: skip
_SOUND = [(re.compile(pattern), sound) for pattern, sound in _SOUNDS]


def sound_classes(key: str) -> str:
    """Return a romanised word with each consonant as its class, vowels kept.

    >>> sound_classes("shcherbakov") == sound_classes("sherbakov")
    True
    """
    text = key
    for pattern, sound in _SOUND:
        text = pattern.sub(sound, text)
    return text


def skeleton(key: str) -> str:
    """Return the consonants of a romanised word as classes, one for each run; "A" first where it begins with a vowel.

    >>> skeleton("yusuf"), skeleton("khasan"), skeleton("hassan")
    ('ASF', 'HSN', 'HSN')
    """
    text = sound_classes(key)
    vowel_first = text[:1] in "aeiouy" and text != ""
    text = "f" + text[1:] if text[:1] == "w" else text
    text = re.sub(r"(?<=.)h$|[aeiouyw]", "", text)
    return ("A" if vowel_first else "") + re.sub(r"(.)\1+", r"\1", text).upper()


def initial_class(key: str) -> str:
    """Return the class of a romanised word's first sound, as the skeleton has it; "" without a letter."""
    return skeleton(key)[:1]
