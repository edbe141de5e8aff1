"""What may be judged, and how."""

from collections.abc import Mapping

__all__ = ["DECISIONS", "EVERY_DECISION", "MADE", "ONE_SIDED", "SIDES"]

# Which sheet a judgement's sides come from, and what may be decided, by its kind.
SIDES: Mapping[str, str] = {
    "person": "mentions",
    "incident": "acts",
    "source": "sources",
    "place": "places",
    "retraction": "statements",
    "statement": "statements",
}
# Judgements about one thing, which stands on the left.
ONE_SIDED = ("retraction", "statement")
DECISIONS: Mapping[str, tuple[str, ...]] = {
    "person": ("same", "different", "disjoint", "part_of", "unsure", "examined"),
    "incident": ("same", "different", "part_of", "unsure"),
    "source": ("same", "different"),
    "place": ("same", "different"),
    "retraction": ("accepted", "coerced", "unsure"),
    "statement": ("withdrawn", "stands"),
}
# How a judgement was made: by a person looking at it, by a person about many at once, by a link run.
MADE = ("one_by_one", "in_one_go", "link_run")
EVERY_DECISION = tuple(dict.fromkeys(decision for decisions in DECISIONS.values() for decision in decisions))
