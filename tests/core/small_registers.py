"""Small random registers: enough of everything to go wrong, little enough to try everything.

They are drawn from a seed rather than field by field: what is of interest (several lines, several cuts, circles,
anonymous sources told apart) is then common, which it is not among the smallest examples.
"""

from itertools import combinations, pairwise
from random import Random

from hypothesis import settings
from hypothesis import strategies as st

from isthmus.core.workbook.rows import (
    Act,
    Document,
    Judgement,
    Mention,
    Place,
    Source,
    Statement,
    Term,
    Workbook,
)

SOURCES = tuple(f"s{n}" for n in range(8))
KINDS = ("person", "organisation", "outlet", "authority", "protected", "anonymous", "anonymous", "self")
BASES = ("first_hand", "told", "told", "told", "told", "record", "unknown")
# Each example takes milliseconds, and what is rare in one is common among hundreds.
DECISIONS = ("same", "different", "disjoint", "part_of", "unsure")
LISTING = (("",), ("people",), ("incidents",), ("people;incidents",), ("people;incidents", "incidents", ""))
TYPES = (("killing",), ("killing", "killing", "death_in_custody", "threat", "drowning"))
often = settings(max_examples=max(500, settings().max_examples))
PLACES = (
    Place("p0", "A region"),
    Place("p1", "A town", parent="p0"),
    Place("p2", "Another region"),
    Place("p3", "Another town", parent="p2"),
    Place("p4", "A town as others write it"),
    Place("p5", "A quarter", parent="p4"),
)
# Which of them may be judged the same without lying within themselves.
ALIKE = (("p0", "p2"), ("p1", "p3"), ("p1", "p4"), ("p3", "p4"))
DATES = (
    *("", "2017", "2018", "2017-03", "2017-04", "2017-03-05", "2017-03-06", "2017-04-02"),
    *("2017-03/2017-04", "../2017-04-01", "2016/2018", "2017-03-05/.."),
)
WHERE = (("", *(place.id for place in PLACES)), ("p1", "p3"), ("p0", "p1"))
AT = "2026-01-01T00:00:00Z"
DROWNING = Term("type", "drowning", once="yes")


def workbooks() -> st.SearchStrategy[Workbook]:
    """Return registers of up to 8 sources, 10 statements and 7 mentions."""
    return st.integers(0, 2**32).map(lambda seed: Generator(Random(seed)).workbook())


def judged_apart(seed: int) -> Workbook:
    """Return a register of 5 to 7 people of whom some pairs are judged different: their rings are what is hard."""
    rng = Random(seed)
    people = range(rng.randint(5, 7))
    often = rng.choice((0.3, 0.5, 0.6))
    pairs = [pair for pair in combinations(people, 2) if rng.random() < often]
    return Workbook(
        sources=(Source("s0", "A witness", "person"),),
        documents=(Document("d0", "An interview", ("s0",), "yes"),),
        statements=tuple(Statement(f"t{n}", "d0", ("s0",), "asserts", "first_hand") for n in people),
        acts=tuple(Act(f"a{n}", f"t{n}", "killing") for n in people),
        mentions=tuple(Mention(f"m{n}", f"a{n}", "victim", 1, 1) for n in people),
        judgements=tuple(
            Judgement(f"j{one}{other}", "person", f"m{one}", f"m{other}", "different", "A", AT)
            for one, other in pairs
        ),
    )


class Generator:
    """Draws one register; how rare each complication is differs from register to register."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.rare = rng.choice((0.02, 0.05, 0.2, 0.5))
        self.kinds = rng.choice((KINDS, KINDS, ("anonymous",), ("self", "person")))
        self.judgements: list[Judgement] = []
        self.documents = rng.choice((1, 2, 5))
        self.listing = rng.choice(LISTING)
        self.types = rng.choice(TYPES)
        self.dates = rng.choice((DATES, DATES, ("",), ("2017", "2017-03-05", "2017-03-06"), DATES[5:8]))
        self.places = rng.choice(WHERE)
        self.groups = rng.choice((0.0, 0.2, 0.6))
        self.within = rng.choice((0.0, 0.2, 0.7))
        self.judged = rng.choice((0.1, 0.3, 1.0, 2.0))
        self.decisions = rng.choice((DECISIONS, DECISIONS, ("different", "different", "unsure")))
        self.bases = rng.choice(
            (BASES, ("first_hand",), ("record",), ("first_hand", "first_hand", "told", "record"))
        )
        self.spread = self.chance(0.6)
        self.joined = rng.choice((0.0, 0.6))

    def chance(self, probability: float) -> bool:
        return self.rng.random() < probability

    def some(self, least: int = 0, most: int = 2) -> tuple[str, ...]:
        return tuple(self.rng.sample(SOURCES, self.rng.randint(least, most)))

    def workbook(self) -> Workbook:
        rng = self.rng
        sources = tuple(self.source(name, at) for at, name in enumerate(SOURCES))
        documents = tuple(self.document(n) for n in range(5))
        said = tuple(self.statement(n) for n in range(rng.randint(1, 10)))
        acts = tuple(self.act(n, said) for n in range(rng.randint(len(said) // 2 + 1, len(said) + 1)))
        self.mentions: list[Mention] = []
        for n in range(rng.choice((0, 2, 4, 5, 6, 7, 7))):
            self.mentions.append(self.mention(n, acts, {each.id: each.document for each in said}))
        self.judge(acts, tuple(self.mentions), said)
        rows = (documents, said, acts, tuple(self.mentions))
        return Workbook(sources, PLACES, *rows, (), tuple(self.judgements), (DROWNING,))

    def document(self, n: int) -> Document:
        authors = self.some(1, 2 if self.chance(self.rare) else 1)
        return Document(f"d{n}", "A document", authors, self.held(), lists_once=self.rng.choice(self.listing))

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
        stance = rng.choice(("denies", "retracts", "suspects")) if self.chance(self.rare) else "asserts"
        return Statement(
            f"t{n}",
            f"d{rng.randrange(self.documents)}",
            self.some(1, 2 if self.chance(self.rare) else 1),
            stance,
            rng.choice(self.bases),
            told_by=self.some(0, 2),
            via=tuple(rng.choices(SOURCES, k=rng.choice((0, 0, 1, 2)))),
            denies=rng.choice(("", "occurrence", "number")) if stance == "denies" else "",
            retracts=(f"t{rng.randrange(n)}",) if stance == "retracts" and n else (),
        )

    def act(self, n: int, said: tuple[Statement, ...]) -> Act:
        rng = self.rng
        statement = rng.choice(said)
        general = statement.stance == "denies" and self.chance(0.5)
        kinds = ("killing", "threat", "") if general else self.types
        return Act(
            f"a{n}",
            statement.id,
            rng.choice(kinds),
            scope="general" if general else rng.choice(("", "this")),
            date=rng.choice(self.dates),
            place=rng.choice(self.places),
            ground=rng.choice(("", "religion", "ethnicity")),
            outcome=rng.choice(("", "", "", "", "death", "death", "injured")),
            apart=rng.choice(("", "", "yes", "no")),
        )

    def mention(self, n: int, acts: tuple[Act, ...], document: dict[str, str]) -> Mention:
        rng = self.rng
        group = self.chance(self.groups)
        low = rng.choice((1, 3, 20)) if group else 1
        high = rng.choice((None, low, low + 5)) if group else 1
        role = rng.choice(("victim", "victim", "victim", "victim", "victim", "perpetrator", "witness"))
        act = acts[n % len(acts)] if self.spread else rng.choice(acts)
        documents = {each.id: document[each.statement] for each in acts}
        around = [
            each.id
            for each in self.mentions
            if each.role == role and documents[each.act] == documents[act.id]
        ]
        within = rng.choice(around) if around and self.chance(self.within) else ""
        name = rng.choice(("", "Person A", "Person B"))
        return Mention(f"m{n}", act.id, role, low, high, within=within, name=name)

    # -- judgements

    def judge(
        self, acts: tuple[Act, ...], mentions: tuple[Mention, ...], said: tuple[Statement, ...]
    ) -> None:
        sparse = round(8 * self.judged)
        own = {act.id: act.type for act in acts if act.scope != "general"}
        together = [each for each in own if own[each] == "killing"] if self.chance(self.joined) else []
        for one, other in pairwise(together):
            self.add("incident", one, other, "same")
        for one, other in self.pairs(list(own), min(2, sparse) if together else sparse):
            alike = own[one] == own[other]
            same = alike and self.chance(0.8)
            self.add(
                "incident",
                one,
                other,
                "same" if same else self.rng.choice(("different", "part_of", "unsure")),
            )
        for one, other in self.pairs([mention.id for mention in mentions], round(6 * self.judged)):
            self.add("person", one, other, self.rng.choice(self.decisions))
        for one, other in self.pairs(list(SOURCES), 4):
            self.add("source", one, other, "same" if self.chance(self.rare / 2) else "different")
        self.judge_places()
        self.judge_statements(said)
        if self.chance(0.5):
            self.add("person", "", "", "examined")

    def judge_places(self) -> None:
        for one, other in ALIKE:
            if self.chance(self.rare):
                self.add("place", one, other, self.rng.choice(("same", "same", "different")))

    def judge_statements(self, said: tuple[Statement, ...]) -> None:
        for each in said:
            if self.chance(self.rare / 2):
                self.add("statement", each.id, "", self.rng.choice(("withdrawn", "withdrawn", "stands")))
            if each.stance == "retracts" and self.chance(0.7):
                self.add(
                    "retraction", each.id, "", self.rng.choice(("accepted", "accepted", "coerced", "unsure"))
                )

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
        known.append(Judgement(name, kind, left, right, decision, by, AT, made, replaces=replaces))
