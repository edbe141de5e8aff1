"""Names of the register that are like the name of one row, across scripts and spellings, by the project's matcher."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from isthmus.core.extras import LINKING
from isthmus.core.names import folded
from isthmus.core.names.nameless import why_nameless
from isthmus.core.names.reading import every_word
from isthmus.core.workbook.tokens import is_token
from isthmus.store.desk.models import Head, Mention, Person, Place, Source
from isthmus.store.desk.queries.workbook import some

__all__ = ["names_alike"]

EVEN_ODDS = 0.5  # the score from which on two names are as likely one as not
MOST_COMPARED = 300  # names that share a word, those that share most words first
MOST_ALIKE = 20
_TABLES: Mapping[str, type[Any]] = {"person": Person, "group": Person, "source": Source, "place": Place}
COMMON = 2_000  # a word that so many names have (Muhammad) tells nobody from another by itself


def names_alike(kind: str, key: int) -> Mapping[int, str]:
    """Return the rows of a kind with a name like one of this row's: `same_name` or `name_alike`, by primary key.

    Kinds: person (single people), group (groups and units), source, place. What is sealed is like nothing.
    """
    names = _names(kind)
    found: dict[int, tuple[float, str]] = {}
    for name in names.of.get(key, ()):
        others = [each for each in names.sharing_a_word(name) if each != name]
        scored = [(name, 2.0), *zip(others, _scored(kind, name, others), strict=True)]
        for other, score in scored:
            if score < EVEN_ODDS:
                continue
            reason = "same_name" if _plain(other) == _plain(name) else "name_alike"
            for row in names.rows[other]:
                found[row] = max(found.get(row, (0.0, "")), (score, reason))
    found.pop(key, None)
    refs: dict[int, str] = dict(some(_TABLES[kind].objects.all(), found, "pk", "ref"))
    best = sorted(refs, key=lambda row: (-found[row][0], refs[row]))[:MOST_ALIKE]
    return {row: found[row][1] for row in best}


def _scored(kind: str, name: str, others: Sequence[str]) -> Sequence[float]:
    """Return how alike each is to a name; of groups, one whose words the other's hold is like it, too.

    Without the packages of linking: whether the words of one are heard in the other.
    """
    if not others:
        return ()
    if not LINKING.installed():
        return [EVEN_ODDS if _hold(name, other) else 0.0 for other in others]
    import numpy as np  # noqa: PLC0415  not everybody has the extra

    from isthmus.core.link.group_classes import group_key, name_levels  # noqa: PLC0415
    from isthmus.core.names.compare import scores  # noqa: PLC0415

    found = scores([name] * len(others), others)
    if kind == "group":
        pairs = np.array([(0, at) for at in range(1, len(others) + 1)], dtype=np.int64)
        levels = name_levels([group_key(each) for each in (name, *others)], pairs)
        found = np.where(levels > 0, np.maximum(found, EVEN_ODDS), 0)
    return [float(each) for each in found]


def _hold(name: str, other: str) -> bool:
    one, two = _words(name), _words(other)
    return bool(one and two) and (one <= two or two <= one)


def _plain(name: str) -> str:
    return " ".join(folded(name).split())


@dataclass(frozen=True, slots=True)
class _NamesOfKind:
    """The names of each row, the rows of each name, and the names that have each word by its sound."""

    of: Mapping[int, Sequence[str]]
    rows: Mapping[str, Sequence[int]]
    by_word: Mapping[str, Sequence[str]]

    def sharing_a_word(self, name: str) -> list[str]:
        """Return the names that share a word with this one, those that share most first."""
        shared: Counter[str] = Counter()
        words = sorted(_words(name), key=lambda word: (len(self.by_word.get(word, ())), word))
        for word in words:
            alike = self.by_word.get(word, ())
            if len(alike) <= COMMON:
                shared.update(alike)
            elif word == words[0]:
                shared.update(sorted(alike)[:COMMON])
        return [
            each for each, _ in sorted(shared.items(), key=lambda each: (-each[1], each[0]))[:MOST_COMPARED]
        ]


@lru_cache(maxsize=100_000)
def _words(name: str) -> frozenset[str]:
    """Return the words of a name by their consonants, which all scripts share; read once in the life of the desk."""
    return frozenset(token.skeleton or token.key for token in every_word(name) if not token.is_initial)


def _names(kind: str) -> _NamesOfKind:
    return _names_at(kind, Head.objects.values_list("note", flat=True).first() or "")


@lru_cache(maxsize=4)
def _names_at(kind: str, _head: str) -> _NamesOfKind:
    of: dict[int, list[str]] = {}
    rows: dict[str, list[int]] = {}
    by_word: dict[str, list[str]] = {}
    for row, written in _written(kind):
        for name in dict.fromkeys(each.strip() for each in written.split(";")):
            if not name or is_token(name) or why_nameless(name):
                continue
            if name not in rows:
                for word in _words(name):
                    by_word.setdefault(word, []).append(name)
            listed = rows.setdefault(name, [])
            if row not in listed[-1:]:
                listed.append(row)
            of.setdefault(row, []).append(name)
    return _NamesOfKind(of, rows, by_word)


def _written(kind: str) -> Iterator[tuple[int, str]]:
    """Yield each row with a name of it, and with its other names as they are written."""
    match kind:
        case "source":
            yield from _rows(Source.objects.exclude(protection="sealed").values_list("pk", "name"))
        case "place":
            yield from _rows(Place.objects.values_list("pk", "name"))
            yield from _rows(Place.objects.exclude(other_names="").values_list("pk", "other_names"))
        case _:
            single = {"at_most": 1}
            people = Person.objects.filter(**single) if kind == "person" else Person.objects.exclude(**single)
            mentions = Mention.objects.filter(of_person__person__in=people.values("pk")).exclude(
                other_names=""
            )
            yield from _rows(people.exclude(name="").values_list("pk", "name"))
            yield from _rows(mentions.values_list("of_person__person", "other_names"))


def _rows(found: Collection[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    yield from found
