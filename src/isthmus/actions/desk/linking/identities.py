"""Ids that last from run to run: each proposed person or incident keeps the id of what most of it was before."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from itertools import batched
from typing import NamedTuple
from uuid import uuid4

from isthmus.core.link.history import carried_on
from isthmus.store.desk.bulk import insert
from isthmus.store.desk.models import Identity, IdentityChange, IdentityMember, LinkRun
from isthmus.store.desk.queries.proposals import SIDE
from isthmus.store.desk.queries.workbook import some

__all__ = ["keep_identities"]

AT_ONCE = 2_000


def keep_identities(
    run: LinkRun, ids: Sequence[str], keys: Sequence[int | None], labels: Sequence[int]
) -> dict[int, int]:
    """Carry lasting ids over to the clusters of a run, and tell the identity of each row, by primary keys.

    `keys`: the row of each record, None where it went meanwhile; `labels`: the cluster of each record.
    """
    members = _members(run.kind)
    before = {each.ref: each.uid for each in members}
    clusters: dict[int, list[str]] = defaultdict(list)
    for ref, key, label in zip(ids, keys, labels, strict=True):
        if key is not None:
            clusters[label].append(ref)
    now = carried_on(before, clusters.values(), named=lambda _smallest: str(uuid4())).assignment
    fresh = sorted(set(now.values()) - set(before.values()))
    _make(run, fresh)
    _end(run, set(before.values()) - set(now.values()))
    key_of = {each.uid: each.identity for each in members} | _keys(run.kind, fresh)
    _note_changes(run, before, now, key_of)
    found = {key: key_of[now[ref]] for ref, key in zip(ids, keys, strict=True) if key is not None}
    _overwrite(run.kind, members, found)
    return found


class _Member(NamedTuple):
    """A row that is of a lasting id: its key, the mention's or act's and its ref, and the id's key and name."""

    pk: int
    key: int
    ref: str
    identity: int
    uid: str


def _members(kind: str) -> list[_Member]:
    column = SIDE[kind]
    rows = IdentityMember.objects.filter(identity__kind=kind).values_list(
        "pk", f"{column}_id", f"{column}__ref", "identity_id", "identity__uid"
    )
    return [_Member(pk, key, ref, identity, str(uid)) for pk, key, ref, identity, uid in rows]


def _overwrite(kind: str, members: Sequence[_Member], found: dict[int, int]) -> None:
    """Let each row be of its lasting id; rows that are already, as most are after a few new ones, stay."""
    column = SIDE[kind]
    stay = {each.key for each in members if found.get(each.key) == each.identity}
    gone = [each.pk for each in members if each.key not in stay]
    # A mention that was of a single person is of a group by now, or the other way round.
    others = IdentityMember.objects.filter(**{f"{column}__isnull": False}).exclude(identity__kind=kind)
    gone += [pk for pk, key in others.values_list("pk", f"{column}_id") if key in found]
    for some_of_them in batched(sorted(gone), AT_ONCE):
        IdentityMember.objects.filter(pk__in=some_of_them).delete()
    insert(IdentityMember, (column, "identity"), [row for row in found.items() if row[0] not in stay])


def _make(run: LinkRun, fresh: Collection[str]) -> None:
    made = (Identity(uid=uid, kind=run.kind, made=run) for uid in fresh)
    Identity.objects.bulk_create(made, batch_size=AT_ONCE)


def _end(run: LinkRun, gone: Collection[str]) -> None:
    for uids in batched(sorted(gone), AT_ONCE):
        Identity.objects.filter(uid__in=uids).update(ended=run)


def _keys(kind: str, uids: Collection[str]) -> dict[str, int]:
    rows = Identity.objects.filter(kind=kind)
    if len(uids) > AT_ONCE:
        return {str(uid): pk for uid, pk in some(rows, None, "uid", "pk") if str(uid) in uids}
    return {str(uid): pk for uid, pk in rows.filter(uid__in=uids).values_list("uid", "pk")}


def _note_changes(run: LinkRun, before: dict[str, str], now: dict[str, str], key_of: dict[str, int]) -> None:
    """Note where members went to another id: theirs is gone (merged), the other is new (split), or both stay."""
    went = Counter((before[ref], one) for ref, one in now.items() if before.get(ref, one) != one)
    gone, old = set(before.values()) - set(now.values()), set(before.values())
    IdentityChange.objects.bulk_create(
        [
            IdentityChange(
                run=run,
                before_id=key_of[one],
                after_id=key_of[other],
                what="merged" if one in gone else "moved" if other in old else "split",
                members=number,
            )
            for (one, other), number in sorted(went.items())
        ],
        batch_size=AT_ONCE,
    )
