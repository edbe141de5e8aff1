"""`isthmus destroy DIR ROW`: a row and all that goes with it, shown first, then destroyed for a reason."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from isthmus.cli.failure import Failure
from isthmus.cli.opening import ask, opened, passphrase_file, plain_errors
from isthmus.cli.workspace import InWorkspace, folder
from isthmus.language import english

if TYPE_CHECKING:
    from isthmus.actions.desk.destroying import Destruction
    from isthmus.actions.desk.effects import IncidentLines
    from isthmus.core.count import Figures
    from isthmus.store.desk.models import CommittedRow

__all__ = ["command"]

MOST_SHOWN = 20
BEYOND_REACH = (
    "Beyond the reach of this command: backups and exports made until now; copies of the disk, and blocks that a "
    "solid-state disk keeps of what was overwritten; on PostgreSQL the server's own log and replicas. The file in "
    "which it came stays as long as a document holds it, and what other rows say of the same things in their own words."
)


@click.command("destroy", cls=InWorkspace)
@folder
@click.argument("row", metavar="[ROW]", required=False)
@click.option("--because", default="", help="Why; it stays in the workspace, so name nobody.")
@click.option("--yes", is_flag=True, help="Do not ask again after showing what goes.")
@click.option(
    "--overwrite", is_flag=True, help="Destroy nothing; overwrite what earlier destroying could not reach."
)
@passphrase_file
def command(
    folder: Path, row: str | None, because: str, yes: bool, overwrite: bool, passphrase_file: Path | None
) -> None:
    """Destroy ROW in DIR, with all that says nothing without it, all versions and copies. It cannot be undone.

    ROW is an id, SHEET:ID where two sheets have the same id, or the random number that the log knows it by. What goes,
    which figures change, and what stands in the way is shown first. One event stays, which names random numbers, and
    the reason.
    """
    if (row is None) != overwrite:
        raise click.UsageError(_what_to_name(folder))
    opened(folder, passphrase_file)
    if row is None:
        _overwrite()
        return
    from isthmus.actions.desk.destroying import plan_destruction
    from isthmus.actions.desk.history import find_row

    with plain_errors():
        found = find_row(row)
        planned = plan_destruction(found)
    click.echo("\n".join(_in_words(planned)), err=True)
    if planned.referring:
        raise Failure("Nothing was destroyed.", code="command.not_destroyed")
    because = because or str(click.prompt("Why (it stays; name nobody)", err=True))
    if not yes:
        _prove(folder, passphrase_file)
    _destroy(found, because)


def _what_to_name(folder: Path) -> str:
    """Return what to write instead; a row that was taken for the workspace's folder, since it stood alone, is named."""
    rule = "Name one row to destroy, or give --overwrite without a row."
    if folder.exists():
        return rule
    return (
        f"{rule} There is no folder {folder}: a word that stands alone is the workspace's folder. "
        f"To destroy a row with this id, name the workspace before it: isthmus destroy DIR {folder}"
    )


def _overwrite() -> None:
    from isthmus.store.desk.overwriting import overwrite_deleted

    with plain_errors():
        left = overwrite_deleted()
    for message in left:
        click.echo(english(message))
    if not left:
        click.echo("What was destroyed earlier is overwritten.")


def _prove(folder: Path, passphrase_file: Path | None) -> None:
    """Ask once more, and for the passphrase again."""
    from isthmus.store.desk.workspace import open_workspace

    click.confirm("Destroy all of this? It cannot be undone", abort=True, err=True)
    with plain_errors():
        open_workspace(folder, ask(passphrase_file, "Passphrase again"))


def _destroy(row: "CommittedRow", because: str) -> None:
    from isthmus.actions.desk.accounts import owner
    from isthmus.actions.desk.destroying import destroy

    with plain_errors():
        left = destroy(row, reason=because, actor=owner())
    click.echo("It is destroyed, with its versions and keys. The log says so, and nothing of what it held.")
    for message in left:
        click.echo(english(message))
    click.echo(BEYOND_REACH)


def _in_words(planned: "Destruction") -> Iterator[str]:
    if planned.referring:
        yield "These rows stay and refer to it. Destroy them first, or correct them:"
        yield from _listed([f"{each.sheet}:{each.ref}" for each in planned.referring])
        return
    yield "First think of what can be undone: a document can be held no longer, a judgement undone."
    yield "This goes:"
    for sheet, refs in planned.refs.items():
        yield f"  {sheet}: {len(refs)} ({', '.join(refs[:MOST_SHOWN])}{', …' if len(refs) > MOST_SHOWN else ''})"
    yield from _counted(planned)
    yield "These figures change:"
    before, after = planned.effect.before, planned.effect.after
    changed = [line for k in before for line in _figures(k, before[k], after[k])]
    yield from changed or ["  none"]
    yield from _listed([_lines(each) for each in planned.effect.incidents])


def _counted(planned: "Destruction") -> Iterator[str]:
    counted = {
        "earlier versions": planned.versions,
        "records of files that came in": planned.arrivals,
        "stored files": planned.files,
        "reasons given for changes of these rows alone": planned.reasons,
        "notes on these rows": planned.notes,
        "runs of estimates that name it": planned.runs,
        "drafts that hold texts of it, whosever they are": len(planned.copies.drafts),
        "finished jobs that name it": len(planned.copies.jobs),
        "filters of lists kept under a name, whosever they are": len(planned.copies.views),
        "uploaded workbooks that wait to be imported (all: any may hold it)": len(planned.copies.uploads),
    }
    yield from (f"  {what}: {n}" for what, n in counted.items() if n)


def _figures(k: int, before: "Figures", after: "Figures") -> Iterator[str]:
    for name in ("incidents", "people", "documented_minimum", "record_maximum"):
        was, will = getattr(before, name), getattr(after, name)
        if was != will:
            yield f"  {name.replace('_', ' ')} on {k} or more lines: {_number(was)} -> {_number(will)}"


def _number(value: int | None) -> str:
    return "no maximum" if value is None else str(value)


def _lines(changed: "IncidentLines") -> str:
    if changed.after is None:
        return f"incident {changed.ref}: {changed.before} lines -> gone"
    before = "new" if changed.before is None else f"{changed.before} lines"
    return f"incident {changed.ref}: {before} -> {changed.after} lines"


def _listed(lines: Sequence[str]) -> Iterator[str]:
    yield from (f"  {line}" for line in lines[:MOST_SHOWN])
    if len(lines) > MOST_SHOWN:
        yield f"  … and {len(lines) - MOST_SHOWN} more"
