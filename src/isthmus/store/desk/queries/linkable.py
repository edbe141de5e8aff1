"""What linking compares: mentions of persons or groups, or acts, as columns of text; and what was judged of them."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from json import dumps
from typing import Any, NamedTuple

from isthmus.core.register import Decisions
from isthmus.core.workbook.tokens import is_token
from isthmus.store.desk.models import (
    BY_LINK_RUN,
    JUDGED_AS,
    Act,
    Head,
    Judgement,
    Mention,
    Place,
    PlaceAbove,
)
from isthmus.store.desk.queries.proposals import mentions_of
from isthmus.store.desk.queries.sealed import ReadTokens
from isthmus.store.desk.queries.source_apart import SourceApart, acts_apart, mentions_apart
from isthmus.store.desk.queries.withdrawn import but_withdrawn
from isthmus.store.desk.queries.workbook import judgements_of

__all__ = ["APART", "Linkable", "decided_by_people", "linkable"]

# What one decision says against joining two things; whoever is unsure has not said that they are the same.
APART = frozenset({"different", "disjoint", "part_of", "unsure"})

type Pair = tuple[str, str]
type _ColumnsOf = Callable[[Sequence[Sequence[Any]], Mapping[int, str]], dict[str, list[str]]]


@dataclass(frozen=True, slots=True)
class Linkable:
    """Rows of one kind, each column as long as `keys`; `apart`: which of them a source tells apart itself.

    `keys` are primary keys, in the order of the ids in `columns["id"]`. `closed` are the columns as the register holds
    them, with tokens for what is sealed; `sealed` rows are among them, `left_out` ones are not, since nobody opened
    them.
    """

    kind: str
    keys: Sequence[int]
    columns: Mapping[str, Sequence[str]]
    apart: SourceApart
    same: Sequence[Pair]
    different: Sequence[Pair]
    log_size: int
    closed: Mapping[str, Sequence[str]]
    sealed: int = 0
    left_out: int = 0

    @property
    def ids(self) -> Sequence[str]:
        """Return the ids of the rows."""
        return self.columns["id"]

    @property
    def digest(self) -> str:
        """Return the SHA-256 of everything that linking is given, as canonical JSON, with tokens for what is sealed.

        Whoever has the passphrase of the workspace could try names against a digest of the texts.
        """
        given = {
            "columns": dict(self.closed),
            "same": self.same,
            "different": self.different,
            "groups": [self.apart.groups.get(each, "") for each in self.ids],
            "lists": {each: lists for each in self.ids if (lists := self.apart.stands_in(each))},
        }
        return sha256(dumps(given, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


class _Rows(NamedTuple):
    keys: list[int]
    columns: dict[str, list[str]]
    apart: SourceApart
    closed: dict[str, list[str]]
    sealed: int
    left_out: int


def linkable(kind: str, *, read: ReadTokens | None = None, with_tokens: bool = False) -> Linkable:
    """Read what a run of this kind compares, with every judgement of people about it.

    What is sealed is left out, unless `read` returns what its tokens stand for, or the tokens themselves will do.
    """
    known_as = _Mentions(read, with_tokens)
    found = known_as.groups() if kind == "group" else known_as.persons() if kind == "person" else _incidents()
    decisions, known = decided_by_people(kind), set(found.columns["id"])
    inside = {
        pair: said
        for pair, said in sorted(decisions.by_pair.items())
        if pair[0] in known and pair[1] in known
    }
    head = Head.objects.first()
    return Linkable(
        kind,
        found.keys,
        found.columns,
        found.apart,
        [pair for pair, said in inside.items() if said == {"same"}],
        [pair for pair, said in inside.items() if said & {"different", "disjoint"}],
        head.size if head else 0,
        found.closed,
        found.sealed,
        found.left_out,
    )


def decided_by_people(kind: str) -> Decisions:
    """Return what the judgements in force say that no link run made."""
    by_people = Judgement.objects.in_force().filter(kind=JUDGED_AS[kind]).exclude(BY_LINK_RUN)
    keys = by_people.exclude(decision="examined").values_list("pk", flat=True)
    return Decisions.of(judgements_of(set(keys)))


@dataclass(frozen=True, slots=True)
class _Mentions:
    """Mentions as far as they may be read: what is sealed and closed is left out, nothing of it could be compared."""

    read: ReadTokens | None
    with_tokens: bool

    def persons(self) -> _Rows:
        """One person each. Who and from where says most; what was done, when and where, says less."""
        columns = ("pk", "ref", "name", "other_names", "sex", "age", "born", "home_id", "identifiers")
        return self._rows("person", (*columns, "act__date", "act__place_id"), _columns_of, mentions_apart())

    def groups(self) -> _Rows:
        """Groups and units with a name; two that one act names are not compared, since the act lists them both."""
        columns = ("pk", "ref", "name", "role", "act__ref", "act__date", "act__place_id")
        return self._rows("group", columns, _group_columns, SourceApart({}))

    def _rows(self, kind: str, columns: Sequence[str], columns_of: _ColumnsOf, apart: SourceApart) -> _Rows:
        wanted = but_withdrawn(mentions_of(kind), "act__statement").order_by("ref")
        rows = list(wanted.values_list(*columns))
        tokens = {cell for row in rows for cell in row if is_token(cell)}
        texts = self.read(tokens) if self.read and tokens else {}
        known = [
            row for row in rows if self.with_tokens or all(cell in texts for cell in row if is_token(cell))
        ]
        above = _names_upward()
        return _Rows(
            [row[0] for row in known],
            columns_of([[texts.get(cell, cell) for cell in row] for row in known], above),
            apart,
            columns_of(known, above),
            sum(any(map(is_token, row)) for row in known),
            len(rows) - len(known),
        )


def _group_columns(rows: Sequence[Sequence[Any]], above: Mapping[int, str]) -> dict[str, list[str]]:
    return {
        "id": [row[1] for row in rows],
        "name": [row[2] for row in rows],
        "role": [row[3] for row in rows],
        "act": [row[4] for row in rows],
        "date": [row[5] for row in rows],
        "place": [above.get(row[6], "") for row in rows],
    }


def _columns_of(rows: Sequence[Sequence[Any]], above: Mapping[int, str]) -> dict[str, list[str]]:
    found = {
        "id": [row[1] for row in rows],
        "name": [row[2] for row in rows],
        "other_names": [row[3] for row in rows],
        "sex": [row[4] for row in rows],
        "age": [row[5] for row in rows],
        "age_on": [row[9] if row[5] else "" for row in rows],
        "born": [row[6] for row in rows],
        "identifiers": [row[8] for row in rows],
        "date": [row[9] for row in rows],
        "place": [above.get(row[10], "") for row in rows],
        "x_home": [above.get(row[7], "") for row in rows],
    }
    return _filled(found)


def _incidents() -> _Rows:
    """Acts that are no general ones."""
    wanted = but_withdrawn(Act.objects.exclude(scope="general"), "statement").order_by("ref")
    rows = list(wanted.values_list("pk", "ref", "type", "date", "place_id"))
    above, taking_part = _names_upward(), _taking_part()
    part = [taking_part.get(row[0], _TakingPart()) for row in rows]
    found = {
        "id": [row[1] for row in rows],
        "type": [row[2] for row in rows],
        "date": [row[3] for row in rows],
        "place": [above.get(row[4], "") for row in rows],
        "low": [str(each.low) if each.low else "" for each in part],
        "high": [str(each.high) if each.low and each.high is not None else "" for each in part],
        "victims": [";".join(sorted(each.victims)) for each in part],
        "perpetrators": [";".join(sorted(each.perpetrators)) for each in part],
    }
    columns = _filled(found)
    return _Rows([row[0] for row in rows], columns, acts_apart(), columns, 0, 0)


@dataclass(slots=True)
class _TakingPart:
    """How many victims an act has at least and at most (None: open), and who took part in it, by person id."""

    low: int = 0
    high: int | None = 0
    victims: set[str] = field(default_factory=set)
    perpetrators: set[str] = field(default_factory=set)

    def add(self, role: str, low: int, high: int | None, person: str) -> None:
        if role == "victim":
            self.low += low
            self.high = None if self.high is None or high is None else self.high + high
        part = {"victim": self.victims, "perpetrator": self.perpetrators}.get(role)
        if part is not None and person:
            part.add(person)


def _taking_part() -> dict[int, _TakingPart]:
    """Return who took part in each act; groups are no person that two acts could share."""
    found: dict[int, _TakingPart] = defaultdict(_TakingPart)
    rows = Mention.objects.order_by("ref").values_list(
        "act_id", "role", "low", "high", "of_person__person__ref"
    )
    for act, role, low, high, person in rows:
        found[act].add(role, low, high, person if low == high == 1 else "")
    return found


def _names_upward() -> dict[int, str]:
    """Return for each place its name and those above it, from narrow to wide, as linking reads them."""
    names = dict(Place.objects.values_list("pk", "name"))
    found: dict[int, list[str]] = defaultdict(list)
    for place, above in PlaceAbove.objects.order_by("place", "height").values_list("place", "above"):
        found[place].append(names[above])
    return {place: "; ".join(listed) for place, listed in found.items()}


def _filled(columns: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Return the columns that say anything of any row, and the ids."""
    return {name: cells for name, cells in columns.items() if name == "id" or any(cells)}
