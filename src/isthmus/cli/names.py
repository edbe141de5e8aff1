"""`isthmus names compare PAIRS.csv`: how likely two names are one, in any two scripts, and why."""

import csv
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from isthmus.cli.offline import as_json_option, print_json
from isthmus.language import english, with_text

if TYPE_CHECKING:
    from isthmus.core.names.compare import NameComparison

__all__ = ["command"]

_COLUMNS = ("left", "right")
_LONGEST_SHOWN = 40


class _Unusable(Exception):
    """What is wrong with the file: the fact, the rule and the next step."""


@click.group("names")
def command() -> None:
    """Compare names across scripts."""


@command.command("compare")
@click.argument("path", metavar="PAIRS.csv", type=click.Path(exists=True, path_type=Path, dir_okay=False))
@as_json_option
def compare(path: Path, as_json: bool) -> None:
    """Say of each pair of names, from 0 to 1, how likely they are written for the same name, and why.

    PAIRS.csv has the columns left and right, in UTF-8. From 0.5 on it may be one name: whether it is one person,
    no name can say.
    """
    from isthmus.core.names.compare import compare_all

    try:
        pairs = list(_pairs(path))
    except _Unusable as unusable:
        _exit(str(unusable), as_json=as_json)
    found = compare_all([left for left, _ in pairs], [right for _, right in pairs])
    if as_json:
        print_json({"pairs": [_as_json(pair, each) for pair, each in zip(pairs, found, strict=True)]})
    else:
        click.echo("\n".join(_table(pairs, found)))


def _exit(message: str, *, as_json: bool) -> NoReturn:
    if as_json:
        print_json({"problem": message})
    else:
        click.echo(message)
    sys.exit(1)


def _pairs(path: Path) -> Iterator[tuple[str, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.reader(file, strict=True)
            left, right = _places(next(rows, []))
            yield from ((_cell(row, left), _cell(row, right)) for row in rows if row)
    except UnicodeDecodeError:
        raise _Unusable(
            "The file is not in UTF-8. Names are read in UTF-8 alone, since a wrong guess would change them. "
            "Save it again as CSV UTF-8."
        ) from None
    except csv.Error as error:
        raise _Unusable(
            f'The file can not be read as CSV ({error}). Cells are divided by commas and quoted with ". '
            "Save it again as CSV UTF-8."
        ) from None


def _places(header: list[str]) -> tuple[int, int]:
    names = [cell.strip().casefold() for cell in header]
    if not any(names):
        raise _Unusable(
            "The file is empty. Its first line names the columns, left and right. Add it, and a pair of names a line."
        )
    missing = [column for column in _COLUMNS if names.count(column) != 1]
    if missing:
        raise _Unusable(
            f"The first line has not exactly one column {' and one '.join(missing)}. "
            "Pairs are read from the columns left and right. Name them so in the first line."
        )
    return names.index("left"), names.index("right")


def _cell(row: list[str], place: int) -> str:
    return row[place].strip() if place < len(row) else ""


def _as_json(pair: tuple[str, str], found: "NameComparison") -> dict[str, object]:
    return {"left": pair[0], "right": pair[1], "score": round(found.score, 7), "why": with_text(found.why)}


def _table(pairs: list[tuple[str, str]], found: "list[NameComparison]") -> Iterator[str]:
    widths = [
        max([len(side), *(min(len(pair[i]), _LONGEST_SHOWN) for pair in pairs)])
        for i, side in enumerate(_COLUMNS)
    ]
    yield f"score  {'left'.ljust(widths[0])}  {'right'.ljust(widths[1])}  why"
    for (left, right), each in zip(pairs, found, strict=True):
        yield f"{each.score:.3f}  {_shown(left, widths[0])}  {_shown(right, widths[1])}  {english(each.why)}"


def _shown(text: str, width: int) -> str:
    plain = " ".join(text.split())
    short = plain if len(plain) <= _LONGEST_SHOWN else plain[: _LONGEST_SHOWN - 1] + "…"
    return short.ljust(width)
