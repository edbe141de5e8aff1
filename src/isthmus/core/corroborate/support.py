"""From statements to a support graph over sources (MODEL section 3).

A graph is built for a set of asserting (or denying) statements of one incident. Sources under one control or judged
the same are one node from the start (`Register.controlled`); joint authors and speakers, and anonymous sources, are
joined per graph.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from isthmus.core.register import Register
from isthmus.core.workbook.rows import Statement

__all__ = ["Support", "build"]


@dataclass(slots=True)
class Support:
    """A support graph: nodes are numbers, `names` and `sources` say who they are.

    `starts`: nodes that RECORD reaches; `after[n]`: nodes that n leads to; `origins`: nodes with an edge to ORIGIN;
    `vague`: nodes of speakers of whom it is not known how they know (the edge to ORIGIN that *at most* adds).
    """

    names: list[str] = field(default_factory=list)
    sources: list[tuple[str, ...]] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    after: list[list[int]] = field(default_factory=list)
    origins: set[int] = field(default_factory=set)
    vague: set[int] = field(default_factory=set)


def build(
    register: Register, statements: Sequence[Statement], speakers: frozenset[str], *, distinct: bool = False
) -> Support:
    """Return the support graph of the statements.

    `speakers` are the sources that speak on this incident at all: one of them named in `told_by` leads on to how
    it knows; anybody else named there knows at the origin. `distinct`: anonymous sources are not joined.
    """
    return _Builder(register, statements, speakers, distinct).built()


class _Builder:
    """Gathers routes source by source, joins sources into nodes, then numbers them."""

    def __init__(
        self, register: Register, statements: Iterable[Statement], speakers: frozenset[str], distinct: bool
    ) -> None:
        self.controlled = register.controlled
        self.kinds = register.kinds
        self.speakers = speakers
        self.occurring: dict[str, None] = {}
        self.joint: dict[str, str] = {}
        self.chains: list[list[str]] = []
        self.told: list[tuple[str, str]] = []
        self.origins: list[str] = []
        self.vague: list[str] = []
        for statement in statements:
            self._add(register.authors[statement.document], statement)
        if not distinct:
            self._join([each for each in self.occurring if self.kinds[each] == "anonymous"], register)

    def _add(self, authors: tuple[str, ...], statement: Statement) -> None:
        kinds = self.kinds
        authors = tuple(each for each in authors if kinds[each] != "self")
        via = [each for each in statement.via if kinds[each] != "self"]
        speakers = statement.speaker
        self._together(authors)
        self._together(speakers)
        speaker = speakers[0]
        self.chains.append([*authors[:1], *via, speaker])
        for each in (*authors, *via, *speakers):
            self.occurring[each] = None
        if statement.basis in ("first_hand", "record"):
            self.origins.append(speaker)
        elif not (statement.basis == "told" and self._told(speaker, statement.told_by)):
            self.vague.append(speaker)

    def _told(self, speaker: str, told_by: tuple[str, ...]) -> bool:
        named = [each for each in told_by if self.kinds[each] != "self"]
        for each in named:
            self.occurring[each] = None
            self.told.append((speaker, each))
            if each not in self.speakers:
                self.origins.append(each)
        return bool(named)

    def _together(self, sources: tuple[str, ...]) -> None:
        for other in sources[1:]:
            self._unite(sources[0], other)

    def _join(self, anonymous: list[str], register: Register) -> None:
        for at, one in enumerate(anonymous):
            for other in anonymous[at + 1 :]:
                if "different" not in register.on_sources.about(one, other):
                    self._unite(one, other)

    def _root(self, source: str) -> str:
        root = self.controlled[source]
        while root in self.joint:
            root = self.joint[root]
        return root

    def _unite(self, one: str, other: str) -> None:
        left, right = self._root(one), self._root(other)
        if left != right:
            self.joint[left] = right

    def built(self) -> Support:
        support = Support()
        number, members = self._numbered()
        support.sources = [tuple(sorted(each)) for each in members]
        support.names = [each[0] for each in support.sources]
        after: list[dict[int, None]] = [{} for _ in members]
        starts: dict[int, None] = {}
        for chain in self.chains:
            starts[number[chain[0]]] = None
            for one, other in zip(chain, chain[1:], strict=False):
                if number[one] != number[other]:  # consecutive equal nodes are one step
                    after[number[one]][number[other]] = None
        for one, other in self.told:
            after[number[one]][number[other]] = None
        support.starts, support.after = list(starts), [list(each) for each in after]
        support.origins = {number[each] for each in self.origins}
        support.vague = {number[each] for each in self.vague}
        return support

    def _numbered(self) -> tuple[dict[str, int], list[list[str]]]:
        by_root: dict[str, int] = {}
        number: dict[str, int] = {}
        members: list[list[str]] = []
        for source in self.occurring:
            root = self._root(source)
            at = by_root.setdefault(root, len(by_root))
            if at == len(members):
                members.append([])
            members[at].append(source)
            number[source] = at
        return number, members
