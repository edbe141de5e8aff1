"""A mapping as written: words, lists and named parts, each with the line on which it stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from isthmus.core.messages import Message

__all__ = ["ListNode", "MappingProblem", "Node", "PartNode", "WordNode", "Written"]

type Written = str | list[Written] | dict[str, Written]
"""A mapping, or a part of one, that is to be written."""


@dataclass(frozen=True, slots=True)
class WordNode:
    """A text or number, as it is written; `line` counts from 1."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class ListNode:
    """Items in order."""

    items: Sequence["Node"]
    line: int


@dataclass(frozen=True, slots=True)
class PartNode:
    """Named items; `lines` holds where each name stands."""

    items: Mapping[str, "Node"]
    line: int
    lines: Mapping[str, int] = field(default_factory=dict)


type Node = WordNode | ListNode | PartNode


@dataclass(frozen=True, slots=True)
class MappingProblem:
    """What is wrong with a mapping: the line, the rule, and what to do."""

    line: int
    rule: Message
    fix: Message
