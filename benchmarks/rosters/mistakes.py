"""What goes wrong in writing: letters, initials, dates, ages."""

import numpy as np
from numpy.typing import NDArray

__all__ = ["Numbers", "Texts", "ages", "chosen", "dates", "initialled", "only", "with_typos"]

type Texts = NDArray[np.object_]
type Numbers = NDArray[np.int64]
_LETTERS = {"C": "абвгдезиклмнопрстуфхш", "A": "ابتجحدرسعفقكلمنهوي", "L": "abcdefghiklmnoprstuvyz"}


def chosen(count: int, share: float | NDArray[np.float64], rng: np.random.Generator) -> NDArray[np.bool_]:
    """Return a mask with about this share set; the share may differ by row."""
    picked: NDArray[np.bool_] = rng.random(count) < share
    return picked


def only(rows: NDArray[np.bool_], texts: Texts) -> Texts:
    """Return the texts of these rows, None elsewhere."""
    kept = texts.copy()
    kept[~rows] = None
    return kept


def with_typos(texts: Texts, share: float, rng: np.random.Generator) -> Texts:
    """Return a copy in which this share has one letter left out, doubled, swapped with the next or changed."""
    found = texts.copy()
    rows = np.flatnonzero(chosen(len(texts), share, rng))
    draws = rng.random((len(rows), 3)).tolist()
    for row, (kind, where, letter) in zip(rows.tolist(), draws, strict=True):
        if found[row]:
            found[row] = _mistyped(found[row], int(kind * 4), where, letter)
    return found


def _mistyped(text: str, kind: int, where: float, letter: float) -> str:
    if len(text) < 4:
        return text
    at = 1 + int(where * (len(text) - 2))
    if kind == 0:
        return text[:at] + text[at + 1 :]
    if kind == 1:
        return text[:at] + text[at] + text[at:]
    if kind == 2:
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    letters = _LETTERS["C" if "а" <= text[at].lower() <= "я" else "A" if text[at] >= "\u0600" else "L"]
    return text[:at] + letters[int(letter * len(letters))] + text[at + 1 :]


def initialled(texts: Texts, rows: NDArray[np.bool_]) -> Texts:
    """Return a copy in which the names of these rows are an initial."""
    found = texts.copy()
    for row in np.flatnonzero(rows).tolist():
        found[row] = f"{found[row][0]}." if found[row] else found[row]
    return found


def dates(days: Numbers, *, year_only: float, days_off: float, rng: np.random.Generator) -> Texts:
    """Return days as EDTF: by the year alone, or off by some days, a month or a year at these rates."""
    count = len(days)
    kinds = rng.random(count)
    off = np.where(kinds < 0.7, rng.integers(-3, 4, count), np.where(kinds < 0.85, 30, 365))
    wrong = days + off * chosen(count, days_off, rng)
    texts: Texts = np.datetime_as_string(wrong.astype("datetime64[D]")).astype(object)
    short = chosen(count, year_only, rng)
    texts[short] = [text[:4] for text in texts[short]]
    return texts


def ages(born: Numbers, at: Numbers, *, off: float, heaped: float, rng: np.random.Generator) -> Numbers:
    """Return ages in years as told: off by one to three, or rounded to 0 or 5, at these rates; never below 0."""
    count = len(born)
    years = (at - born) // 365.25
    drift = rng.integers(1, 4, count) * rng.choice((-1, 1), count) * chosen(count, off, rng)
    told = years + drift
    rounded = np.round(told / 5) * 5
    said: Numbers = np.maximum(np.where(chosen(count, heaped, rng) & (told > 10), rounded, told), 0).astype(
        np.int64
    )
    return said
