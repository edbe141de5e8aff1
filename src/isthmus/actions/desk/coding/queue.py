"""The drafts of an account as a queue: in the order in which their files came, each in one state, and which is next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from django.db.models import Case, Count, Q, QuerySet, Value, When
from django.utils import timezone

from isthmus.actions.desk.coding.drafts import drafts_of
from isthmus.actions.desk.coding.read_draft import KIND
from isthmus.core.custody.actors import Action, Actor
from isthmus.store.desk.models import Commitment, Document, Statement
from isthmus.store.desk.scratch.models import Draft, Job

__all__ = [
    "QueueState",
    "ReadingProgress",
    "asked_together",
    "coded_lately",
    "next_to_code",
    "note_opened",
    "queue_counts",
    "queued",
    "read_so_far",
    "say_empty",
    "states_of",
    "take_back_empty",
]

# As long as one remembers what one coded.
LATELY = timedelta(days=7)
# As many rows as one query takes; in a week somebody codes fewer.
MOST_ROWS = 10_000


class QueueState(StrEnum):
    """How far a draft is; each is in the first of these that holds for it."""

    EMPTY = "empty"
    READING = "reading"
    UNREAD = "unread"
    WORK = "work"
    NEW = "new"


def _reading() -> Q:
    unfinished = Job.objects.filter(kind=KIND, ended=None).exclude(subject="")
    return Q(is_asked=True) | Q(job_subject__in=unfinished.values("subject"))


def _conditions() -> dict[QueueState, Q]:
    """Return what holds of the drafts in each state, without those in a state before."""
    begun = Q(revision__gt=0)
    told = {
        QueueState.EMPTY: Q(empty_since__isnull=False),
        QueueState.READING: _reading(),
        QueueState.UNREAD: Q(is_unread=True) & ~begun,
        QueueState.WORK: begun | Q(opened__isnull=False),
    }
    found, others = dict[QueueState, Q](), Q()
    for state, condition in told.items():
        found[state] = condition & others
        others &= ~condition
    return {**found, QueueState.NEW: others}


def queued(actor: Actor, state: QueueState | None = None) -> "QuerySet[Draft]":
    """Return the drafts of an account in their order, in one state or in any."""
    found = drafts_of(actor).order_by("came", "place")
    return found if state is None else found.filter(_conditions()[state])


def queue_counts(actor: Actor) -> dict[QueueState, int]:
    """Return how many drafts of an account are in each state."""
    counted = {state.value: Count("pk", filter=condition) for state, condition in _conditions().items()}
    found = Draft.objects.filter(owner=actor.number).order_by().aggregate(**counted)
    return {state: found[state.value] for state in QueueState}


def states_of(drafts: Iterable[Draft]) -> dict[UUID, QueueState]:
    """Return the state of each of some drafts, by their numbers."""
    keys = [each.pk for each in drafts]
    whens = [When(condition, then=Value(state.value)) for state, condition in _conditions().items()]
    rows = Draft.objects.filter(pk__in=keys).order_by().annotate(told=Case(*whens, default=Value("new")))
    return {pk: QueueState(told) for pk, told in rows.values_list("pk", "told")}


@dataclass(frozen=True, slots=True)
class ReadingProgress:
    """How many files are read of those that came with one that is not."""

    done: int
    total: int


def read_so_far(actor: Actor) -> ReadingProgress:
    """Return how far reading is, over everything that came in together with what is being read."""
    own = Draft.objects.filter(owner=actor.number)
    waiting = own.filter(is_asked=False).filter(_conditions()[QueueState.READING]).order_by()
    total = own.filter(came_with__in=waiting.values("came_with")).count()
    return ReadingProgress(total - waiting.count(), total)


def asked_together(actor: Actor) -> list[Draft]:
    """Return a picture of each group of which it is asked whether they are the pages of one document."""
    found = {each.came_with: each for each in queued(actor).filter(is_asked=True)}
    return list(found.values())


def next_to_code(after: Draft) -> Draft | None:
    """Return the next draft of the same owner that nobody opened yet, past this one; past the end, the first."""
    own = Draft.objects.filter(owner=after.owner).defer("text", "content").order_by("came", "place")
    waiting = own.filter(_conditions()[QueueState.NEW]).exclude(pk=after.pk)
    later = Q(came__gt=after.came) | Q(came=after.came, place__gt=after.place)
    return waiting.filter(later).first() or waiting.first()


def note_opened(draft: Draft, at: datetime) -> None:
    """Note when a draft was looked at first."""
    if draft.opened is None:
        Draft.objects.filter(pk=draft.pk, opened=None).update(opened=at)


def say_empty(draft: Draft, *, actor: Actor, at: datetime) -> None:
    """Keep that somebody looked and found nothing to code in it; its file stays with it until the draft is deleted."""
    Draft.objects.filter(pk=draft.pk).update(empty_since=at, empty_by=actor.number)


def take_back_empty(draft: Draft) -> None:
    """Let the draft be coded after all."""
    Draft.objects.filter(pk=draft.pk).update(empty_since=None, empty_by=None)


def coded_lately(actor: Actor) -> list[Document]:
    """Return the documents of which the account put statements into the register in the last days, the last first."""
    made = Commitment.objects.filter(
        event__actor=actor.number,
        event__action__in=(Action.CODE_DOCUMENT, Action.CODE_MORE),
        event__at__gte=timezone.now() - LATELY,
        operation="add",
        table__in=(Document.custody_table(), Statement.custody_table()),
    ).order_by("-event__at", "position")
    uids = [UUID(bytes=bytes(row)) for row in made.values_list("row", flat=True)[:MOST_ROWS]]
    documents = dict(Document.objects.filter(uid__in=uids).values_list("uid", "pk"))
    documents |= dict(Statement.objects.filter(uid__in=uids).values_list("uid", "document"))
    keys = dict.fromkeys(documents[uid] for uid in uids if uid in documents)
    rows = Document.objects.in_bulk(list(keys))
    return [rows[key] for key in keys]
