"""Ids that last from run to run: each proposed person or incident keeps the id of what most of it was before."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from itertools import batched
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
    members = IdentityMember.objects.filter(identity__kind=run.kind)
    column = SIDE[run.kind]
    before = {ref: str(uid) for ref, uid in members.values_list(f"{column}__ref", "identity__uid")}
    clusters: dict[int, list[str]] = defaultdict(list)
    for ref, key, label in zip(ids, keys, labels, strict=True):
        if key is not None:
            clusters[label].append(ref)
    now = carried_on(before, clusters.values(), named=lambda _smallest: str(uuid4())).assignment
    _make(run, sorted(set(now.values()) - set(before.values())))
    _end(run, set(before.values()) - set(now.values()))
    key_of = _keys(run.kind, {*before.values(), *now.values()})
    _note_changes(run, before, now, key_of)
    members.delete()
    # A mention that was of a single person is of a group by now, or the other way round.
    for some_of_them in batched((key for key in keys if key is not None), AT_ONCE):
        IdentityMember.objects.filter(**{f"{column}__in": some_of_them}).delete()
    found = {key: key_of[now[ref]] for ref, key in zip(ids, keys, strict=True) if key is not None}
    insert(IdentityMember, (column, "identity"), found.items())
    return found


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
