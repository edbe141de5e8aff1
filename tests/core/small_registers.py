"""Small random registers: enough of everything to go wrong, little enough to try everything.

They are drawn from a seed rather than field by field: what is of interest (several lines, several cuts, circles,
anonymous sources told apart) is then common, which it is not among the smallest examples.
"""

from itertools import pairwise
from random import Random

from hypothesis import settings
from hypothesis import strategies as st

from isthmus.core.workbook.rows import Act, Document, Judgement, Mention, Place, Source, Statement, Workbook

SOURCES = tuple(f"s{n}" for n in range(8))
KINDS = ("person", "organisation", "outlet", "authority", "protected", "anonymous", "anonymous", "self")
BASES = ("first_hand", "told", "told", "told", "told", "record", "unknown")
# Each example takes milliseconds, and what is rare in one is common among hundreds.
often = settings(max_examples=max(500, settings().max_examples))
PLACES = (Place("p0", "A region"), Place("p1", "A town", parent="p0"), Place("p2", "Another region"))


def workbooks() -> st.SearchStrategy[Workbook]:
    """Return registers of up to 8 sources, 10 statements and 7 mentions."""
    return st.integers(0, 2**32).map(lambda seed: Generator(Random(seed)).workbook())


class Generator:
    """Draws one register; how rare each complication is differs from register to register."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.rare = rng.choice((0.05, 0.2, 0.5))
        self.kinds = rng.choice((KINDS, KINDS, ("anonymous",), ("self", "person")))
        self.judgements: list[Judgement] = []

    def chance(self, probability: float) -> bool:
        return self.rng.random() < probability

    def some(self, least: int = 0, most: int = 2) -> tuple[str, ...]:
        return tuple(self.rng.sample(SOURCES, self.rng.randint(least, most)))

    def workbook(self) -> Workbook:
        rng = self.rng
        sources = tuple(self.source(name, at) for at, name in enumerate(SOURCES))
        documents = tuple(
            Document(f"d{n}", "A document", self.some(1, 2 if self.chance(self.rare) else 1), self.held())
            for n in range(5)
        )
        said = tuple(self.statement(n) for n in range(rng.randint(1, 10)))
        acts = tuple(self.act(n, said) for n in range(rng.randint(len(said) // 2 + 1, len(said) + 1)))
        mentions = tuple(self.mention(n, acts) for n in range(rng.randint(0, 7)))
        self.judge(acts, mentions, said)
        return Workbook(sources, PLACES, documents, said, acts, mentions, (), tuple(self.judgements))

    def held(self) -> str:
        return "no" if self.chance(self.rare) else "yes"

    def source(self, name: str, at: int) -> Source:
        rng = self.rng
        return Source(
            name,
            f"Source {at}",
            rng.choice(self.kinds) if self.chance(0.5) else "person",
            affiliation=rng.choice(SOURCES[:at]) if at and self.chance(self.rare / 2) else "",
            protection="sealed" if self.chance(0.1) else "",
            contact=rng.choice(("", "yes", "no")),
        )

    def statement(self, n: int) -> Statement:
        rng = self.rng
        stance = rng.choice(("denies", "retracts")) if self.chance(self.rare) else "asserts"
        return Statement(
            f"t{n}",
            f"d{rng.randrange(5)}",
            self.some(1, 2 if self.chance(self.rare) else 1),
            stance,
            rng.choice(BASES),
            told_by=self.some(0, 2),
            via=tuple(rng.choices(SOURCES, k=rng.choice((0, 0, 1, 2)))),
            denies=rng.choice(("", "occurrence", "number")) if stance == "denies" else "",
            retracts=(f"t{rng.randrange(n)}",) if stance == "retracts" and n else (),
        )

    def act(self, n: int, said: tuple[Statement, ...]) -> Act:
        rng = self.rng
        statement = rng.choice(said)
        general = statement.stance == "denies" and self.chance(0.5)
        kinds = ("killing", "threat", "") if general else ("killing", "killing", "killing", "threat")
        return Act(
            f"a{n}",
            statement.id,
            rng.choice(kinds),
            scope="general" if general else rng.choice(("", "this")),
            date=rng.choice(("", "2017", "2018")),
            place=rng.choice(("", "p0", "p1", "p2")),
            ground=rng.choice(("", "religion", "ethnicity")),
        )

    def mention(self, n: int, acts: tuple[Act, ...]) -> Mention:
        rng = self.rng
        low = rng.choice((1, 1, 1, 3, 20))
        high = rng.choice((None, low, low, low + 5))
        role = rng.choice(("victim", "victim", "victim", "victim", "perpetrator", "witness"))
        return Mention(
            f"m{n}", rng.choice(acts).id, role, low, high, name=rng.choice(("", "Person A", "Person B"))
        )

    # -- judgements

    def judge(
        self, acts: tuple[Act, ...], mentions: tuple[Mention, ...], said: tuple[Statement, ...]
    ) -> None:
        own = {act.id: act.type for act in acts if act.scope != "general"}
        together = [each for each in own if own[each] == "killing"] if self.chance(0.6) else []
        for one, other in pairwise(together):
            self.add("incident", one, other, "same")
        for one, other in self.pairs(list(own), 2 if together else 8):
            alike = own[one] == own[other]
            same = alike and self.chance(0.8)
            self.add(
                "incident",
                one,
                other,
                "same" if same else self.rng.choice(("different", "part_of", "unsure")),
            )
        for one, other in self.pairs([mention.id for mention in mentions], 6):
            self.add(
                "person", one, other, self.rng.choice(("same", "different", "disjoint", "part_of", "unsure"))
            )
        for one, other in self.pairs(list(SOURCES), 4):
            self.add("source", one, other, "same" if self.chance(self.rare / 2) else "different")
        for each in said:
            if each.stance == "retracts" and self.chance(0.7):
                self.add(
                    "retraction", each.id, "", self.rng.choice(("accepted", "accepted", "coerced", "unsure"))
                )
        if self.chance(0.5):
            self.add("person", "", "", "examined")

    def pairs(self, ids: list[str], most: int) -> list[tuple[str, str]]:
        if len(ids) < 2:
            return []
        drawn = (self.rng.sample(ids, 2) for _ in range(self.rng.randint(0, most)))
        return [(one, other) for one, other in drawn]

    def add(self, kind: str, left: str, right: str, decision: str) -> None:
        known = self.judgements
        replaces = (self.rng.choice(known).id,) if known and self.chance(0.1) else ()
        by = self.rng.choice(("A", "B"))
        name = f"j{len(known):02}"
        made = self.rng.choice(("", "", "in_one_go", "link_run"))
        at = "2026-01-01T00:00:00Z"
        known.append(Judgement(name, kind, left, right, decision, by, at, made, replaces=replaces))
