"""`isthmus corroborate WORKBOOK`: how many independent lines each incident has, and what it rests on."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from isthmus.cli.offline import (
    as_json_option,
    conflict_as_json,
    conflicts_in_words,
    print_json,
    read_or_exit,
    workbook_argument,
)

if TYPE_CHECKING:
    from isthmus.core.corroborate import Corroboration, IncidentLines, Lines, PersonLines
    from isthmus.core.messages import Message
    from isthmus.core.register import Register

__all__ = ["command"]


@click.command("corroborate")
@workbook_argument
@as_json_option
def command(path: Path, as_json: bool) -> None:
    """Say how many independent lines support each incident, what they rest on and what would strengthen them.

    WORKBOOK is a folder of CSV files or one XLSX. Nothing is stored; no workspace is needed.
    """
    from isthmus.cli.progress import on_terminal
    from isthmus.cli.spread import spread
    from isthmus.core.corroborate import corroborate
    from isthmus.core.register import Register

    register = Register.of(read_or_exit(path, as_json=as_json))
    with on_terminal("Corroborating") as progress:
        found = corroborate(register, each=spread, progress=progress)
    if as_json:
        print_json(_as_json(found))
    else:
        click.echo("\n".join(_in_words(found, register)))
    sys.exit(0)


def _as_json(found: "Corroboration") -> dict[str, object]:
    return {
        "incidents": [_incident_as_json(each) for each in found.incidents],
        "persons": [_person_as_json(each) for each in found.persons],
        "conflicts": [conflict_as_json(each) for each in found.conflicts],
        "digest": found.digest,
    }


def _incident_as_json(found: "IncidentLines") -> dict[str, object]:
    return {
        "id": found.id,
        "acts": list(found.acts),
        "type": found.type,
        "lines": found.support.lines,
        "lines_at_most": found.lines_at_most,
        "lines_if_distinct": found.lines_if_distinct,
        "rests_on": list(found.support.rests_on),
        "known_through": list(found.support.known_through),
        "circular": found.circular,
        "would_strengthen": [{"source": each.source, "lines": each.lines} for each in found.would_strengthen],
        "grounds": [{"code": each.code, "lines": each.lines} for each in found.grounds],
        "denials": [
            {"denies": each.denies, "statements": list(each.statements), **_lines_as_json(each.support)}
            for each in found.denials
        ],
        "retractions": [
            {"statement": each.statement, "decision": each.decision} for each in found.retractions
        ],
        "suspected": list(found.suspected),
        "both_ways": list(found.both_ways),
    }


def _person_as_json(found: "PersonLines") -> dict[str, object]:
    return {
        "id": found.id,
        "mentions": list(found.mentions),
        "roles": list(found.roles),
        "incidents": [
            {"id": each.incident, "role": each.role, **_lines_as_json(each.support)} for each in found.parts
        ],
    }


def _lines_as_json(support: "Lines") -> dict[str, object]:
    return {
        "lines": support.lines,
        "rests_on": list(support.rests_on),
        "known_through": list(support.known_through),
    }


def _in_words(found: "Corroboration", register: "Register") -> Iterator[str]:
    from isthmus.core.corroborate import UNASSERTED, opening
    from isthmus.core.messages import Message
    from isthmus.language import english

    only = Counter(each.no_line for each in found.incidents)
    beside = {each: only[each] for each in UNASSERTED}
    on_two = sum(each.support.lines >= 2 for each in found.incidents)
    yield english(*opening(len(found.incidents) - sum(beside.values()), on_two, **beside))
    if not found.incidents:
        yield "No act of the workbook has the scope `this`."
    for each in found.incidents:
        yield ""
        yield from _incident_in_words(each, register)
    yield from conflicts_in_words(found.conflicts)
    if found.incidents:
        yield "\n" + english(Message("corroborate.approximation"))
    yield f"Digest of the workbook: {found.digest}"


def _incident_in_words(found: "IncidentLines", register: "Register") -> Iterator[str]:
    from isthmus.core.corroborate import denial
    from isthmus.core.messages import Message
    from isthmus.language import english

    def label(source: str) -> str:
        return _label(register, source)

    yield f"{found.id}  {_titled(found, register)}"
    yield f"    {english(Message('corroborate.lines', n=found.support.lines))}"
    yield from (f"    {english(each)}" for each in _reason(found, register, label))
    yield from (f"    alleged ground: {each.code} ({each.lines})" for each in found.grounds)
    yield from (f"    {each}" for each in _if_one(found, register))
    for each in found.denials:
        yield f"    {english(*denial(each, label=label))} ({', '.join(each.statements)})"
    for retraction in found.retractions:
        message = Message(f"corroborate.retraction.{retraction.decision}")
        yield f"    {english(message)} ({retraction.statement})"
    if found.both_ways:
        yield f"    {english(Message('corroborate.both_ways', sources=tuple(map(label, found.both_ways))))}"


def _reason(
    found: "IncidentLines", register: "Register", label: "Callable[[str], str]"
) -> "Iterator[Message]":
    from isthmus.core.corroborate import further_reason, support_reason

    stances = {register.statements[register.acts[each].statement].stance for each in found.acts}
    yield from support_reason(
        found.support,
        asserted="asserts" in stances,
        suspected=bool(found.suspected),
        circular=found.circular,
        label=label,
    )
    yield from further_reason(
        found.support.lines,
        at_most=found.lines_at_most,
        if_distinct=found.lines_if_distinct,
        circular=found.circular,
        would_strengthen=found.would_strengthen,
        label=label,
    )


def _if_one(found: "IncidentLines", register: "Register") -> "Iterator[str]":
    """Yield what look-alikes would change, with their names as written and their ids behind."""
    from isthmus.core.corroborate import lines_if_one
    from isthmus.core.messages import Message
    from isthmus.language import english

    for each in lines_if_one(register, found.id, found.support.lines):
        names = tuple(register.sources[source].name for source in each.sources)
        message = Message("corroborate.if_one", lines=each.lines, sources=names)
        yield f"{english(message)} ({', '.join(each.sources)})"


def _titled(found: "IncidentLines", register: "Register") -> str:
    acts = [register.acts[each] for each in found.acts]
    places = sorted({register.places[act.place].name for act in acts if act.place})
    dates = sorted({act.date for act in acts if act.date})
    parts = [found.type.replace("_", " "), "; ".join(places), "; ".join(dates)]
    return " · ".join(part for part in parts if part)


def _label(register: "Register", source: str) -> str:
    row = register.sources[source]
    return row.id if row.protection == "sealed" else f"{row.name} ({row.id})"
