"""Link runs, what they propose, and the ids that stay the same from run to run.

A run and the threshold it may join above are evidence: the custody log commits to them, and what a run decides is a
judgement like any other. What it proposes follows from its input, its seed and its model, and is in no event.
"""

from json import loads
from typing import Any, ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import Q

from isthmus.core.count import probably_missed
from isthmus.core.messages import Message
from isthmus.core.register import LINK_RUN
from isthmus.store.desk.models.accounts import acting
from isthmus.store.desk.models.acts import Act, Mention
from isthmus.store.desk.models.custody import CommittedRow

__all__ = [
    "JUDGED_AS",
    "LINK_KINDS",
    "NEVER_JOINED",
    "Identity",
    "IdentityChange",
    "IdentityMember",
    "LinkMemory",
    "LinkRun",
    "LinkThreshold",
    "Proposal",
]

LINK_KINDS = ("person", "group", "incident")
# As what kind of judgement it is decided that two of a kind are one: a group is a person of many (MODEL section 2).
JUDGED_AS = {"person": "person", "group": "person", "incident": "incident"}
# Kinds of which a run joins nothing by itself, whatever its probability: a name of a unit alone is never enough.
NEVER_JOINED = ("group",)

_PERSON = Q(left_mention__isnull=False, right_mention__isnull=False, left_act=None, right_act=None)
_INCIDENT = Q(left_mention=None, right_mention=None, left_act__isnull=False, right_act__isnull=False)


def _share(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__gte": 0, f"{name}__lte": 1}),
        name=f"desk_link_{name}_is_a_share",
    )


class LinkRun(CommittedRow):
    """One comparison of all mentions of single persons, of groups and units, or of all acts, with each other.

    `versions`, `model` and `report` are JSON as text. `recall…` is the estimated share of the true pairs that were
    candidates at all, with its interval. Sealed mentions are compared only while a keeper looks. `things…` counts
    persons, groups or incidents by the threshold of that name.
    """

    custody_columns: ClassVar[tuple[str, ...]] = (
        *(
            "ref",
            "kind",
            "by",
            "started",
            "ended",
            "seed",
            "engine",
            "versions",
            "input_digest",
            "log_size",
            "records",
            "sealed_compared",
            "sealed_left_out",
        ),
        *("strict", "central", "lenient", "threshold", "joined", "candidates", "trained"),
        *("recall", "recall_low", "recall_high", "things_strict", "things_central", "things_lenient"),
        *("model", "report", "undone_at", "undone_by"),
    )
    ref = models.TextField(unique=True)
    kind = models.TextField()
    by = acting()
    started = models.DateTimeField()
    ended = models.DateTimeField()
    seed = models.BigIntegerField()
    engine = models.TextField()
    versions = models.TextField()
    input_digest = models.TextField()
    log_size = models.BigIntegerField()
    records = models.BigIntegerField()
    sealed_compared = models.BigIntegerField(default=0)
    sealed_left_out = models.BigIntegerField(default=0)
    strict = models.FloatField()
    central = models.FloatField()
    lenient = models.FloatField()
    threshold = models.FloatField(null=True)
    joined = models.BigIntegerField(default=0)
    candidates = models.BigIntegerField()
    trained = models.BooleanField()
    recall = models.FloatField(null=True)
    recall_low = models.FloatField(null=True)
    recall_high = models.FloatField(null=True)
    things_strict = models.BigIntegerField()
    things_central = models.BigIntegerField()
    things_lenient = models.BigIntegerField()
    model = models.TextField()
    report = models.TextField()
    undone_at = models.DateTimeField(null=True)
    undone_by = acting(null=True)

    class Meta:
        ordering = ["-ended", "uid"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=LINK_KINDS), name="desk_linkrun_kind_known"),
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="desk_linkrun_undone_by_somebody",
            ),
            *map(_share, ("threshold", "recall", "recall_low", "recall_high")),
        ]

    @property
    def name(self) -> str:
        """Return what stands under its judgements as `by`."""
        return f"{LINK_RUN} {self.ref}"

    @property
    def compared_all(self) -> bool:
        """Tell whether every pair that may be of one thing was a candidate."""
        return self.recall_low == 1

    @property
    def judged_as(self) -> str:
        """Return the kind of the judgements about its pairs."""
        return JUDGED_AS[self.kind]

    @property
    def refusal(self) -> Message | None:
        """Return why the run has no figure; None where it has one."""
        found = self._verdict.get("refusal")
        return Message.from_json(found) if found else None

    @property
    def notes(self) -> list[Message]:
        """Return what is to be said beside its figure."""
        return [Message.from_json(each) for each in self._verdict.get("notes", ())]

    @property
    def missed_pairs(self) -> float | None:
        """Return how many pairs of one person it expects to have missed; None where it does not say."""
        found: float | None = loads(self.report).get("missed_pairs")
        return found

    @property
    def missed_at_most(self) -> int | None:
        """Return how many pairs of one person it has probably missed at most, once its proposals are decided."""
        return None if self.missed_pairs is None or self.refusal else probably_missed(self.missed_pairs)

    @property
    def missed_note(self) -> Message | None:
        """Return the same as a sentence."""
        if self.missed_at_most is None:
            return None
        most = self.missed_at_most
        return Message("link.missed_pairs", n=most) if most else Message("link.missed_no_pair")

    @property
    def _verdict(self) -> dict[str, Any]:
        found: dict[str, Any] = loads(self.report).get("verdict") or {}
        return found

    @property
    def added(self) -> dict[str, int] | None:
        """Return how many were new, gone and clustered again, and pairs compared; None where all was compared."""
        found: dict[str, int] | None = loads(self.report).get("added")
        return found


class LinkThreshold(CommittedRow):
    """From which probability a run may join by itself; the last row of a kind holds, none: it never may."""

    custody_columns = ("kind", "probability", "by", "at")
    kind = models.TextField()
    probability = models.FloatField(null=True)
    by = acting()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=LINK_KINDS), name="desk_linkthreshold_kind_known"),
            _share("probability"),
        ]

    @classmethod
    def of(cls, kind: str) -> float | None:
        """Return the probability that holds for this kind; None where a run may join nothing."""
        last = cls.objects.filter(kind=kind).order_by("-at", "uid").first()
        return last.probability if last else None


class Identity(models.Model):
    """The lasting id of one proposed person or incident; `ended` once its members went to others."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    kind = models.TextField()
    made = models.ForeignKey(LinkRun, models.RESTRICT, related_name="identities_made")
    ended = models.ForeignKey(LinkRun, models.RESTRICT, null=True, related_name="identities_ended")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=LINK_KINDS), name="desk_identity_kind_known")
        ]


class IdentityMember(models.Model):
    """What a lasting id stands for since the last run: mentions, or acts."""

    identity = models.ForeignKey(Identity, models.CASCADE, related_name="members")
    mention = models.OneToOneField(Mention, models.CASCADE, null=True, related_name="identified")
    act = models.OneToOneField(Act, models.CASCADE, null=True, related_name="identified")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(mention__isnull=False, act=None) | Q(mention=None, act__isnull=False),
                name="desk_identitymember_one_thing",
            )
        ]


class IdentityChange(models.Model):
    """In this run, so many members went from one lasting id to another: they merged, one was split, or both stay."""

    run = models.ForeignKey(LinkRun, models.RESTRICT, related_name="changes")
    before = models.ForeignKey(Identity, models.CASCADE, related_name="left_by")
    after = models.ForeignKey(Identity, models.CASCADE, related_name="joined_by")
    what = models.TextField()
    members = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(what__in=("merged", "moved", "split")), name="desk_identitychange_what_known"
            )
        ]


class Proposal(models.Model):
    """A pair of the last run: at or above its lower threshold, or sampled to measure what the candidates missed.

    `effect`: by how much the count may change if it is judged; `doubt`: how far the probability is from an even one;
    `levels`: what each comparison found; `inclusion`: with which probability it was sampled, where it was; `shared`:
    its place in the sample that several reviewers judge; `apart`: a source tells the two apart, as far as was
    known when it was last looked.
    """

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    run = models.ForeignKey(LinkRun, models.CASCADE, related_name="proposals", db_index=False)
    proposed = models.BooleanField()
    left_mention = models.ForeignKey(Mention, models.CASCADE, null=True, related_name="proposed_left")
    right_mention = models.ForeignKey(Mention, models.CASCADE, null=True, related_name="proposed_right")
    left_act = models.ForeignKey(Act, models.CASCADE, null=True, related_name="proposed_left")
    right_act = models.ForeignKey(Act, models.CASCADE, null=True, related_name="proposed_right")
    probability = models.FloatField(null=True)
    weight = models.FloatField(null=True)
    levels = models.JSONField(default=dict)
    effect = models.PositiveSmallIntegerField(default=0)
    doubt = models.FloatField(default=0.5)
    cluster = models.ForeignKey(Identity, models.SET_NULL, null=True, related_name="proposals")
    inclusion = models.FloatField(null=True)
    shared = models.PositiveIntegerField(null=True)
    apart = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=_PERSON | _INCIDENT, name="desk_proposal_two_of_a_kind"),
            models.UniqueConstraint(
                fields=["run", "left_mention", "right_mention"], name="desk_proposal_mentions_once"
            ),
            models.UniqueConstraint(fields=["run", "left_act", "right_act"], name="desk_proposal_acts_once"),
        ]
        indexes = [models.Index(fields=["run", "proposed", "-effect", "doubt"], name="desk_proposal_order")]


class LinkMemory(models.Model):
    """What the last run of a kind keeps for the next one, packed: numbers, digests, what names were read as.

    It follows from the register and is in no event, and goes when anything is destroyed, forgotten or sealed.
    Without it, the next run compares everything.
    """

    run = models.OneToOneField(LinkRun, models.CASCADE, related_name="memory")
    content = models.BinaryField()
