"""`isthmus undo [EVENT]`: one's own last actions, and taking one back: shown first, then done in one event."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from isthmus.cli.failure import Failure
from isthmus.cli.offline import as_json_option, print_json
from isthmus.cli.opening import opened, passphrase_file, plain_errors
from isthmus.cli.workspace import workspace_option
from isthmus.core.messages import Message
from isthmus.language import english, with_text

if TYPE_CHECKING:
    from isthmus.actions.desk.undoing import OwnAction, PlannedUndo

__all__ = ["command"]

_MOST_ACTIONS = 15
_MOST_NAMED = 10


@click.command("undo")
@click.argument("event", type=click.IntRange(min=0), required=False)
@click.option("--because", default="", help="Why; it stays in the workspace, so name nobody.")
@click.option("--yes", is_flag=True, help="Do not ask after showing what it does.")
@workspace_option
@passphrase_file
@as_json_option
def command(
    event: int | None, because: str, yes: bool, folder: Path, passphrase_file: Path | None, as_json: bool
) -> None:
    """Take back what you did in EVENT, such as the import of a list; without EVENT, list what you did last.

    What it does, and what was judged, corrected, coded and noted since, is shown first. Nothing is destroyed: the log
    keeps both, and taking back can be taken back. What was done in the desk is taken back there by whoever did it.
    """
    opened(folder, passphrase_file)
    if event is None:
        _list(as_json=as_json)
        return
    planned = _planned(event, because)
    if not as_json:
        click.echo("\n".join(_in_words(planned)), err=True)
    if not yes and not (not as_json and sys.stdin.isatty() and click.confirm("Take it back?", err=True)):
        raise Failure(Message("undo.not_confirmed"))
    _take_back(planned, because, as_json=as_json)


def _list(*, as_json: bool) -> None:
    from isthmus.actions.desk.accounts import owner
    from isthmus.actions.desk.undoing import own_actions

    with plain_errors():
        found = list(own_actions(owner(), _MOST_ACTIONS))
    if as_json:
        print_json({"actions": [_action(each) for each in found]})
        return
    for each in found:
        why_not = f"  {english(each.why_not)}" if each.why_not else ""
        click.echo(f"{each.event.sequence}  {each.event.at:%Y-%m-%d %H:%M} UTC  {each.event.action}{why_not}")


def _action(each: "OwnAction") -> dict[str, object]:
    return {
        "event": each.event.sequence,
        "at": each.event.at.isoformat(),
        "action": each.event.action,
        "why_not": with_text(each.why_not) if each.why_not else None,
    }


def _planned(number: int, because: str) -> "PlannedUndo":
    from isthmus.actions.desk.accounts import owner
    from isthmus.actions.desk.undoing import NotUndone, plan_undo
    from isthmus.store.desk.models import Event

    with plain_errors():
        event = Event.objects.filter(pk=number).first()
        if event is None:
            raise Failure(Message("undo.no_event", event=number))
        try:
            return plan_undo(event, actor=owner(), because=because)
        except NotUndone as refused:
            raise Failure(refused.message) from None


def _in_words(planned: "PlannedUndo") -> Iterator[str]:
    for step in planned.steps:
        yield english(step.words)
    if since := planned.since:
        named = _named(planned)
        for name, words in since.words:
            yield f"  {english(words)}"
            yield from (f"    {each}" for each in named[name])


def _named(planned: "PlannedUndo") -> dict[str, list[str]]:
    """Return what was done since, by kind, as commands name it."""
    from isthmus.store.desk.models import Judgement, Note, Statement

    since = planned.since
    assert since is not None
    judged = Judgement.objects.filter(pk__in=since.judged[:_MOST_NAMED]).order_by("at", "ref")
    coded = Statement.objects.filter(pk__in=since.coded[:_MOST_NAMED]).order_by("ref")
    noted = Note.objects.filter(pk__in=since.noted[:_MOST_NAMED]).order_by("at", "uid")
    return {
        "judged": [f"judgement {each.ref}: {each.kind}, {each.decision}" for each in judged],
        "corrected": [f"row {each.hex}" for each in since.corrected[:_MOST_NAMED]],
        "coded": [f"statement {each.ref}" for each in coded],
        "noted": [f"{each.kind} on row {each.row.hex}" for each in noted],
        "decided": [f"event {each}" for each in since.decided[:_MOST_NAMED]],
    }


def _take_back(planned: "PlannedUndo", because: str, *, as_json: bool) -> None:
    from isthmus.actions.desk.import_workbook import RegisterMoved
    from isthmus.actions.desk.undoing import undo

    since = planned.since
    with plain_errors():
        try:
            left = undo(planned, because=because)
        except RegisterMoved as moved:
            raise Failure(moved.message) from None
    if as_json:
        counted = {name: words.values["n"] for name, words in since.words} if since else {}
        steps = [with_text(each.words) for each in planned.steps]
        print_json({"event": planned.at, "undone": planned.event.sequence, "steps": steps, "since": counted})
        return
    click.echo(english(Message("undo.done", event=planned.at)))
    for message in left:
        click.echo(english(message))
