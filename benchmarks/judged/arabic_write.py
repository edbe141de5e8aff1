"""How clerks spell Arabic names, and how names come out of a PDF."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass

_PLAIN = str.maketrans("أإآٱ", "اااا")
_LOOKS = ["بتثني", "جحخ", "دذ", "رز", "سش", "صض", "طظ", "عغ", "فق", "كل", "ةه", "اى"]
_HABITS = ("hamza", "seat", "taa", "yaa", "abd", "abu", "bare", "rahman", "dots")


@dataclass(frozen=True, slots=True)
class Clerk:
    """Each habit is done nearly always or nearly never by one clerk."""

    rates: dict[str, float]
    slips: float  # share of rows with a slip of the pen

    @staticmethod
    def hire(rng: random.Random, careless: float, slips: float) -> Clerk:
        usual = {"hamza": 1.0, "seat": 0.3, "taa": 0.7, "yaa": 0.7, "abd": 0.9, "abu": 0.5,
                 "bare": 0.15, "rahman": 0.15, "dots": 0.1}  # fmt: skip
        rates = {
            h: (0.9 if h != "bare" else 0.25) if rng.random() < careless * usual[h] else 0.03 for h in _HABITS
        }
        return Clerk(rates, slips)


def slip(word: str, rng: random.Random) -> str:
    """One slip: a look-alike letter, a lost or doubled letter, two letters exchanged."""
    if len(word) < 4:
        return word
    k = rng.randrange(len(word) - 1)
    kind = rng.random()
    if kind < 0.45:
        group = next((g for g in _LOOKS if word[k] in g), "")
        if group:
            other = rng.choice([c for c in group if c != word[k]])
            return word[:k] + other + word[k + 1 :]
    if kind < 0.7:
        return word[:k] + word[k + 1 :]
    if kind < 0.8:
        return word[:k] + word[k] + word[k:]
    return word[:k] + word[k + 1] + word[k] + word[k + 2 :]


def spell(name: str, clerk: Clerk, rng: random.Random) -> str:
    """One part of a name as this clerk writes it."""
    does = {h: rng.random() < clerk.rates[h] for h in _HABITS}
    if does["hamza"]:
        name = name.translate(_PLAIN)
        if name.endswith("اء") and rng.random() < 0.5:
            name = name[:-1]
    if does["seat"]:
        name = name.replace("ؤ", "و").replace("ئ", "ي")
    if does["abd"]:
        name = name.replace("عبد ", "عبد").replace(" الدين", "الدين")
    if does["abu"]:
        name = name.replace("أبو ", "أبو").replace("ابو ", "ابو")
    name = " ".join(_ended(word, does) for word in name.split(" "))
    if does["bare"] and name.startswith("ال") and len(name) > 4:
        name = name[2:] if rng.random() < 0.6 else "ال " + name[2:]
    if does["rahman"]:
        name = name.replace("رحمن", "رحمان").replace("ياسين", "يس")
    return name


def _ended(word: str, does: Mapping[str, bool]) -> str:
    """A word with its last letter as this clerk writes it."""
    if does["taa"] and word.endswith("ة"):
        return word[:-1] + "ه"
    if does["yaa"] and word.endswith("ى") and len(word) > 2:
        return word[:-1] + "ي"
    if does["dots"] and word.endswith("ي") and len(word) > 2:
        return word[:-1] + "ى"
    return word


def damage(name: str, rng: random.Random) -> str:
    """A name as the text layer of a bad PDF page gives it."""
    for alef in "اأإآ":
        # the ligature is stored in the order it is seen
        name = name.replace("ل" + alef, alef + "ل") if rng.random() < 0.9 else name
    if "الله" in name:
        name = name.replace("الله", rng.choice(["هللا", "هللا", "هلل"]))
    if rng.random() < 0.06:
        words = name.split(" ")
        k = rng.randrange(len(words))
        if len(words[k]) > 3:
            j = rng.randrange(len(words[k]) - 1)
            w = words[k]
            words[k] = w[:j] + w[j + 1] + w[j] + w[j + 2 :]
        name = " ".join(words)
    if rng.random() < 0.07 and " " in name:
        gaps = [k for k, c in enumerate(name) if c == " "]
        k = rng.choice(gaps)
        name = name[:k] + name[k + 1 :]
    if rng.random() < 0.07:
        # words break after letters that do not join to the left
        breaks = [k for k in range(2, len(name) - 2)
                  if name[k - 1] in "ادذرزو" and " " not in name[k - 1 : k + 1]]  # fmt: skip
        if breaks:
            k = rng.choice(breaks)
            name = name[:k] + " " + name[k:]
    return name
