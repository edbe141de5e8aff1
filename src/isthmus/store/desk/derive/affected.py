"""Which incidents and persons a change touches.

A change is told before it is made where something goes or is edited, and after it is made where something came:
what was tied before and what is tied now are both worked out again.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.db.models import Q

from isthmus.store.desk.models import (
    Act,
    Authorship,
    IncidentAct,
    Judgement,
    Mention,
    PersonMention,
    PlaceAbove,
    Replacement,
    Retraction,
    Statement,
    Voice,
)
from isthmus.store.desk.queries.workbook import some

__all__ = ["AffectedRows"]

# What a judgement is about: its decision, and the keys of its sides, mentions first.
_JUDGED = (
    "decision",
    "left_mention_id",
    "right_mention_id",
    "left_act_id",
    "right_act_id",
    "left_source_id",
    "right_source_id",
    "left_place_id",
    "right_place_id",
    "left_statement_id",
)
_PARTS = (slice(0, 1), slice(1, 3), slice(3, 5), slice(5, 7), slice(7, 9), slice(9, 10))


class AffectedRows:
    """Gathers what a change touches; `refresh` works it out again."""

    def __init__(self) -> None:
        self.acts: set[int] = set()
        self.mentions: set[int] = set()
        self.incidents: set[int] = set()
        self.persons: set[int] = set()
        self.sources: set[int] = set()
        self.places: set[int] = set()
        self.everything = False

    def add_acts(self, acts: Collection[int]) -> None:
        """Take in acts, and the incidents that they are part of so far."""
        self.acts |= set(acts)
        self.incidents |= {one for (one,) in some(IncidentAct.objects.all(), acts, "incident_id", by="act")}

    def add_mentions(self, mentions: Collection[int]) -> None:
        """Take in mentions whose persons may have changed, with all the acts of these persons so far."""
        persons = {one for (one,) in some(PersonMention.objects.all(), mentions, "person_id", by="mention")}
        members = {one for (one,) in some(PersonMention.objects.all(), persons, "mention_id", by="person")}
        self.persons |= persons
        self.mentions |= members | set(mentions)
        self.add_acts({act for (act,) in some(Mention.objects.all(), members | set(mentions), "act_id")})

    def add_statements(self, statements: Collection[int]) -> None:
        """Take in statements: their acts, what they deny in general, and what they retract."""
        self._add_acts_of(statements)
        retracted = {
            one for (one,) in some(Retraction.objects.all(), statements, "retracted_id", by="statement")
        }
        self._add_acts_of(retracted)

    def _add_acts_of(self, statements: Collection[int]) -> None:
        columns = ("pk", "scope", "statement__stance", "type", "place_id")
        acts: set[int] = set()
        denied: set[tuple[str, int | None]] = set()
        for act, scope, stance, kind, place in some(Act.objects.all(), statements, *columns, by="statement"):
            if scope != "general":
                acts.add(act)
            elif stance == "denies":
                denied.add((kind, place))
        self.add_acts(acts)
        for kind, place in denied:
            self._add_denied(kind, place)

    def _add_denied(self, kind: str, place: int | None) -> None:
        """Take in what a general denial may cover; the period is left to core."""
        if not kind and place is None:
            self.everything = True
            return
        covered = Act.objects.exclude(scope="general")
        if kind:
            covered = covered.filter(type=kind)
        if place is not None:
            covered = covered.filter(place__in=PlaceAbove.objects.filter(above=place).values("place"))
        self.add_acts(set(covered.values_list("pk", flat=True)))

    def add_documents(self, documents: Collection[int]) -> None:
        """Take in documents: all that is said in them."""
        self.add_statements({one for (one,) in some(Statement.objects.all(), documents, "pk", by="document")})

    def add_sources(self, sources: Collection[int]) -> None:
        """Take in sources: all in which they, or sources under one control with them, have a part."""
        self.sources |= set(sources)

    def add_places(self, places: Collection[int]) -> None:
        """Take in places whose parent changed, or new ones."""
        self.places |= set(places)

    def add_judgements(self, judgements: Iterable[Judgement]) -> None:
        """Take in judgements that come, go or are replaced, as they are in memory."""
        self._add_judged([tuple(getattr(each, column) for column in _JUDGED) for each in judgements])

    def add_judgements_of(self, keys: Collection[int]) -> None:
        """Take in saved judgements by their keys, with those that they replace."""
        replaced = {old for (old,) in some(Replacement.objects.all(), keys, "replaced_id", by="judgement")}
        self._add_judged(list(some(Judgement.objects.all(), replaced | set(keys), *_JUDGED)))

    def _add_judged(self, judged: Sequence[tuple[Any, ...]]) -> None:
        decisions, mentions, acts, sources, places, statements = (
            {value for row in judged for value in row[part] if value is not None} for part in _PARTS
        )
        self.everything = self.everything or "examined" in decisions
        self.add_mentions(mentions)
        self.add_acts(acts)
        self.add_sources(sources)
        self.add_places(places)
        self.add_statements(statements)
        # Whether a statement was coded by mistake decides whether its mentions are persons.
        self.add_mentions(
            {one for (one,) in some(Mention.objects.all(), statements, "pk", by="act__statement")}
        )

    def said_by(self, sources: Collection[int]) -> set[int]:
        """Return the statements in which sources have a part, or which are in documents of theirs."""
        said = {one for (one,) in some(Voice.objects.all(), sources, "statement_id", by="source")}
        written = {one for (one,) in some(Authorship.objects.all(), sources, "document_id", by="source")}
        return said | {one for (one,) in some(Statement.objects.all(), written, "pk", by="document")}

    def below(self, places: Collection[int]) -> set[int]:
        """Return the acts in places or in places below them."""
        inside = Q(place__in=PlaceAbove.objects.filter(above__in=places).values("place"))
        return set(Act.objects.filter(inside).values_list("pk", flat=True))
