"""`isthmus export PATH`: the register as others can read it, or one incident to be handed over."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from isthmus.cli.failure import Failure
from isthmus.cli.leaving import export_list_by, refuse_beside_list, say_files
from isthmus.cli.opening import opened, passphrase_file, plain_errors
from isthmus.cli.workspace import workspace_option

if TYPE_CHECKING:
    from isthmus.actions.desk.export import ExportedRegister
    from isthmus.actions.desk.leaving import WrittenFiles
    from isthmus.files.ftm import Loss

__all__ = ["command"]

FORMS = ("workbook", "xlsx", "ftm", "pdf", "html")
OF_AN_INCIDENT = ("pdf", "html")


class ExportOptions(TypedDict):
    """What the options say."""

    form: str | None
    incident: str | None
    template: bool
    with_names: bool
    purpose: str
    close_quotes: str | None
    open_quotes: bool
    mapping: Path | None
    with_files: bool
    folder: Path
    passphrase_file: Path | None


@click.command("export")
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--to",
    "form",
    type=click.Choice(FORMS),
    help="pdf and html: of one incident. Without this option a workbook; of an incident what PATH ends in, else pdf.",
)
@click.option(
    "--incident",
    metavar="ID",
    help="Hand over one incident, named by the id of any of its acts, as pdf or html.",
)
@click.option(
    "--template", is_flag=True, help="Write an empty workbook that explains each column; needs no workspace."
)
@click.option(
    "--with-names",
    is_flag=True,
    help="Write the register itself, or the incident, with names; asks for the passphrase and a purpose.",
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
@click.option(
    "--open-quotes",
    is_flag=True,
    help="Of an incident without names: leave the quotes, titles and reasons open in which no closed name was found.",
)
@click.option(
    "--mapping",
    type=click.Path(exists=True, path_type=Path, dir_okay=False),
    help="Write the list that came in by this mapping, in the columns that it had, with what was judged beside.",
)
@click.option(
    "--with-files",
    is_flag=True,
    help="Write the files of documents beside the workbook, each checked against its digest; goes with --with-names.",
)
@workspace_option
@passphrase_file
def command(path: Path, **options: Unpack[ExportOptions]) -> None:
    """Export the register to PATH: a new folder of CSV files, one XLSX, or FollowTheMoney JSON lines.

    What is closed leaves as tokens that the same workspace reads back: always what is marked sealed; and without
    --with-names also what is marked confidential, the names of victims and witnesses, and the alleged grounds. What was
    closed and what was left open is printed; the head of the custody log is written beside.

    A workbook with names is the register itself. It joins names to the grounds on which these people are persecuted:
    keep it as you keep the workspace.

    With --incident, one incident is handed over, as a PDF or as one HTML file: what it rests on, every statement, who
    denies it, what was judged, and what the figures do not say. Without --with-names all its quotes, titles and reasons
    are closed, too. It never has notes or alleged grounds.

    With --mapping, a list that came in by a mapping goes back out as CSV or XLSX, in the columns that it had; beside
    them stands what became of each row, its statement, its incidents and their lines, its people, and the rows that are
    the same person. It holds names as the list does, so it needs --with-names.
    """
    form = _form(path, options)
    _refuse_present(path)
    if options["template"]:
        _write_template(path)
        return
    folder, passphrase_file = options["folder"], options["passphrase_file"]
    opened(folder, passphrase_file)
    with plain_errors():
        purpose = options["purpose"]
        if options["with_names"]:
            purpose = _proven_purpose(
                folder, passphrase_file, purpose, "list" if options["mapping"] else form
            )
        if options["mapping"]:
            export_list_by(options["mapping"], path, purpose)
            return
        if options["incident"]:
            quotes = options["close_quotes"] or ("close_named" if options["open_quotes"] else "close_all")
            _hand_over(
                path, options["incident"], form, names=options["with_names"], purpose=purpose, quotes=quotes
            )
        else:
            quotes = options["close_quotes"] or "leave"
            _export(path, form, options, purpose=purpose, quotes=quotes)


def _form(path: Path, options: ExportOptions) -> str:
    """Return which form of file is asked for. Raises `click.UsageError` where the options do not go together."""
    incident, form = options["incident"], options["form"]
    if options["mapping"]:
        others = ("incident", "form", "template", "close_quotes", "open_quotes", "with_files")
        any_other = any(options[each] for each in others)  # type: ignore[literal-required]  # names of options
        refuse_beside_list(with_names=options["with_names"], others=any_other)
    if options["with_files"] and (
        incident or (form or "workbook") != "workbook" or not options["with_names"]
    ):
        raise click.UsageError(
            "Files hold names as they came: --with-files goes with a workbook and --with-names."
        )
    if incident is None:
        if form in OF_AN_INCIDENT or options["open_quotes"]:
            raise click.UsageError(
                "pdf, html and --open-quotes are of one incident: name it with --incident ID."
            )
        return form or "workbook"
    if options["template"] or (form and form not in OF_AN_INCIDENT):
        raise click.UsageError("An incident is handed over as pdf or html.")
    return form or ("html" if path.suffix.lower() in (".html", ".htm") else "pdf")


def _hand_over(path: Path, incident: str, form: str, *, names: bool, purpose: str, quotes: str) -> None:
    from isthmus.actions.desk.accounts import owner
    from isthmus.actions.desk.export import PurposeMissing
    from isthmus.actions.desk.handing_over import IncidentUnknown, hand_over
    from isthmus.core.workbook.closing import Quotes
    from isthmus.files.atomic_write import whole_file
    from isthmus.files.dossier import FontsMissing
    from isthmus.language import PAGE_ENGLISH

    try:
        handed = hand_over(
            incident, form=form, names=names, purpose=purpose, quotes=Quotes(quotes), actor=owner()
        )
        content = handed.written(form, PAGE_ENGLISH)
    except (PurposeMissing, IncidentUnknown, FontsMissing) as refused:
        raise Failure(refused.message) from None
    with whole_file(path) as file:
        file.write(content)
    n, closed = handed.dossier.statements, len(handed.dossier.closed)
    click.echo(f"Wrote {path}: {n} statement{'' if n == 1 else 's'}; {closed} closed, listed at its end.")


def _write_template(path: Path) -> None:
    from isthmus.files.workbook import write_template

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
    if form in ("workbook", "xlsx"):
        click.echo(
            "It will be the register itself: who reads it learns on which ground each of these people is said to be "
            "persecuted.",
            err=True,
        )
    open_workspace(folder, ask(passphrase_file, "Passphrase again"))
    asked = purpose or click.prompt("What are the names needed for?", err=True)
    return str(asked).strip()


def _export(path: Path, form: str, options: ExportOptions, *, purpose: str, quotes: str) -> None:
    from isthmus.actions.desk.accounts import owner
    from isthmus.actions.desk.export import PurposeMissing, export_register
    from isthmus.actions.desk.leaving import write_files
    from isthmus.core.workbook.closing import Quotes
    from isthmus.files.workbook import FolderExists, TooLargeForXlsx, write_csv, write_xlsx

    names, files = options["with_names"], list["WrittenFiles"]()
    try:
        exported = export_register(
            names=names, purpose=purpose, form=form, quotes=Quotes(quotes), actor=owner()
        )
        if form == "workbook":
            with_files = options["with_files"]
            write_csv(
                exported.workbook,
                path,
                (lambda into: files.append(write_files(into))) if with_files else None,
            )
        elif form == "xlsx":
            write_xlsx(exported.workbook, path)
        else:
            _say_loss(_write_ftm(exported, path, names=names))
    except (PurposeMissing, FolderExists, TooLargeForXlsx) as refused:
        raise Failure(refused.message) from None
    head = path / "head.txt" if form == "workbook" else path.with_name(f"{path.name}.head.txt")
    head.write_text(exported.head, encoding="utf-8")
    _say_done(exported, path, head)
    for each in files:
        say_files(each)


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
