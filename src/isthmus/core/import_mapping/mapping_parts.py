"""The parts of a mapping as written: words, lists and named parts; what is wrong with them is collected."""

from collections.abc import Callable
from dataclasses import dataclass, field

from isthmus.core.import_mapping.nodes import ListNode, MappingProblem, PartNode, WordNode
from isthmus.core.messages import Message

__all__ = ["ASKED", "MappingParts"]

ASKED = "?"
"""What stands in a mapping that was proposed where only people can say."""


@dataclass
class MappingParts:
    """Reads parts one by one; `problems` is all that was wrong so far."""

    problems: list[MappingProblem] = field(default_factory=list)

    def wrong(self, line: int, rule: Message, fix: Message) -> None:
        """Take a problem in."""
        self.problems.append(MappingProblem(line, rule, fix))

    def known(self, part: PartNode, names: tuple[str, ...]) -> None:
        """Take in the names of a part that mean nothing."""
        for name in part.items:
            if name not in names:
                rule = Message("mapping_file.no_such_word", word=name[:40])
                self.wrong(
                    part.lines.get(name, part.line), rule, Message("mapping_file.words_fix", words=names)
                )

    def word(self, part: PartNode, name: str, *, needed: bool = False) -> str:
        """Return one word of a part; what is asked, no word, or `needed` and missing is a problem."""
        found = part.items.get(name)
        if isinstance(found, WordNode) and found.text.startswith(ASKED):
            self.wrong(
                found.line, Message("mapping_file.asked", name=name), Message("mapping_file.asked_fix")
            )
            return ""
        if isinstance(found, WordNode) and (found.text or not needed):
            return found.text
        if found is not None:
            line = part.lines.get(name, part.line)
            self.wrong(line, Message("mapping_file.word", name=name), Message("mapping_file.word_fix"))
        elif needed:
            self.lacks(part, name)
        return ""

    def lacks(self, part: PartNode, name: str) -> None:
        """Say that a part lacks something."""
        self.wrong(
            part.line, Message("mapping_file.lacks", name=name), Message("mapping_file.lacks_fix", name=name)
        )

    def choice(self, part: PartNode, name: str, choices: tuple[str, ...]) -> str:
        """Return one word of these."""
        found = self.word(part, name, needed=True)
        if found and found not in choices:
            self.not_among(part.lines.get(name, part.line), found, choices)
        return found

    def not_among(self, line: int, found: str, choices: tuple[str, ...]) -> None:
        """Say that a word cannot stand there."""
        rule = Message("mapping_file.not_among", word=found[:40])
        self.wrong(line, rule, Message("mapping_file.words_fix", words=choices))

    def part(self, part: PartNode, name: str, *, needed: bool = False) -> PartNode:
        """Return a part within another, an empty one where there is none."""
        found = part.items.get(name)
        line = part.lines.get(name, part.line)
        if isinstance(found, PartNode):
            return PartNode(found.items, line, found.lines)
        if found is not None:
            self.wrong(
                line, Message("mapping_file.part", name=name), Message("mapping_file.part_fix", name=name)
            )
        elif needed:
            self.lacks(part, name)
        return PartNode({}, line)

    def words(self, part: PartNode, name: str) -> tuple[str, ...]:
        """Return a list of words, or one word."""
        found = part.items.get(name)
        if found is None:
            return ()
        items = found.items if isinstance(found, ListNode) else (found,)
        if isinstance(found, PartNode) or not all(isinstance(each, WordNode) for each in items):
            line = part.lines.get(name, part.line)
            self.wrong(
                line, Message("mapping_file.words", name=name), Message("mapping_file.list_fix", name=name)
            )
            return ()
        return tuple(each.text for each in items if isinstance(each, WordNode))

    def each[T](self, part: PartNode, name: str, read: Callable[[PartNode], T]) -> list[T]:
        """Return what is read of each part of a list, or of the one that stands there."""
        found = part.items.get(name)
        if found is None:
            return []
        items = found.items if isinstance(found, ListNode) else [found]
        wrong = (
            [each for each in items if not isinstance(each, PartNode)]
            if not isinstance(found, PartNode)
            else []
        )
        if isinstance(found, PartNode):
            items = [found]
        for each in wrong:
            self.wrong(
                each.line,
                Message("mapping_file.part", name=name),
                Message("mapping_file.part_fix", name=name),
            )
        return [read(each) for each in items if isinstance(each, PartNode)]

    def number(self, part: PartNode, name: str, otherwise: int, most: int) -> int:
        """Return a number from 1 on."""
        text = self.word(part, name)
        if not text:
            return otherwise
        if text.isdecimal() and 1 <= int(text[:9]) <= most and len(text) < 9:
            return int(text)
        rule = Message("mapping_file.number", name=name, most=most)
        self.wrong(part.lines.get(name, part.line), rule, Message("mapping_file.number_fix"))
        return otherwise

    def pairs(self, part: PartNode, name: str) -> dict[str, str]:
        """Return words by name."""
        within = self.part(part, name)
        return {each: self.word(within, each) for each in within.items}
