"""MODEL sections 3 and 4 once more, straight from their words and by trying everything: slow, and independent.

Nothing here is shared with the code under test but the row classes. Figures are dictionaries as the commands print
them.
"""

from datetime import date
from functools import cache
from itertools import combinations, pairwise
from typing import Any

from isthmus.core.workbook.rows import Workbook
from tests.core.brute_register import BruteRegister, Pair, closure, days, may_overlap

RECORD, ORIGIN = ("record",), ("origin",)
Edge = tuple[Any, Any]


class Brute(BruteRegister):
    def __init__(self, book: Workbook) -> None:
        super().__init__(book)
        self.known_lines: dict[tuple[frozenset[str], ...], int] = {}

    # -- statements

    def of(self, acts: list[str], stance: str) -> list[str]:
        ids = {a.statement for a in self.book.acts if a.id in acts}
        return sorted(t for t in ids if self.statement[t].stance == stance)

    def counted(self, statements: list[str]) -> list[str]:
        return [t for t in statements if self.held(t) and t not in self.retracted]

    def denying(self, acts: list[str]) -> list[str]:
        found = set(self.of(acts, "denies"))
        mine = [a for a in self.book.acts if a.id in acts]
        for g in self.book.acts:
            denying = g.scope == "general" and self.statement[g.statement].stance == "denies"
            if denying and any(self.covers(g, a) for a in mine):
                found.add(g.statement)
        return sorted(found)

    def covers(self, g: Any, a: Any) -> bool:
        if g.type and g.type != a.type:
            return False
        if g.place and g.place not in self.upward(a.place):
            return False
        return may_overlap(g.date, a.date)

    # -- the graph

    def nodes(
        self, used: set[str], joints: list[tuple[str, ...]], distinct: bool
    ) -> dict[str, frozenset[str]]:
        ties: list[tuple[str, str]] = [(s.id, s.affiliation) for s in self.book.sources if s.affiliation]
        everyone = [s.id for s in self.book.sources]
        ties += [(a, b) for a, b in combinations(everyone, 2) if "same" in self.decided("source", a, b)]
        ties += [(j[0], other) for j in joints for other in j[1:]]
        if not distinct:
            anonymous = [s for s in sorted(used) if self.source[s].kind == "anonymous"]
            ties += [
                (a, b)
                for a, b in combinations(anonymous, 2)
                if "different" not in self.decided("source", a, b)
            ]
        return {s: frozenset(group) for group in closure(everyone, ties) for s in group}

    def graph(
        self, statements: list[str], speakers: set[str], *, distinct: bool = False, generous: bool = False
    ) -> tuple[set[Edge], dict[str, frozenset[str]], set[str]]:
        chains, told, origins, joints = [], [], set(), []
        used: set[str] = set()
        for t in map(self.statement.__getitem__, statements):
            authors = tuple(s for s in self.document[t.document].author if self.source[s].kind != "self")
            via = [s for s in t.via if self.source[s].kind != "self"]
            told_by = [s for s in t.told_by if self.source[s].kind != "self"] if t.basis == "told" else []
            joints += [j for j in (authors, t.speaker) if j]
            used |= {*authors, *via, *t.speaker, *told_by}
            chains.append([*authors[:1], *via, t.speaker[0]])
            if t.basis in ("first_hand", "record") or (not told_by and generous):
                origins.add(t.speaker[0])
            for s in told_by:
                told.append((t.speaker[0], s))
                if s not in speakers:
                    origins.add(s)
        node = self.nodes(used, joints, distinct)
        edges: set[Edge] = {(RECORD, node[c[0]]) for c in chains}
        for c in chains:
            edges |= {(node[a], node[b]) for a, b in pairwise(c) if node[a] != node[b]}
        edges |= {(node[a], node[b]) for a, b in told}
        edges |= {(node[s], ORIGIN) for s in origins}
        return edges, node, used

    def name(self, node: frozenset[str], used: set[str]) -> str:
        return min(node & used)

    def lines(self, statements: list[str], speakers: set[str], **how: bool) -> int:
        asked = (frozenset(statements), frozenset(speakers), frozenset(how))
        if asked not in self.known_lines:
            self.known_lines[asked] = len(smallest_cuts(self.graph(statements, speakers, **how)[0])[0])
        return self.known_lines[asked]

    def support(self, statements: list[str], speakers: set[str]) -> dict[str, Any]:
        edges, _, used = self.graph(statements, speakers)
        near_origin, near_record = smallest_cuts(edges)
        return {
            "lines": len(near_origin),
            "rests_on": sorted(self.name(n, used) for n in near_origin),
            "known_through": sorted(self.name(n, used) for n in near_record),
        }

    def speakers(self, statements: list[str]) -> set[str]:
        return {s for t in statements if self.held(t) for s in self.statement[t].speaker}

    # -- what the command prints

    def incident(self, acts: list[str]) -> dict[str, Any]:
        asserting, denying = self.of(acts, "asserts"), self.denying(acts)
        speakers = self.speakers(asserting)
        counted = self.counted(asserting)
        edges, _, used = self.graph(counted, speakers)
        rows = [a for a in self.book.acts if a.id in acts]
        own = self.support(counted, speakers)
        shown = [t for t in asserting if t not in self.retracted]
        shown_denying = [t for t in denying if t not in self.retracted]
        grounds = sorted({a.ground for a in rows if a.ground and a.statement in shown})
        concerned = set(denying) | {a.statement for a in rows}
        retracting = sorted(t.id for t in self.book.statements if set(t.retracts) & concerned)
        return {
            "id": min(acts),
            "acts": sorted(acts),
            "type": rows[0].type,
            **own,
            "lines_at_most": self.lines(counted, speakers, generous=True),
            "lines_if_distinct": self.lines(counted, speakers, distinct=True),
            "circular": circular(edges),
            "would_strengthen": self.strengthening(edges, used, own["lines"]),
            "grounds": [
                {"code": g, "lines": self.lines(self.grounded(counted, acts, g), speakers)} for g in grounds
            ],
            "denials": self.denials(shown_denying, denying),
            "retractions": [
                {"statement": t, "decision": self.retraction(t) or "unjudged"}
                for t in retracting
                if self.retraction(t) != "accepted"
            ],
            "suspected": [t for t in self.of(acts, "suspects") if t not in self.retracted],
            "both_ways": sorted(
                {s for t in shown for s in self.statement[t].speaker}
                & {s for t in shown_denying for s in self.statement[t].speaker}
            ),
        }

    def grounded(self, statements: list[str], acts: list[str], ground: str) -> list[str]:
        stating = {a.statement for a in self.book.acts if a.id in acts and a.ground == ground}
        return [t for t in statements if t in stating]

    def denials(self, shown: list[str], denying: list[str]) -> list[dict[str, Any]]:
        speakers = self.speakers(denying)
        found = []
        for what in sorted({self.statement[t].denies or "occurrence" for t in shown}):
            these = [t for t in shown if (self.statement[t].denies or "occurrence") == what]
            found.append({"denies": what, "statements": these, **self.support(self.counted(these), speakers)})
        return found

    def strengthening(self, edges: set[Edge], used: set[str], lines: int) -> list[dict[str, Any]]:
        found = []
        for n in {n for e in edges for n in e} - {RECORD, ORIGIN}:
            more = len(smallest_cuts(edges | {(RECORD, n)})[0])
            if more > lines and (RECORD, n) not in edges and all(self.may_be_asked(s) for s in n):
                found.append({"source": self.name(n, used), "lines": more})
        return sorted(found, key=lambda f: (-f["lines"], f["source"]))

    def may_be_asked(self, s: str) -> bool:
        row = self.source[s]
        return (
            row.kind not in ("protected", "anonymous") and row.protection != "sealed" and row.contact != "no"
        )

    def person(self, mentions: list[str]) -> dict[str, Any]:
        rows = [m for m in self.book.mentions if m.id in mentions]
        parts = []
        for acts in self.incidents():
            asserting = self.of(acts, "asserts")
            speakers, counted = self.speakers(asserting), self.counted(asserting)
            for role in sorted({m.role for m in rows if m.act in acts}):
                saying = self.mentioning(acts, [m.id for m in rows if m.role == role])
                parts.append(
                    {
                        "id": min(acts),
                        "role": role,
                        **self.support([t for t in counted if t in saying], speakers),
                    }
                )
        parts.sort(key=lambda p: (p["id"], p["role"]))
        return {
            "id": min(mentions),
            "mentions": sorted(mentions),
            "roles": sorted({m.role for m in rows}),
            "incidents": parts,
        }

    def mentioning(self, acts: list[str], mentions: list[str]) -> set[str]:
        where = {m.act for m in self.book.mentions if m.id in mentions}
        return {a.statement for a in self.book.acts if a.id in acts and a.id in where}

    # -- counts, unfiltered or over some acts

    def victims(self, k: int, passing: set[str]) -> dict[str, dict[str, Any]]:
        found: dict[str, dict[str, Any]] = {}
        for mentions in self.persons():
            rows = [
                m for m in self.book.mentions if m.id in mentions and m.role == "victim" and m.act in passing
            ]
            lows, highs, named = [], [], False
            for acts in self.incidents():
                speakers = self.speakers(self.of(acts, "asserts"))
                inside = [a for a in acts if a in passing]
                mine = [m for m in rows if m.act in inside]
                counted = self.counted(self.of(inside, "asserts"))

                def lines(
                    keep: Any,
                    mine: Any = mine,
                    inside: Any = inside,
                    counted: Any = counted,
                    speakers: Any = speakers,
                ) -> int:
                    saying = self.mentioning(inside, [m.id for m in mine if keep(m)])
                    return self.lines([t for t in counted if t in saying], speakers)

                for n in sorted({m.low for m in mine}):
                    if lines(lambda m, n=n: m.low >= n) >= k:
                        lows.append(n)
                for n in sorted({m.high for m in mine if m.high is not None}):
                    if lines(lambda m, n=n: m.high is not None and m.high <= n) >= k:
                        highs.append(n)
                named = named or lines(self.named) >= k
            if lows:
                found[min(mentions)] = {
                    "low": max(lows),
                    "high": min(highs) if highs else None,
                    "named": named,
                }
        return found

    def named(self, m: Any) -> bool:
        """Whether a mention has a name (names that are none are tested on their own)."""
        return bool(m.name)

    def apart(self, people: dict[str, dict[str, Any]]) -> set[Pair]:
        """The pairs of counted persons that are known to have nobody in common."""
        clusters, told = {min(p): p for p in self.persons()}, self.told_apart()
        examined = any(j.decision == "examined" for j in self.force)
        found = set()
        for one, other in combinations(sorted(people), 2):
            said = self.between("person", clusters[one], clusters[other])
            single = all(people[p]["low"] == people[p]["high"] == 1 for p in (one, other))
            named = people[one]["named"] and people[other]["named"]
            if (
                "disjoint" in said
                or (single and "different" in said)
                or (one, other) in told
                or (single and named and examined and not said)
            ):
                found.add((one, other))
        return found

    def documented_minimum(self, people: dict[str, dict[str, Any]]) -> int:
        return heaviest({p: each["low"] for p, each in people.items()}, self.apart(people))

    def crowded(self) -> set[tuple[str, str, int]]:
        """Groups that are smaller than what lies directly within them: the first part, the group, the parts together.

        What is judged the same as the group is no part of it.
        """
        saying, apart = sorted(self.telling()), self.told_apart()
        found = set()
        for group in saying:
            parts = [m for m in saying if self.mention[m].within == group and m not in self.person_of(group)]
            lows: dict[str, int] = {}
            for m in parts:
                person = min(self.person_of(m))
                lows[person] = max(self.mention[m].low, lows.get(person, 0))
            together, high = heaviest(lows, apart), self.mention[group].high
            if high is not None and together > high:
                found.add((parts[0], group, together))
        return found

    def unexamined(self, people: dict[str, dict[str, Any]]) -> int:
        if any(j.decision == "examined" for j in self.force):
            return 0
        clusters, told = {min(p): p for p in self.persons()}, self.told_apart()
        single = sorted(p for p in people if people[p]["low"] == people[p]["high"] == 1)
        return sum(
            not self.between("person", clusters[a], clusters[b]) and (a, b) not in told
            for a, b in combinations(single, 2)
        )

    def record_maximum(self, people: dict[str, dict[str, Any]]) -> int | None:
        """The highs of those that lie within no other counted one; of those within each other the smallest once."""
        if any(each["high"] is None for each in people.values()):
            return None
        inside = self.inside_counted(people)
        reached = {(a, a) for a in people} | inside
        while more := {(a, d) for a, b in reached for c, d in reached if b == c} - reached:
            reached |= more
        each_other = {a: {b for b in people if {(a, b), (b, a)} <= reached} for a in people}
        outermost = {min(ring) for a, ring in each_other.items() if not leaving(ring, inside)}
        return sum(min(people[b]["high"] for b in each_other[a]) for a in outermost)

    def inside_counted(self, people: dict[str, dict[str, Any]]) -> set[Pair]:
        """Which counted person is judged part_of which, or within which as a counting statement says."""
        clusters = {min(p): p for p in self.persons()}
        saying = self.telling()
        return {
            (a, b)
            for a in people
            for b in people
            if a != b
            and any(
                self.lies_within("person", m, n) or (m in saying and self.mention[m].within == n)
                for m in clusters[a]
                for n in clusters[b]
            )
        }

    def lowest_of_all_worlds(self, people: dict[str, dict[str, Any]]) -> int:
        """The least number of people over all worlds: each of them is a set of persons who may be one another."""
        ids, apart = sorted(people), self.apart(people)
        may_be_one = [
            chosen
            for size in range(1, len(ids) + 1)
            for chosen in combinations(range(len(ids)), size)
            if not any((ids[i], ids[j]) in apart for i, j in combinations(chosen, 2))
        ]

        @cache
        def least(missing: tuple[int, ...]) -> int:
            first = next((i for i, n in enumerate(missing) if n), None)
            if first is None:
                return 0
            return 1 + min(
                least(tuple(max(0, n - (i in chosen)) for i, n in enumerate(missing)))
                for chosen in may_be_one
                if first in chosen
            )

        return least(tuple(people[p]["low"] for p in ids))

    # -- what a figure rests on and when it was

    def judgements(self, looked_at: set[str] | None = None) -> dict[str, int]:
        """How many judgements are in force, of a filter those on its acts and what belongs to them, by how made."""
        said = [
            j.made or ("link_run" if j.by.lower().startswith("link run") else "one_by_one")
            for j in self.in_force
            if looked_at is None
            or j.decision == "examined"
            or {j.left, j.right} & self.touched(j.kind, looked_at)
        ]
        return {
            "people": said.count("one_by_one"),
            "in_one_go": said.count("in_one_go"),
            "link_runs": said.count("link_run"),
        }

    def touched(self, kind: str, looked_at: set[str]) -> set[str]:
        """What of a kind belongs to acts: their mentions, sources, places (and what these lie in), retractions."""
        statements = {self.act[a].statement for a in looked_at}
        rows = [self.statement[t] for t in statements]
        belonging: dict[str, set[str]] = {
            "incident": looked_at,
            "person": {m.id for m in self.book.mentions if m.act in looked_at},
            "source": {
                s for t in rows for s in (*self.document[t.document].author, *t.speaker, *t.told_by, *t.via)
            },
            "place": {place for a in looked_at for place in self.upward(self.act[a].place)},
            "retraction": {t.id for t in self.book.statements if set(t.retracts) & statements},
        }
        return belonging.get(kind, set())

    def dated(self, k: int, passing: set[str]) -> tuple[date | None, date | None]:
        """The first and the last possible day of the acts that are counted."""
        found = [
            days(self.act[a].date)
            for acts in self.incidents()
            if self.incident_lines(acts, passing) >= k
            for a in acts
            if a in passing and self.act[a].date and self.counts(self.act[a].statement)
        ]
        firsts, lasts = [d[0] for d in found], [d[1] for d in found]
        return (
            min((d for d in firsts if d), default=None) if None not in firsts else None,
            max((d for d in lasts if d), default=None) if None not in lasts else None,
        )

    def incident_lines(self, acts: list[str], passing: set[str]) -> int:
        inside = [a for a in acts if a in passing]
        return self.lines(self.counted(self.of(inside, "asserts")), self.speakers(self.of(acts, "asserts")))


def heaviest(weights: dict[str, int], apart: set[Pair]) -> int:
    """The greatest weight of a set of persons that are pairwise apart."""
    ids = sorted(weights)
    return max(
        sum(weights[p] for p in chosen)
        for size in range(len(ids) + 1)
        for chosen in combinations(ids, size)
        if all(pair in apart for pair in combinations(chosen, 2))
    )


def leaving(ring: set[str], inside: set[Pair]) -> bool:
    """Whether one of a ring lies within somebody outside it."""
    return any(a in ring and b not in ring for a, b in inside)


def reachable(
    edges: set[Edge], without: frozenset[Any] | set[Any] = frozenset(), start: Any = RECORD
) -> set[Any]:
    seen = {start}
    while True:
        more = {b for a, b in edges if a in seen and b not in seen and b not in without}
        if not more:
            return seen
        seen |= more


def smallest_cuts(edges: set[Edge]) -> tuple[list[Any], list[Any]]:
    """All smallest sets of nodes that meet every path, by trying; the one nearest ORIGIN and the one nearest RECORD."""
    nodes = sorted({n for e in edges for n in e} - {RECORD, ORIGIN}, key=sorted)
    for size in range(len(nodes) + 1):
        cuts = [set(c) for c in combinations(nodes, size) if ORIGIN not in reachable(edges, set(c))]
        if cuts:
            before = {frozenset(c): reachable(edges, c) | c for c in cuts}
            far = max(before, key=lambda c: len(before[c]))
            near = min(before, key=lambda c: len(before[c]))
            assert all(before[c] <= before[far] and before[near] <= before[c] for c in before), "not unique"
            return list(far), list(near)
    raise AssertionError("RECORD leads straight to ORIGIN")


def circular(edges: set[Edge]) -> bool:
    for node in reachable(edges) - {RECORD, ORIGIN}:
        onward = {b for a, b in edges if a == node}
        again = any(node in reachable(edges, start=b) for b in onward)
        if again and ORIGIN not in reachable(edges, start=node):
            return True
    return False
