"""`isthmus count WORKBOOK`: how many incidents and people the record documents, by independent lines."""

import sys
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
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
    from isthmus.core.count import Count, Figures, Filter
    from isthmus.core.dates import Bounds
    from isthmus.core.estimate.capture_lists import DocumentedPeople
    from isthmus.core.register import Register

__all__ = ["command"]


@click.command("count")
@workbook_argument
@as_json_option
@click.option("--type", "kind", metavar="CODE", default="", help="Only acts of this type.")
@click.option("--place", metavar="ID", default="", help="Only acts in this place or below it.")
@click.option("--ground", metavar="CODE", default="", help="Only acts with this alleged ground.")
@click.option(
    "--from", "start", metavar="EDTF", default="", help="Only acts that may lie in the period from here."
)
@click.option(
    "--to", "end", metavar="EDTF", default="", help="Only acts that may lie in the period up to here."
)
def command(path: Path, as_json: bool, kind: str, place: str, ground: str, start: str, end: str) -> None:
    """Count incidents and people at 1, 2 and 3 independent lines, with the documented minimum.

    WORKBOOK is a folder of CSV files or one XLSX. Nothing is stored; no workspace is needed.
    """
    from isthmus.cli.progress import on_terminal
    from isthmus.cli.spread import spread
    from isthmus.core.count import Filter, count
    from isthmus.core.register import Register

    period = _period(start, end)
    register = Register.of(read_or_exit(path, as_json=as_json))
    keep = Filter(kind, place, ground, period)
    _known_or_exit(register, keep)
    with on_terminal("Counting") as progress:
        found = count(register, keep, each=spread, progress=progress)
    if as_json:
        print_json(_as_json(found))
    else:
        listed = _documented(register, keep)
        click.echo("\n".join(_in_words(found, listed, period=period is not None)))
    sys.exit(0)


def _documented(register: "Register", keep: "Filter") -> "DocumentedPeople":
    from isthmus.core.estimate.capture_lists import documented_people
    from isthmus.core.estimate.victims import victim_mentions

    return documented_people(victim_mentions(register, keep), register.controlled)


def _period(start: str, end: str) -> "Bounds | None":
    from isthmus.core.dates import Bounds, DateError, bounds
    from isthmus.language import english

    if not (start or end):
        return None
    try:
        period = Bounds(bounds(start).earliest, bounds(end).latest)
    except DateError as wrong:
        raise click.UsageError(
            f"--from and --to take an EDTF date, such as 2017-02. {english(wrong.message)}"
        ) from wrong
    if period.earliest and period.latest and period.earliest > period.latest:
        raise click.UsageError(
            f"The period ends before it begins: --from {start} --to {end}. Exchange the two."
        )
    return period


def _known_or_exit(register: "Register", keep: "Filter") -> None:
    """A code or place that nothing can match is a slip of the hand, not a count of 0."""
    from isthmus.core.workbook.vocabularies import ACT_TYPES, GROUNDS

    added = {(term.list, term.code) for term in register.workbook.vocabulary}
    if keep.type and keep.type not in ACT_TYPES and ("type", keep.type) not in added:
        raise click.UsageError(f"--type {keep.type}: no such act type. Known: {', '.join(ACT_TYPES)}.")
    if keep.ground and keep.ground not in GROUNDS and ("ground", keep.ground) not in added:
        raise click.UsageError(f"--ground {keep.ground}: no such ground. Known: {', '.join(GROUNDS)}.")
    if keep.place and keep.place not in register.places:
        raise click.UsageError(
            f"--place {keep.place}: no such place in the workbook. Give an id of its places sheet."
        )


def _as_json(found: "Count") -> dict[str, object]:
    return {
        "k": {str(k): _figures_as_json(figures) for k, figures in found.k.items()},
        "conflicts": [conflict_as_json(each) for each in found.conflicts],
        "digest": found.digest,
    }


def _figures_as_json(figures: "Figures") -> dict[str, object]:
    return {
        "incidents": figures.incidents,
        "people": figures.people,
        "named": figures.named,
        "individual": figures.individual,
        "documented_minimum": figures.documented_minimum,
        "exact": figures.exact,
        "missed_pairs": figures.missed.pairs,
        "documented_minimum_less_missed": figures.missed.less,
        "record_maximum": figures.record_maximum,
        "unexamined": figures.unexamined,
        "judgements": asdict(figures.judgements),
        "earliest": _day(figures.earliest),
        "latest": _day(figures.latest),
        "undated": figures.undated,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _in_words(found: "Count", listed: "DocumentedPeople", *, period: bool) -> Iterator[str]:
    from isthmus.core.count import cautions, far_below, headline
    from isthmus.language import english

    yield english(*headline(found.k, found.no_line))
    if first := far_below(found.k[1]):
        yield english(*first)
    yield ""
    yield from _table(found)
    yield ""
    yield "What these figures do not say:"
    yield from (f"  - {english(each)}" for each in cautions(found.k, found.compared, period=period))
    yield from _no_line(found)
    yield from _listed(listed)
    yield from conflicts_in_words(found.conflicts)
    yield f"\nDigest of the workbook: {found.digest}"


def _no_line(found: "Count") -> Iterator[str]:
    """Yield what the record says on no line, by why."""
    from isthmus.core.corroborate import NO_LINE
    from isthmus.core.messages import Message
    from isthmus.language import english

    if found.no_line:
        yield ""
        yield english(Message("count.no_line", n=sum(found.no_line.values())))
    for why in NO_LINE:
        if n := found.no_line.get(why, 0):
            yield f"  - {english(Message(f'count.no_line.{why}', n=n))}"


def _table(found: "Count") -> Iterator[str]:
    yield f"{'independent lines':<38}{'1 or more':>12}{'2 or more':>12}{'3 or more':>12}"
    rests = any(figures.missed.rests for figures in found.k.values())
    columns = [_column(figures, rests=rests) for figures in found.k.values()]
    for title in columns[0]:
        yield f"{title:<38}" + "".join(f"{column[title]:>12}" for column in columns)


def _column(figures: "Figures", *, rests: bool) -> dict[str, str]:
    maximum, missed = figures.record_maximum, figures.missed
    return {
        "incidents": str(figures.incidents),
        "documented minimum of people": f"{'' if figures.exact else '>= '}{figures.documented_minimum}",
        **(
            {"  less what link runs probably missed": "unknown" if missed.less is None else str(missed.less)}
            if rests
            else {}
        ),
        "record maximum of people": "open" if maximum is None else str(maximum),
        "victims: persons and groups": str(figures.people),
        "  of them individuals": str(figures.individual),
        "  of them named": str(figures.named),
        "pairs of individuals never compared": str(figures.unexamined),
        "earliest": _end(figures, figures.earliest),
        "latest": _end(figures, figures.latest),
    }


def _end(figures: "Figures", day: date | None) -> str:
    return _day(day) or ("open" if figures.incidents else "–")


def _listed(listed: "DocumentedPeople") -> Iterator[str]:
    """Yield the documented side of an estimate: who could be on lists."""
    from isthmus.core.messages import Message
    from isthmus.language import english

    yield ""
    yield english(
        Message("count.listable", n=listed.people),
        Message("count.listable_sources", n=listed.controls),
        Message("count.listable_by_two", n=listed.by_two),
        Message("count.not_listable", n=listed.unnamed),
        "See `isthmus estimate`.",
    )
