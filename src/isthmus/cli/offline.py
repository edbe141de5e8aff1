"""What the offline commands share: reading a workbook, and saying what is wrong with it."""

import gc
import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from isthmus.cli.failure import AS_JSON
from isthmus.core.messages import Message
from isthmus.language import english

if TYPE_CHECKING:
    from isthmus.core.register import Conflict
    from isthmus.core.workbook.cautions import Cautions
    from isthmus.core.workbook.rows import Workbook

__all__ = [
    "as_json_option",
    "cautions_of_today",
    "conflict_as_json",
    "conflicts_in_words",
    "encoding_asked",
    "encoding_option",
    "print_json",
    "read_or_exit",
    "say_cautions",
    "with_texts",
    "workbook_argument",
]

_PARTS_OF_MESSAGE = 2  # its code and its values


def _keep_encoding(ctx: click.Context, param: click.Parameter, value: str) -> None:
    """Keep what `--encoding` names; refuse what is no encoding as any wrong option is refused."""
    ctx.meta[_ENCODING] = value
    if not value:
        return
    from isthmus.files.table import TableFault
    from isthmus.files.table.text import known_encoding

    try:
        known_encoding(value)
    except TableFault as fault:
        raise click.BadParameter(f"{english(fault.rule)} {english(fault.fix)}", ctx, param) from None


def encoding_asked() -> str:
    """Return the encoding that `--encoding` of the running command names, or nothing."""
    return str(click.get_current_context().meta.get(_ENCODING, ""))


_ENCODING = "isthmus.encoding"
encoding_option = click.option(
    "--encoding",
    metavar="NAME",
    default="",
    expose_value=False,
    callback=_keep_encoding,
    help="The encoding of text that is neither UTF-8 nor UTF-16, such as windows-1251.",
)
_path = click.argument(
    "path", metavar="WORKBOOK", type=click.Path(exists=True, path_type=Path, readable=True)
)


def workbook_argument[Command: Callable[..., object]](command: Command) -> Command:
    """Give a command the argument WORKBOOK, and the option that names the encoding of its files."""
    return _path(encoding_option(command))


def _keep_json(ctx: click.Context, _param: click.Parameter, value: bool) -> bool:
    ctx.meta[AS_JSON] = value
    return value


# Eager, so that what fails while other options are read is said as JSON, too.
as_json_option = click.option(
    "--json", "as_json", is_flag=True, is_eager=True, callback=_keep_json, help="Print one JSON object."
)


def cautions_of_today() -> "Cautions":
    """Return the cautions, none yet, of a workbook that is read now."""
    from isthmus.core.workbook.cautions import Cautions

    return Cautions(datetime.now(UTC).date())


def say_cautions(cautions: "Cautions") -> None:
    """Say on standard error what is unusual in a workbook; nothing is stopped by it."""
    from isthmus.cli.problems import caution_lines

    for line in caution_lines(cautions):
        click.echo(line, err=True)


def read_or_exit(path: Path, *, as_json: bool, cautions: "Cautions | None" = None) -> "Workbook":
    """Read a workbook, a folder of CSV files or a spreadsheet; say every problem and exit 1 where it is not sound.

    What is unusual is said on standard error, and added to `cautions`.
    """
    from isthmus.cli.problems import problem_lines, problems_as_json
    from isthmus.core.workbook.problems import UnsoundWorkbook
    from isthmus.files.workbook import read_workbook

    cautions = cautions_of_today() if cautions is None else cautions
    gc.disable()  # millions of rows, none in a cycle: looking for cycles among them would take longer than reading
    try:
        workbook = read_workbook(path, encoding_asked(), cautions)
    except UnsoundWorkbook as unsound:
        if as_json:
            print_json(problems_as_json(unsound.problems))
        else:
            for line in problem_lines(unsound.problems):
                click.echo(line)
        sys.exit(1)
    say_cautions(cautions)
    return workbook


def print_json(found: Any) -> None:  # noqa: ANN401  (whatever JSON can hold)
    """Print one JSON object to standard output, as it is read by scripts: UTF-8, keys in the documented order."""
    click.echo(json.dumps(found, ensure_ascii=False, indent=1))


def with_texts(found: Any) -> Any:  # noqa: ANN401  (whatever JSON can hold)
    """Return JSON in which each message has its English beside its code."""
    match found:
        case {"code": str(code), "values": dict(values)} if len(found) == _PARTS_OF_MESSAGE:
            text = english(Message.from_json(found))
            return {
                "code": code,
                "text": text,
                "values": {name: with_texts(each) for name, each in values.items()},
            }
        case dict():
            return {name: with_texts(each) for name, each in found.items()}
        case list() | tuple():
            return [with_texts(each) for each in found]
    return found


def conflict_as_json(conflict: "Conflict") -> dict[str, object]:
    """Return a conflict as the commands print it."""
    found: dict[str, object] = {
        "kind": conflict.kind,
        "left": conflict.left,
        "right": conflict.right,
        "path": list(conflict.path),
    }
    if conflict.kind == "bounds":
        found |= {"k": conflict.k, "low": conflict.low, "high": conflict.high}
    return found


def conflicts_in_words(conflicts: "tuple[Conflict, ...]") -> list[str]:
    """Return the conflicts as lines to read, none where there are none."""
    if not conflicts:
        return []
    return [
        "",
        f"{len(conflicts)} conflict(s), for people to resolve:",
        *(f"  {_in_words(each)}" for each in conflicts),
    ]


def _in_words(conflict: "Conflict") -> str:
    path = " = ".join(conflict.path)
    if conflict.kind == "bounds":
        return (
            f"bounds: {conflict.left} says at least {conflict.low}, {conflict.right} at most {conflict.high},"
            f" of what is judged the same ({path}), at {conflict.k} line(s)"
        )
    if conflict.kind == "told_apart":
        return (
            f"told_apart: a source names {conflict.left} and {conflict.right} as two, and they are judged the same"
            f" ({path}). Here people are right and the list is not: the judgements hold"
        )
    return (
        f"{conflict.kind}: {conflict.left} and {conflict.right} are judged apart, and the same through {path}"
    )
