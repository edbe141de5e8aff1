"""Which sources are taken away, and which statements fall with them."""

from isthmus.core.corroborate import Route
from isthmus.core.register import Register

__all__ = ["falls", "taken_away"]


def taken_away(register: Register, source: str, *, under_one_control: bool = False) -> frozenset[str]:
    """Return a source with all judged the same as it, or with all that count as one with it everywhere.

    Raises KeyError where there is no such source.
    """
    if not under_one_control:
        return frozenset(register.same_sources[source])
    root = register.controlled[source]
    return frozenset(each for each, other in register.controlled.items() if other == root)


def falls(route: Route, away: frozenset[str]) -> bool:
    """Return whether nothing is left of a statement by its own route."""
    if not away.isdisjoint(route.chain) or any(not away.isdisjoint(each) for each in route.joint):
        return True
    return bool(route.told) and not route.direct and away.issuperset(route.told)
