"""Tables that were published, typed in, and short ways to write small ones."""

import numpy as np

from isthmus.core.estimate.values import Lists


def lists_of(counts, names=None):
    """Return lists from a mapping of patterns, '101', to counts."""
    width = len(next(iter(counts)))
    on = np.array([[digit == "1" for digit in pattern] for pattern in counts])
    return Lists.of(names or [f"list {j + 1}" for j in range(width)], on, list(counts.values()))


def from_cells(cells):
    """Return lists from counts by cell, list j being bit j of the cell."""
    cells = np.asarray(cells, dtype=np.int64)
    width = len(cells).bit_length() - 1
    on = (np.arange(len(cells))[:, None] >> np.arange(width) & 1) == 1
    return Lists.of([f"list {j + 1}" for j in range(width)], on, cells)


# Killings in Kosovo, March to June 1999, by four projects: Ball, Betts, Scheuren, Dudukovich and Asher, "Killings and
# Refugee Flow in Kosovo" (AAAS 2002), whose estimate is 10,356, with 9,002 to 12,122.
KOSOVO = lists_of(
    {
        "0001": 306, "0010": 936, "0011": 123, "0100": 845, "0101": 31, "0110": 217, "0111": 32, "1000": 1131,
        "1001": 106, "1010": 228, "1011": 42, "1100": 177, "1101": 18, "1110": 181, "1111": 27,
    },
    ["EXH", "ABA", "OSCE", "HRW"],
)  # fmt: skip

# Potential victims of trafficking in the United Kingdom, 2013: Bales, Hesketh and Silverman, Significance 12 (2015),
# with police forces and the National Crime Agency as one list.
UK = lists_of(
    {
        "00001": 316, "00010": 695, "00011": 8, "00100": 995, "00101": 11, "00110": 76, "01000": 463, "01001": 1,
        "01010": 19, "01100": 62, "01110": 4, "10000": 54, "10010": 3, "10100": 19, "11000": 15, "11010": 1,
        "11100": 1, "11110": 1,
    },
    ["LA", "NG", "PFNCA", "GO", "GP"],
)  # fmt: skip

# Spina bifida in upstate New York, 1969 to 1974: Hook, Albright and Cross, Am J Epidemiol 112 (1980).
SPINA_BIFIDA = lists_of({"001": 247, "010": 49, "011": 142, "100": 60, "101": 112, "110": 4, "111": 12})
