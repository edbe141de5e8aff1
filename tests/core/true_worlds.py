"""True worlds: what happened is drawn first, then documents, lists and judgements that say only what is true of it.

Of each mention it is known whom it means. So nobody may be told apart from themselves, and no figure may say that there
were more people than there were. What is false stands only where it must not count: in documents that are not held, in
what is suspected, was retracted or withdrawn.
"""

from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations, pairwise
from random import Random

from isthmus.core.workbook.rows import Act, Document, Judgement, Mention, Place, Source, Statement, Workbook

type People = frozenset[int]

PLACES = (
    Place("c", "A country"),
    Place("r1", "A region", parent="c"),
    Place("r2", "Another region", parent="c"),
    Place("t1", "A town", parent="r1"),
    Place("t2", "A second town", parent="r1"),
    Place("t3", "A third town", parent="r2"),
    Place("u1", "The first town as others write it", parent="r1"),
)
UPWARD = {"c": ("c",), "r1": ("r1", "c"), "r2": ("r2", "c"), "u1": ("u1", "r1", "c")}
UPWARD |= {"t1": ("t1", "r1", "c"), "t2": ("t2", "r1", "c"), "t3": ("t3", "r2", "c")}
SOURCES = tuple(Source(f"s{n}", f"Source {n}", "person") for n in range(5))
# How the totals of lists are written: so that they hold what they count, as their dates and places say; in any way
# that is true (a total by month beside one by region, one no wider than a coarse entry) and judged to hold it; or so
# and not judged, when nothing says what they hold.
HOLDING, JUDGED, ANYHOW = "holding", "judged", "anyhow"
AT = "2026-01-01T00:00:00Z"


@dataclass(frozen=True)
class Event:
    """Something that happened on one day in one town; a death is what happens to a person once."""

    number: int
    kind: str
    day: date
    town: str
    victims: People


@dataclass(frozen=True)
class Described:
    """What an act really is: which events, of which victims."""

    events: frozenset[int]
    victims: People


class World:
    """A drawn world and the register that says only true things about it."""

    def __init__(self, rng: Random, totals: str = HOLDING) -> None:
        self.rng = rng
        self.totals = totals
        self.coarse = rng.choice((0.0, 0.3, 0.7))
        self.people = frozenset(range(rng.randint(2, 7)))
        self.events = {each.number: each for each in self.happenings()}
        # A family or a unit: its mentions may mean now these of it, now those, and are judged the same all the same.
        self.family = self.some(self.people, 2) if self.chance(0.5) else frozenset()
        self.of_family: set[str] = set()
        self.documents: list[Document] = []
        self.statements: list[Statement] = []
        self.acts: list[Act] = []
        self.mentions: list[Mention] = []
        self.judgements: list[Judgement] = []
        self.means: dict[str, People] = {}
        self.of_act: dict[str, Described] = {}
        for _ in range(rng.randint(1, 4)):
            rng.choice((self.report, self.list_of_people, self.list_of_incidents, self.list_of_incidents))()
        if self.chance(0.4):
            self.falsehood()
        self.judge()

    def chance(self, probability: float) -> bool:
        return self.rng.random() < probability

    def some(self, among: People, least: int = 1) -> People:
        return frozenset(self.rng.sample(sorted(among), self.rng.randint(min(least, len(among)), len(among))))

    # -- what happened

    def happenings(self) -> Iterator[Event]:
        rng = self.rng
        alive, number = set(self.some(self.people)), 0
        while alive:
            dead = set(rng.sample(sorted(alive), min(len(alive), rng.choice((1, 1, 2, 3)))))
            alive -= dead
            yield self.event(number, "death", frozenset(dead))
            number += 1
        for _ in range(rng.randint(0, 3)):
            yield self.event(number, rng.choice(("attempt", "threat")), self.some(self.people))
            number += 1

    def event(self, number: int, kind: str, victims: People) -> Event:
        day = date(2017, 2, 1) + timedelta(days=self.rng.choice((0, 1, 30, 33, 400)))
        return Event(number, kind, day, self.rng.choice(("t1", "t2", "t3")), victims)

    # -- how it is written

    def written(self, events: frozenset[int]) -> tuple[str, str]:
        """Return a date and a place that are true of events, as precise as it comes."""
        days = [self.events[each].day for each in events]
        towns = {self.events[each].town for each in events}
        common = [each for each in UPWARD["t1"] + UPWARD["t2"] + UPWARD["t3"] if covers(each, towns)]
        place = min(common, key=lambda each: len(UPWARD[each]) * -1)
        if place == "t1" and self.chance(0.3):
            place = "u1"
        if self.chance(self.coarse):
            place = self.rng.choice(("", *common))
        when = spans(min(days), max(days))
        return (self.rng.choice(when) if self.chance(self.coarse) else when[0]), place

    def act(
        self, statement: str, events: frozenset[int], dated: tuple[str, str] | None = None, kind: str = ""
    ) -> str:
        what = self.events[min(events)].kind
        when, where = dated or self.written(events)
        killing = kind or self.rng.choice(("killing", "killing", "killing", "death_in_custody"))
        typed = {"death": killing, "attempt": "killing", "threat": "threat"}[what]
        outcomes = {"death": ("", "death"), "attempt": ("injured", "no_harm"), "threat": ("",)}[what]
        name, outcome = f"a{len(self.acts):02}", self.rng.choice(outcomes)
        self.acts.append(Act(name, statement, typed, date=when, place=where, outcome=outcome))
        victims = frozenset(v for each in events for v in self.events[each].victims)
        self.of_act[name] = Described(events, victims)
        return name

    def mention(self, act: str, who: People, *, group: bool = False, within: str = "") -> str:
        """Mention one person, or a group as at least and at most so many as there were."""
        rng, name = self.rng, f"m{len(self.mentions):02}"
        low = rng.randint(max(1, len(who) - 1), len(who)) if group else 1
        high = rng.choice((None, max(2, len(who)), len(who) + 2)) if group else 1
        named = "" if group or self.chance(0.3) else f"Person {min(who)}"
        self.mentions.append(Mention(name, act, "victim", low, high, within=within, name=named))
        self.means[name] = who
        if group and who <= self.family and self.chance(0.7):
            self.of_family.add(name)
        return name

    def whole(self, mention: str) -> People:
        """Return all whom the person or group of a mention has in it."""
        return self.family if mention in self.of_family else self.means[mention]

    def document(self, lists_once: str = "", held: str = "yes") -> str:
        name = f"d{len(self.documents)}"
        author = self.rng.choice(SOURCES).id
        self.documents.append(Document(name, "A document", (author,), held, lists_once=lists_once))
        return name

    def statement(self, document: str, stance: str = "asserts") -> str:
        name = f"t{len(self.statements):02}"
        speaker = next(each for each in self.documents if each.id == document).author
        self.statements.append(Statement(name, document, speaker, stance, "first_hand"))
        return name

    # -- documents

    def report(self) -> None:
        """A report of some events, perhaps several in one act, of one person or more, perhaps in groups."""
        document = self.document()
        for _ in range(self.rng.randint(1, 3)):
            statement = self.statement(document)
            for _ in range(self.rng.randint(1, 2)):
                self.describe(self.act(statement, self.of_one_kind()))

    def of_one_kind(self) -> frozenset[int]:
        first = self.rng.choice(list(self.events.values()))
        alike = frozenset(each.number for each in self.events.values() if each.kind == first.kind)
        return self.some(alike) if self.chance(0.25) else frozenset({first.number})

    def describe(self, act: str) -> None:
        """Mention victims of an act: some of them one by one, and groups, within others where they are."""
        victims, made = self.of_act[act].victims, []
        for _ in range(self.rng.choice((0, 1, 1, 2))):
            who = self.some(victims)
            inside = [each for each in made if who <= self.means[each] and self.chance(0.5)]
            made.append(self.mention(act, who, group=True, within=inside[-1] if inside else ""))
        for each in sorted(self.some(victims, 0 if made else 1)):
            inside = [one for one in made if each in self.means[one] and self.chance(0.5)]
            made.append(self.mention(act, frozenset({each}), within=inside[-1] if inside else ""))
        if self.may_be_apart(made) and self.chance(0.6):
            at = next(n for n, row in enumerate(self.acts) if row.id == act)
            self.acts[at] = replace(self.acts[at], apart="yes")

    def may_be_apart(self, made: list[str]) -> bool:
        """Whether it is true that the people of an act, but for those within others, have nobody in common."""
        return all(
            not self.means[one] & self.means[other] or other in self.around(one) or one in self.around(other)
            for one, other in combinations(made, 2)
        )

    def around(self, mention: str) -> list[str]:
        within = {each.id: each.within for each in self.mentions}
        chain = []
        while mention := within[mention]:
            chain.append(mention)
        return chain

    def list_of_people(self) -> None:
        """A list of people, each once; with rows of several whom it does not name, and a total."""
        document, rows = self.document("people"), []
        for person in sorted(self.some(self.people)):
            mine = [each.number for each in self.events.values() if person in each.victims]
            if mine:
                statement = self.statement(document)
                rows += [
                    self.mention(self.act(statement, frozenset({each})), frozenset({person}))
                    for each in self.rng.sample(mine, min(len(mine), self.rng.choice((1, 1, 2))))
                ]
        for _ in range(self.rng.choice((0, 0, 1, 2))):  # others, and totals
            events = self.of_one_kind()
            act = self.act(self.statement(document), events)
            who = self.some(self.of_act[act].victims)
            total = self.mention(act, who, group=True)
            self.lay_within(rows, total)

    def lay_within(self, rows: list[str], total: str) -> None:
        if self.chance(0.4):
            for at, each in enumerate(self.mentions):
                if each.id in rows and not each.within and self.means[each.id] <= self.means[total]:
                    self.mentions[at] = replace(each, within=total)

    def list_of_incidents(self) -> None:
        """A list of incidents, each once in a statement of its own, perhaps typed in two ways, and its totals."""
        alike = [each.number for each in self.events.values() if each.kind == "death" or self.chance(0.3)]
        if not alike:
            return
        document, entries = self.document("incidents"), []
        for number in self.rng.sample(alike, self.rng.randint(1, len(alike))):
            dated = self.written(frozenset({number}))
            if self.chance(0.15):
                dated = ("", dated[1])
            kinds = ("killing", "death_in_custody") if self.chance(0.15) else ("",)
            for kind in kinds if self.events[number].kind == "death" else ("",):
                entries.append(self.act(self.statement(document), frozenset({number}), dated, kind))
                self.describe(entries[-1])
        listed = {each.statement for each in self.acts if each.id in entries}
        if len(listed) == len({self.of_act[each].events for each in entries}) and self.each_once(entries):
            self.documents[-1] = replace(self.documents[-1], lists_once="people;incidents")
        for _ in range(self.rng.choice((0, 1, 1, 2))):
            self.total(document, entries)

    def each_once(self, entries: list[str]) -> bool:
        people = [m for m in self.mentions if m.act in entries and m.low == m.high == 1]
        return len({self.means[m.id] for m in people}) == len(people) and self.chance(0.7)

    def total(self, document: str, entries: list[str]) -> None:
        """A total of some entries of a list, in a statement of its own among them."""
        deaths = [each for each in entries if self.events[min(self.of_act[each].events)].kind == "death"]
        counted = self.rng.sample(deaths, self.rng.randint(1, len(deaths))) if deaths else []
        if not counted:
            return
        events = frozenset(event for each in counted for event in self.of_act[each].events)
        rows = {each.id: each for each in self.acts}
        dated = self.written(events)
        if self.totals == HOLDING:
            known = {(each.date, each.place) for each in self.acts}
            wide = (("", dated[1]), ("2017/2018", "c"), ("2016/2019", "c"), ("2015/..", "c"), ("2010/..", ""))
            dated = self.rng.choice([each for each in wide if each not in known or not all(each)])
        types = {rows[each].type for each in counted}
        act = self.act(self.statement(document), events, dated, min(types))
        total = self.mention(act, self.of_act[act].victims, group=True)
        self.mentions[-1] = replace(self.mentions[-1], high=None if self.chance(0.5) else len(self.people))
        self.lay_within([each.id for each in self.mentions if each.act in counted], total)

    def falsehood(self) -> None:
        """What is not so, where it must not count: not held, suspected, retracted, withdrawn."""
        how = self.rng.choice(("not held", "suspects", "retracted", "withdrawn"))
        document = self.document("people;incidents", "no" if how == "not held" else "yes")
        for _ in range(self.rng.randint(1, 4)):
            statement = self.statement(document, "suspects" if how == "suspects" else "asserts")
            name = f"a{len(self.acts):02}"
            self.acts.append(Act(name, statement, "killing", date="2017-05-05", place="t3"))
            for _ in range(self.rng.randint(1, 2)):
                low = self.rng.choice((1, 1, 30))
                named = f"Nobody {len(self.mentions)}"
                self.mentions.append(
                    Mention(f"m{len(self.mentions):02}", name, "victim", low, low, name=named)
                )
            if how == "retracted":
                taken_back = f"t{len(self.statements):02}"
                self.statements.append(
                    Statement(taken_back, document, ("s0",), "retracts", "first_hand", retracts=(statement,))
                )
                self.judged("retraction", taken_back, "", "accepted")
            if how == "withdrawn":
                self.judged("statement", statement, "", "withdrawn")

    # -- judgements

    def judged(self, kind: str, left: str, right: str, decision: str) -> None:
        name = f"j{len(self.judgements):03}"
        self.judgements.append(Judgement(name, kind, left, right, decision, "an analyst", AT))

    def judge(self) -> None:
        self.judge_people()
        self.judge_incidents()
        if self.totals == JUDGED:
            self.judge_totals({frozenset((each.left, each.right)) for each in self.judgements})
        if self.chance(0.5) or self.totals == JUDGED:
            self.judged("place", "t1", "u1", "same")
        if self.chance(0.3):
            self.examine()

    def judge_people(self) -> None:
        rate = self.rng.choice((0.0, 0.1, 0.4, 0.9))
        for one, other in combinations(self.means, 2):
            if self.chance(rate):
                left, right = sorted((one, other), key=lambda each: len(self.whole(each)))
                said = self.rng.choice(self.of_people(self.whole(left), self.whole(right)))
                self.judged("person", left, right, said)
        known = {frozenset((each.left, each.right)) for each in self.judgements}
        if self.chance(0.7):
            for left, right in pairwise(sorted(self.of_family)):
                if frozenset((left, right)) not in known:
                    self.judged("person", left, right, "same")

    def judge_incidents(self) -> None:
        rate = self.rng.choice((0.0, 0.2, 0.6))
        types = {each.id: each.type for each in self.acts}
        for one, other in combinations(self.of_act, 2):
            if self.chance(rate):
                left, right = self.order(one, other)
                alike = types[one] == types[other]
                self.judged("incident", left, right, self.rng.choice(self.of_incidents(left, right, alike)))

    def judge_totals(self, known: set[frozenset[str]]) -> None:
        """Say of each act and each other of a document that has events of it that it is part of that, or may be."""
        documents = {each.id: each.document for each in self.statements}
        document = {each.id: documents[each.statement] for each in self.acts}
        for one, other in combinations(self.of_act, 2):
            left, right = self.order(one, other)
            part, whole = self.of_act[left].events, self.of_act[right].events
            if document[one] == document[other] and part & whole and frozenset((one, other)) not in known:
                self.judged("incident", left, right, "part_of" if part < whole else "unsure")

    def order(self, one: str, other: str) -> tuple[str, str]:
        smaller = len(self.of_act[one].events) <= len(self.of_act[other].events)
        return (one, other) if smaller else (other, one)

    def of_people(self, left: People, right: People) -> tuple[str, ...]:
        if left == right:
            return ("same", "same", "same", "unsure")
        if left < right:
            return ("part_of", "part_of", "different", "unsure")
        return ("different", "unsure") if left & right else ("different", "disjoint", "disjoint", "unsure")

    def of_incidents(self, left: str, right: str, alike: bool) -> tuple[str, ...]:
        one, other = self.of_act[left].events, self.of_act[right].events
        if one == other:
            return ("same", "same", "same", "unsure") if alike else ("different", "unsure")
        if one < other:
            return ("part_of", "part_of", "unsure")
        return ("unsure",) if one & other else ("different", "different", "unsure")

    def examine(self) -> None:
        """A link run: whoever may be one person and is not judged yet is judged, so that it says the truth."""
        known = {frozenset((each.left, each.right)) for each in self.judgements if each.kind == "person"}
        for one, other in combinations(self.means, 2):
            alike = self.whole(one) == self.whole(other) and len(self.whole(one)) == 1
            if alike and frozenset((one, other)) not in known:
                self.judged("person", one, other, self.rng.choice(("same", "same", "unsure")))
        self.judged("person", "", "", "examined")

    def workbook(self) -> Workbook:
        return Workbook(
            SOURCES,
            PLACES,
            tuple(self.documents),
            tuple(self.statements),
            tuple(self.acts),
            tuple(self.mentions),
            (),
            tuple(self.judgements),
        )

    def may_be_one(self, one: str, other: str) -> bool:
        """Whether two mentions mean somebody in common, or one of them means nobody."""
        return not (self.means.get(one) and self.means.get(other)) or bool(
            self.means[one] & self.means[other]
        )

    def victims(self, passes: Callable[[Act], bool]) -> People:
        """Return who is meant by what counts and passes: nobody is counted besides them."""
        acts = {each.id for each in self.acts if passes(each)}
        return frozenset(
            who for each in self.mentions if each.act in acts for who in self.means.get(each.id, ())
        )


def covers(place: str, towns: set[str]) -> bool:
    return all(place in UPWARD[each] for each in towns)


def spans(first: date, last: date) -> list[str]:
    """Return dates that hold two days, the most precise first; empty among the less precise."""
    found = [first.isoformat() if first == last else f"{first}/{last}", ""]
    if (first.year, first.month) == (last.year, last.month):
        found.append(f"{first:%Y-%m}")
        days = monthrange(first.year, first.month)[1]
        found.append(f"{first:%Y-%m}-01/{first:%Y-%m}-{days}")
    if first.year == last.year:
        found.append(f"{first.year}")
    return [*found, f"{first.year}/{last.year}", f"{first:%Y-%m}/{last + timedelta(days=40):%Y-%m}"]
