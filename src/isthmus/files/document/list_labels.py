"""The numbers of items in lists, as word processors write them."""

__all__ = ["bullet", "numbered"]

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
# Alphabets that count as far as they go, and how word processors name them.
_LETTERS = {
    "lowerLetter": "abcdefghijklmnopqrstuvwxyz",
    "upperLetter": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    # Word leaves out letters that begin no word.
    "russianLower": "абвгдежзиклмнопрстуфхцчшщыэюя",
    "russianUpper": "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЫЭЮЯ",
    "arabicAlpha": "أبتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "arabicAbjad": "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ",
    "hebrew2": "אבגדהוזחטיכלמנסעפצקרשת",
}
_DIGITS = {"hindiNumbers": "०१२३४५६७८९", "arabicDigits": "٠١٢٣٤٥٦٧٨٩", "thaiNumbers": "๐๑๒๓๔๕๖๗๘๙"}
_MOST_ROMAN = 4_999
_MOST_REPEATS = 20


def numbered(number: int, kind: str) -> str:
    """Return a number as it is written; empty, where none is written or the kind is one that we cannot write."""
    if kind == "none":
        return ""
    if letters := _LETTERS.get(kind):
        # After the last letter each stands twice: aa, bb.
        times, place = divmod(number - 1, len(letters))
        return letters[place] * (times + 1) if number > 0 and times < _MOST_REPEATS else str(number)
    if kind in ("lowerRoman", "upperRoman"):
        roman = _roman(number)
        return roman.upper() if kind == "upperRoman" else roman
    if digits := _DIGITS.get(kind):
        return str(number).translate(str.maketrans("0123456789", digits))
    if kind == "decimalZero":
        return f"{number:02}"
    return str(number) if kind in ("decimal", "ordinal") else ""


def _roman(number: int) -> str:
    if not 0 < number <= _MOST_ROMAN:
        return str(number)
    written = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        written += letters * times
    return written


def bullet(written: str) -> str:
    """Return the sign before an item; those of fonts of signs have no letter, and are a dot."""
    sign = written.strip()
    return sign if sign and not any("\ue000" <= letter <= "\uf8ff" for letter in sign) else "•"
