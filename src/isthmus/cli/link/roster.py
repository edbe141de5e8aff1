"""`isthmus link roster FILE… --out DIR`: which rows of any lists are about the same person."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from isthmus.cli.extras import LINKING, installed
from isthmus.cli.failure import Failure
from isthmus.cli.interrupting import stop_on_term
from isthmus.cli.offline import as_json_option, encoding_asked, encoding_option, print_json
from isthmus.language import english, with_text

if TYPE_CHECKING:
    from isthmus.core.link.labels import Labels
    from isthmus.core.mapping import MappingError
    from isthmus.engines.roster import Roster
    from isthmus.engines.roster_cells import ReadRoster

__all__ = ["command"]

_file = click.Path(exists=True, dir_okay=False, path_type=Path)
_folder = click.Path(file_okay=False, path_type=Path)
_share = click.FloatRange(0, 1, min_open=True)
_seed = click.IntRange(0)
_OF_MAP = (
    *("mapping.form", "mapping.no_field", "mapping.no_column", "mapping.field_twice"),
    *("link.refused.unread", "link.refused.unread_such"),
)


def _is_number(ctx: click.Context, param: click.Parameter, value: float | None) -> float | None:
    """Refuse `nan`, which lies in any range and nowhere."""
    if value is not None and math.isnan(value):
        raise click.BadParameter("'nan' is not a number from 0 to 1.", ctx, param)
    return value


def _keep(ctx: click.Context, param: click.Parameter, value: object) -> None:
    """Keep what an option says of the files."""
    ctx.meta[f"{_KEPT}{param.name}"] = value


def _kept(name: str) -> object:
    return click.get_current_context().meta[f"{_KEPT}{name}"]


class _UnreadColumn(Failure):
    """Most of a column cannot be read: ends with the status of a wrong option, which --map would set right."""

    exit_code = 2


_KEPT = "isthmus.roster."
NO_FIGURE = 3  # the status of a run that ended well and has no figure, so that a script can tell


@click.command("roster")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=_file)
@click.option("--out", required=True, type=_folder, help="The folder to write to.")
@click.option(
    "--replace",
    is_flag=True,
    expose_value=False,
    callback=_keep,
    help="Replace the results of an earlier run in this folder.",
)
@click.option(
    "--map", "mapping", metavar="FIELD=COLUMN", multiple=True, help="Read a field from this column."
)
@click.option(
    "--once",
    metavar="LIST",
    multiple=True,
    expose_value=False,
    callback=_keep,
    help="This list names each person once (again for each such list).",
)
@click.option(
    "--date-order",
    type=click.Choice(["day-first", "month-first"]),
    default=None,
    expose_value=False,
    callback=_keep,
    help="How dates like 05/03/2017 are meant, where other dates of the list do not show it.",
)
@click.option("--labels", type=_file, help="What reviewers said: a table of left, right, match.")
@encoding_option
@click.option("--engine", type=click.Choice(["duckdb", "spark"]), default="duckdb", show_default=True)
@click.option(
    "--threshold", type=_share, callback=_is_number, help="Join clusters from this mean probability on."
)
@click.option("--seed", type=_seed, default=0, show_default=True, help="Random seed.")
@as_json_option
def command(
    files: tuple[Path, ...],
    out: Path,
    mapping: tuple[str, ...],
    labels: Path | None,
    engine: str,
    threshold: float | None,
    seed: int,
    as_json: bool,
) -> None:
    """Propose which rows of lists are about the same person.

    Fields: id (required), list, name or any of given, father, grandfather, family, other_names, sex, born, age, age_on,
    died, date, place, and x_ with a name for any further column. Writes people.csv and people.parquet, pairs.parquet,
    draws.parquet and report.json. Ends with status 3 where the lists give no figure.
    """
    from isthmus.cli.progress import on_terminal

    with installed(LINKING):
        from isthmus.engines.linking import LinkSettings
        from isthmus.engines.roster import link_roster, with_threshold
        from isthmus.engines.working_files import remove_left_behind
        from isthmus.files.atomic_write import UNFINISHED
        from isthmus.files.left_behind import remove_left
    for left in (*remove_left_behind(), *remove_left(out.parent, UNFINISHED)):
        click.echo(f"A run that was killed left {left}: removed.", err=True)
    stop_on_term()
    settings = with_threshold(LinkSettings(seed=seed, once=_once()), threshold, engine)
    roster = _roster(files, out, mapping, labels)
    with _failures(out, mapped=bool(mapping)), on_terminal("Linking") as progress:
        told = link_roster(roster, settings, mapped=_say_what_is_read, tell=with_text, progress=progress)
    if as_json:
        print_json(told)
    else:
        click.echo("\n".join(_in_words(told, out)))
    if told["people"] is None:
        click.get_current_context().exit(NO_FIGURE)


@contextmanager
def _failures(out: Path, *, mapped: bool) -> Iterator[None]:
    """Say in words what cannot be read, linked or written."""
    from isthmus.core.mapping import MappingError
    from isthmus.engines.linking import NothingToCompare
    from isthmus.engines.reading import UnknownList
    from isthmus.engines.spark_session import SparkUnusable
    from isthmus.files.atomic_write import FolderExists
    from isthmus.files.table import TableError

    try:
        yield
    except MappingError as problem:
        raise _wrong_map(problem, mapped=mapped) from None
    except UnknownList as problem:
        raise click.BadParameter(english(problem.message), param_hint="'--once'") from None
    except (FolderExists, TableError, NothingToCompare, SparkUnusable) as problem:
        raise Failure(problem.message) from None
    except KeyboardInterrupt:
        click.echo("Stopped. Nothing was written; results of an earlier run stay as they were.", err=True)
        raise
    except OSError as problem:
        reason = problem.strerror or "it is not a file that can be written"
        raise Failure(
            f"The results cannot be written to {out}: {reason}. Choose another folder, or make room in this one.",
            code="command.not_written",
        ) from None


def _once() -> tuple[str, ...]:
    asked = _kept("once")
    assert isinstance(asked, tuple)
    return tuple(dict.fromkeys(str(name).strip() for name in asked))


def _roster(files: tuple[Path, ...], out: Path, mapping: tuple[str, ...], labels: Path | None) -> "Roster":
    from isthmus.engines.roster import Roster

    return Roster(
        files,
        out,
        mapping,
        _labels(labels),
        encoding_asked(),
        date_order=str(_kept("date_order") or "").replace("-", "_"),
        replaces=bool(_kept("replace")),
    )


def _wrong_map(problem: "MappingError", *, mapped: bool) -> click.ClickException:
    """Return the error: of the option where what it asks for cannot be, else of the files."""
    if problem.rule.code in _OF_MAP and mapped:
        return click.BadParameter(english(problem.message), param_hint="'--map'")
    kind = _UnreadColumn if problem.rule.code in _OF_MAP else Failure
    return kind(problem.message)


def _labels(path: Path | None) -> "Labels | None":
    if path is None:
        return None
    from isthmus.files.labels import read_labels
    from isthmus.files.table import TableError

    try:
        return read_labels(path, encoding_asked())
    except TableError as unsound:
        raise Failure(unsound.message) from None


def _say_what_is_read(read: "ReadRoster") -> None:
    if read.mapped.unused:
        click.echo(f"Columns that nothing reads: {', '.join(read.mapped.unused)}.", err=True)
    for said in read.sentences():
        click.echo(english(said), err=True)


def _in_words(told: dict[str, Any], out: Path) -> list[str]:
    lines = [
        *_of_people(told),
        f"{_counted(told['candidate_pairs'], 'pair was', 'pairs were')} compared. {told['probabilities']['text']}",
    ]
    if told["blocking"]["left_out_of_blocks"]:
        lines.append(
            f"Where more than {told['blocking']['largest_block']} rows have something in common, as a frequent name,"
            " it was not a reason to compare them: not all of their pairs were compared."
        )
    if not told["blocking"]["rules"]:
        lines.append(
            "No pairs were compared: every value is either unique or shared by more than"
            f" {told['blocking']['largest_block']} records. Add a column that tells more."
        )
    if told["nameless"]:
        lines.append(
            f"{_counted(told['nameless'], 'row has', 'rows have')} in the place of a name only that it is not known, a"
            " number, or whose relative somebody is: read as an empty cell."
        )
    lines += [each["text"] for each in told["names"]]
    lines += _of_labels(told["labels"] or {})
    recall = told.get("candidate_recall")
    if recall:
        lines.append(recall["message"]["text"])
    written = [
        "pairs.parquet",
        *(["people.csv", "people.parquet", "draws.parquet"] if told["people"] else []),
        "report.json",
    ]
    return [*lines, f"Written to {out}: {', '.join(written)}."]


def _of_people(told: dict[str, Any]) -> Iterator[str]:
    people, verdict = told["people"], told["verdict"]
    if people is None:
        yield f"{told['records']:,} records. {verdict['refusal']['text']}"
        return
    bounds = f"(at most {people['strict']:,}, at least {people['lenient']:,})"
    yield f"{told['records']:,} records are about {people['central']:,} people {bounds}."
    yield from (note["text"] for note in verdict["notes"])
    if told["ages"]:
        yield told["ages"]["text"]
    for once in told["once"]:
        yield (
            f"The list {once['list']} is said to name each person once, so nobody was joined within it;"
            f" {_counted(once['alike'], 'pair', 'pairs')} within it may be one person all the same: see pairs.parquet."
        )


def _of_labels(told: dict[str, int]) -> list[str]:
    said = (
        ("of_unknown_ids", "label names", "labels name", "an id that no row has: left out."),
        (
            "conflicts",
            *("pair is", "pairs are"),
            "labelled different, while other labels together make them the same: joined. Look again.",
        ),
    )
    return [f"{_counted(told[key], one, many)} {rest}" for key, one, many, rest in said if told.get(key)]


def _counted(n: int, one: str, many: str) -> str:
    return f"{n:,} {one if n == 1 else many}"
