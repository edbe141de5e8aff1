"""`isthmus mapping propose|check|apply`: a spreadsheet as a workbook, by a mapping that says what its columns are."""

import csv
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import click

from isthmus.cli.failure import Failure
from isthmus.cli.offline import as_json_option, encoding_asked, encoding_option, print_json
from isthmus.cli.progress import on_terminal
from isthmus.cli.proposed_mapping import say_proposed
from isthmus.core.messages import Message
from isthmus.language import english, with_text, without_controls

if TYPE_CHECKING:
    from isthmus.core.import_mapping.mapped_list import ColumnQuestion, MappedList
    from isthmus.core.import_mapping.records import CellReason
    from isthmus.core.import_mapping.values import ImportMapping
    from isthmus.files.import_mapping.applying import AppliedMapping
    from isthmus.files.table import TablePlace

__all__ = ["command", "mapping_or_exit", "say_applied"]

_SHOWN = 20  # questions on a terminal; the file of rows set aside has all
_LONGEST = 40
_file = click.Path(exists=True, path_type=Path, dir_okay=False)


@click.group("mapping")
def command() -> None:
    """Bring in a spreadsheet by a mapping of its columns."""


@command.command("list")
@as_json_option
def list_ready(as_json: bool) -> None:
    """List the mappings that are shipped, with the columns that they read."""
    from isthmus.files.import_mapping.ready import READY, ready_mapping

    shipped = [ready_mapping(name) for name in READY]
    if as_json:
        print_json(
            {
                "mappings": [
                    {"name": each.name, "row": each.row, "columns": each.columns, **with_text(each.about)}
                    for each in shipped
                ]
            }
        )
        return
    for each in shipped:
        click.echo(f"{each.name}: {english(each.about)}")
        click.echo(f"  {english(Message('ready.columns', columns=each.columns))}")
        click.echo(f"  {english(Message('ready.use', name=each.name))}")


@command.command("propose")
@click.argument("path", metavar="LIST", type=_file)
@click.option(
    "--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The mapping to write."
)
@click.option("--sheet", default="", help="The sheet of a spreadsheet that has several.")
@click.option(
    "--header-row", default=0, metavar="N", help="The first row of the header, if it is not the first."
)
@click.option(
    "--header-rows", default=1, metavar="N", show_default=True, help="How many rows the header has."
)
@click.option("--as", "ready", default="", metavar="NAME", help="One of those that `mapping list` names.")
@encoding_option
def propose(path: Path, out: Path, sheet: str, header_row: int, header_rows: int, ready: str) -> None:
    """Write a mapping for LIST as its columns suggest it, to be read and completed: nothing is applied unseen."""
    from isthmus.files.atomic_write import whole_file
    from isthmus.files.import_mapping.ready import READY
    from isthmus.files.import_mapping.writing import proposal_for, proposal_text
    from isthmus.files.table import TableError, TablePlace

    if ready and ready not in READY:
        raise click.BadParameter(f"one of {', '.join(READY)}", param_hint="--as")
    if out.exists():
        raise Failure(Message("mapping_file.exists", file=out.name))
    place = TablePlace(sheet, header_row, header_rows)
    try:
        if ready:
            _propose_ready(path, out, ready, place)
            return
        proposal, notices = proposal_for(path, place, encoding_asked())
    except TableError as unusable:
        raise Failure(unusable.message) from None
    with whole_file(out) as stream:
        stream.write(proposal_text(proposal).encode())
    say_proposed(proposal, out)
    _say_of_file(notices)


def _propose_ready(path: Path, out: Path, name: str, place: "TablePlace") -> None:
    """Write a shipped mapping for a list, and say what is to be completed in it, and which columns the list lacks."""
    from isthmus.core.import_mapping.table_columns import TableColumns
    from isthmus.files.atomic_write import whole_file
    from isthmus.files.import_mapping.ready import lacking, ready_mapping
    from isthmus.files.import_mapping.writing import first_rows, place_words

    ready = ready_mapping(name)
    seen = first_rows(path, place, encoding_asked())
    with whole_file(out) as stream:
        stream.write(ready.written(path.stem, place_words(place, encoding_asked())).encode())
    click.echo(english(Message("mapping_file.written", file=out.name, n=len(ready.asked))))
    for each in ready.asked:
        click.echo(f"  {each}")
    homes = TableColumns(seen.names, seen.rows).homes()
    _say_of_file((*lacking(ready, seen.names, homes), *seen.notices))


@command.command("check")
@click.argument("mapping_path", metavar="MAPPING", type=_file)
@click.argument("path", metavar="[LIST]", type=_file, required=False)
@encoding_option
@as_json_option
def check(mapping_path: Path, path: Path | None, as_json: bool) -> None:
    """Say what is wrong with MAPPING, line by line, and, with LIST, what its rows would become."""
    mapping = mapping_or_exit(mapping_path)
    if path is None:
        if as_json:
            print_json({"name": mapping.name, "row": mapping.row})
        else:
            click.echo(english(Message("mapping_file.sound", name=mapping.name)))
        return
    _say(_applied(path, mapping), as_json=as_json)


@command.command("apply")
@click.argument("path", metavar="LIST", type=_file)
@click.option("--mapping", "mapping_path", required=True, type=_file, help="What its columns are.")
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    help="The workbook to write: a folder of CSV files.",
)
@click.option(
    "--aside",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the rows that are set aside, each with its reasons, as CSV.",
)
@encoding_option
@as_json_option
def apply(path: Path, mapping_path: Path, out: Path, aside: Path | None, as_json: bool) -> None:
    """Write what LIST says as a workbook, which can be counted, read and imported."""
    from isthmus.files.atomic_write import FolderExists
    from isthmus.files.workbook.writing import write_csv

    if aside is not None and aside.exists():
        raise Failure(Message("mapping_file.exists", file=aside.name))
    applied = _applied(path, mapping_or_exit(mapping_path))
    _say(applied, as_json=as_json)
    if aside is not None:
        _write_aside(applied.found, aside)
    if not applied.is_whole or not applied.found.passages:
        raise Failure(Message("mapped.nothing_written"))
    try:
        write_csv(applied.workbook, out)
    except FolderExists as exists:
        raise Failure(exists.message) from None


def mapping_or_exit(path: Path) -> "ImportMapping":
    """Return the mapping of a file, or end the command with what is wrong with it."""
    from isthmus.files.import_mapping.mapping_file import UnsoundMapping, read_mapping_file

    try:
        return read_mapping_file(path)
    except UnsoundMapping as unsound:
        lines = [
            f"{path.name}, line {each.line}: {english(each.rule)} {english(each.fix)}"
            for each in unsound.problems
        ]
        raise Failure("\n".join((english(unsound.message), *lines)), code=unsound.message.code) from None


def _applied(path: Path, mapping: "ImportMapping") -> "AppliedMapping":
    from isthmus.files.import_mapping.applying import apply_mapping, in_encoding, new_list
    from isthmus.files.table import TableError

    today = datetime.now(UTC).date()
    mapping = in_encoding(mapping, encoding_asked())
    try:
        with on_terminal("Reading", short=1 << 20) as progress:
            return apply_mapping(path, mapping, today, new_list("r"), progress)
    except TableError as unusable:
        raise Failure(unusable.message) from None


def _say(applied: "AppliedMapping", *, as_json: bool) -> None:
    if as_json:
        print_json(_as_json(applied))
        return
    say_applied(applied)


def say_applied(applied: "AppliedMapping") -> None:
    """Say what the rows of a list become, and what has to be answered."""
    for line in _lines(applied):
        click.echo(line)
    _say_of_file(applied.notices)


def _as_json(applied: "AppliedMapping") -> dict[str, object]:
    found = applied.found
    return {
        "rows": found.rows,
        "understood": len(found.passages),
        "set_aside": len(found.aside),
        "questions": [_question(each) for each in found.questions.values()],
        "remarks": [_question(each) for each in found.remarks.values()],
        "document": [_reason(each) for each in applied.document],
        "unknown_columns": list(applied.unknown),
        "notices": [with_text(each) for each in applied.notices],
        "new": {sheet: list(names.values()) for sheet, names in applied.new.items()},
        "kinds_open": list(applied.open_kinds),
        "sheets": {name: len(rows) for name, rows in found.tables.items()},
    }


def _question(each: "ColumnQuestion") -> dict[str, object]:
    return {"column": each.column, "rows": each.rows, "examples": each.examples, **with_text(each.message)}


def _reason(each: "CellReason") -> dict[str, object]:
    return {"column": each.column, "value": each.value, **with_text(each.message)}


def _lines(applied: "AppliedMapping") -> Iterator[str]:
    found = applied.found
    yield english(Message("mapped.rows", n=found.rows))
    yield english(Message("mapped.understood", n=len(found.passages)))
    yield english(Message("mapped.set_aside", n=len(found.aside)))
    yield from _asked(found.questions.values())
    if found.remarks:
        yield english(Message("mapped.remarks"))
        yield from _asked(found.remarks.values())
    if applied.unknown:
        columns = applied.unknown[:_SHOWN]
        yield english(Message("mapped.unknown_columns", columns=columns, n=len(applied.unknown)))
    for reason in applied.document:
        yield english(Message("mapped.document", why=reason.message))
    for sheet, names in applied.new.items():
        if names:
            yield english(
                Message(f"mapped.new.{sheet}", n=len(names), names=tuple(list(names.values())[:_SHOWN]))
            )
    if applied.open_kinds:
        yield english(
            Message("mapped.kinds_open", names=applied.open_kinds[:_SHOWN], n=len(applied.open_kinds))
        )
    for problem in applied.problems.first[:_SHOWN]:
        rule = english(problem.rule) if isinstance(problem.rule, Message) else problem.rule
        yield f"  {problem.sheet} {problem.column}: {rule}"


def _say_of_file(notices: "Iterable[Message]") -> None:
    """Say what a file holds besides its cells, and what is done with it."""
    for each in notices:
        click.echo(english(each))


def _asked(questions: "Iterable[ColumnQuestion]") -> Iterator[str]:
    for each in sorted(questions, key=lambda one: -one.rows)[:_SHOWN]:
        examples = ", ".join(f"“{_short(example)}”" for example in each.examples)
        place = f"{each.column}: " if each.column else ""
        yield f"  {each.rows:,} × {place}{english(each.message)}" + (f" ({examples})" if examples else "")


def _short(text: str) -> str:
    plain = without_controls(" ".join(text.split()))
    return plain if len(plain) <= _LONGEST else plain[: _LONGEST - 1] + "…"


def _write_aside(found: "MappedList", path: Path) -> None:
    """Write rows that are set aside as they came, with their number and their reasons in front."""
    from isthmus.core.workbook.formula_guard import guarded
    from isthmus.files.atomic_write import whole_file

    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["row", "why", *found.columns])
    for each in found.aside:
        why = " ".join(f"{one.column}: {english(one.message)}" for one in each.reasons)
        cells = found.cells_of(each)
        blanks = [""] * (len(found.columns) - len(cells))
        writer.writerow([each.number, why, *map(guarded, cells), *blanks])
    with whole_file(path) as stream:
        stream.write(b"\xef\xbb\xbf" + text.getvalue().encode())
