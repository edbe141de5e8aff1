"""One alphabet of small numbers for the letters of every script that names are compared in.

A letter that has sounds of its own (ş, ж, غ) has a code; one that differs from another only in marks is that other.
Georgian, Armenian and Greek are written in Latin letters here: each of theirs has one or two of those. Hebrew is
written in Arabic letters, since it leaves out vowels as they do.
"""

from unicodedata import category, normalize

__all__ = [
    "ARABIC",
    "CODES",
    "CYRILLIC",
    "LATIN",
    "LIKE_CYRILLIC",
    "OTHER",
    "OTHERS",
    "SPACE",
    "SPELLED",
    "TABLED",
    "letters_of",
]

LATIN = "abcdefghijklmnopqrstuvwxyz'ćšöčüıłçøžńşñýğəåđëßėřśżæțäéăęą"
CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюяёӏ"
ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءأإآئؤپچژگڤ"
SPACE = 1  # between words, also a hyphen
OTHER = 2  # the first of the codes of letters in no alphabet here: equal letters, equal codes
OTHERS = 14
_FIRST = OTHER + OTHERS
CODES = {letter: _FIRST + i for i, letter in enumerate(LATIN + CYRILLIC + ARABIC)}
TABLED = 0x2000  # code points below this one are looked up, the others are OTHER

# What is written as other letters of its own or of another alphabet.
_SAME = {
    **dict.fromkeys("’‘`´ʻʼʹʾʿ′", "'"),
    "ş": "ş", "ș": "ş", "ţ": "ț", "œ": "ö", "þ": "th", "ð": "d", "ħ": "h", "ŋ": "ng", "ǧ": "ğ", "ő": "ö",
    "ű": "ü", "ż": "ż", "ź": "ž", "đ": "đ", "ď": "d", "ť": "t", "ľ": "l", "ǆ": "dž", "ĳ": "ij",
    "ə": "ə", "ә": "э", "ө": "ё", "ү": "у", "ұ": "у", "қ": "к", "ғ": "г", "ң": "н", "һ": "х", "ҳ": "х",
    "җ": "дж", "ҷ": "ч", "ј": "й", "љ": "ль", "њ": "нь", "ћ": "ч", "ђ": "дж", "џ": "дж", "ѓ": "г",
    "ќ": "к", "і": "и", "ї": "и", "є": "е", "ґ": "г", "ў": "у", "ѐ": "е", "ѣ": "е", "ѕ": "з", "ӑ": "а",
    "ӗ": "е", "ӣ": "и", "ӯ": "у", "ҡ": "к", "ҙ": "з", "ҫ": "с", "ӓ": "э", "ӧ": "ё", "ӱ": "у", "ӡ": "дз",
    "ک": "ك", "ی": "ي", "ې": "ي", "ێ": "ي", "ہ": "ه", "ھ": "ه", "ە": "ه", "ۀ": "ه", "ۃ": "ة", "ٱ": "ا",
    "ٹ": "ت", "ڈ": "د", "ڑ": "ر", "ں": "ن", "ے": "ي", "ۆ": "و", "ۇ": "و", "ۈ": "و", "ۋ": "و", "ڭ": "ن",
    "ڕ": "ر", "ڵ": "ل", "ټ": "ت", "ډ": "د", "ړ": "ر", "ڼ": "ن", "ګ": "گ", "څ": "ش", "ځ": "ز", "ښ": "ش",
    "ږ": "ژ", "ۉ": "و", "ـ": "", "ݣ": "گ", "ڨ": "گ",
    **dict(zip("აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ", [
        *"abgdevz", "t", "i", "k", "l", "m", "n", "o", "p", "zh", "r", "s", "t", "u", "p", "k", "gh", "q", "sh",
        "ch", "ts", "dz", "ts", "ch", "kh", "j", "h",
    ], strict=True)),
    **dict(zip("աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆև", [
        *"abgdez", "e", "y", "t", "zh", "i", "l", "kh", "ts", "k", "h", "dz", "gh", "ch", "m", "y", "n", "sh", "o",
        "ch", "p", "j", "r", "s", "v", "t", "r", "ts", "v", "p", "k", "o", "f", "ev",
    ], strict=True)),
    **dict(zip("αβγδεζηθικλμνξοπρσςτυφχψω", [
        "a", "v", "g", "d", "e", "z", "i", "th", "i", "k", "l", "m", "n", "x", "o", "p", "r", "s", "s", "t", "y",
        "f", "kh", "ps", "o",
    ], strict=True)),
    **dict(zip("אבגדהוזחטיכךלמםנןסעפףצץקרשת", [
        "ا", "ب", "گ", "د", "ه", "و", "ز", "ح", "ط", "ي", "ك", "ك", "ل", "م", "م", "ن", "ن", "س", "ع", "ف", "ف", "تس",
        "تس", "ق", "ر", "ش", "ت",
    ], strict=True)),
}  # fmt: skip
_SPACES = " -‐‑–—־_·.,/\t\n\u00a0"


def letters_of(character: str) -> str:
    """Return the letters of the alphabets that stand for a character, " " between words, "" for what is no letter."""
    if character in _SPACES:
        return " "
    return "".join(_known(part) for part in normalize("NFC", character.casefold()))


def _known(letter: str) -> str:
    letter = _SAME.get(letter, letter)
    if len(letter) > 1 or letter in CODES:
        return letter
    base = "".join(c for c in normalize("NFKD", letter) if not category(c).startswith("M"))
    if base != letter and base:
        return "".join(_known(part) for part in base)
    return letter if category(letter or " ")[0] in "LN" else ""


def _codes(character: str) -> bytes:
    known = letters_of(character)
    if known == " ":
        return bytes([SPACE, 0, 0])
    other = OTHER + (ord(character) % OTHERS)
    return bytes(CODES.get(letter, other) for letter in known[:3]).ljust(3, b"\0")


def _spelled() -> bytes:
    return b"".join(_codes(chr(point)) for point in range(TABLED))


SPELLED = _spelled()  # three codes for each code point below TABLED, 0 where there are fewer
# Letters of the Latin keyboard and digits that stand for Cyrillic ones within a Cyrillic word.
LIKE_CYRILLIC = {
    CODES[latin]: CODES[cyrillic]
    for latin, cyrillic in zip("aceopxykmthblićë", "асеорхукмтнвӏӏсё", strict=True)
} | {OTHER + ord("1") % OTHERS: CODES["ӏ"]}
