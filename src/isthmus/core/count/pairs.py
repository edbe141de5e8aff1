"""What judgements say about pairs of persons, and which judgements a count rests on."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from isthmus.core.count.minimum import PairKnowledge
from isthmus.core.count.values import JudgementTotals
from isthmus.core.register import Decisions, Register, how_made, ordered
from isthmus.core.workbook.rows import Act, Judgement

__all__ = ["compared_in", "compared_persons", "judgements_on", "nested_in", "rested_on", "totals"]

type Pair = tuple[str, str]


def compared_persons(decisions: Decisions, person_of: Mapping[str, str], *, examined: bool) -> PairKnowledge:
    """Return what is known of pairs of persons from what was judged of pairs of their mentions."""
    judged: dict[Pair, frozenset[str]] = {}
    within: set[Pair] = set()
    for pair, said in decisions.besides_same:
        one, other = person_of.get(pair[0]), person_of.get(pair[1])
        if one is None or other is None or one == other:
            continue
        key = ordered(one, other)
        judged[key] = judged.get(key, frozenset()) | said
        if "part_of" in said:
            left, right = decisions.stated[pair]
            within.add((person_of[left], person_of[right]))
    return PairKnowledge(judged, frozenset(within), examined)


def compared_in(register: Register) -> PairKnowledge:
    """Return what is known of pairs of persons in a register: as judged, and as counting statements say of `within`."""
    known = compared_persons(register.on_persons, register.person_of, examined=register.examined)
    return replace(known, within=known.within.union(*nested_in(register).values()))


def nested_in(register: Register) -> dict[str, set[Pair]]:
    """Return by counting statement who lies within whom as it says: (inner, outer) persons."""
    found: dict[str, set[Pair]] = {}
    for row in register.workbook.mentions:
        if row.within and (statement := register.acts[row.act].statement) in register.telling:
            pair = register.person_of[row.id], register.person_of[row.within]
            if pair[0] != pair[1]:
                found.setdefault(statement, set()).add(pair)
    return found


def rested_on(judgements: Iterable[Judgement]) -> JudgementTotals:
    """Return how many judgements were made in which way."""
    made: Counter[str] = Counter()
    for (said, by), n in Counter((each.made, each.by) for each in judgements).items():
        made[how_made(said, by)] += n
    return totals(made)


def totals(made: Mapping[str, int]) -> JudgementTotals:
    """Return totals from how many judgements were made in which way."""
    return JudgementTotals(made.get("one_by_one", 0), made.get("in_one_go", 0), made.get("link_run", 0))


def judgements_on(register: Register, acts: list[Act]) -> list[Judgement]:
    """Return the judgements in force that touch the given acts: their mentions, sources and retractions."""
    looked_at = _LookedAt(register, acts)
    return [each for each in register.in_force if looked_at.touched_by(each)]


class _LookedAt:
    """The ids that a judgement can be about, of the acts that are looked at."""

    def __init__(self, register: Register, acts: list[Act]) -> None:
        self.acts = {act.id for act in acts}
        self.mentions = {one.id for act in acts for one in register.mentions_of.get(act.id, ())}
        statements = {act.statement for act in acts}
        self.retracting = {one for each in statements for one in register.retractions_of.get(each, ())}
        around = {place for act in acts for place in register.places_upward.get(act.place, ())}
        self.places = {place for place, one in register.place_of.items() if one in around}
        self.sources = self._sources(register, statements) if register.on_sources.by_pair else set()

    @staticmethod
    def _sources(register: Register, statements: set[str]) -> set[str]:
        found: set[str] = set()
        for each in statements:
            row = register.statements[each]
            found.update(register.authors[row.document], row.speaker, row.told_by, row.via)
        return found

    def touched_by(self, judgement: Judgement) -> bool:
        if judgement.decision == "examined":
            return True
        ids = {
            "person": self.mentions,
            "incident": self.acts,
            "source": self.sources,
            "place": self.places,
            "statement": set(),
            "retraction": self.retracting,
        }[judgement.kind]
        return judgement.left in ids or judgement.right in ids
