"""All judgements in force by what they conclude, in the order of their list: kept in memory, and brought up to date."""

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from django.db.models import QuerySet

from isthmus.store.desk.models import Judgement
from isthmus.store.desk.queries.judged_around import FOLLOWED, judged_around
from isthmus.store.desk.queries.kept_by_log import KeptByLog, TouchedRow
from isthmus.store.desk.queries.withdrawn import holding

__all__ = ["THINGS", "JudgedThings", "judged_things"]

# What two sides of a judgement belong to: judgements that put acts, or mentions, into one thing stand together.
THINGS = (
    "left_act__of_incident__incident",
    "right_act__of_incident__incident",
    "left_mention__of_person__person",
    "right_mention__of_person__person",
    "left_source",
    "left_place",
    "left_statement",
)

# Kind, decision, and the ids of what the sides belong to; the moment and id of each judgement of these.
type _Key = tuple[str, ...]
type _Judged = tuple[str, str]


@dataclass(frozen=True, slots=True)
class JudgedThings:
    """Judgements by their keys, newest first; the keys in order; and the key of each judgement, by id."""

    judged: Mapping[_Key, Sequence[_Judged]]
    order: Sequence[_Key]
    key_of: Mapping[str, _Key]

    @classmethod
    def of(cls, rows: Iterable[tuple[_Key, _Judged]]) -> "JudgedThings":
        """Put judgements in order."""
        judged: dict[_Key, list[_Judged]] = {}
        for key, each in rows:
            judged.setdefault(key, []).append(each)
        for listed in judged.values():
            _newest_first(listed)
        return cls(judged, sorted(judged), {ref: key for key, listed in judged.items() for _, ref in listed})

    def with_changed(self, gone: Iterable[str], rows: Iterable[tuple[_Key, _Judged]]) -> "JudgedThings":
        """Return the same without some judgements, by id, and with others, which may be some of these."""
        judged, order, key_of = dict(self.judged), list(self.order), dict(self.key_of)
        for ref in gone:
            if key := key_of.pop(ref, None):
                judged[key] = [each for each in judged[key] if each[1] != ref]
                if not judged[key]:
                    del judged[key], order[bisect_left(order, key)]
        for key, each in rows:
            if key not in judged:
                insort(order, key)
            judged[key] = _newest_first([*judged.get(key, ()), each])
            key_of[each[1]] = key
        return JudgedThings(judged, order, key_of)

    @property
    def total(self) -> int:
        """Return how many judgements there are."""
        return len(self.key_of)

    def refs(self, start: int, end: int) -> list[str]:
        """Return the ids of the judgements at these places of the list."""
        every = chain.from_iterable(self.judged[key] for key in self.order)
        return [ref for _, ref in islice(every, start, end)]

    @property
    def numbers(self) -> list[tuple[str, str, int]]:
        """Return how many judgements there are by kind and decision, in the order of the list."""
        found: Counter[tuple[str, str]] = Counter()
        for key, listed in self.judged.items():
            found[key[0], key[1]] += len(listed)
        return [(kind, decision, n) for (kind, decision), n in sorted(found.items())]


def judged_things() -> JudgedThings:
    """Return all judgements in force, as the register is now."""
    return _JUDGED.now()


def _newest_first(listed: list[_Judged]) -> list[_Judged]:
    listed.sort(key=lambda each: each[1])
    listed.sort(key=lambda each: each[0], reverse=True)
    return listed


def _rows(found: "QuerySet[Judgement]") -> Iterator[tuple[_Key, _Judged]]:
    things = (f"{thing}__ref" for thing in THINGS)
    columns = ("ref", "at", "kind", "decision", *things)
    for ref, at, *key in found.order_by().values_list(*columns).iterator(10_000):
        yield tuple(part or "" for part in key), (at, ref)


def _found() -> JudgedThings:
    return JudgedThings.of(_rows(holding(Judgement.objects.in_force())))


def _renewed(before: JudgedThings, touched: Sequence[TouchedRow]) -> JudgedThings | None:
    """Return the list after a few judgements: those around them may conclude something else now."""
    around = judged_around(touched)
    if around is None:
        return None
    rows = list(_rows(around.judgements()))
    changed = Judgement.objects.filter(pk__in=around.touched).values_list("ref", flat=True)
    return before.with_changed({*changed, *(ref for _, (_, ref) in rows)}, rows)


_JUDGED = KeptByLog(_found, *FOLLOWED, renew=_renewed)
