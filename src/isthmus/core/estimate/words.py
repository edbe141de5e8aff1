"""What estimation says, in words that can be quoted: assumptions, reasons, figures."""

from collections.abc import Sequence

__all__ = ["ASSUMPTIONS", "INDEPENDENCE", "NAMES", "joined", "number", "rounded", "span"]

NAMES = {
    "lcmcr": "latent classes",
    "dga": "decomposable graphs",
    "loglinear": "log-linear",
}

ASSUMPTIONS = {
    "lcmcr": (
        "People fall into groups that differ in how easily each list reaches them; within a group the lists reach "
        "people independently; nobody is wholly out of reach of every list."
    ),
    "dga": (
        "Whatever makes two lists overlap more or less than by chance shows among the documented; given those "
        "dependences, being on no list follows the same pattern. No dependence holds all lists together at once."
    ),
    "loglinear": (
        "The dependences between lists that the documented people show also hold for the undocumented; there is no "
        "dependence of all lists at once."
    ),
}

INDEPENDENCE = "rests on independence of the two lists, which nothing in the data can test"


def number(value: float) -> str:
    """Return a number of people with a comma at the thousands."""
    return f"{value:,.0f}"


def rounded(value: float) -> str:
    """Return a number of people to three figures, as one would say it."""
    if value < 1000:
        return number(value)
    scale = 10 ** (len(str(int(value))) - 3)
    return number(round(value / scale) * scale)


def span(interval: tuple[float, float]) -> str:
    """Return an interval in words."""
    return f"{number(interval[0])} to {number(interval[1])}"


def joined(names: Sequence[str]) -> str:
    """Return names in a sentence."""
    if len(names) < 2:
        return "".join(names)
    return ", ".join(names[:-1]) + " and " + names[-1]
