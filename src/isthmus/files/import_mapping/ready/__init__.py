"""Mappings that are shipped, for lists whose columns are called as they say; who speaks and how they know is asked."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files

from isthmus.core.dates.date_words import folded
from isthmus.core.import_mapping.mapping_parts import ASKED
from isthmus.core.import_mapping.nodes import ListNode, Node, PartNode, WordNode
from isthmus.core.messages import Message
from isthmus.files.import_mapping.mapping_file import mapping_nodes

__all__ = ["READY", "ReadyMapping", "lacking", "ready_mapping", "there"]

READY = ("dead", "incidents", "casework")


@dataclass(frozen=True, slots=True)
class ReadyMapping:
    """A shipped mapping. `homes`: the column of each field, as a table calls it; `asked`: what is to be said."""

    name: str
    row: str
    text: str
    homes: Mapping[str, str]
    asked: tuple[str, ...]

    @property
    def about(self) -> Message:
        """Return what kind of list it is for."""
        return Message(f"ready.{self.name}")

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the columns that it reads, in order."""
        return tuple(dict.fromkeys(self.homes.values()))

    def written(self, name: str, place: Mapping[str, str]) -> str:
        """Return the words of the mapping for a list of this name. `place`: where its table stands."""
        called = json.dumps(name, ensure_ascii=False)
        text = self.text.replace('name: "?"', f"name: {called}", 1).replace(
            'title: "?"', f"title: {called}", 1
        )
        said = "".join(
            f"{each}: {json.dumps(word, ensure_ascii=False)}, " for each, word in place.items() if word
        )
        return text.replace("table: {", f"table: {{{said}", 1)


def ready_mapping(name: str) -> ReadyMapping:
    """Return a shipped mapping by its name, one of `READY`."""
    text = (files(__name__) / f"{name}.yaml").read_text(encoding="utf-8")
    root = mapping_nodes(text)
    assert isinstance(root, PartNode)
    homes: dict[str, str] = {}
    for field, column in _homes(root):
        if column not in homes.values():
            homes.setdefault(field, column)
    asked = tuple(each for each in _asked(root) if each not in ("name", "document.title"))
    return ReadyMapping(name, _word(root, "row"), text, homes, asked)


def lacking(ready: ReadyMapping, names: tuple[str, ...], likely: Mapping[str, str]) -> list[Message]:
    """Return which columns of a shipped mapping a table lacks. `likely`: by field, the column that may be it."""
    there = {folded(each) for each in names}
    found = []
    for field, column in ready.homes.items():
        if folded(column) in there:
            continue
        perhaps = likely.get(field, "")
        code = "ready.lacks_perhaps" if perhaps and perhaps not in ready.columns else "ready.lacks"
        found.append(Message(code, column=column, perhaps=perhaps))
    return found


def there(ready: ReadyMapping, names: tuple[str, ...]) -> dict[str, str]:
    """Return the columns of a table that are called as a shipped mapping says, by field."""
    by_name = {folded(each): each for each in names}
    return {
        field: by_name[folded(column)] for field, column in ready.homes.items() if folded(column) in by_name
    }


def _homes(node: Node) -> Iterator[tuple[str, str]]:
    """Yield each field with the column that it is read from."""
    if isinstance(node, ListNode):
        for each in node.items:
            yield from _homes(each)
    if not isinstance(node, PartNode):
        return
    for name, each in node.items.items():
        if name == "key" and isinstance(each, ListNode):
            yield from (("key", one.text) for one in each.items if isinstance(one, WordNode))
        elif isinstance(each, PartNode) and "column" in each.items:
            yield _field(node, name), _word(each, "column")
        else:
            yield from _homes(each)


def _field(part: PartNode, name: str) -> str:
    """Return what a column is called that holds this field, where it is another among these people."""
    if name == "name" and _word(part, "role") == "perpetrator":
        return "perpetrator"
    return "missing" if name == "number" and _word(part, "status") == "missing" else name


def _word(part: PartNode, name: str) -> str:
    found = part.items.get(name)
    return found.text if isinstance(found, WordNode) else ""


def _asked(node: Node, at: str = "") -> Iterator[str]:
    if isinstance(node, PartNode):
        for name, each in node.items.items():
            yield from _asked(each, f"{at}.{name}" if at else name)
    elif isinstance(node, ListNode):
        for each in node.items:
            yield from _asked(each, at)
    elif node.text.startswith(ASKED):
        yield at
