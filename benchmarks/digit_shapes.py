"""Makes the network that tells digits of Arabic print by their shapes, and judges it on fonts that it never saw.

Run as `python -m benchmarks.digit_shapes`. It needs fonts of Debian: fonts-noto-core, fonts-noto-extra, fonts-kacst,
fonts-kacst-one, fonts-arabeyes, fonts-freefont-ttf, fonts-dejavu to learn from; fonts-hosny-amiri, fonts-sil-lateef,
fonts-sil-scheherazade, fonts-paktype to judge.
"""

import base64
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont
from sklearn.neural_network import MLPClassifier

from isthmus.files.document import digit_shapes
from isthmus.files.document.answers import GreyPage
from isthmus.files.document.digit_shapes import OTHER, features, shapes_in, shares

SEED = 20261130
FONTS = Path("/usr/share/fonts")
LEARNT = (
    "noto/NotoNaskhArabic-*.ttf",
    "noto/NotoSansArabic-[RB]*.ttf",
    "noto/NotoSansArabic-Light.ttf",
    "noto/NotoSansArabic-Condensed*.ttf",
    "noto/NotoKufiArabic-[RB]*.ttf",
    "kacst*/Kacst*.ttf",
    "fonts-arabeyes/ae_*.ttf",
    "freefont/FreeSerif*.ttf",
    "dejavu/DejaVuSans*.ttf",
)
JUDGED = (
    "fonts-hosny-amiri/Amiri-*.ttf",
    "lateef/*.ttf",
    "scheherazade/*.ttf",
    "*[Pp]ak[Tt]ype*/*Basic*.ttf",
)
# Letters for headlines: outlined, shadowed, square, or so that digits touch.
LEFT_OUT = (
    *(
        "KacstScreen",
        "KacstTitle",
        "KacstTitleL",
        "ae_AlBattar",
        "ae_AlManzomah",
        "ae_Arab",
        "ae_Electron",
        "ae_Graph",
    ),
    *(
        "ae_Hani",
        "ae_Haramain",
        "ae_Japan",
        "ae_Jet",
        "ae_Khalid",
        "ae_Metal",
        "ae_Nada",
        "ae_Rehan",
        "ae_Shado",
    ),
)
EASTERN, WESTERN = "٠١٢٣٤٥٦٧٨٩", "0123456789"
MARKS = ".,-/"
LETTERS = "بجدسصطعفقكمويءتنىxyabcdefghkmnprstuwz()؟"  # none that looks like a digit: the alif, an o
BODY = 0.6  # of the height of its neighbours: dots of letters are like noughts
LEARNT_NUMBERS, JUDGED_NUMBERS = 120, 40  # of each font
HIDDEN = 48
SIZES = (28, 60)  # points: print of 7 to 14 points at 300 dpi
TALL = 1.6  # a picture is so many times as high as its letters


def main() -> int:
    """Learn, write the weights, and say how the network does on other fonts."""
    chance = random.Random(SEED)
    seen, kinds = _shown(LEARNT, LEARNT_NUMBERS, chance)
    learnt = MLPClassifier((HIDDEN,), random_state=SEED, max_iter=120, alpha=1e-3)
    learnt.fit(seen, kinds)
    target = Path(digit_shapes.__file__).with_suffix(".json")
    target.write_text(_stored(learnt) + "\n", encoding="utf-8")
    for name, patterns, numbers in (("learnt", LEARNT, 10), ("judged", JUDGED, JUDGED_NUMBERS)):
        seen, kinds = _shown(patterns, numbers, random.Random(SEED + 1))
        print(name, len(kinds), "shapes")
        _say(seen, kinds)
    return 0


def _say(seen: NDArray[np.float64], kinds: Sequence[str]) -> None:
    wrong: Counter[tuple[str, str]] = Counter()
    totals = Counter(kinds)
    for row, kind in zip(seen, kinds, strict=True):
        told = shares(row.tolist())
        best = max(told, key=told.__getitem__)
        if best != kind:
            wrong[kind, best] += 1
    for group in (EASTERN, WESTERN, MARKS):
        right = 1 - sum(n for (kind, _), n in wrong.items() if kind in group) / sum(totals[k] for k in group)
        print(f"  {group}: {right:.4f}")
    print(f"  {OTHER}: {1 - sum(n for (kind, _), n in wrong.items() if kind == OTHER) / totals[OTHER]:.4f}")
    print("  most often wrong:", wrong.most_common(12))


def _shown(
    patterns: Sequence[str], numbers: int, chance: random.Random
) -> tuple[NDArray[np.float64], list[str]]:
    """Return features of shapes, a row each, and their kinds: so many numbers of each font, and some letters."""
    rows: list[list[float]] = []
    kinds: list[str] = []
    for path in _fonts(patterns):
        for _ in range(numbers):
            for row, kind in _of_number(path, chance):
                rows.append(row)
                kinds.append(kind)
        for _ in range(numbers // 6):
            for row in _of_letters(path, chance):
                rows.append(row)
                kinds.append(OTHER)
    return np.array(rows), kinds


def _fonts(patterns: Sequence[str]) -> list[Path]:
    found = (path for pattern in patterns for path in FONTS.glob(f"*/{pattern}"))
    return sorted(path for path in found if path.stem not in LEFT_OUT and _has_digits(path))


def _has_digits(path: Path) -> bool:
    """Return whether a font has all that is asked of it: what is missing looks as what no font has."""
    font = ImageFont.truetype(str(path), SIZES[0], layout_engine=ImageFont.Layout.BASIC)
    missing = bytes(font.getmask("\uffff"))
    return all(bytes(font.getmask(each)) != missing for each in EASTERN + WESTERN)


def _of_number(path: Path, chance: random.Random) -> Iterator[tuple[list[float], str]]:
    digits = chance.choice((EASTERN, EASTERN, WESTERN))
    text = "".join(chance.choices(digits, k=chance.randint(2, 5)))
    if chance.random() < 0.5:
        text = text[:2] + chance.choice(MARKS) + text[2:]
    found = shapes_in(_printed(text, path, chance))
    if len(found) == len(text):
        yield from zip(_rows(found), text, strict=True)


def _of_letters(path: Path, chance: random.Random) -> Iterator[list[float]]:
    text = " ".join(chance.choices(LETTERS, k=3))
    found = shapes_in(_printed(text, path, chance))
    highest = max((each.height for each in found), default=0)
    yield from _rows([each for each in found if each.height >= BODY * highest])


def _rows(found: Sequence[digit_shapes.Shape]) -> Iterator[list[float]]:
    tallest = max(found, key=lambda each: each.height, default=None)
    for each in found:
        assert tallest is not None
        yield features(each, tallest)


def _printed(text: str, path: Path, chance: random.Random) -> GreyPage:
    """Text as it may come from a scanner: aslant, blurred, thicker or thinner, with noise."""
    size = chance.randint(*SIZES)
    font = ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)
    wide = int(font.getlength(text)) + size
    page = Image.new("L", (wide, int(TALL * size) + size), 255)
    ImageDraw.Draw(page).text((size // 2, size // 2), text, font=font, fill=chance.randint(0, 70))
    page = page.rotate(chance.uniform(-2, 2), Image.Resampling.BICUBIC, fillcolor=255)
    if chance.random() < 0.3:
        page = page.filter(chance.choice((ImageFilter.MinFilter(3), ImageFilter.MaxFilter(3))))
    page = page.filter(ImageFilter.GaussianBlur(chance.uniform(0.2, 1.6)))
    noise = Image.effect_noise(page.size, chance.uniform(0, 12))
    page = ImageChops.add(page, noise, 1, -128).point(lambda shade: min(shade, 240))
    return GreyPage(page.width, page.height, page.tobytes())


def _stored(learnt: MLPClassifier) -> str:
    first, second = (
        [_unit(np.append(weights[:, unit], bias[unit])) for unit in range(weights.shape[1])]
        for weights, bias in zip(learnt.coefs_, learnt.intercepts_, strict=True)
    )
    return json.dumps({"kinds": list(learnt.classes_), "first": first, "second": second}, indent=0)


def _unit(weights: NDArray[np.float64]) -> dict[str, object]:
    greatest = float(np.abs(weights).max())
    whole = np.rint(weights / greatest * digit_shapes.SCALE).astype(np.int8)
    return {"greatest": round(greatest, 6), "weights": base64.b64encode(whole.tobytes()).decode()}


if __name__ == "__main__":
    sys.exit(main())
