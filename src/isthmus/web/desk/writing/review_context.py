"""What the pages of a review show: two sides without the score, how far one is, and what the model says afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from isthmus.actions.desk.reviewing import last_review
from isthmus.core.custody.actors import Actor
from isthmus.core.link.levels import level_message
from isthmus.core.messages import Message
from isthmus.store.desk.models import Judgement, LinkRun, Proposal, Review
from isthmus.store.desk.queries.proposals import Queue, asked_of, open_of, sides
from isthmus.web.desk.reading.judgements import JudgementShown, judged
from isthmus.web.desk.writing.pair_diff import FieldDiff, field_diffs
from isthmus.web.desk.writing.pair_facts import PairSide
from isthmus.web.desk.writing.pair_sides import pair_side

__all__ = ["ReviewOutcome", "ReviewPair", "ReviewProgress", "decided_last", "outcome", "pair_of", "progress"]

LABELS = {
    "given": _("given name"),
    "lineage": _("father and family"),
    "born": _("birth"),
    "died": _("death"),
    "date": _("when"),
    "place": _("where"),
    "sex": _("sex"),
    "identifiers": _("identifiers"),
    "x_home": _("home"),
    "group_name": _("name"),
    "role": _("part in the act"),
    "period": _("when"),
    "site": _("where"),
    "number": _("how many"),
    "victims": _("to whom"),
    "perpetrators": _("by whom"),
}


@dataclass(frozen=True, slots=True)
class ReviewPair:
    """The two sides of a proposal as their statements put them."""

    proposal: Proposal
    left: PairSide
    right: PairSide
    rows: Sequence[FieldDiff]


@dataclass(frozen=True, slots=True)
class ReviewProgress:
    """Which pair of how many a reviewer is at; by how much all open ones could make the count smaller, at most."""

    at: int
    total: int
    fewer: int
    skipped: int


@dataclass(frozen=True, slots=True)
class FoundLevel:
    """What the model found in one field."""

    label: str
    message: Message


@dataclass(frozen=True, slots=True)
class ReviewOutcome:
    """What may be shown once the reviewer has decided: the score, the model's words, what others said."""

    proposal: Proposal
    mine: JudgementShown
    percent: int | None
    found: Sequence[FoundLevel]
    others: Sequence[JudgementShown]

    @property
    def agreed(self) -> bool:
        """Return whether everybody else said the same."""
        return all(each.row.decision == self.mine.row.decision for each in self.others)


def pair_of(proposal: Proposal) -> ReviewPair | None:
    """Return both sides; nothing where one was destroyed meanwhile."""
    rows = [getattr(proposal, side) for side in sides(proposal.run.kind)]
    left, right = (pair_side(proposal.run.judged_as, row.uid) for row in rows)
    return ReviewPair(proposal, left, right, field_diffs(left, right)) if left and right else None


def progress(run: LinkRun, queue: Queue, reviewer: Actor) -> ReviewProgress:
    """Return how far this reviewer is in a queue."""
    open_ones = open_of(run)
    mine = Review.objects.filter(proposal__run=run, reviewer=reviewer.number)
    skipped = asked_of(reviewer, run, queue, again=True).count()
    if queue == "proposed":
        done = mine.filter(judgement__isnull=False, judgement__withdrawn_at=None).count()
        return ReviewProgress(done + 1, done + open_ones.pairs, open_ones.fewer, skipped)
    sampled = {"shared": "shared__isnull", "recall": "inclusion__isnull"}[queue]
    total = Proposal.objects.filter(run=run, **{sampled: False}).count()
    left = asked_of(reviewer, run, queue).count() + skipped
    return ReviewProgress(total - left + 1, total, open_ones.fewer, skipped)


def outcome(proposal: Proposal, reviewer: Actor) -> ReviewOutcome | None:
    """Return what the reviewer may see of a pair; nothing as long as they have not decided about it."""
    on_pair = _on_pair(proposal)
    mine = [each for each in on_pair if each.row.actor_id == reviewer.number]
    if not mine:
        return None
    return ReviewOutcome(
        proposal,
        mine[-1],
        None if proposal.probability is None else _percent(proposal.probability),
        [_found(name, level) for name, level in proposal.levels.items()],
        [each for each in on_pair if each.row.actor_id != reviewer.number],
    )


def decided_last(run: LinkRun, reviewer: Actor) -> ReviewOutcome | None:
    """Return the outcome of the pair that this reviewer decided last."""
    review = last_review(run, reviewer)
    return outcome(review.proposal, reviewer) if review else None


def _percent(probability: float) -> int:
    """Return whole percent, never 0 or 100: nothing is certain."""
    return min(99, max(1, round(probability * 100)))


def _found(name: str, level: int) -> FoundLevel:
    label = LABELS.get(name, name.removeprefix("x_").replace("_", " "))
    return FoundLevel(str(label), level_message(name, level))


def _on_pair(proposal: Proposal) -> list[JudgementShown]:
    left, right = sides(proposal.run.kind)
    one, other = (getattr(proposal, f"{side}_id") for side in (left, right))
    found = Judgement.objects.in_force().filter(**{f"{left}__in": (one, other), f"{right}__in": (one, other)})
    return judged(found.order_by("at", "ref"))
