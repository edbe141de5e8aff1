"""MODEL section 2 once more, straight from its words: what is in force, who is one, who is told apart.

Nothing here is shared with the code under test but the row classes. Every clause is a method that asks all pairs.
"""

from calendar import monthrange
from dataclasses import replace
from datetime import date
from itertools import combinations
from typing import Any

from isthmus.core.workbook.rows import Judgement, Workbook

Pair = tuple[str, str]
ONCE_IN_A_LIFE = ("killing", "death_in_custody")


class BruteRegister:
    def __init__(self, book: Workbook) -> None:
        replaced = {old for j in book.judgements for old in j.replaces}
        self.in_force = [j for j in book.judgements if j.id not in replaced]
        self.book = book = self.without_what_is_withdrawn(book)
        self.source = {s.id: s for s in book.sources}
        self.document = {d.id: d for d in book.documents}
        self.statement = {t.id: t for t in book.statements}
        self.place = {p.id: p for p in book.places}
        self.act = {a.id: a for a in book.acts}
        self.mention = {m.id: m for m in book.mentions}
        known = {row.id for sheet in (book.sources, book.places, book.statements) for row in sheet}
        known |= {*self.act, *self.mention, ""}
        self.force = [j for j in self.in_force if j.left in known and j.right in known]
        self.about: dict[tuple[str, frozenset[str]], list[Judgement]] = {}
        for j in self.force:
            self.about.setdefault((j.kind, frozenset((j.left, j.right))), []).append(j)
        self.known_classes: dict[str, list[list[str]]] = {}
        self.retracted = {
            old for t in book.statements if self.retraction(t.id) == "accepted" for old in t.retracts
        }

    def without_what_is_withdrawn(self, book: Workbook) -> Workbook:
        """A statement judged withdrawn counts nowhere, nor do its acts and mentions: as if they were not there."""
        gone = {t.id for t in book.statements if self.about_statement(t.id) == {"withdrawn"}}
        acts = tuple(a for a in book.acts if a.statement not in gone)
        staying = {a.id for a in acts}
        mentions = tuple(m for m in book.mentions if m.act in staying)
        there = {m.id for m in mentions}
        return replace(
            book,
            statements=tuple(
                replace(t, retracts=tuple(old for old in t.retracts if old not in gone))
                for t in book.statements
                if t.id not in gone
            ),
            acts=acts,
            mentions=tuple(m if m.within in there else replace(m, within="") for m in mentions),
            statuses=tuple(s for s in book.statuses if s.statement not in gone and s.mention in there),
        )

    # -- judgements

    def about_statement(self, statement: str) -> set[str]:
        return {j.decision for j in self.in_force if j.kind == "statement" and j.left == statement}

    def retraction(self, statement: str) -> str | None:
        said = {j.decision for j in self.force if j.kind == "retraction" and j.left == statement}
        return None if not said else said.pop() if len(said) == 1 else "unsure"

    def decided(self, kind: str, one: str, other: str) -> set[str]:
        found = [j for j in self.about.get((kind, frozenset((one, other))), []) if j.decision != "examined"]
        said = {j.decision for j in found}
        directions = {(j.left, j.right) for j in found if j.decision == "part_of"}
        if len(directions) == 2:
            return {"unsure"}
        if len(said) <= 1 or said in ({"different", "disjoint"}, {"different", "part_of"}):
            return said
        return {"unsure"}

    def lies_within(self, kind: str, one: str, other: str) -> bool:
        """Whether it is in force that the first is part_of the second."""
        return "part_of" in self.decided(kind, one, other) and any(
            j.decision == "part_of" and (j.left, j.right) == (one, other)
            for j in self.about[kind, frozenset((one, other))]
        )

    def between(self, kind: str, some: list[str], others: list[str]) -> set[str]:
        return set().union(*(self.decided(kind, a, b) for a in some for b in others))

    def classes(self, kind: str, ids: list[str]) -> list[list[str]]:
        if kind not in self.known_classes:
            same = [(a, b) for a, b in combinations(ids, 2) if "same" in self.decided(kind, a, b)]
            self.known_classes[kind] = closure(ids, same)
        return self.known_classes[kind]

    def incidents(self) -> list[list[str]]:
        return self.classes("incident", [a.id for a in self.book.acts if a.scope != "general"])

    def persons(self) -> list[list[str]]:
        return self.classes("person", [m.id for m in self.book.mentions])

    def incident_of(self, act: str) -> list[str]:
        return next(acts for acts in self.incidents() if act in acts)

    def person_of(self, mention: str) -> list[str]:
        return next(mentions for mentions in self.persons() if mention in mentions)

    def conflicts(self) -> set[tuple[str, str, str]]:
        """Where a path of `same` leads from one thing to another that is judged different or disjoint from it."""
        classes = {
            "person": self.persons(),
            "incident": self.incidents(),
            "source": self.classes("source", sorted(self.source)),
            "place": self.classes("place", sorted(self.place)),
        }
        return {
            (kind, a, b)
            for kind, found in classes.items()
            for each in found
            for a, b in combinations(sorted(each), 2)
            if self.decided(kind, a, b) & {"different", "disjoint"}
        }

    # -- places

    def one_place(self, place: str) -> list[str]:
        return next(each for each in self.classes("place", sorted(self.place)) if place in each)

    def upward(self, place: str) -> set[str]:
        """Every place that this one is or lies in, under all their names."""
        found: set[str] = set()
        todo = [place] if place else []
        while todo:
            for each in self.one_place(todo.pop()):
                if each not in found:
                    found.add(each)
                    todo += [parent for parent in (self.place[each].parent,) if parent]
        return found

    def same_place(self, one: str, other: str) -> bool:
        return bool(one) and bool(other) and other in self.one_place(one)

    # -- statements

    def held(self, t: str) -> bool:
        return self.document[self.statement[t].document].held == "yes"

    def counts(self, t: str) -> bool:
        """Whether a statement may be a line and may tell people apart."""
        return self.statement[t].stance == "asserts" and self.held(t) and t not in self.retracted

    def telling(self) -> list[str]:
        """The mentions of victims in acts of scope `this` of statements that tell apart."""
        return [
            m.id
            for m in self.book.mentions
            if m.role == "victim"
            and self.act[m.act].scope != "general"
            and self.counts(self.act[m.act].statement)
        ]

    def one_person(self, m: str) -> bool:
        return self.mention[m].low == self.mention[m].high == 1

    def within(self, m: str) -> list[str]:
        """What this mention lies within, through any chain."""
        chain: list[str] = []
        while (m := self.mention[m].within) and m not in chain:
            chain.append(m)
        return chain

    # -- told apart, mention by mention

    def told_apart_mentions(self) -> dict[Pair, str]:
        """The pairs of mentions that are told apart, each with the clauses by which they are: `abc`."""
        found = {}
        for m, n in combinations(sorted(self.telling()), 2):
            if n not in self.within(m) and m not in self.within(n):
                by = "".join(
                    clause
                    for clause, holds in (("a", self.clause_a), ("b", self.clause_b), ("c", self.clause_c))
                    if holds(m, n)
                )
                if by:
                    found[m, n] = by
        return found

    def clause_a(self, m: str, n: str) -> bool:
        act = self.mention[m].act
        both = self.one_person(m) and self.one_person(n)
        return act == self.mention[n].act and (both or self.act[act].apart == "yes")

    def clause_b(self, m: str, n: str) -> bool:
        one, other = (self.statement[self.act[self.mention[each].act].statement] for each in (m, n))
        lists = "people" in self.document[one.document].lists_once
        alone = self.one_person(m) and self.one_person(n)
        return alone and lists and one.document == other.document and one.id != other.id

    def clause_c(self, m: str, n: str) -> bool:
        one, other = self.act[self.mention[m].act], self.act[self.mention[n].act]
        if one.type != other.type or not self.of_c(m) or not self.of_c(n):
            return False
        some, others = self.incident_of(one.id), self.incident_of(other.id)
        if some == others or "unsure" in self.between("incident", some, others):
            return False
        if self.inside(some, others) or self.inside(others, some):
            return False
        judged = "different" in self.between("incident", some, others)
        return judged or any(self.listed_apart(x, y, one.type) for x in some for y in others)

    def of_c(self, m: str) -> bool:
        """Whether this mention is of a victim of what happens once in a life, and nobody says that they lived."""
        act = self.act[self.mention[m].act]
        added = {term.code for term in self.book.vocabulary if term.list == "type" and term.once == "yes"}
        return act.type in {*ONCE_IN_A_LIFE, *added} and act.outcome in ("", "death")

    def listed_apart(self, x: str, y: str, kind: str) -> bool:
        """Whether one document that lists incidents once has the two acts, and neither may be the other's total."""
        one, other = self.act[x], self.act[y]
        if not (one.type == other.type == kind) or one.statement == other.statement:
            return False
        if not (self.counts(one.statement) and self.counts(other.statement)):
            return False
        document, another = (self.statement[each.statement].document for each in (one, other))
        lists = document == another and "incidents" in self.document[document].lists_once
        return lists and not self.may_hold(one, other) and not self.may_hold(other, one)

    def may_hold(self, total: Any, part: Any) -> bool:
        if not total.date or not part.date:
            return True
        if days(total.date) == days(part.date) and self.same_place(total.place, part.place):
            return False
        somewhere = not total.place or not part.place or total.place in self.upward(part.place)
        return somewhere and includes(days(total.date), days(part.date))

    def inside(self, some: list[str], others: list[str]) -> bool:
        """Whether an incident is judged part of another, through any chain of incidents."""
        every = self.incidents()
        reached, todo = [some], [some]
        while todo:
            here = todo.pop()
            for there in every:
                if there not in reached and any(
                    self.lies_within("incident", a, b) for a in here for b in there
                ):
                    reached.append(there)
                    todo.append(there)
        return others in reached

    # -- told apart, person by person

    def two_deaths(self, person: list[str]) -> bool:
        """Whether `same` puts a person into two incidents of (c)."""
        deaths = [m for m in self.telling() if m in person and self.of_c(m)]
        return len({min(self.incident_of(self.mention[m].act)) for m in deaths}) > 1

    def told_apart(self) -> set[Pair]:
        """The pairs of persons (by their smallest mentions, in order) that are told apart."""
        pairs = self.told_apart_mentions()
        if not pairs:
            return set()
        telling, persons = self.telling(), self.persons()
        dying = {min(p): self.two_deaths(p) for p in persons}
        lying = self.lying()
        found = set()
        for one, other in combinations(persons, 2):

            def apart(m: str, n: str, one: list[str] = one, other: list[str] = other) -> bool:
                by = pairs.get((min(m, n), max(m, n)), "")
                return bool(by) and (by != "c" or not (dying[min(one)] or dying[min(other)]))

            def tells(some: list[str], others: list[str], apart: Any = apart) -> bool:
                mine = [m for m in some if m in telling]
                if all(self.one_person(m) for m in mine):
                    return True
                return all(any(apart(m, n) for n in others) for m in mine)

            if (
                any(apart(m, n) for m in one for n in other)
                and tells(one, other)
                and tells(other, one)
                and (min(one), min(other)) not in lying
                and (min(other), min(one)) not in lying
                and not self.between("person", one, other) & {"part_of", "unsure"}
            ):
                found.add((min(one), min(other)))
        return found

    def lying(self) -> set[Pair]:
        """Which person lies within which, by `within` and part_of, through any chain of persons."""
        persons = self.persons()
        steps = {
            (min(one), min(other))
            for one in persons
            for other in persons
            if one != other
            and any(
                self.mention[m].within == n or self.lies_within("person", m, n) for m in one for n in other
            )
        }
        while more := {(a, d) for a, b in steps for c, d in steps if b == c} - steps:
            steps |= more
        return steps

    def told_apart_conflicts(self) -> set[Pair]:
        """Where `same` joins two mentions that are told apart: the first such pair of each person."""
        pairs = self.told_apart_mentions()
        firsts = (
            min((pair for pair in pairs if set(pair) <= set(person)), default=None)
            for person in self.persons()
        )
        return {pair for pair in firsts if pair}


def closure(ids: list[str], ties: list[tuple[str, str]]) -> list[list[str]]:
    label = {each: each for each in ids}
    changed = True
    while changed:
        changed = False
        for a, b in ties:
            least = min(label[a], label[b])
            if label[a] != least or label[b] != least:
                label[a] = label[b] = least
                changed = True
    return [[e for e in ids if label[e] == root] for root in sorted(set(label.values()))]


Days = tuple[date | None, date | None]


def days(text: str) -> Days:
    """The first and the last possible day of a year, a month, a day, or an interval of such, perhaps open."""
    if "/" in text:
        start, end = text.split("/")
        return days(start)[0] if start != ".." else None, days(end)[1] if end != ".." else None
    year, month, day = [*(int(part) for part in text.split("-")), 0, 0][:3]
    if not month:
        return date(year, 1, 1), date(year, 12, 31)
    if not day:
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    return date(year, month, day), date(year, month, day)


def includes(whole: Days, part: Days) -> bool:
    begins = whole[0] is None or (part[0] is not None and whole[0] <= part[0])
    ends = whole[1] is None or (part[1] is not None and part[1] <= whole[1])
    return begins and ends


def may_overlap(one: str, other: str) -> bool:
    """Whether two dates may be of one day; what has no date may be of any."""
    if not one or not other:
        return True
    (start, end), (begin, stop) = days(one), days(other)
    return (end is None or begin is None or begin <= end) and (start is None or stop is None or start <= stop)
