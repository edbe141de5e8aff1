"""`isthmus import PATH`: a workbook into the register of a workspace."""

import sys
from dataclasses import asdict
from itertools import islice, takewhile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from isthmus.cli.failure import Failure
from isthmus.cli.offline import (
    as_json_option,
    cautions_of_today,
    encoding_asked,
    encoding_option,
    print_json,
    read_or_exit,
    say_cautions,
)
from isthmus.cli.opening import opened, passphrase_file, plain_errors
from isthmus.cli.workspace import workspace_option

if TYPE_CHECKING:
    from isthmus.actions.desk.import_workbook import ImportOutcome, ImportPlan
    from isthmus.core.workbook.cautions import Cautions
    from isthmus.core.workbook.problems import Problems, UnsoundWorkbook
    from isthmus.core.workbook.rows import Workbook

__all__ = ["command", "show_changes"]

# Changes shown on a terminal; the rest are counted.
SHOWN = 50
LONGEST = 60


@click.command("import")
@click.argument("path", type=click.Path(exists=True, path_type=Path, readable=True))
@workspace_option
@passphrase_file
@click.option(
    "--partial", is_flag=True, help="Leave out unsound rows and what depends on them, and say which."
)
@click.option(
    "--accept-changes",
    "because",
    metavar="WHY",
    default="",
    help="Overwrite rows that differ, without asking; the reason is kept with the change.",
)
@click.option(
    "--mapping",
    "mapping_path",
    type=click.Path(exists=True, path_type=Path, dir_okay=False),
    help="PATH is a list of any shape; this says what its columns are.",
)
@click.option(
    "--media",
    "media_path",
    type=click.Path(exists=True, path_type=Path, dir_okay=False),
    help="The ZIP of files that came with the submissions of a form; with --mapping.",
)
@encoding_option
@as_json_option
def command(
    path: Path,
    folder: Path,
    passphrase_file: Path | None,
    partial: bool,
    because: str,
    mapping_path: Path | None,
    media_path: Path | None,
    as_json: bool,
) -> None:
    """Import a workbook (a folder of CSV files, or a spreadsheet), or a list by a mapping, into a workspace.

    What is there already stays; rows that differ are shown, and asked about. What is unusual is said,
    and kept as it is. The same list again adds what is new in it.
    """
    if mapping_path is not None:
        from isthmus.cli.import_list import ListFiles, import_list

        given = ListFiles(path, mapping_path, media_path)
        import_list(given, folder, passphrase_file, because=because, as_json=as_json)
        return
    if media_path is not None:
        raise click.UsageError("--media goes with --mapping.")
    from isthmus.cli.problems import cautions_as_json
    from isthmus.core.workbook.problems import UnsoundWorkbook

    cautions = cautions_of_today()
    workbook, left_out = _read(path, cautions, partial=partial, as_json=as_json)
    opened(folder, passphrase_file)
    with plain_errors():
        try:
            plan, done = _import(workbook, cautions, because=because, may_ask=not as_json)
        except UnsoundWorkbook as unsound:
            _say_problems(unsound, as_json=as_json)
            sys.exit(1)
    if as_json:
        print_json(
            {
                **done.as_json(),
                "left_out": dict(left_out.left_out) if left_out else {},
                **_changes(plan),
                **cautions_as_json(cautions),
            }
        )
    else:
        _say_done(done)


def _read(
    path: Path, cautions: "Cautions", *, partial: bool, as_json: bool
) -> "tuple[Workbook, Problems | None]":
    if not partial:
        return read_or_exit(path, as_json=as_json, cautions=cautions), None
    from isthmus.cli.problems import problem_lines
    from isthmus.files.workbook import read_partial

    workbook, problems = read_partial(path, encoding_asked(), cautions)
    for line in problem_lines(problems) if problems.total else ():
        click.echo(line, err=True)
    left_out = sum(problems.left_out.values())
    click.echo(f"{left_out} rows are left out.", err=True)
    say_cautions(cautions)
    return workbook, problems


def _import(
    workbook: "Workbook", cautions: "Cautions", *, because: str, may_ask: bool
) -> "tuple[ImportPlan, ImportOutcome]":
    """Import, asking about changes where there is somebody to ask; say what is unusual beside the register."""
    from isthmus.actions.desk.accounts import owner
    from isthmus.actions.desk.import_cautions import look_at_register
    from isthmus.actions.desk.import_workbook import (
        ChangesNotAccepted,
        RegisterMoved,
        apply_import,
        plan_import,
    )
    from isthmus.cli.progress import on_terminal
    from isthmus.core.workbook.cautions import Cautions
    from isthmus.language import english

    plan = plan_import(workbook)
    known = Cautions(cautions.today)
    look_at_register(plan, known)
    say_cautions(known)
    cautions.extend(known)
    if plan.changes and not because.strip():
        show_changes(plan)
        if may_ask and sys.stdin.isatty() and click.confirm("Overwrite these rows?", err=True):
            because = click.prompt("Why", err=True)
    try:
        with on_terminal("Importing") as progress:
            return plan, apply_import(plan, actor=owner(), accept_because=because, progress=progress)
    except ChangesNotAccepted as changes:
        raise Failure(
            f"{english(changes.message)} Nothing was imported. --accept-changes WHY accepts them.",
            code=changes.message.code,
        ) from None
    except RegisterMoved as moved:
        raise Failure(moved.message) from None


def show_changes(plan: "ImportPlan") -> None:
    """Say which cells differ: on standard error, since only who may open the workspace sees it."""
    from isthmus.actions.desk.importing import changes_shown
    from isthmus.actions.desk.named_references import changes_in_names

    for change in changes_in_names(list(islice(changes_shown(plan), SHOWN)), plan):
        before, after = (_short(text) for text in _from_difference(change.before, change.after))
        click.echo(f"{change.sheet} {change.id}, {change.column}: {before} -> {after}", err=True)
    if len(plan.changes) > SHOWN:
        click.echo(f"and {len(plan.changes) - SHOWN} more changes.", err=True)


def _from_difference(before: str, after: str) -> tuple[str, str]:
    """Return both texts from a little before where they differ, if they are too long to be shown whole."""
    if max(len(before), len(after)) <= LONGEST:
        return before, after
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False))
    start = sum(1 for _ in alike) - LONGEST // 3
    return (before, after) if start <= 0 else (f"…{before[start:]}", f"…{after[start:]}")


def _short(text: str) -> str:
    text = " ".join(text.split())
    return f"“{text[:LONGEST]}…”" if len(text) > LONGEST else f"“{text}”"


def _changes(plan: "ImportPlan") -> dict[str, object]:
    from isthmus.actions.desk.importing import changes_shown

    return {
        "changes": [asdict(change) for change in changes_shown(plan)],
        "changes_total": len(plan.changes),
    }


def _say_done(done: "ImportOutcome") -> None:
    from isthmus.language import english

    if not done.added and not done.changed:
        click.echo(f"Nothing to import: all {done.same} rows are there already.")
    else:
        click.echo(f"Imported {done.added} new rows, {done.changed} changed; {done.same} were there already.")
    if done.missing:
        click.echo(f"{done.missing} rows of the register are not in the workbook. They stay.")
    if done.withdrawn:
        click.echo(f"{done.withdrawn} judgements were undone here. They stay undone.")
    for message in done.left:
        click.echo(english(message), err=True)


def _say_problems(unsound: "UnsoundWorkbook", *, as_json: bool) -> None:
    from isthmus.cli.problems import problem_lines, problems_as_json

    if as_json:
        print_json(problems_as_json(unsound.problems))
        return
    for line in problem_lines(unsound.problems):
        click.echo(line)
