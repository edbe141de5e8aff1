"""`isthmus doctor DIR`: what is wrong with a workspace, and how to fix it."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from isthmus.cli.offline import as_json_option, print_json
from isthmus.cli.opening import ask, folder, passphrase_file, plain_errors
from isthmus.cli.progress import on_terminal
from isthmus.language import english

if TYPE_CHECKING:
    from isthmus.store.desk.health_checks import HealthFinding

__all__ = ["command"]


@click.command("doctor")
@folder
@click.option("--no-passphrase", is_flag=True, help="Look only at what shows without the passphrase.")
@as_json_option
@passphrase_file
def command(folder: Path, no_passphrase: bool, as_json: bool, passphrase_file: Path | None) -> None:
    """Say what is wrong with the workspace in DIR and how to fix it. Exits 1 if anything is wrong."""
    from isthmus.store.desk.health_checks import in_folder

    with plain_errors():
        found = list(in_folder(folder, datetime.now(UTC)))
        if not no_passphrase:
            found += _inside(folder, passphrase_file)
    if as_json:
        print_json(
            {"sound": _sound(found), "found": [_as_json(each) for each in found], "opened": not no_passphrase}
        )
    else:
        click.echo("\n".join(_in_words(found, opened=not no_passphrase)))
    sys.exit(0 if _sound(found) else 1)


def _inside(folder: Path, passphrase_file: Path | None) -> "list[HealthFinding]":
    from isthmus.store.desk.django_setup import boot
    from isthmus.store.desk.workspace import open_workspace

    workspace = open_workspace(folder, ask(passphrase_file))
    if not workspace.database_url and not workspace.register_path.is_file():
        return []
    boot(workspace)
    from isthmus.actions.desk.doctor import examine

    with on_terminal("Examining") as progress:
        return list(examine(workspace, progress))


def _sound(found: "list[HealthFinding]") -> bool:
    return not any(each.level == "wrong" for each in found)


def _as_json(found: "HealthFinding") -> dict[str, object]:
    return {
        "level": found.level,
        "code": found.fact.code,
        "text": english(found.fact),
        "fix": english(found.fix),
    }


def _in_words(found: "list[HealthFinding]", *, opened: bool) -> list[str]:
    lines = [f"{each.level}: {english(each.fact)}\n       {english(each.fix)}" for each in found]
    lines.append("Nothing is wrong." if _sound(found) else "Fix what is wrong, then run the doctor again.")
    if not opened:
        lines.append(
            "Databases and stored files were not checked. Run without --no-passphrase to check them."
        )
    return lines
