"""Which lists were in part made from which others: a few as sentences, many as one table of lists by lists."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from isthmus.core.messages import Message

__all__ = ["Derivation", "Derivations", "derivations_of"]

# Objections that are read as sentences; of more, a table shows the pairs at a glance.
MOST_SENTENCES = 2


@dataclass(frozen=True, slots=True)
class Derivation:
    """One cell: of how many of a list's documents another list's sources speak, or how many both have in common."""

    documents: int
    of: int
    people: int
    jointly: bool


@dataclass(frozen=True, slots=True)
class Derivations:
    """Sentences, or where they are many the lists by name and a row of cells for each, with what all of them mean."""

    sentences: Sequence[Message]
    names: Sequence[str] = ()
    rows: Sequence[tuple[str, Sequence[Derivation | None]]] = ()
    pairs: int = 0

    @property
    def meaning(self) -> Message:
        """Return why that matters, and what to do."""
        return Message("estimate.copied_names")

    @property
    def summary(self) -> Sequence[Message]:
        """Return the same for a paragraph: the sentences, or how many pairs there are and what they mean."""
        if not self.rows:
            return self.sentences
        return (Message("estimate.lists_made_from_others", n=self.pairs), self.meaning)


def derivations_of(objections: Sequence[Message]) -> Derivations:
    """Return what speaks against the lists, as it is shown."""
    if len(objections) <= MOST_SENTENCES:
        return Derivations(objections)
    cells: dict[tuple[str, str], Derivation] = {}
    for each in objections:
        values = _values(each)
        one, other, jointly = str(values["one"]), str(values["other"]), "of" not in values
        found = Derivation(values["documents"], values.get("of", 0), values.get("people", 0), jointly)
        cells[one, other] = found
        if jointly:
            cells[other, one] = found
    names = sorted({name for pair in cells for name in pair}, key=str.casefold)
    rows = [(one, [cells.get((one, other)) for other in names]) for one in names]
    return Derivations((), names, rows, len(objections))


def _values(objection: Message) -> Mapping[str, Any]:
    """Return what the sentences of an objection say of one pair of lists."""
    sentences = [each for each in _sentences(objection) if isinstance(each, Message)]
    found: dict[str, Any] = {}
    for each in sentences:
        values = each.values
        if each.code == "estimate.people_by_these_alone":
            values = {"people": values["n"]}
        elif each.code == "estimate.documents_of_both":
            values = {"documents": values["n"]}
        found |= values
    return found


def _sentences(objection: Message) -> Sequence[Any]:
    sentences = objection.values["sentences"]
    assert isinstance(sentences, Sequence)
    return sentences
