"""Names that name nobody: "N.N.", "unidentified man", "body no. 7", "wife of Sami Darzal".

A text names nobody where every word of it is one of the forms of `nameless_forms` (so "Maria Unknown" is a name: it
says Maria), or where it begins or ends with whose relative somebody is. Initials are a part of a name, and a kunya
(Umm Sami) is a name that people go by. Case, brackets, marks of direction, digits of any script and wide letters make
no difference.
"""

import re
from collections.abc import Sequence
from typing import Literal

from isthmus.core.names.nameless_forms import VERSION
from isthmus.core.names.nameless_words import Word, folded, texts_of, vocabulary, words_of

__all__ = [
    "NAMELESS_START",
    "VERSION",
    "NamelessReason",
    "identified_by_name",
    "names_nobody",
    "names_within",
    "why_nameless",
]

# How the token of a name that is none begins, where a register leaves closed: in others it stands once in 2^32.
NAMELESS_START = "sealed-00000000"
type NamelessReason = Literal["", "unknown", "numbered", "relative"]

_LONGEST = 400  # characters that are read, as of any name
# Signs in the place of a name: n/a, #N/A, б/и (без имени), н/у (не установлен), s/n (sin nombre); x, xxx.
_SIGN = re.compile(r"[\W_]*(?:n[\W_]*a|n/k|б/[инф]|н/[уиодзк]|s/[nid]|x+|х{3,})[\W_]*")
_CHILD_OF = re.compile(r"[\W_]*[bsdw]/o\b")  # baby, son, daughter, wife of
_NN = re.compile(r"\A[\W_]*(?:n\W*n|н\W*н)\b(?!['\w])")
_PLAIN_WORD = re.compile(r"[^\W\d_]+")
_INITIAL = re.compile(r"[\W_]*[^\W\d_]\.")
_LONGEST_SIGN = 12
# A code: one or two letters and three figures or more, or letters that make no syllable and figures.
_CODE = re.compile(
    r"[\W_]*(?:[^\W\d_]{1,2}[-_/.#]*\d{3,}"
    r"|(?:(?![aeiouyаеиоуыэюяіїє])[a-zа-яіїєґ]){2,4}[-_/.# ]*\d+(?:[-_/.]\d+)*)[\W_]*"
)
_LONGEST_IN_CODE = 4  # letters
_OF_NN = ("n", "н")
_INDEFINITE = frozenset({"a", "un", "um"})
_SHORTEST_OPENER = 3
_DESCRIBING = ("unknown", "person", "either", "quality", "count", "number", "label", "roman", "letter")
_RELATIVES = ("relative", "relative_of", "alone", "nasab")
_BEFORE_RELATIVE = ("unknown", "person", "either", "quality", "count", "number", "possessive")
_ENDING_AND_RELATIVE = 2  # words: the owner stands before them
_ENDING_AND_RELATIVE = 2  # words: the owner stands before them
_FATHER_AND_SON = 2  # words of Chechen; more are a whole name, with its father in the middle
_BY_ANOTHER = ("possessed", "owned")
_NAMES_NOBODY_ELSE = (*_RELATIVES, *_BY_ANOTHER, "unknown", "of", "where", "label", "possessive", "number")


def names_nobody(name: str) -> bool:
    """Return whether a text names nobody: it is empty, says that a name is not known, or whose relative somebody is."""
    return not name.strip() or bool(why_nameless(name))


def identified_by_name(name: str, other_names: str) -> bool:
    """Return whether a name, or one of other names between semicolons, is one: who has it can be told from others."""
    return any(not names_nobody(each) for each in (name, *other_names.split(";")))


def names_within(name: str) -> str:
    """Return a name; of a text that names nobody only the words that may name somebody else, as a husband."""
    if not why_nameless(name):
        return name
    words = words_of(folded(name))
    if not any(word.is_of("other", *_RELATIVES, *_BY_ANOTHER) for word in words):
        return ""
    naming = {word.text for word in words if not word.is_of(*_NAMES_NOBODY_ELSE)}
    return " ".join(each for each in _PLAIN_WORD.findall(name) if folded(each) in naming)


def why_nameless(name: str) -> NamelessReason:
    """Return why a text is no name; `""` where it is one, and where it is empty.

    Nothing is remembered from text to text: sealed names come here, too, while a keeper looks.
    """
    plain = folded(name[:_LONGEST])
    if plain.startswith(NAMELESS_START) or (len(plain) <= _LONGEST_SIGN and _SIGN.fullmatch(plain)):
        return "unknown"
    if "/" in plain and _CHILD_OF.match(plain):
        return "relative"
    if _is_ordinary(plain):
        return ""
    if _CODE.fullmatch(plain):
        return "numbered"
    plain = _NN.sub("unknown ", plain)
    words = words_of(plain)
    if not words:
        return "unknown" if name.strip() else ""
    if _INITIAL.match(plain):
        words[0] = Word(f"{words[0].text}.", frozenset({"letter"}))  # and no article
    return _reason(words)


def _is_ordinary(plain: str) -> bool:
    """Tell fast that neither end is a word of any form: as with nearly all names."""
    texts = texts_of(plain)
    if not texts:
        return False
    first, last, known = texts[0], texts[-1], vocabulary()
    if first[0].isdecimal() or known.begins_with(first) or last in known.last:
        return False
    if len(first) > _LONGEST_IN_CODE:
        return True
    if last[0].isdecimal() or (
        len(first) == 1 and (first in _OF_NN or known.begins_with(last) or len(last) == 1)
    ):
        return False
    return len(texts) == 1 or not any(text[0].isdecimal() for text in texts)


def _reason(words: Sequence[Word]) -> NamelessReason:
    if any(word.is_of("called") for word in words):
        return ""
    if all(word.is_of(*_DESCRIBING, *_RELATIVES, "of") for word in words):
        return _why_described(words)
    if _begins_with_relative(words) or _ends_with_relative(words):
        return "relative"
    return "unknown" if _begins_unknown(words) else ""


def _why_described(words: Sequence[Word]) -> NamelessReason:
    """Return the reason where every word is one that describes; initials and nouns that are names are none."""
    if any(word.is_of("unknown") for word in words) or _is_titled_x(words):
        return "unknown"
    if _is_numbered(words):
        return "numbered"
    if any(word.is_of("person") for word in words) or _is_one_of_many(words):
        return "unknown"
    if _is_somebodys(words) or _begins_with_relative(words):
        return "relative"
    return ""


def _is_numbered(words: Sequence[Word]) -> bool:
    """Return whether it is figures alone, one letter and figures, or a noun and then a number or a letter."""
    numbers = sum(word.is_of("number") for word in words)
    letters = sum(len(word.text) == 1 and not word.is_of("number") for word in words)
    if numbers and numbers + letters == len(words):
        return letters <= 1
    last = words[-1]
    before = any(word.is_of("person", "label") for word in words[:-1])
    if last.is_of("number"):
        return before or any(word.is_of("either") for word in words[:-1])
    return before and (len(last.text) == 1 or last.is_of("roman")) and not words[0].is_of("number")


def _is_titled_x(words: Sequence[Word]) -> bool:
    """Return whether it is a title and an X: "Mr X", "Madame X"."""
    titles = words[:-1]
    return words[-1].text == "x" and not any(
        len(each.text) == 1 or each.is_of("letter", "roman") for each in titles
    )


def _is_one_of_many(words: Sequence[Word]) -> bool:
    """Return whether a noun that may be a name stands behind what no name has before it: "a young man", "2 boys"."""
    indefinite = words[0].is_of("number") or words[0].text in _INDEFINITE
    last = words[-1] if not indefinite else next((word for word in words if word.is_of("either")), words[-1])
    return len(words) > 1 and last.is_of("either") and _opens(words[0], last)


def _opens(word: Word, noun: Word) -> bool:
    """Return whether a word makes a noun of its language one of many: an article, a number, a quality."""
    if word.is_of("number"):
        return True
    may_open = word.text in _INDEFINITE or (
        word.is_of("quality", "count") and len(word.text) >= _SHORTEST_OPENER
    )
    return may_open and word.shares_language(noun)


def _is_somebodys(words: Sequence[Word]) -> bool:
    """Return whether only a relative is said: "his wife", "mother", "two sons"."""
    if len(words) == 1:
        return words[0].is_of("alone")
    relatives = [word for word in words if word.is_of(*_RELATIVES)]
    return words[0].is_of("alone", "relative") or any(_opens(words[0], word) for word in relatives)


def _begins_with_relative(words: Sequence[Word]) -> bool:
    """Return whether it begins as "wife of", "two children of", "жена", "زوجة"; "ابن" needs two names behind it."""
    for at, word in enumerate(words[:-1]):
        if not word.is_of(*_BEFORE_RELATIVE, *_RELATIVES):
            return False
        if word.is_of("relative_of") and words[at + 1].is_of("of") and at + 2 < len(words):
            return True
        if word.is_of("relative") or (word.is_of("nasab") and at + 2 < len(words)):
            return True
    return False


def _ends_with_relative(words: Sequence[Word]) -> bool:
    """Return whether it ends as "'s wife", "'s two children", "'in oğlu", "eşi", "-ის ცოლი"."""
    if len(words) == 1:
        return False
    last = words[-1]
    if last.is_of("possessed") and not _is_georgian(last.text):
        return True
    if last.is_of(*_BY_ANOTHER) and _is_genitive(words):
        return True
    if not last.is_of(*_RELATIVES):
        return False
    at = next((at for at, word in enumerate(words) if at and word.is_of("possessive")), 0)
    return bool(at) and all(word.is_of(*_BEFORE_RELATIVE, *_RELATIVES) for word in words[at + 1 :])


def _is_genitive(words: Sequence[Word]) -> bool:
    before = words[-2]
    if before.is_of("possessive"):
        return len(words) > _ENDING_AND_RELATIVE
    if _is_georgian(before.text):
        return before.text.endswith("ს")
    return before.text.endswith("н") and len(words) == _FATHER_AND_SON


def _is_georgian(text: str) -> bool:
    return "\u10a0" <= text[0] <= "\u10ff"


def _begins_unknown(words: Sequence[Word]) -> bool:
    """Return whether it begins as "unknown … from", "a woman from"; what follows is no name of theirs."""
    for at, word in enumerate(words[:-1]):
        if at and word.is_of("where"):
            so_far = words[:at]
            if any(each.is_of("unknown") for each in so_far):
                return True
            if not word.is_of("of") and (len(word.text) >= _SHORTEST_OPENER or word.text > "\u0400"):
                return any(each.is_of("person", "either") for each in so_far)
        if not word.is_of(*_DESCRIBING, *_RELATIVES):
            return False
    return False
