"""`isthmus judge …`: record a judgement, undo one, list those in force."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from isthmus.cli.failure import Failure
from isthmus.cli.offline import as_json_option, print_json
from isthmus.cli.opening import opened, passphrase_file, plain_errors
from isthmus.cli.workspace import workspace_option
from isthmus.core.link.reasons import reason
from isthmus.core.messages import Message
from isthmus.core.workbook.judgement_kinds import DECISIONS
from isthmus.language import english, with_text

if TYPE_CHECKING:
    from isthmus.core.workbook.rows import Judgement as Row

__all__ = ["command"]


@click.group("judge")
def command() -> None:
    """Record what you conclude: dated, reasoned, reversible."""


@command.command("record")
@click.argument("kind", type=click.Choice(list(DECISIONS)))
@click.argument("rows", metavar="LEFT [RIGHT]", nargs=-1, required=True)
@click.option(
    "--decision",
    required=True,
    help="same, different, disjoint, part_of, unsure; accepted, coerced; withdrawn, stands.",
)
@click.option("--because", default="", help="The reason.")
@click.option("--replaces", multiple=True, help="A judgement, by id, that this one replaces.")
@workspace_option
@passphrase_file
def record(
    kind: str,
    rows: tuple[str, ...],
    decision: str,
    because: str,
    replaces: tuple[str, ...],
    folder: Path,
    passphrase_file: Path | None,
) -> None:
    """Judge two rows, named by their ids (one for a retraction or a statement)."""
    if len(rows) > 2:
        raise click.UsageError("At most two rows are judged.")
    if decision not in DECISIONS[kind]:
        refusal = Message("judging.decisions", decisions=DECISIONS[kind])
        raise click.BadParameter(english(refusal), param_hint="'--decision'")
    opened(folder, passphrase_file)
    from isthmus.actions.desk.accounts import owner
    from isthmus.actions.desk.judge import NotJudged, judge

    left, right = (*rows, "")[:2]
    with plain_errors():
        try:
            made = judge(
                kind=kind,
                left=left,
                right=right,
                decision=decision,
                because=because,
                replaces=replaces,
                actor=owner(),
            )
        except NotJudged as refused:
            raise Failure(refused.message) from None
    click.echo(made.ref)


@command.command("undo")
@click.argument("judgement")
@workspace_option
@passphrase_file
def undo(judgement: str, folder: Path, passphrase_file: Path | None) -> None:
    """Undo a judgement, named by its id: it stays in the log and counts for nothing."""
    opened(folder, passphrase_file)
    from isthmus.actions.desk.accounts import owner
    from isthmus.actions.desk.judge import NotJudged, withdraw
    from isthmus.store.desk.models import Judgement

    with plain_errors():
        found = Judgement.objects.filter(ref=judgement).first()
        if found is None:
            raise Failure(
                "No judgement has this id. `isthmus judge list` shows the ids.", code="command.no_judgement"
            )
        try:
            withdraw(found, actor=owner())
        except NotJudged as refused:
            raise Failure(refused.message) from None
    click.echo(f"{judgement} is undone.")


@command.command("list")
@workspace_option
@passphrase_file
@as_json_option
def list_(folder: Path, passphrase_file: Path | None, as_json: bool) -> None:
    """List the judgements in force; in JSON, ids of what is marked are tokens, as in an export."""
    opened(folder, passphrase_file)
    from isthmus.actions.desk.export import leaving_judgement
    from isthmus.store.desk.models import Judgement

    with plain_errors():
        rows = [each.as_row() for each in Judgement.custody_rows().in_force().order_by("ref")]
    if as_json:
        columns = ("id", "kind", "left", "right", "decision", "by", "at", "because")
        shown = [leaving_judgement(row) for row in rows]
        listed = [{name: getattr(row, name) for name in columns} | {"reason": _reason(row)} for row in shown]
        print_json({"judgements": listed})
        return
    for row in rows:
        sides = " ".join(filter(None, (row.left, row.right)))
        click.echo(f"{row.id}  {row.kind} {sides}: {row.decision}, by {row.by}, {row.at}  {_because(row)}")


def _reason(row: "Row") -> dict[str, Any] | None:
    """Return the reason that the program gave, by code and with its text; None where somebody wrote one."""
    found = reason(row.because)
    return None if found is None else with_text(found)


def _because(row: "Row") -> str:
    found = reason(row.because)
    return row.because if found is None else english(found)
