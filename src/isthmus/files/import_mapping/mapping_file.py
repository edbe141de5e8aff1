"""A mapping from a file: YAML, in which every value is the text as it stands."""

from collections.abc import Iterator
from pathlib import Path

import yaml

from isthmus.core.import_mapping.nodes import ListNode, MappingProblem, Node, PartNode, WordNode
from isthmus.core.import_mapping.reading import read_mapping
from isthmus.core.import_mapping.values import ImportMapping
from isthmus.core.messages import Message, MessageError
from isthmus.files.table import NotAFile, open_file

__all__ = ["UnsoundMapping", "mapping_nodes", "mapping_of", "mapping_text", "read_mapping_file"]

_LARGEST = 1 << 20
_DEEPEST = 12


class UnsoundMapping(MessageError):
    """The mapping cannot be used; `problems` says why, each with its line."""

    def __init__(self, problems: list[MappingProblem]) -> None:
        super().__init__(Message("mapping_file.unsound", n=len(problems)))
        self.problems = problems


def read_mapping_file(path: Path) -> ImportMapping:
    """Return the mapping that a file holds. Raises `UnsoundMapping`."""
    return mapping_of(mapping_text(path))


def mapping_text(path: Path) -> str:
    """Return the words of a mapping's file. Raises `UnsoundMapping`."""
    try:
        with open_file(path) as stream:
            content = stream.read(_LARGEST + 1)
    except (NotAFile, OSError):
        raise _refused(1, "mapping_file.unreadable", "mapping_file.unreadable_fix") from None
    if len(content) > _LARGEST:
        raise _refused(1, "mapping_file.too_large", "mapping_file.too_large_fix")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = content[: wrong.start].count(b"\n") + 1
        raise _refused(line, "mapping_file.not_utf8", "mapping_file.not_utf8_fix") from None


def mapping_of(text: str) -> ImportMapping:
    """Return the mapping that these words are. Raises `UnsoundMapping`."""
    mapping, problems = read_mapping(mapping_nodes(text))
    if mapping is None:
        raise UnsoundMapping(problems)
    return mapping


def _refused(line: int, rule: str, fix: str) -> UnsoundMapping:
    return UnsoundMapping([MappingProblem(line, Message(rule), Message(fix))])


def mapping_nodes(text: str) -> Node:
    """Return the words of a mapping with their lines. Raises `UnsoundMapping`."""
    try:
        _check_plain(text)
        root = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as wrong:
        mark = wrong.problem_mark or wrong.context_mark
        raise _refused(mark.line + 1 if mark else 1, "mapping_file.yaml", "mapping_file.yaml_fix") from None
    except (yaml.YAMLError, RecursionError):
        raise _refused(1, "mapping_file.yaml", "mapping_file.yaml_fix") from None
    return WordNode("", 1) if root is None else _node(root)


def _check_plain(text: str) -> None:
    """Refuse what a mapping has no use for: references to other parts, which may grow without end, and depth."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.BaseLoader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):
            raise _refused(line, "mapping_file.alias", "mapping_file.alias_fix")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise _refused(line, "mapping_file.deep", "mapping_file.yaml_fix")


def _node(found: yaml.Node) -> Node:
    line = found.start_mark.line + 1
    if isinstance(found, yaml.ScalarNode):
        return WordNode(str(found.value), line)
    if isinstance(found, yaml.SequenceNode):
        return ListNode([_node(each) for each in found.value], line)
    items: dict[str, Node] = {}
    lines: dict[str, int] = {}
    for name, key_line, value in _items(found):
        if name in items:
            raise _refused(key_line, "mapping_file.twice", "mapping_file.twice_fix")
        items[name], lines[name] = _node(value), key_line
    return PartNode(items, line, lines)


def _items(found: yaml.Node) -> Iterator[tuple[str, int, yaml.Node]]:
    for key, value in found.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            raise _refused(line, "mapping_file.yaml", "mapping_file.yaml_fix")
        yield str(key.value), line, value
