"""What the last link run proposes and nobody has decided: the queue of pairs, and what it could change in the count."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from isthmus.core.custody.actors import Actor
from isthmus.core.ids import UnionFind
from isthmus.store.desk.models import (
    Act,
    Head,
    Incident,
    Judgement,
    LinkRun,
    Mention,
    Proposal,
    Review,
    VictimLevel,
)
from isthmus.store.desk.queries.sealed import SEALED_MENTION
from isthmus.store.desk.queries.withdrawn import but_withdrawn

__all__ = [
    "SIDE",
    "THING",
    "OpenPairs",
    "Queue",
    "asked_of",
    "counted_things",
    "last_run",
    "mentions_of",
    "open_of",
    "sides",
    "undecided",
    "unlinked",
]

# Why a pair is asked about: proposed by the run; in the sample that several judge; sampled to estimate recall.
type Queue = Literal["proposed", "shared", "recall"]

SIDE = {"person": "mention", "group": "mention", "incident": "act"}
THING = {
    "person": "of_person__person",
    "group": "of_person__person",
    "incident": "of_incident__incident",
}


@dataclass(frozen=True, slots=True)
class OpenPairs:
    """How many proposals nobody decided; by how many people or incidents the count could become smaller, at most.

    `apart`: how many of them a source tells apart.
    """

    pairs: int
    fewer: int
    apart: int = 0


def sides(kind: str) -> tuple[str, str]:
    """Return the columns of a judgement or proposal of this kind: left and right."""
    return f"left_{SIDE[kind]}", f"right_{SIDE[kind]}"


def last_run(kind: str) -> LinkRun | None:
    """Return the last run of a kind; its proposals are those that hold."""
    return LinkRun.objects.filter(kind=kind).order_by("-ended", "uid").first()


def undecided(run: LinkRun) -> "QuerySet[Proposal]":
    """Return the proposals of a run whose two sides nobody judged yet, as they now are; the weightiest first.

    Two mentions of what is one person by now are decided, and so is each pair between two persons of whom some pair
    was judged.
    """
    left, right = sides(run.kind)
    thing = THING[run.kind]
    one, other = f"{left}__{thing}", f"{right}__{thing}"
    judged = Judgement.objects.in_force()
    either_way = [
        ~Exists(judged.filter(**{one: OuterRef(first), other: OuterRef(second)}))
        for first, second in ((one, other), (other, one))
    ]
    found = Proposal.objects.filter(*either_way, run=run, proposed=True)
    return _both_there(found, one, other).exclude(**{one: F(other)}).order_by("-effect", "doubt", "pk")


def asked_of(reviewer: Actor, run: LinkRun, queue: Queue, *, again: bool = False) -> "QuerySet[Proposal]":
    """Return the pairs of a queue that this reviewer is asked about next; `again`: those skipped before.

    The sample that several judge is asked of each of them, whatever the others said.
    """
    found = undecided(run) if queue == "proposed" else _sampled(reviewer, run, queue)
    skipped = Exists(Review.objects.filter(proposal=OuterRef("pk"), reviewer=reviewer.number, judgement=None))
    return found.filter(skipped if again else ~skipped)


def _sampled(reviewer: Actor, run: LinkRun, queue: Queue) -> "QuerySet[Proposal]":
    mine = Judgement.objects.in_force().filter(actor=reviewer.number)
    left, right = sides(run.kind)
    unasked = [
        ~Exists(mine.filter(**{left: OuterRef(first), right: OuterRef(second)}))
        for first, second in ((left, right), (right, left))
    ]
    sampled = Q(shared__isnull=False) if queue == "shared" else Q(inclusion__isnull=False)
    thing = THING[run.kind]
    found = Proposal.objects.filter(sampled, *unasked, run=run)
    return _both_there(found, f"{left}__{thing}", f"{right}__{thing}").order_by("shared", "pk")


def _both_there(found: "QuerySet[Proposal]", one: str, other: str) -> "QuerySet[Proposal]":
    """Return the pairs of which neither side stands in a statement that is withdrawn, and so is nobody and nothing."""
    return found.filter(**{f"{one}__isnull": False, f"{other}__isnull": False})


def open_of(run: LinkRun) -> OpenPairs:
    """Return what is undecided of a run, as the register now stands."""
    head = Head.objects.first()
    return _open_of(run.pk, head.note if head else "")


@lru_cache(maxsize=16)
def _open_of(run: int, head: str) -> OpenPairs:  # noqa: ARG001  the head says of which state this holds
    of = LinkRun.objects.get(pk=run)
    left, right = sides(of.kind)
    thing = THING[of.kind]
    counted = counted_things(of.kind)
    pairs, told_apart, joined = 0, 0, UnionFind[int]()
    columns = ("apart", f"{left}__{thing}", f"{right}__{thing}")
    for apart, one, other in undecided(of).order_by().values_list(*columns):
        pairs, told_apart = pairs + 1, told_apart + apart
        joined.join(one, other)
    fewer = sum(max(0, len(counted.intersection(each)) - 1) for each in joined.sets())
    return OpenPairs(pairs, fewer, told_apart)


def unlinked(kind: str) -> int:
    """Return how many mentions of single persons (or of groups, or acts) the last run has not seen as they now are.

    Sealed ones are not among them: whether a run can see them depends on who looks.
    """
    if kind != "incident":
        mentions = mentions_of(kind).filter(identified=None)
        return but_withdrawn(mentions.exclude(SEALED_MENTION), "act__statement").count()
    acts = Act.objects.filter(identified=None).exclude(scope="general")
    return but_withdrawn(acts, "statement").count()


def mentions_of(kind: str) -> "QuerySet[Mention]":
    """Return the mentions that a run of this kind compares: of single persons, or of groups and units with a name."""
    single = Q(low=1, high=1) & ~Q(kind="unit")
    return (
        Mention.objects.filter(single)
        if kind == "person"
        else Mention.objects.exclude(single).exclude(name="")
    )


def counted_things(kind: str) -> set[int]:
    """Return the primary keys of the persons (as victims) or incidents that count on one line or more."""
    if kind != "incident":
        return set(VictimLevel.objects.filter(k=1).values_list("person", flat=True))
    return set(Incident.objects.filter(lines__gte=1).values_list("pk", flat=True))
