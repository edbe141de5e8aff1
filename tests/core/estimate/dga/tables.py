"""Small tables of overlapping lists: two that are published, and some that are made up."""

import numpy as np

from isthmus.core.estimate.values import Lists

# Killings in Kosovo, March to June 1999: exhumations, ABA/CEELI, OSCE, Human Rights Watch. Ball, Betts, Scheuren,
# Dudukovic & Asher, "Killings and Refugee Flow in Kosovo, March - June 1999", AAAS 2002.
KOSOVO = Lists.of(
    ["EXH", "ABA", "OSCE", "HRW"],
    np.array([[number >> place & 1 for place in (3, 2, 1, 0)] for number in range(1, 16)], dtype=bool),
    [306, 936, 123, 845, 31, 217, 32, 1131, 106, 228, 42, 177, 18, 181, 27],
)
# Children with spina bifida in upstate New York, 1969-1974: birth and death certificates, and medical records. Hook,
# Albright & Cross, American Journal of Epidemiology 112 (1980).
SPINA_BIFIDA = Lists.of(
    ["birth", "death", "records"],
    np.array([[0, 0, 1], [0, 1, 0], [0, 1, 1], [1, 0, 0], [1, 0, 1], [1, 1, 0], [1, 1, 1]], dtype=bool),
    [247, 49, 142, 60, 112, 4, 12],
)

# Presumed victims of trafficking in the Netherlands, 2010-2015, two of the six lists merged. Cruyff, van Dijk & van der
# Heijden, CHANCE 30 (2017); Silverman, Journal of the Royal Statistical Society A 183 (2020).
_TRAFFICKED = {
    "00001": 632, "00010": 650, "00011": 2, "00100": 4466, "00101": 125, "00110": 82, "00111": 1, "01000": 1299,
    "01001": 4, "01100": 44, "10000": 756, "10001": 73, "10010": 5, "10100": 81, "10101": 11, "10110": 2, "11000": 1,
}  # fmt: skip
NETHERLANDS = Lists.of(
    ["IO", "K", "P", "R", "Z"],
    np.array([[on == "1" for on in pattern] for pattern in _TRAFFICKED]),
    list(_TRAFFICKED.values()),
)


def random_lists(rng, size, most=20):
    """Any table: some cells empty, some one, some many."""
    patterns = np.array(
        [[number >> place & 1 for place in range(size)] for number in range(1 << size)], dtype=bool
    )
    return Lists.of([f"L{place}" for place in range(size)], patterns, rng.integers(0, most, 1 << size))


def as_counts(lists):
    """The table as {pattern: people}."""
    return {
        tuple(int(on) for on in pattern): int(count)
        for pattern, count in zip(lists.patterns, lists.counts, strict=True)
    }
