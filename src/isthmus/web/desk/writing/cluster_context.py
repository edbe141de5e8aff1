"""What the page of one proposed person or incident shows."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from isthmus.actions.desk.linking import weakest_of
from isthmus.core.workbook.tokens import stated
from isthmus.store.desk.models import (
    BY_LINK_RUN,
    JUDGED_AS,
    Act,
    Identity,
    IdentityMember,
    Judgement,
    Mention,
    Proposal,
)
from isthmus.store.desk.queries.proposals import SIDE, sides
from isthmus.web.desk.reading.judgements import JudgementShown, judged
from isthmus.web.desk.reading.stated import open_or_token
from isthmus.web.desk.reading.words import Labels, described
from isthmus.web.desk.writing.link_context import members_in_words
from isthmus.web.desk.writing.pair_facts import PairSide
from isthmus.web.desk.writing.pair_sides import FACTS, act_words, rows_of

__all__ = ["ClusterPage", "ProposedRow", "WeakestLink", "cluster_page", "proposed_rows"]

MOST_MEMBERS = 200


@dataclass(frozen=True, slots=True)
class WeakestLink:
    """Where the members would be split: two sides, the likeliest pair between them, and how likely on average."""

    sides: Sequence[Sequence[PairSide]]
    between: tuple[str, str]
    pair: Proposal | None
    percent: int


@dataclass(frozen=True, slots=True)
class ClusterPage:
    """The members, the weakest link, and the judgements in force among them."""

    members: Sequence[PairSide]
    total: int
    weakest: WeakestLink | None
    judgements: Sequence[JudgementShown]


@dataclass(frozen=True, slots=True)
class ProposedRow:
    """One that a run proposes: what its first member states, and how many members it has; a name only of a unit."""

    identity: Identity
    words: str
    members: str
    name: str = ""


def proposed_rows(kind: str, found: Sequence[Any]) -> list[ProposedRow]:
    """Return proposed persons, groups or incidents in words; `found`: identities with the `number` of their members."""
    column = SIDE[kind]
    members = IdentityMember.objects.filter(identity__in=found).order_by(f"-{column}__ref")
    first = dict(members.values_list("identity", f"{column}_id"))  # the last one written is the first by id
    rows = rows_of(JUDGED_AS[kind]).in_bulk(first.values())
    return [_proposed_row(kind, each, rows.get(first.get(each.pk))) for each in found]


def _proposed_row(kind: str, identity: Any, row: Mention | Act | None) -> ProposedRow:
    name = stated(open_or_token(row, row.name)) if kind == "group" and isinstance(row, Mention) else ""
    return ProposedRow(identity, _in_words(row), members_in_words(kind, identity.number), name)


def _in_words(row: Mention | Act | None) -> str:
    """Return what a member states: of a mention who it is, what was done, where and when; never a name."""
    if isinstance(row, Mention):
        return f"{described(row)}: {act_words(row.act)}"
    return act_words(row) if row else ""


def cluster_page(identity: Identity) -> ClusterPage:
    """Read everything that the page shows."""
    column = SIDE[identity.kind]
    members = IdentityMember.objects.filter(identity=identity)
    keys = list(members.order_by(f"{column}__ref").values_list(f"{column}_id", flat=True)[:MOST_MEMBERS])
    labels, facts = Labels.load(), FACTS[JUDGED_AS[identity.kind]]
    rows = rows_of(JUDGED_AS[identity.kind]).in_bulk(keys)
    shown: dict[int, PairSide] = {key: facts(rows[key], labels) for key in keys if key in rows}
    return ClusterPage(
        list(shown.values()), members.count(), _weakest(identity, shown), _judged(identity.kind, keys)
    )


def _weakest(identity: Identity, shown: dict[int, PairSide]) -> WeakestLink | None:
    left, right = (f"{side}_id" for side in sides(identity.kind))
    pairs: dict[tuple[int, int], Proposal] = {
        (getattr(each, left), getattr(each, right)): each
        for each in Proposal.objects.filter(cluster=identity, probability__isnull=False)
        if getattr(each, left) in shown and getattr(each, right) in shown
    }
    scored = {pair: each.probability or 0.0 for pair, each in pairs.items()}
    found = weakest_of(list(shown), scored, _judged_same(identity.kind, shown))
    if found is None:
        return None
    one, other = found.between
    return WeakestLink(
        [[shown[key] for key in side] for side in found.sides],
        (shown[one].row.ref, shown[other].row.ref),
        pairs.get((one, other)) or pairs.get((other, one)),
        min(99, max(1, round(found.mean * 100))),
    )


def _judged_same(kind: str, keys: Collection[int]) -> list[tuple[int, int]]:
    """Return the pairs of these that people judged the same: no split goes between them."""
    left, right = sides(kind)
    rows = Judgement.objects.in_force().filter(decision="same", **{f"{left}__in": keys, f"{right}__in": keys})
    return list(rows.exclude(BY_LINK_RUN).values_list(left, right))


def _judged(kind: str, keys: Sequence[int]) -> list[JudgementShown]:
    left, right = sides(kind)
    found = Judgement.objects.in_force().filter(**{f"{left}__in": keys, f"{right}__in": keys})
    return judged(found.order_by("at", "ref"))
