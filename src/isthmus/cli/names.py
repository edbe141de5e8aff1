"""`isthmus names compare PAIRS`: how likely two names are one, in any two scripts, and why."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from isthmus.cli.failure import Failure
from isthmus.cli.offline import as_json_option, encoding_asked, encoding_option, print_json
from isthmus.core.messages import Message
from isthmus.language import english, with_text, without_controls

if TYPE_CHECKING:
    from isthmus.core.names.compare import NameComparison

__all__ = ["command"]

_COLUMNS = ("left", "right")
_LONGEST_SHOWN = 40


@click.group("names")
def command() -> None:
    """Compare names across scripts."""


@command.command("compare")
@click.argument("path", metavar="PAIRS", type=click.Path(exists=True, path_type=Path, dir_okay=False))
@encoding_option
@as_json_option
def compare(path: Path, as_json: bool) -> None:
    """Say of each pair of names, from 0 to 1, how likely they are written for the same name, and why.

    PAIRS is a table with the columns left and right. From 0.5 on it may be one name: whether it is one person, no name
    can say.
    """
    from isthmus.core.names.compare import compare_all
    from isthmus.files.table import TableError, TableFault, column_texts

    try:
        pairs = [
            pair
            for each in column_texts(path, _COLUMNS, encoding_asked())
            for pair in zip(*each.cells, strict=True)
        ]
    except TableError as unusable:
        raise Failure(unusable.message) from None
    if not pairs:
        fault = TableFault(Message("table.no_rows"), Message("table.no_rows_fix"))
        raise Failure(TableError(path.name, fault).message)
    found = compare_all([left for left, _ in pairs], [right for _, right in pairs])
    if as_json:
        print_json({"pairs": [_as_json(pair, each) for pair, each in zip(pairs, found, strict=True)]})
    else:
        click.echo("\n".join(_table(pairs, found)))


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
    plain = without_controls(" ".join(text.split()))
    short = plain if len(plain) <= _LONGEST_SHOWN else plain[: _LONGEST_SHOWN - 1] + "…"
    return short.ljust(width)
