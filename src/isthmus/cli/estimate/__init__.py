"""`isthmus estimate LISTS`: how many people were never documented, by several models, or why nobody can say."""

import csv
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING

import click

from isthmus.cli.extras import ESTIMATING, installed
from isthmus.cli.offline import as_json_option, encoding_asked, encoding_option, print_json, with_texts
from isthmus.core.estimate.vocabulary import MODELS
from isthmus.language import english

if TYPE_CHECKING:
    from isthmus.core.estimate.estimate import Estimate
    from isthmus.files.lists.reading import ReadLists

__all__ = ["command"]

_WIDEST = 110  # characters in a line; longer ones are hard to follow


def _models(ctx: click.Context, param: click.Parameter, value: str) -> tuple[str, ...]:
    """Return the models that are named, each once."""
    asked = [name.strip() for name in value.split(",")]
    unknown = [name for name in asked if name not in MODELS]
    if unknown:
        what = ", ".join(f"'{name}'" for name in unknown)
        raise click.BadParameter(
            f"no such model: {what}. Name one or more of {', '.join(MODELS)}.", ctx, param
        )
    return tuple(name for name in MODELS if name in asked)


def _lists(_ctx: click.Context, _param: click.Parameter, value: str) -> tuple[str, ...]:
    """Return the columns that are named; a name that holds a comma stands in quotation marks."""
    asked = next(csv.reader([value], skipinitialspace=True), [])
    return tuple(dict.fromkeys(name.strip() for name in asked if name.strip()))


@click.command("estimate")
@click.argument("path", metavar="LISTS", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--model",
    "models",
    metavar="NAMES",
    default=",".join(MODELS),
    show_default=True,
    callback=_models,
    help="Which models; one alone is shown with a warning.",
)
@click.option(
    "--strata",
    metavar="COLUMN",
    default="",
    help="Estimate each value of this column separately and combine the results.",
)
@click.option(
    "--lists",
    metavar="NAMES",
    default="",
    callback=_lists,
    help="The columns that are lists, by commas; without it, every column of 0 and 1.",
)
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True, help="Random seed.")
@click.option("--detail", "in_detail", is_flag=True, help="Also show priors, checks, lists and versions.")
@encoding_option
@as_json_option
def command(
    path: Path,
    models: tuple[str, ...],
    strata: str,
    lists: tuple[str, ...],
    seed: int,
    in_detail: bool,
    as_json: bool,
) -> None:
    """Estimate from overlapping lists how many people there are, documented or not; or say why nobody can.

    LISTS is a table with a column of 0 and 1 for each list, and a row for each pattern with its number of people in the
    column count, or, without that column, a row for each person. Nothing is stored; no workspace is needed.
    """
    from isthmus.cli.progress import on_terminal

    with installed(ESTIMATING):
        read = _read_or_exit(path, strata, lists, as_json=as_json)
        # After the table was read: what estimates takes seconds to load, and an empty file is told at once.
        from isthmus.core.estimate.estimating import EstimateSettings, estimate
        from isthmus.core.estimate.strata import estimate_strata
    for note in _notes(read):
        click.echo(note, err=True)
    settings = EstimateSettings(models=models, seed=seed)
    with on_terminal("Estimating", short=1) as progress:
        if strata:
            found = estimate_strata(read.strata, settings, progress, by=strata)
        else:
            found = estimate(read.strata[""], settings, progress)
    if as_json:
        print_json(with_texts(found.as_json()))
    else:
        _print(found, in_detail=in_detail)


def _print(found: "Estimate", *, in_detail: bool) -> None:
    """Print the report, as wide as the terminal up to what is easy to read."""
    from isthmus.cli.estimate.detail import detail
    from isthmus.cli.estimate.report import report

    width = min(get_terminal_size().columns, _WIDEST)
    lines = [*report(found, width), *(detail(found, width) if in_detail else ())]
    click.echo("\n".join(lines))


def _read_or_exit(path: Path, strata: str, lists: tuple[str, ...], *, as_json: bool) -> "ReadLists":
    """Read the table; say every problem and exit 1 where it is not sound."""
    from isthmus.cli.problems import problem_lines, problems_as_json
    from isthmus.cli.progress import on_terminal
    from isthmus.files.lists.columns import NoSuchColumn
    from isthmus.files.lists.reading import UnsoundLists, read_lists

    try:
        with on_terminal("Reading", short=1 << 26) as progress:
            return read_lists(path, strata, progress, encoding=encoding_asked(), lists=lists)
    except NoSuchColumn as wrong:
        raise click.UsageError(f"--{wrong.asked}: {english(wrong.message)}") from None
    except UnsoundLists as unsound:
        if as_json:
            print_json(problems_as_json(unsound.problems))
        else:
            headline, *rest = problem_lines(unsound.problems)
            click.echo("\n".join([headline.replace("the workbook", "the table of lists"), *rest]))
    sys.exit(1)


def _notes(read: "ReadLists") -> Iterator[str]:
    """Yield what was passed over."""
    from isthmus.core.estimate.list_checks.doubtful_lists import is_attribute

    names = next(iter(read.strata.values())).names if read.strata else ()
    each = "a row for each person" if read.per_person else "a row for each pattern, with counts"
    yield f"Read as {len(names)} list{'s' * (len(names) != 1)} ({', '.join(names)}), {each}."
    if doubtful := [name for name in names if is_attribute(name)]:
        others = ",".join(name for name in names if name not in doubtful)
        yield f"If {' and '.join(doubtful)} is not a list, name the lists: --lists {others}"
    for name, absent in read.absent.items():
        yield f"{name}: N/A in all rows of {', '.join(absent)}; read as a list that did not exist there."
    if read.unread:
        yield f"Columns that hold no list, not read: {', '.join(map(english, read.unread))}."
    if read.on_no_list:
        people = "1 person is" if read.on_no_list == 1 else f"{read.on_no_list:,} people are"
        yield f"{people} in rows without a 1, on no list: left out."
    if read.repeated:
        rows = "1 row has" if read.repeated == 1 else f"{read.repeated:,} rows have"
        yield f"{rows} the pattern of an earlier row: added up."
