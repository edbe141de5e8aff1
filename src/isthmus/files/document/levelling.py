"""A page that was photographed or scanned, made even and level: letters are found far better on it.

One threshold parts letters from paper on the whole page: with a shadow on it, half of them would be lost.
"""

from collections.abc import Iterable
from itertools import pairwise

from PIL import Image, ImageChops, ImageFilter, ImageMath

__all__ = ["evened", "levelled"]

# The paper is the brightest of some forty points around: wider than the lines of a letter at 300 dpi, narrower than
# the edge of a shadow.
_PAPER, _WIDER = 8, 5
_BRIGHT = 240
# A phone held by hand is seldom more aslant. Half a degree over the width of a page is the height of a line.
_MOST_DEGREES = 7.0
_COARSE, _FINE = 0.5, 0.1
# The angle is measured on a small picture, in which a line of print is some ten points high.
_SIDE = 1_000
_BLUR = 12
_DARKER = 12
# Lines stand out by this factor over how they do at the angles tried beside, and not at the last one of these; else
# there are none, or none to see.
_STANDS_OUT = 1.6


def evened(page: Image.Image) -> Image.Image:
    """Return a page in grey with its paper everywhere as bright: each point is divided by the paper around it."""
    paper = page.reduce(_PAPER).filter(ImageFilter.MaxFilter(_WIDER)).filter(ImageFilter.MedianFilter(_WIDER))
    around = paper.filter(ImageFilter.GaussianBlur(_WIDER)).resize(page.size, Image.Resampling.BILINEAR)
    even: Image.Image = ImageMath.lambda_eval(
        lambda each: each["convert"](
            each["min"](each["page"] * _BRIGHT / each["max"](each["paper"], 1), 255), "L"
        ),
        page=page,
        paper=around,
    )
    return even


def levelled(page: Image.Image) -> tuple[Image.Image, float]:
    """Return a page in grey with its lines level, as large as before, and by how many degrees it was turned left."""
    angle = _angle(page)
    if abs(angle) < _FINE:
        return page, 0.0
    return page.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255), angle


def _angle(page: Image.Image) -> float:
    small = page.copy()
    small.thumbnail((_SIDE, _SIDE))
    around = small.filter(ImageFilter.GaussianBlur(_BLUR))
    ink = ImageChops.subtract(around, small).point(lambda each: 255 if each > _DARKER else 0)
    coarse = {angle: _contrast(ink, angle) for angle in _steps(0.0, _MOST_DEGREES, _COARSE)}
    best = max(coarse, key=lambda angle: coarse[angle])
    if abs(best) >= _MOST_DEGREES or coarse[best] < _STANDS_OUT * sorted(coarse.values())[len(coarse) // 2]:
        return 0.0
    fine: float = max(_steps(best, _COARSE, _FINE), key=lambda angle: _contrast(ink, angle))
    return round(fine, 2)


def _steps(middle: float, around: float, step: float) -> Iterable[float]:
    count = round(around / step)
    return [middle + number * step for number in range(-count, count + 1)]


def _contrast(ink: Image.Image, angle: float) -> float:
    """Return how much rows of points differ from the next ones: most where lines of print are level."""
    turned = ink.rotate(angle, Image.Resampling.NEAREST)
    rows = turned.resize((1, turned.height), Image.Resampling.BOX, reducing_gap=None).tobytes()
    return float(sum((one - other) ** 2 for one, other in pairwise(rows)))
