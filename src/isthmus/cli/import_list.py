"""`isthmus import LIST --mapping MAPPING`: a list of any shape into the register of a workspace, and again later."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from isthmus.cli.failure import Failure
from isthmus.cli.mapping import mapping_or_exit, say_applied
from isthmus.cli.offline import print_json
from isthmus.cli.opening import opened, plain_errors
from isthmus.cli.progress import on_terminal
from isthmus.core.messages import Message
from isthmus.language import english

if TYPE_CHECKING:
    from isthmus.actions.desk.lists import ListOutcome, ListPlan

__all__ = ["import_list"]


def import_list(
    path: Path, mapping_path: Path, folder: Path, passphrase_file: Path | None, *, because: str, as_json: bool
) -> None:
    """Bring a list in; what has to be answered first is said, and nothing is written then."""
    mapping_or_exit(mapping_path)
    opened(folder, passphrase_file)
    from isthmus.actions.desk.accounts import owner
    from isthmus.actions.desk.import_workbook import ChangesNotAccepted, RegisterMoved
    from isthmus.actions.desk.lists import ListNotReady, bring_in, plan_list
    from isthmus.files.import_mapping.mapping_file import mapping_text
    from isthmus.files.table import TableError

    with plain_errors():
        try:
            with on_terminal("Reading", short=1 << 20) as progress:
                plan = plan_list(path, mapping_text(mapping_path), datetime.now(UTC).date(), progress)
            if not as_json:
                _say_planned(plan)
            because = because or _asked(plan, may_ask=not as_json)
            with on_terminal("Importing") as progress:
                done = bring_in(plan, actor=owner(), because=because, progress=progress)
        except ListNotReady as not_ready:
            if not as_json:
                say_applied(not_ready.applied)
            raise Failure(not_ready.message) from None
        except ChangesNotAccepted as changes:
            raise Failure(
                f"{english(changes.message)} Nothing was imported. --accept-changes WHY accepts them.",
                code=changes.message.code,
            ) from None
        except (TableError, RegisterMoved) as refused:
            raise Failure(refused.message) from None
    if as_json:
        print_json(done.as_json())
    else:
        _say(done)


def _asked(plan: "ListPlan", *, may_ask: bool) -> str:
    """Show what the list has otherwise now, and ask whether and why it is to be taken over."""
    from isthmus.cli.import_ import show_changes

    if plan.imported is None or not plan.imported.changes:
        return ""
    show_changes(plan.imported)
    if may_ask and sys.stdin.isatty() and click.confirm("Overwrite these rows?", err=True):
        return str(click.prompt("Why", err=True))
    return ""


def _say_planned(plan: "ListPlan") -> None:
    """Say what rows become; where the list came in before, those that are read now."""
    as_they_were = len(plan.matched.statements) - len(plan.matched.changed) + len(plan.left_out)
    if as_they_were:
        click.echo(english(Message("list.again", n=as_they_were)))
    say_applied(plan.applied)


def _say(done: "ListOutcome") -> None:
    for message in done.left:
        click.echo(english(message), err=True)
    for name in ("new", "changed", "same", "renumbered", "missing", "set_aside", "left_out"):
        if n := done.as_json()[name]:
            click.echo(english(Message(f"list.rows.{name}", n=n)))
