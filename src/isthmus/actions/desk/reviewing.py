"""Reviewing pairs: a decision or a skip, blind to what the model says; a sample that several reviewers judge."""

from collections.abc import Sequence
from datetime import UTC, datetime
from random import Random

from django.db.models import Q

from isthmus.actions.desk.judge import NotJudged, judge, withdraw
from isthmus.core.custody.actors import Actor
from isthmus.core.link.reasons import reason_text
from isthmus.core.messages import Message
from isthmus.store.desk.models import BY_LINK_RUN, Act, Judgement, LinkRun, Mention, Proposal, Review
from isthmus.store.desk.queries.proposals import sides, undecided

__all__ = ["DECISIONS", "answers_of", "decide", "last_review", "share", "skip", "take_back"]

# What a judgement of a review says; `part_of` of what can have parts.
DECISIONS = ("same", "different", "part_of", "unsure")
WITH_PARTS = ("group", "incident")


def answers_of(kind: str) -> tuple[str, ...]:
    """Return what a reviewer may answer about a pair of this kind; `holds`: the right one is part of the left one."""
    return (
        ("same", "different", "part_of", "holds", "unsure")
        if kind in WITH_PARTS
        else ("same", "different", "unsure")
    )


def decide(proposal: Proposal, *, decision: str, actor: Actor, because: str = "") -> Judgement:
    """Record one reviewer's decision; it replaces theirs of before, and what a link run joined.

    What others decided stays: where reviewers disagree, the pair counts as unsure until one replaces both.
    """
    answers = answers_of(proposal.run.kind)
    if decision not in answers:
        raise NotJudged(Message("judging.decisions", decisions=answers))
    left, right = sides_of(proposal)
    if decision == "holds":
        left, right = right, left
    made = judge(
        kind=proposal.run.judged_as,
        left=left.ref,
        right=right.ref,
        decision="part_of" if decision == "holds" else decision,
        actor=actor,
        because=because.strip() or reason_text(Message("link.reason.compared", run=proposal.run.ref)),
        replaces=[each.ref for each in _replaced(proposal, actor)],
    )
    _note(proposal, actor, made)
    return made


def skip(proposal: Proposal, *, actor: Actor) -> None:
    """Pass a pair over: it comes again at the end, for this reviewer."""
    _note(proposal, actor, None)


def last_review(run: LinkRun, actor: Actor) -> Review | None:
    """Return what this reviewer decided last, of what is still in force."""
    made = Review.objects.filter(proposal__run=run, reviewer=actor.number, judgement__withdrawn_at=None)
    return made.exclude(judgement=None).order_by("-at", "-position").first()


def take_back(review: Review, *, actor: Actor) -> None:
    """Undo the decision of a review; the pair is asked about again."""
    if review.judgement is None:
        raise NotJudged(Message("judging.nothing_decided"))
    withdraw(review.judgement, actor=actor)
    review.delete()


def share(run: LinkRun, *, size: int) -> int:
    """Draw proposals that each reviewer is asked about, by the run's seed, and tell how many the sample has.

    Those drawn before stay; undecided ones are drawn only, so that nobody knows an answer.
    """
    drawn = Proposal.objects.filter(run=run, shared__isnull=False).count()
    left = undecided(run).filter(shared=None).order_by("pk")
    keys = list(left.values_list("pk", flat=True))
    chosen = Random(f"{run.seed} {run.ref} {drawn}").sample(keys, min(max(size, 0), len(keys)))  # noqa: S311  a sample, no secret
    for place, key in enumerate(chosen, drawn + 1):
        Proposal.objects.filter(pk=key).update(shared=place)
    return drawn + len(chosen)


def sides_of(proposal: Proposal) -> Sequence[Mention | Act]:
    """Return the two rows of a proposal."""
    return [getattr(proposal, side) for side in sides(proposal.run.kind)]


def _replaced(proposal: Proposal, actor: Actor) -> list[Judgement]:
    """Return the judgements in force on the pair, by the reviewer or a link run."""
    left, right = sides(proposal.run.kind)
    one, other = sides_of(proposal)
    either_way = Q(**{left: one, right: other}) | Q(**{left: other, right: one})
    mine = Q(actor=actor.number) | BY_LINK_RUN
    return list(Judgement.objects.in_force().filter(either_way, mine).order_by("ref"))


def _note(proposal: Proposal, actor: Actor, made: Judgement | None) -> None:
    now, shown = (
        datetime.now(UTC),
        Review.objects.filter(proposal__run=proposal.run_id, reviewer=actor.number),
    )
    found = shown.filter(proposal=proposal).first()
    if found is None:
        found = Review(proposal=proposal, reviewer_id=actor.number, position=shown.count() + 1)
    found.judgement, found.at = made, now
    found.save()
