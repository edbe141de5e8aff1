"""The transliterated names that weights are estimated from and measured on, and how they are split."""

import hashlib
import os
from collections import defaultdict
from itertools import permutations
from pathlib import Path
from unicodedata import normalize

from isthmus.core.names.alphabet import ARABIC, CODES, CYRILLIC, LATIN, letters_of

type Pairs = list[tuple[str, str]]

RUSSIAN, ARABIC_FILE, LABELLED = (
    "transliterations_russian.tsv",
    "transliterations_arabic.tsv",
    "name_bench_cases.csv",
)


def folder() -> Path | None:
    """The folder `names` in the one that ISTHMUS_DATA names; None, with a line that says so, where it is not."""
    given = os.environ.get("ISTHMUS_DATA", "")
    found = Path(given) / "names"
    if given and (found / RUSSIAN).exists():
        return found
    print(
        "Skipped: set ISTHMUS_DATA to the folder that holds names/transliterations_russian.tsv.", flush=True
    )
    return None


def pairs(path: Path) -> Pairs:
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    return [(row[0], row[1]) for row in rows]


def held_out(latin: str) -> bool:
    """Whether a pair is kept for measuring: by the first byte of the SHA-256 of its Latin side."""
    return hashlib.sha256(latin.encode()).digest()[0] % 2 == 1


def lettered(given: Pairs) -> Pairs:
    """The pairs in the letters of the alphabets that weights are for."""
    plain = [("".join(map(letters_of, left)), "".join(map(letters_of, right))) for left, right in given]
    return [(left, right) for left, right in plain if all(c in CODES for c in left + right)]


def one_script(given: Pairs) -> Pairs:
    """Pairs of Latin spellings of one word: they have the same other side."""
    spellings = defaultdict(set)
    for left, right in given:
        spellings[right].add(left)
    return [
        each for found in spellings.values() if len(found) <= 4 for each in permutations(sorted(found), 2)
    ]


def joined(russian: Pairs, arabic: Pairs) -> Pairs:
    """Pairs of Cyrillic and Arabic: they have the same Latin side."""
    cyrillic = dict(russian)
    return [(cyrillic[latin], native) for latin, native in arabic if latin in cyrillic]


_BASES = dict(zip("ıłøđßəæةىёйъگپچژڤщэ", "ilodsaaهيеиьكبجزفше", strict=True))


def base(letter: str) -> str:
    """The letter without its mark, as hasty hands type it."""
    return _BASES.get(letter, normalize("NFKD", letter)[0])


def alphabet_of(word: str) -> str:
    for letters in (LATIN, CYRILLIC, ARABIC):
        if word[:1] and word[0] in letters:
            return letters
    return LATIN
