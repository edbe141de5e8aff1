"""What the pages of linking show: the state of each kind, the runs, and how lasting ids changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from json import loads

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from isthmus.actions.desk.linking import automatic, left_unsure
from isthmus.store.desk.models import (
    LINK_KINDS,
    Identity,
    IdentityChange,
    IdentityMember,
    LinkRun,
    LinkThreshold,
    Proposal,
)
from isthmus.store.desk.queries.jobs import unfinished_jobs
from isthmus.store.desk.queries.proposals import OpenPairs, last_run, open_of, unlinked
from isthmus.store.desk.scratch.models import Job

__all__ = ["ChangeRow", "KindPage", "LinkRunRow", "changes", "kind_pages", "members_in_words", "run_rows"]

RUNS_SHOWN = 30
CHANGES_SHOWN = 100
HAPPENED = {
    ("person", "merged"): _("A proposed person became part of another: %(n)s."),
    ("group", "merged"): _("A proposed group became part of another: %(n)s."),
    ("incident", "merged"): _("A proposed incident became part of another: %(n)s."),
    ("person", "moved"): _("From one proposed person to another: %(n)s."),
    ("group", "moved"): _("From one proposed group to another: %(n)s."),
    ("incident", "moved"): _("From one proposed incident to another: %(n)s."),
    ("person", "split"): _("Split off as a proposed person: %(n)s."),
    ("group", "split"): _("Split off as a proposed group: %(n)s."),
    ("incident", "split"): _("Split off as a proposed incident: %(n)s."),
}


@dataclass(frozen=True, slots=True)
class KindPage:
    """One kind of linking: its last run and what is open of it, a run that is going on, and what is set."""

    kind: str
    run: LinkRun | None
    open: OpenPairs | None
    proposed: bool
    shared: int
    sampled: int
    groups: int
    unseen: int
    left_unsure: int
    job: Job | None
    threshold: float | None

    @property
    def nameless(self) -> int:
        """Return how many mentions the last run compared without a name, since what is written there is none."""
        return int(loads(self.run.report).get("nameless", 0)) if self.run else 0


@dataclass(frozen=True, slots=True)
class LinkRunRow:
    """One run, what of its joins still stands, and how long it took."""

    run: LinkRun
    standing: int
    merged: int
    split: int

    @property
    def seconds(self) -> int:
        """Whole seconds from start to end."""
        return round((self.run.ended - self.run.started).total_seconds())

    @property
    def versions(self) -> str:
        """Return the versions of the packages that computed it."""
        return ", ".join(f"{name} {version}" for name, version in sorted(loads(self.run.versions).items()))


def kind_pages() -> list[KindPage]:
    """Return persons, then groups and units, then incidents."""
    return [_kind_page(kind) for kind in LINK_KINDS]


def _kind_page(kind: str) -> KindPage:
    run = last_run(kind)
    proposals = Proposal.objects.filter(run=run) if run else Proposal.objects.none()
    return KindPage(
        kind,
        run,
        open_of(run) if run else None,
        proposals.filter(proposed=True).exists(),
        proposals.filter(shared__isnull=False).count(),
        proposals.filter(inclusion__isnull=False).count(),
        _groups(kind),
        unlinked(kind) if run else 0,
        left_unsure(run).count() if run else 0,
        unfinished_jobs("link", kind).last(),
        LinkThreshold.of(kind),
    )


def _groups(kind: str) -> int:
    """Return how many proposed persons, groups or incidents have two members or more."""
    several = Identity.objects.filter(kind=kind, ended=None).annotate(n=Count("members")).filter(n__gte=2)
    return several.count()


def run_rows() -> list[LinkRunRow]:
    """Return the last runs of all kinds, newest first."""
    runs = LinkRun.objects.annotate(
        merged=Count("changes", filter=Q(changes__what="merged")),
        split=Count("changes", filter=Q(changes__what="split")),
    )
    return [_run_row(run) for run in runs.order_by("-ended", "uid")[:RUNS_SHOWN]]


def _run_row(run: LinkRun) -> LinkRunRow:
    standing = automatic(run.kind).filter(by=run.name).count() if run.joined else 0
    return LinkRunRow(run, standing, getattr(run, "merged"), getattr(run, "split"))  # noqa: B009  annotated


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """What became of some members in a run, in a sentence; how many stand now where they went."""

    row: IdentityChange
    members: int

    @property
    def sentence(self) -> str:
        """Return what happened, in words."""
        return _happened(self.row.run.kind, self.row.what, self.row.members)

    @property
    def now(self) -> str:
        """Return how many stand together now, in words."""
        return members_in_words(self.row.run.kind, self.members)


def changes(page: int = 1) -> Sequence[ChangeRow]:
    """Return what merged and was split, the newest run first."""
    rows = IdentityChange.objects.select_related("run", "before", "after").order_by(
        "-run__ended", "run__uid", "what", "pk"
    )
    start = (page - 1) * CHANGES_SHOWN
    shown = list(rows[start : start + CHANGES_SHOWN])
    members = IdentityMember.objects.filter(identity__in={each.after_id for each in shown})
    numbers = dict(members.order_by().values_list("identity").annotate(n=Count("pk")))
    return [ChangeRow(each, numbers.get(each.after_id, 0)) for each in shown]


def members_in_words(kind: str, n: int) -> str:
    """Return how many mentions, or acts, stand together."""
    if kind == "incident":
        return ngettext("%(n)d act", "%(n)d acts", n) % {"n": n}
    return ngettext("%(n)d mention", "%(n)d mentions", n) % {"n": n}


def _happened(kind: str, what: str, n: int) -> str:
    return str(HAPPENED[kind, what]) % {"n": members_in_words(kind, n)}
