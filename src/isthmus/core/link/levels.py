"""What the level of a comparison says, as a message that a page of review shows."""

from isthmus.core.link.groups import GROUPS
from isthmus.core.link.incidents import COMPARISONS
from isthmus.core.link.model import Comparison, comparisons
from isthmus.core.messages import Message

__all__ = ["level_message"]

_PERSONS = comparisons(("name", "born", "died", "date", "place", "sex", "identifiers", "list"))
_KNOWN = {each.name: each for each in (*_PERSONS, *GROUPS, *COMPARISONS)}
# Comparisons whose levels speak of the same kind of thing.
_FORMS = {"born": "day", "died": "day", "date": "day", "period": "day", "site": "place"}


def level_message(comparison: str, number: int) -> Message:
    """Return what a level of a comparison says; levels count from the weakest, -1 is not stated."""
    known = _known(comparison)
    if number < 0:
        return Message("link.level.not_stated")
    if known is None or number >= len(known.expanded()):
        return Message("link.level.by_earlier")
    level = known.expanded()[::-1][number]
    form = "further" if comparison.startswith("x_") else _FORMS.get(comparison, comparison)
    found = Message(f"link.level.{form}.{level.code}")
    if not level.rarity:
        return found
    return Message("link.level.of_rarity", level=found, rarity=Message(f"link.rarity.{level.rarity}"))


def _known(comparison: str) -> Comparison | None:
    if comparison.startswith("x_"):
        return next(iter(comparisons((comparison,))), None)
    return _KNOWN.get(comparison)
