from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from isthmus.core.custody.audit import Finding, Findings, LogAudit
from isthmus.core.custody.checkpoint import Checkpoint
from isthmus.core.custody.events import Entry, EventValue, commitments_root, event_leaf
from isthmus.core.custody.merkle import Frontier
from isthmus.core.messages import Message
from isthmus.language import english

AT = datetime(2026, 1, 2, tzinfo=UTC)
type Logged = tuple[EventValue, bytes, list[Entry]]


def entry(number: int) -> Entry:
    return Entry("add", "place/1", number.to_bytes(16), number.to_bytes(32))


def logged(sequence: int, actor: int = 1) -> Logged:
    entries = [entry(sequence)]
    event = EventValue(sequence, actor, AT, "code_document", 1, commitments_root(entries))
    return event, event_leaf(event), entries


def a_log(size: int) -> list[Logged]:
    return [logged(sequence) for sequence in range(size)]


def edge_of(log: Sequence[Logged]) -> Frontier:
    frontier = Frontier.empty()
    for _, leaf, _ in log:
        frontier.append(leaf)
    return frontier


def audited(log: Sequence[Logged], signed: Frontier) -> Findings:
    findings = Findings()
    audit = LogAudit(findings)
    for event, leaf, entries in log:
        audit.event(event, leaf, entries)
    audit.close(Checkpoint("origin", signed.size, signed.root()), signed.as_bytes())
    return findings


def kinds(findings: Findings) -> list[str]:
    return [finding.kind for finding in findings.first]


@given(st.integers(0, 60))
def test_a_log_as_it_was_written_fits(size):
    assert audited(a_log(size), edge_of(a_log(size))).total == 0


@given(st.integers(1, 40), st.data())
def test_a_changed_event_is_named(size, data):
    log, signed = a_log(size), edge_of(a_log(size))
    place = data.draw(st.integers(0, size - 1))
    event, leaf, entries = log[place]
    log[place] = (replace(event, actor=2), leaf, entries)
    found = audited(log, signed).first
    assert Finding("event_changed", Message("custody.event_changed", event=place), place) in found
    assert english(found[0].message) == f"Event {place} was changed: it is not what was logged."


@given(st.integers(1, 40), st.data())
def test_a_changed_event_with_its_hash_made_to_fit_is_told_within_a_span(size, data):
    log, signed = a_log(size), edge_of(a_log(size))
    place = data.draw(st.integers(0, size - 1))
    log[place] = logged(place, 2)
    [finding] = audited(log, signed).first
    assert finding.kind == "history_rewritten"
    assert any(
        f"event {start} and event {end - 1}" in english(finding.message) and start <= place < end
        for start, end in signed.spans()
    )


@given(st.integers(1, 40), st.data())
def test_a_removed_event_is_named(size, data):
    log, signed = a_log(size), edge_of(a_log(size))
    place = data.draw(st.integers(0, size - 1))
    del log[place]
    assert ("event_removed", place) in [(each.kind, each.event) for each in audited(log, signed).first]


def test_an_event_removed_with_the_rest_renumbered_shows_where():
    log, signed = a_log(10), edge_of(a_log(10))
    del log[4]
    log[4:] = [
        (replace(event, sequence=event.sequence - 1), leaf, entries) for event, leaf, entries in log[4:]
    ]
    found = audited(log, signed).first
    assert [(each.kind, each.event) for each in found] == [("event_moved", 4), ("event_removed", 9)]


def test_an_event_inserted_with_the_rest_renumbered_shows_where():
    log, signed = a_log(10), edge_of(a_log(10))
    log[4:] = [
        (replace(event, sequence=event.sequence + 1), leaf, entries) for event, leaf, entries in log[4:]
    ]
    log.insert(4, logged(4, 2))
    found = audited(log, signed).first
    assert [(each.kind, each.event) for each in found] == [("event_moved", 5), ("event_inserted", 10)]


def test_two_events_put_in_another_order_are_named():
    log, signed = a_log(10), edge_of(a_log(10))
    (third, leaf3, rows3), (fourth, leaf4, rows4) = log[3], log[4]
    log[3:5] = [(replace(fourth, sequence=3), leaf4, rows4), (replace(third, sequence=4), leaf3, rows3)]
    found = audited(log, signed).first
    assert [(each.kind, each.event) for each in found][:2] == [("event_moved", 3), ("event_moved", 4)]


def test_an_event_added_after_the_signed_head_is_named():
    [finding] = audited(a_log(4), edge_of(a_log(3))).first
    assert (finding.kind, finding.event) == ("event_inserted", 3)


def test_events_cut_off_at_the_end_are_named():
    [finding] = audited(a_log(3), edge_of(a_log(6))).first
    assert english(finding.message) == "Events 3 to 5 were removed: the signed head counts 6."


def test_a_row_taken_from_an_events_list_is_named():
    log, signed = a_log(3), edge_of(a_log(3))
    event, leaf, _ = log[1]
    log[1] = (event, leaf, [])
    [finding] = audited(log, signed).first
    assert english(finding.message) == "Event 1 speaks of 1 rows, its list has 0."


def test_a_changed_row_in_an_events_list_is_named():
    log, signed = a_log(3), edge_of(a_log(3))
    event, leaf, _ = log[1]
    log[1] = (event, leaf, [entry(99)])
    assert kinds(audited(log, signed)) == ["commitments_changed"]


def test_a_damaged_edge_still_says_that_history_was_rewritten():
    findings = Findings()
    audit = LogAudit(findings)
    audit.event(*logged(0))
    audit.close(Checkpoint("origin", 1, bytes(32)), b"damaged")
    assert [english(each.message) for each in findings.first] == ["The log does not lead to its signed head."]


def test_the_roots_that_are_asked_for_are_noted_on_the_way():
    audit = LogAudit(Findings(), [0, 2])
    for event in a_log(3):
        audit.event(*event)
    assert audit.roots == {0: edge_of([]).root(), 2: edge_of(a_log(2)).root()}


def test_only_the_first_thousand_findings_are_kept():
    findings = Findings()
    for number in range(1_500):
        findings.add(Finding("event_changed", "", number))
    assert (findings.total, len(findings.first)) == (1_500, 1_000)
