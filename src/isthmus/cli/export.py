"""`isthmus export PATH --to workbook|xlsx|ftm`: the register as others can read it."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from isthmus.cli.failure import Failure
from isthmus.cli.opening import opened, passphrase_file, plain_errors
from isthmus.cli.workspace import workspace_option

if TYPE_CHECKING:
    from isthmus.actions.desk.export import ExportedRegister
    from isthmus.files.ftm import Loss

__all__ = ["command"]

FORMS = ("workbook", "xlsx", "ftm")


@click.command("export")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--to", "form", type=click.Choice(FORMS), default="workbook", show_default=True)
@click.option(
    "--template", is_flag=True, help="Write an empty workbook that explains each column; needs no workspace."
)
@click.option(
    "--with-names",
    is_flag=True,
    help="Write the register itself: names beside alleged grounds; asks for the passphrase and a purpose.",
)
@click.option("--purpose", default="", help="What the names are needed for; stands in the log.")
@click.option(
    "--close-quotes",
    "close_quotes",
    flag_value="close_named",
    help="Close quotes, notes, titles and reasons in which a closed name stands.",
)
@click.option(
    "--close-all-quotes",
    "close_quotes",
    flag_value="close_all",
    help="Close all quotes, notes, titles and reasons.",
)
@workspace_option
@passphrase_file
def command(
    path: Path,
    form: str,
    template: bool,
    with_names: bool,
    purpose: str,
    close_quotes: str | None,
    folder: Path,
    passphrase_file: Path | None,
) -> None:
    """Export the register to PATH: a new folder of CSV files, one XLSX, or FollowTheMoney JSON lines.

    What is closed leaves as tokens that the same workspace reads back: always what is marked sealed; and without
    --with-names also what is marked confidential, the names of victims and witnesses, and the alleged grounds. What was
    closed and what was left open is printed; the head of the custody log is written beside.

    A workbook with names is the register itself. It joins names to the grounds on which these people are persecuted:
    keep it as you keep the workspace.
    """
    if template:
        _write_template(path)
        return
    _refuse_present(path)
    opened(folder, passphrase_file)
    with plain_errors():
        if with_names:
            purpose = _proven_purpose(folder, passphrase_file, purpose, form)
        _export(path, form, names=with_names, purpose=purpose, quotes=close_quotes or "leave")


def _write_template(path: Path) -> None:
    from isthmus.files.workbook import write_template

    _refuse_present(path)
    target = path if path.suffix == ".xlsx" else path.with_name(f"{path.name}.xlsx")
    write_template(target)
    click.echo(f"Wrote {target}. Fill in its sheets, then: isthmus import {target}")


def _refuse_present(path: Path) -> None:
    if path.exists() and not (path.is_dir() and not any(path.iterdir())):
        raise Failure(
            f"{path} is there already. An export never overwrites: name a new path.",
            code="command.there_already",
        )


def _proven_purpose(folder: Path, passphrase_file: Path | None, purpose: str, form: str) -> str:
    """Ask for the passphrase again, and for what the names are needed."""
    from isthmus.cli.opening import ask
    from isthmus.store.desk.workspace import open_workspace

    click.echo("The names of victims and witnesses will stand in the export in clear.", err=True)
    if form != "ftm":
        click.echo(
            "It will be the register itself: who reads it learns on which ground each of these people is said to be "
            "persecuted.",
            err=True,
        )
    open_workspace(folder, ask(passphrase_file, "Passphrase again"))
    asked = purpose or click.prompt("What are the names needed for?", err=True)
    return str(asked).strip()


def _export(path: Path, form: str, *, names: bool, purpose: str, quotes: str) -> None:
    from isthmus.actions.desk.accounts import owner
    from isthmus.actions.desk.export import PurposeMissing, export_register
    from isthmus.core.workbook.closing import Quotes
    from isthmus.files.workbook import FolderExists, TooLargeForXlsx, write_csv, write_xlsx

    try:
        exported = export_register(
            names=names, purpose=purpose, form=form, quotes=Quotes(quotes), actor=owner()
        )
        if form == "workbook":
            write_csv(exported.workbook, path)
        elif form == "xlsx":
            write_xlsx(exported.workbook, path)
        else:
            _say_loss(_write_ftm(exported, path, names=names))
    except (PurposeMissing, FolderExists, TooLargeForXlsx) as refused:
        raise Failure(refused.message) from None
    head = path / "head.txt" if form == "workbook" else path.with_name(f"{path.name}.head.txt")
    head.write_text(exported.head, encoding="utf-8")
    _say_done(exported, path, head)


def _write_ftm(exported: "ExportedRegister", path: Path, *, names: bool) -> "tuple[Loss, ...]":
    from isthmus.core.register import Register
    from isthmus.files.ftm import entities, lost, write_ftm
    from isthmus.store.desk.django_setup import current_workspace

    key = current_workspace().keys.tokens
    made = list(entities(Register.of(exported.workbook), key=key, names=names))
    write_ftm(made, path)
    return lost(exported.workbook, made, path)


def _say_loss(found: "Iterable[Loss]") -> None:
    """Say what the file does not hold as it was written."""
    click.echo("FollowTheMoney has no place for all of a register. Of these columns the file does not keep:")
    for each in found:
        click.echo(f"  {each.sheet}.{each.column}: {each.filled - each.kept} of {each.filled} cells")


def _say_done(exported: "ExportedRegister", path: Path, head: Path) -> None:
    from isthmus.language import english

    click.echo(f"Wrote {path}, and the head of the log to {head}.")
    for title, kinds in (("Closed", exported.closed), ("Left open", exported.open)):
        click.echo(f"{title}:" if kinds else f"{title}: nothing.")
        for each in kinds:
            click.echo(f"  {english(each)}")
