"""Arabic sounds written in Latin letters by several habits, and Latin slips of the keyboard."""

from __future__ import annotations

import random
import re
import unicodedata
from dataclasses import dataclass

_TOKEN = re.compile(r"aa|ii|uu|ay(?![yaiu@])|aw(?![waiu@])|kh|gh|sh|th|dh|.")

HABITS: dict[str, dict[str, str]] = {
    "scholar": {"art": "al-", "@": "a"},
    "english": {"art": "Al-", "ii": "i", "uu": "ou", "ay": "ei", "@": "a", "u1": "o", "short": "e"},
    "french": {"art": "El ", "uu": "ou", "u": "ou", "sh": "ch", "ay": "ei", "aw": "aou", "q": "k",
               "@": "a", "dh": "d", "single": "y", "short": "e"},
    "levant": {"art": "al ", "ii": "ee", "uu": "oo", "ay": "ai", "aw": "aw", "@": "eh", "i": "e",
               "q": "q", "short": "e", "u1": "o"},
    "egypt": {"art": "El-", "j": "g", "uu": "ou", "ii": "i", "ay": "ei", "@": "a", "th": "s",
              "dh": "z", "single": "y", "u1": "o", "short": "e"},
    "joined": {"art": "Al", "kh": "h", "gh": "g", "ii": "i", "uu": "u", "@": "ah", "q": "q",
               "single": "y"},
}  # fmt: skip
_PLAIN = {"aa": "a", "ii": "i", "uu": "u", "'": "", ".": ""}


@dataclass(frozen=True, slots=True)
class Scribe:
    habit: dict[str, str]
    other: dict[str, str]
    wavers: float

    @staticmethod
    def hire(rng: random.Random, count: int, wavers: float = 0.12) -> list[Scribe]:
        names = rng.sample(list(HABITS), count + 1)
        other = HABITS[names.pop()]
        return [Scribe(HABITS[name], other, wavers) for name in names]


def latin(sound: str, scribe: Scribe, rng: random.Random) -> str:
    """One part of a name (several words may be) in this scribe's letters."""
    habit = scribe.other if rng.random() < scribe.wavers else scribe.habit
    words = sound.split(" ")
    if words[0] == "'abd" and len(words) == 2:
        rest = _word(words[1].removeprefix("al-"), habit)
        joint = {"al-": "Abd al-", "Al-": "Abd Al-", "El ": "Abdel ", "al ": "Abdul ",
                 "El-": "Abdel", "Al": "Abdul"}[habit["art"]]  # fmt: skip
        if words[1] == "allaah":
            return rng.choice(["Abdullah", "Abdallah", "Abdulla"])
        return joint + (rest if joint[-1] in " -" else rest.lower())
    if words[0] == "abuu":
        front = rng.choice(["Abu ", "Abu ", "Abou ", "Abo ", "Abu-"])
        return front + " ".join(_word(w, habit) for w in words[1:])
    out = []
    for word in words:
        if word.startswith("al-"):
            article = habit["art"] if rng.random() > 0.04 else ""
            rest = _word(word[3:], habit)
            out.append(article + (rest.lower() if article == "Al" else rest))
        else:
            out.append(_word(word, habit))
    return " ".join(out)


def _word(sound: str, habit: dict[str, str]) -> str:
    tokens: list[str] = _TOKEN.findall(sound)
    out: list[str] = []
    last_a = max((k for k, t in enumerate(tokens) if t == "a"), default=-1)
    first_u = next((k for k, t in enumerate(tokens) if t == "u"), -1)
    for k, token in enumerate(tokens):
        doubled = k > 0 and token == tokens[k - 1] and token not in "aiu"
        if doubled and (len(token) == 2 or habit.get("single")):
            continue
        text = habit.get(token, _PLAIN.get(token, token))
        if k == last_a and k and k == len(tokens) - 2:
            text = habit.get("short", text)
        if k == first_u:
            text = habit.get("u1", text)
        if token == "ii" and k == len(tokens) - 1:
            text = "i" if text == "ee" else text
        out.append(text)
    word = "".join(out)
    return word[:1].upper() + word[1:]


_KEYS = {"a": "sq", "e": "rw", "i": "ou", "o": "ip", "u": "iy", "n": "mb", "m": "n", "s": "az",
         "d": "sf", "r": "te", "t": "ry", "l": "k", "k": "lj", "h": "gj", "b": "vn"}  # fmt: skip


def slip(word: str, rng: random.Random) -> str:
    if len(word) < 4:
        return word
    k = rng.randrange(1, len(word) - 1)
    kind = rng.random()
    if kind < 0.35 and word[k] in _KEYS:
        return word[:k] + rng.choice(_KEYS[word[k]]) + word[k + 1 :]
    if kind < 0.6:
        return word[:k] + word[k + 1 :]
    if kind < 0.75:
        return word[:k] + word[k] + word[k:]
    return word[:k] + word[k + 1] + word[k] + word[k + 2 :]


def strip_marks(text: str) -> str:
    text = text.replace("đ", "dj").replace("Đ", "Dj")
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
