"""`isthmus doctor DIR`: what is wrong with a workspace, and how to fix it."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from isthmus.cli.offline import as_json_option, print_json
from isthmus.cli.opening import ask, passphrase_file, plain_errors
from isthmus.cli.progress import on_terminal
from isthmus.cli.workspace import InWorkspace, folder
from isthmus.language import english, with_text

if TYPE_CHECKING:
    from isthmus.store.desk.health_checks import HealthFinding

__all__ = ["command"]


@click.command("doctor", cls=InWorkspace)
@folder
@click.option("--no-passphrase", is_flag=True, help="Look only at what shows without the passphrase.")
@click.option(
    "--rebuild",
    is_flag=True,
    help="Make again what follows from the register: incidents, persons, the index of the search.",
)
@as_json_option
@passphrase_file
def command(
    folder: Path, no_passphrase: bool, rebuild: bool, as_json: bool, passphrase_file: Path | None
) -> None:
    """Say what is wrong with the workspace in DIR and how to fix it. Exits 1 if anything is wrong."""
    from isthmus.store.desk.health_checks import in_folder

    if rebuild and no_passphrase:
        raise click.UsageError("--rebuild needs the passphrase: leave out --no-passphrase.")
    rebuilt: list[int] = []
    with plain_errors():
        found = list(in_folder(folder, datetime.now(UTC)))
        if not no_passphrase:
            found += _inside(folder, passphrase_file, rebuilt if rebuild else None)
    if as_json:
        shown = {
            "sound": _sound(found),
            "found": [_as_json(each) for each in found],
            "opened": not no_passphrase,
        }
        print_json({**shown, "rebuilt": rebuilt[0] if rebuilt else None})
    else:
        click.echo("\n".join([*map(_rebuilt_in_words, rebuilt), *_in_words(found, opened=not no_passphrase)]))
    sys.exit(0 if _sound(found) else 1)


def _inside(folder: Path, passphrase_file: Path | None, rebuilt: list[int] | None) -> "list[HealthFinding]":
    """Return what is wrong inside. `rebuilt`: make again what follows from the register; say there what differed."""
    from isthmus.store.desk.django_setup import boot
    from isthmus.store.desk.workspace import open_workspace

    workspace = open_workspace(folder, ask(passphrase_file))
    if not workspace.database_url and not workspace.register_path.is_file():
        return []
    boot(workspace)
    from isthmus.actions.desk.workspace import migrate, settle_unfinished

    if not workspace.may_be_written and not workspace.database_url:
        migrate("scratch")  # made in memory
    settle_unfinished(workspace)
    from isthmus.actions.desk.doctor import examine, rebuild
    from isthmus.store.base.lock import locked

    if rebuilt is not None:
        # A desk that is open may hold figures that it made of what is put right here.
        with locked(folder), on_terminal("Rebuilding") as progress:
            rebuilt.append(rebuild(progress))
    with on_terminal("Examining") as progress:
        return list(examine(workspace, progress))


def _rebuilt_in_words(differed: int) -> str:
    what = "Incidents, persons and the index of the search were made again from the register"
    return f"{what}: {differed} of their rows differed." if differed else f"{what}; nothing in them differed."


def _sound(found: "list[HealthFinding]") -> bool:
    return not any(each.level == "wrong" for each in found)


def _as_json(found: "HealthFinding") -> dict[str, object]:
    return {"level": found.level, **with_text(found.fact), "fix": with_text(found.fix)}


def _in_words(found: "list[HealthFinding]", *, opened: bool) -> list[str]:
    lines = [f"{each.level}: {english(each.fact)}\n       {english(each.fix)}" for each in found]
    lines.append("Nothing is wrong." if _sound(found) else "Fix what is wrong, then run the doctor again.")
    if not opened:
        lines.append(
            "Databases and stored files were not checked. Run without --no-passphrase to check them."
        )
    return lines
