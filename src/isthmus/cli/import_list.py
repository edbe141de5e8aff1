"""`isthmus import LIST --mapping MAPPING`: a list of any shape into the register of a workspace, and again later."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
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
    from isthmus.files.media_archive import MediaArchive

__all__ = ["ListFiles", "import_list"]


@dataclass(frozen=True, slots=True)
class ListFiles:
    """The files of a list: itself, its mapping, and those that came with the submissions of a form."""

    table: Path
    mapping: Path
    media: Path | None

    @contextmanager
    def opened_media(self) -> "Iterator[MediaArchive | None]":
        """Open the files of submissions: those that are given, else those in the ZIP of tables. Raises `TableError`."""
        from isthmus.files.media_archive import open_media
        from isthmus.files.table import is_csv_archive

        of_table = self.table if is_csv_archive(self.table) else None
        if (path := self.media or of_table) is None:
            yield None
            return
        with open_media(path) as media:
            yield media


def import_list(
    given: ListFiles, folder: Path, passphrase_file: Path | None, *, because: str, as_json: bool
) -> None:
    """Bring a list in; what has to be answered first is said, and nothing is written then."""
    mapping_or_exit(given.mapping)
    opened(folder, passphrase_file)
    from isthmus.actions.desk.accounts import owner
    from isthmus.actions.desk.import_workbook import ChangesNotAccepted, RegisterMoved
    from isthmus.actions.desk.lists import ListNotReady, bring_in, plan_list
    from isthmus.files.import_mapping.mapping_file import mapping_text
    from isthmus.files.table import TableError

    with plain_errors():
        try:
            with on_terminal("Reading", short=1 << 20) as progress:
                words = mapping_text(given.mapping)
                plan = plan_list(given.table, words, datetime.now(UTC).date(), progress)
            if not as_json:
                _say_planned(plan)
            because = because or _asked(plan, may_ask=not as_json)
            with on_terminal("Importing") as progress, given.opened_media() as media:
                done = bring_in(plan, actor=owner(), because=because, progress=progress, media=media)
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
    _say(done, as_json=as_json)


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


def _say(done: "ListOutcome", *, as_json: bool) -> None:
    if as_json:
        print_json(done.as_json())
        return
    for message in done.left:
        click.echo(english(message), err=True)
    if done.files:
        click.echo(english(Message("list.files", n=done.files)))
    for name in ("new", "changed", "same", "renumbered", "missing", "set_aside", "left_out"):
        if n := done.as_json()[name]:
            click.echo(english(Message(f"list.rows.{name}", n=n)))
