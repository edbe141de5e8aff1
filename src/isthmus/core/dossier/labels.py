"""What sources, documents, people and places are called in a dossier: by name, or by a number where that is closed."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from isthmus.core.corroborate import SupportGraph
from isthmus.core.dossier.values import ClosedCell, Words
from isthmus.core.messages import Message
from isthmus.core.register import Register
from isthmus.core.workbook.rows import Mention
from isthmus.core.workbook.tokens import is_token
from isthmus.core.workbook.vocabularies import ALIASES
from isthmus.core.workbook.vocabularies import label as vocabulary_label

__all__ = ["DossierLabels", "with_document_keys"]


# No source's id begins so.
DOCUMENT = "\0document "


def with_document_keys(graph: SupportGraph) -> SupportGraph:
    """Return the graph with keys for documents that no source's id can equal, since one table of labels serves both."""
    nodes = (
        replace(
            node,
            documents=tuple(DOCUMENT + each for each in node.documents),
            missing=tuple(DOCUMENT + each for each in node.missing),
        )
        for node in graph.nodes
    )
    return replace(graph, nodes=tuple(nodes))


class DossierLabels:
    """Names what a dossier speaks of. What is closed is numbered as it is met, and listed with its token."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self._persons: dict[str, int] = {}
        self._numbers: dict[tuple[str, str], int] = {}
        self._closed: dict[tuple[str, str], ClosedCell] = {}

    @property
    def closed(self) -> list[ClosedCell]:
        """Return what was found closed so far, in the order in which it was met."""
        return list(self._closed.values())

    def source(self, ref: str) -> Words:
        """Return what a source is called."""
        return self._called("source", ref, self.register.sources[ref].name)

    def document(self, ref: str) -> Words:
        """Return what a document is called."""
        return self._called("document", ref, self._documents[ref])

    def place(self, ref: str) -> Words:
        """Return what a place is called, and how precisely it is known where that is coarse."""
        return self.register.places[ref].name

    def person(self, mention: Mention) -> int:
        """Return the number of a person in the dossier."""
        return self._persons.setdefault(self.register.person_of[mention.id], len(self._persons) + 1)

    def name(self, mention: Mention, statement: int) -> Words:
        """Return the name of a mention; nothing where none is stated."""
        if not is_token(mention.name):
            return mention.name
        words = Message("dossier.closed.name_of", person=self.person(mention), statement=statement)
        self._closed["mentions", mention.id] = ClosedCell(words, mention.name)
        return Message("dossier.closed.name")

    def text(self, cell: str, instead: Message, where: Message) -> Words:
        """Return a text in somebody's own words, or what is said instead of a closed one."""
        if not is_token(cell):
            return cell
        self._closed["text", cell] = ClosedCell(where, cell)
        return instead

    def term(self, name: str, code: str) -> Words:
        """Return a code of a list in words; nothing for none."""
        return (self._own.get((name, code)) or vocabulary_label(name, code)) if code else ""

    def of_graph(self, graph: SupportGraph) -> Mapping[str, Words]:
        """Return what every source and document of a drawing, as `with_document_keys` gives it, is called."""
        refs = {each for node in graph.nodes for each in node.sources}
        documents = {each for node in graph.nodes for each in (*node.documents, *node.missing)}
        called: dict[str, Words] = {ref: self.source(ref) for ref in sorted(refs)}
        return called | {key: self.document(key.removeprefix(DOCUMENT)) for key in sorted(documents)}

    @cached_property
    def _documents(self) -> Mapping[str, str]:
        return {row.id: row.title for row in self.register.workbook.documents}

    @cached_property
    def _own(self) -> Mapping[tuple[str, str], str]:
        return dict(self._terms())

    def _terms(self) -> Iterator[tuple[tuple[str, str], str]]:
        for term in self.register.workbook.vocabulary:
            if term.label:
                yield (ALIASES.get(term.list, term.list), term.code), term.label

    def _called(self, sort: str, ref: str, name: str) -> Words:
        if not is_token(name):
            return name
        number = self._numbers.setdefault((sort, ref), 1 + sum(each == sort for each, _ in self._numbers))
        words = Message(f"dossier.closed.{sort}", n=number)
        self._closed[sort, ref] = ClosedCell(words, name)
        return words
