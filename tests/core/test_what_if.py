"""What remains without a source, against its definition tried by brute force, and against what is known beforehand."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from isthmus.core.corroborate import corroborate_incident, support_graph
from isthmus.core.count import LEVELS
from isthmus.core.register import Register
from isthmus.core.what_if import (
    RecordSupport,
    incident_sentences,
    incident_without,
    record_sentences,
    record_without,
    rests_alone,
    taken_away,
)
from isthmus.core.workbook.rows import Act, Document, Judgement, Mention, Source, Statement, Workbook
from isthmus.language import english
from tests.core.brute import ORIGIN, RECORD, Brute
from tests.core.small_registers import AT, SOURCES, often, workbooks
from tests.core.test_count import figures

SOME = st.frozensets(st.sampled_from(SOURCES), min_size=1, max_size=3)
FIGURES = ("incidents", "people", "named", "individual", "documented_minimum", "exact")


class Without(Brute):
    """The same once more, but no step begins or ends at a voice of somebody who was taken away."""

    def __init__(self, book: Workbook, away: frozenset[str]) -> None:
        self.away = away
        super().__init__(book)

    def graph(self, statements: list[str], speakers: set[str], **how: bool) -> Any:
        _, node, used = super().graph(statements, speakers, **how)
        edges = set()
        for t in statements:
            for one, other in self.steps(t, speakers, generous=how.get("generous", False)):
                if not any(set(voice) & self.away for voice in (one, other)):
                    ends = tuple(
                        voice if voice in (RECORD, ORIGIN) else node[voice[0]] for voice in (one, other)
                    )
                    edges |= {ends} if ends[0] != ends[1] else set()
        return edges, node, used

    def steps(self, t: str, speakers: set[str], *, generous: bool) -> list[tuple[Any, Any]]:
        authors, via, speaker, told_by = self.voices(t)
        voices = [*([authors] if authors else []), *((s,) for s in via), speaker]
        steps = [(RECORD, voices[0]), *pairwise(voices)]
        if self.statement[t].basis in ("first_hand", "record") or (generous and not told_by):
            steps.append((speaker, ORIGIN))
        steps += [(speaker, (s,)) for s in told_by]
        return [*steps, *(((s,), ORIGIN) for s in told_by if s not in speakers)]

    def voices(self, t: str) -> Any:
        row = self.statement[t]

        def others(sources: tuple[str, ...]) -> tuple[str, ...]:
            return tuple(s for s in sources if self.source[s].kind != "self")

        told_by = others(row.told_by) if row.basis == "told" else ()
        return others(self.document[row.document].author), others(row.via), row.speaker, told_by

    def name(self, node: frozenset[str], used: set[str]) -> str:
        return min((node & used) - self.away or node & used)

    def falls(self, t: str) -> bool:
        authors, via, speaker, told_by = self.voices(t)
        return bool({*authors, *via, *speaker} & self.away) or (bool(told_by) and set(told_by) <= self.away)

    def counts(self, t: str) -> bool:
        return super().counts(t) and not self.falls(t)


@often
@given(workbooks(), SOME)
def test_what_remains_of_an_incident_is_what_trying_everything_gives(
    book: Workbook, away: frozenset[str]
) -> None:
    brute, whole, register = Without(book, away), Brute(book), Register.of(book)
    for acts in brute.incidents():
        found = incident_without(register, min(acts), away)
        speakers = brute.speakers(brute.of(acts, "asserts"))
        counted = brute.counted(brute.of(acts, "asserts"))
        assert _as_json(found.before) == whole.support(counted, speakers)
        assert _as_json(found.after) == brute.support(counted, speakers)
        assert list(found.falling) == [t for t in counted if brute.falls(t)]


@given(workbooks(), SOME)
def test_whose_part_loses_lines_is_what_trying_everything_gives(book: Workbook, away: frozenset[str]) -> None:
    brute, whole, register = Without(book, away), Brute(book), Register.of(book)
    found = {
        (part.person, incident, part.role): (part.before, part.after)
        for incident in register.incidents
        for part in incident_without(register, incident, away).parts
    }
    expected = {
        (before["id"], part["id"], part["role"]): (part["lines"], left["lines"])
        for before, after in ((whole.person(each), brute.person(each)) for each in whole.persons())
        for part, left in zip(before["incidents"], after["incidents"], strict=True)
        if left["lines"] < part["lines"]
    }
    assert found == expected


@often
@given(workbooks(), SOME)
def test_what_remains_of_the_record_is_what_trying_everything_gives(
    book: Workbook, away: frozenset[str]
) -> None:
    brute, whole = Without(book, away), Brute(book)
    found = record_without(RecordSupport.of(Register.of(book)), away)
    passing = {act.id for act in brute.book.acts if act.scope != "general"}
    for k in LEVELS:
        for figures_now, tried in ((found.before[k], whole), (found.after[k], brute)):
            expected = figures(tried, k, passing)
            assert {each: getattr(figures_now, each) for each in FIGURES} == {
                each: expected[each] for each in FIGURES
            }
    lines = {
        min(acts): (whole.incident_lines(acts, passing), brute.incident_lines(acts, passing))
        for acts in brute.incidents()
    }
    fewer = {each: both for each, both in lines.items() if both[1] < both[0]}
    assert {each.incident: (each.before, each.after) for each in found.fewer} == fewer
    assert len(found.unsupported) == sum(after == 0 for _before, after in fewer.values())


@often
@given(workbooks(), st.sampled_from(SOURCES), st.booleans())
def test_one_source_takes_at_most_one_line_and_all_that_it_rests_on_takes_every_line(
    book: Workbook, source: str, control: bool
) -> None:
    register = Register.of(book)
    away = taken_away(register, source, under_one_control=control)
    for incident in register.incidents:
        found = incident_without(register, incident, away)
        assert found.before.lines - 1 <= found.after.lines <= found.before.lines
        nodes = {node.id: node.sources for node in support_graph(register, incident).nodes}
        for cut in (found.before.rests_on, found.before.known_through):
            whole = frozenset(
                each for node, members in nodes.items() if {*cut} & {*members} for each in members
            )
            assert incident_without(register, incident, whole).after.lines == 0


@given(workbooks())
def test_an_incident_rests_alone_on_those_without_whom_it_has_no_line(book: Workbook) -> None:
    register = Register.of(book)
    for incident in register.incidents:
        found = corroborate_incident(register, incident)
        without = {each: incident_without(register, incident, taken_away(register, each)) for each in SOURCES}
        alone = [each for each, left in without.items() if left.before.lines and not left.after.lines]
        named = [each for each in alone if each in found.rests_alone_on]
        assert list(found.rests_alone_on) == named
        same = {other for each in found.rests_alone_on for other in register.same_sources[each]}
        assert {*alone} <= same  # one row of a source may have no part in the incident


@given(workbooks(), SOME)
def test_the_graph_that_is_drawn_has_the_lines_that_remain(book: Workbook, away: frozenset[str]) -> None:
    register = Register.of(book)
    for incident in register.incidents:
        graph = support_graph(register, incident, away=away)
        assert graph.lines == incident_without(register, incident, away).after.lines
        gone = {node.id for node in graph.nodes if node.away}
        assert not any({*edge} & gone for edge in graph.edges)
        reached = {node.id for node in graph.nodes if not node.cut_off}  # our record leads to these
        for _ in graph.nodes:
            reached |= {other for one, other in graph.edges if one in reached}
        assert {one for one, _ in graph.edges} <= reached
        assert {node.id for node in graph.nodes if node.at_origin} <= reached
        assert not any(
            node.rests_on or node.known_through or node.at_origin for node in graph.nodes if node.away
        )


def told_case() -> Workbook:
    """Return the worked example of the model: what was said of more than a hundred men."""
    told = {"basis": "told", "told_by": ("police", "ministry")}
    said = (
        Statement("t1", "d1", ("first",), "asserts", via=("second",), **told),
        Statement("t2", "d1", ("analyst",), "asserts", "told", told_by=("contacts",), via=("second",)),
        Statement("t3", "d2", ("first",), "asserts", **told),
        Statement("t4", "d2", ("analyst",), "asserts", "told", told_by=("contacts",)),
        Statement("t5", "d3", ("first",), "asserts", **told),
    )
    names = ("site", "second", "first", "analyst", "police", "ministry", "contacts")
    return Workbook(
        sources=tuple(Source(each, each, "outlet") for each in names),
        documents=tuple(
            Document(f"d{n}", "News", (author,), "yes")
            for n, author in enumerate(("site", "second", "first"), start=1)
        ),
        statements=said,
        acts=tuple(Act(f"a{n}", f"t{n}", "unlawful_detention") for n in range(1, 6)),
        mentions=tuple(Mention(f"m{n}", f"a{n}", "victim", 100, None) for n in range(1, 6)),
        judgements=tuple(
            Judgement(f"j{kind}{n}", kind, f"{row}1", f"{row}{n}", "same", "A", AT)
            for n in range(2, 6)
            for kind, row in (("incident", "a"), ("person", "m"))
        ),
    )


def told(case: Workbook, *sources: str) -> tuple[list[str], list[str]]:
    register = Register.of(case)
    away = frozenset().union(*(taken_away(register, each, under_one_control=True) for each in sources))
    remaining = record_without(RecordSupport.of(register), away)
    return (
        [english(each) for each in incident_sentences(incident_without(register, "a1", away))],
        [english(each) for each in record_sentences(remaining)],
    )


def test_without_one_of_two_a_line_is_left() -> None:
    incident, record = told(told_case(), "first")
    assert incident == [
        "Without this, 1 independent line would be left, not 2.",
        "What is left would rest on contacts.",
        "We would know it through second.",
        "3 statements would count for nothing.",
    ]
    assert record == [
        "1 incident would lose an independent line.",
        "None of them would lose its only one.",
        "The count would still be at least 100 people.",
    ]


def test_without_both_no_line_is_left_and_nobody_is_counted() -> None:
    incident, record = told(told_case(), "first", "contacts")
    assert incident[0].startswith("Without this, no line would be left")
    assert record == [
        "1 incident would lose an independent line.",
        "1 of them would lose its only one.",
        "0 incidents would be left with a line, not 1.",
        "The count would be of nobody, not of at least 100 people.",
    ]


def test_what_is_under_one_control_goes_together_only_where_that_is_supposed() -> None:
    case = told_case()
    case = replace(
        case,
        sources=tuple(
            replace(each, affiliation="first") if each.id == "contacts" else each for each in case.sources
        ),
    )
    register = Register.of(case)
    assert taken_away(register, "first") == {"first"}
    assert taken_away(register, "first", under_one_control=True) == {"first", "contacts"}
    assert incident_without(register, "a1", frozenset({"first"})).after.lines == 1
    assert incident_without(register, "a1", frozenset({"first", "contacts"})).after.lines == 0


def test_nobody_becomes_the_end_of_a_chain_because_another_is_taken_away() -> None:
    case = Workbook(
        sources=tuple(Source(each, each, "person") for each in ("paper", "letter", "witness", "neighbour")),
        documents=(Document("d1", "News", ("paper",), "yes"), Document("d2", "Letter", ("letter",), "yes")),
        statements=(
            Statement("t1", "d1", ("neighbour",), "asserts", "unknown"),
            Statement("t2", "d2", ("letter",), "asserts", "told", told_by=("neighbour",)),
        ),
        acts=(Act("a1", "t1", "threat"), Act("a2", "t2", "threat")),
        judgements=(Judgement("j1", "incident", "a1", "a2", "same", "A", AT),),
    )
    found = incident_without(Register.of(case), "a1", frozenset({"paper"}))
    assert (found.before.lines, found.after.lines) == (0, 0)
    assert english(incident_sentences(found)[0]) == "It has no independent line as it is."


def test_how_much_rests_on_one_alone_is_said_in_words() -> None:
    assert english(rests_alone(1)) == "1 incident rests on it alone."
    assert english(rests_alone(0)) == "No incident rests on it alone."


def _as_json(found: Any) -> dict[str, object]:
    return {
        "lines": found.lines,
        "rests_on": list(found.rests_on),
        "known_through": list(found.known_through),
    }
