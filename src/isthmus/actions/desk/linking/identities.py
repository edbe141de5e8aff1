"""Ids that last from run to run: each proposed person or incident keeps the id of what most of it was before."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import batched

from isthmus.store.desk.bulk import insert
from isthmus.store.desk.models import Identity, IdentityChange, IdentityMember, LinkRun
from isthmus.store.desk.queries.proposals import SIDE

__all__ = ["carried_over", "keep_identities"]

AT_ONCE = 2_000

# How many members an old id shares with each new cluster, by (old id, cluster).
type Shared = Mapping[tuple[int, int], int]


def keep_identities(run: LinkRun, keys: Sequence[int | None], labels: Sequence[int]) -> dict[int, int]:
    """Carry lasting ids over to the clusters of a run, and tell the identity of each row, by primary keys.

    `keys`: the row of each record, None where it went meanwhile; `labels`: the cluster of each record.
    """
    members = IdentityMember.objects.filter(identity__kind=run.kind)
    before: dict[int, int] = dict(members.values_list(f"{SIDE[run.kind]}_id", "identity_id"))
    now = {key: label for key, label in zip(keys, labels, strict=True) if key is not None}
    shared = Counter((before[key], label) for key, label in now.items() if key in before)
    carried = carried_over(shared)
    identity_of = carried | _made(run, sorted(set(now.values()) - carried.keys()))
    ended = set(before.values()) - set(carried.values())
    _end(run, ended)
    _note_changes(run, shared, identity_of, ended)
    members.delete()
    found = {key: identity_of[label] for key, label in now.items()}
    insert(IdentityMember, (SIDE[run.kind], "identity"), found.items())
    return found


def carried_over(shared: Shared) -> dict[int, int]:
    """Return the id that clusters keep: the greatest share first, then the older id; an id goes to one cluster."""
    kept: dict[int, int] = {}
    gone: set[int] = set()
    for (identity, label), _number in sorted(shared.items(), key=lambda each: (-each[1], each[0])):
        if label not in kept and identity not in gone:
            kept[label] = identity
            gone.add(identity)
    return kept


def _made(run: LinkRun, labels: Collection[int]) -> dict[int, int]:
    """Make an id for each cluster that keeps none."""
    fresh = [Identity(kind=run.kind, made=run) for _ in labels]
    Identity.objects.bulk_create(fresh, batch_size=AT_ONCE)
    return {label: each.pk for label, each in zip(labels, fresh, strict=True)}


def _end(run: LinkRun, ended: Collection[int]) -> None:
    for some in batched(sorted(ended), AT_ONCE):
        Identity.objects.filter(pk__in=some).update(ended=run)


def _note_changes(
    run: LinkRun, shared: Shared, identity_of: Mapping[int, int], ended: Collection[int]
) -> None:
    """Note where members went to another id: theirs ended, and so merged into it, or goes on, and so was split."""
    IdentityChange.objects.bulk_create(
        [
            IdentityChange(
                run=run,
                before_id=before,
                after_id=identity_of[label],
                what="merged" if before in ended else "split",
                members=number,
            )
            for (before, label), number in sorted(shared.items())
            if identity_of[label] != before
        ],
        batch_size=AT_ONCE,
    )
