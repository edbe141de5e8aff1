"""What may be judged, and how."""

from collections.abc import Mapping

__all__ = ["DECISIONS", "EVERY_DECISION", "SIDES"]

# Which sheet a judgement's sides come from, and what may be decided, by its kind.
SIDES: Mapping[str, str] = {
    "person": "mentions",
    "incident": "acts",
    "source": "sources",
    "retraction": "statements",
}
DECISIONS: Mapping[str, tuple[str, ...]] = {
    "person": ("same", "different", "disjoint", "part_of", "unsure", "examined"),
    "incident": ("same", "different", "part_of", "unsure"),
    "source": ("same", "different"),
    "retraction": ("accepted", "coerced", "unsure"),
}
EVERY_DECISION = tuple(dict.fromkeys(decision for decisions in DECISIONS.values() for decision in decisions))
