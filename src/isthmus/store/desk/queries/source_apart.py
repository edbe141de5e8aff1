"""Which two a source tells apart itself, so that no link run joins them: asked pair by pair, never written out."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product

from django.db.models import Q, QuerySet

from isthmus.core.register import ToldApart, are_nested, lists
from isthmus.store.desk.models import Act, Mention, Proposal
from isthmus.store.desk.queries.proposals import THING, sides
from isthmus.store.desk.queries.told_apart import telling_now

__all__ = ["SourceApart", "acts_apart", "apart_now", "mentions_apart"]


@dataclass(frozen=True, slots=True)
class SourceApart:
    """Who is told apart: two in one group (by `groups`), and mentions told apart by lists (MODEL section 2).

    `within`: of each mention the one that it is part of; those that lie within each other are not told apart by lists.
    """

    groups: Mapping[str, str]
    told: ToldApart | None = None
    within: Mapping[str, tuple[str, ...]] | None = None

    def __call__(self, one: str, other: str) -> bool:
        """Tell whether a source tells two apart, by their ids."""
        group = self.groups.get(one)
        return (group is not None and group == self.groups.get(other)) or self._listed_apart(one, other)

    def _listed_apart(self, one: str, other: str) -> bool:
        if self.told is None:
            return False
        mine, theirs = self.told.tellings.get(one), self.told.tellings.get(other)
        if mine is None or theirs is None or not self.told.mentions_apart(mine, theirs, alone=True):
            return False
        return not are_nested(one, other, self.within or {})

    def stands_in(self, each: str) -> list[list[str]]:
        """Return the lists that tell one apart from others, each with its entry there."""
        telling = self.told.tellings.get(each) if self.told else None
        lists = self.told.entries(telling, alone=True) if self.told and telling else ()
        return [[*list_id, key] for list_id, key in lists]


def mentions_apart(asked: "QuerySet[Mention] | None" = None) -> SourceApart:
    """Return who is told apart among those mentions that are asked about and are of single persons; else among all.

    Two in one role of one act are two people, whatever becomes of their statement: it lists them.
    """
    rows = Mention.objects.all() if asked is None else asked
    single = rows.filter(low=1, high=1).exclude(kind="unit").values_list("ref", "act__ref", "role")
    nested = Mention.objects.filter(within__isnull=False).values_list("ref", "within__ref")
    return SourceApart(
        {ref: f"{act} {role}" for ref, act, role in single},
        telling_now(rows),
        {ref: (outer,) for ref, outer in nested},
    )


def acts_apart() -> SourceApart:
    """Return which acts are two incidents as their source says.

    Those of one statement are, which tells them one by one; those of one document are that lists incidents once.
    """
    rows = Act.objects.exclude(scope="general").values_list(
        "ref", "statement__ref", "statement__document__ref", "statement__document__lists_once"
    )
    return SourceApart(
        {
            ref: f"document {document}" if lists(once, "incidents") else f"statement {statement}"
            for ref, statement, document, once in rows
        }
    )


def apart_now(proposals: "QuerySet[Proposal]", kind: str) -> set[int]:
    """Return the primary keys of the proposals between two persons (or incidents) whom a source tells apart by now.

    By whatever mention of theirs: whoever was joined with one of a list is told apart from the rest of it. Persons
    who are a group somewhere are left aside: more must be known to tell these apart.
    """
    if kind == "group":
        return set()  # two groups of one act may be one in the other: nothing tells them apart by itself
    rows: QuerySet[Mention] | QuerySet[Act]
    one, other = (f"{side}__{THING[kind]}" for side in sides(kind))
    pairs, thing = proposals.order_by(), THING[kind]
    either = Q(**{f"{thing}__in": pairs.values(one)}) | Q(**{f"{thing}__in": pairs.values(other)})
    if kind == "person":
        mentions = Mention.objects.filter(either)
        groups = set(mentions.exclude(low=1, high=1).values_list(thing, flat=True))
        rows, apart = mentions, mentions_apart(mentions)
    else:
        rows, groups, apart = Act.objects.filter(either), set(), acts_apart()
    members: dict[int, list[str]] = {}
    for key, ref in rows.values_list(thing, "ref"):
        members.setdefault(key, []).append(ref)
    return {
        pk
        for pk, left, right in pairs.values_list("pk", one, other)
        if left != right
        and left not in groups
        and right not in groups
        and any(apart(*pair) for pair in product(members.get(left, ()), members.get(right, ())))
    }
