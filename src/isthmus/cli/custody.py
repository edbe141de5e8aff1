"""`isthmus custody`: the log of everything that was done, verified or its head kept elsewhere."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from isthmus.cli.history import COMMANDS
from isthmus.cli.offline import as_json_option, print_json
from isthmus.cli.opening import opened, passphrase_file, plain_errors
from isthmus.cli.progress import on_terminal
from isthmus.cli.workspace import InWorkspace, folder
from isthmus.language import english

if TYPE_CHECKING:
    from isthmus.actions.desk.verification import Report
    from isthmus.core.custody.audit import Finding

__all__ = ["command"]


@click.group("custody")
def command() -> None:
    """Verify the custody log, print its head to keep elsewhere, or show and prove what happened to one row."""


for _each in COMMANDS:
    command.add_command(_each)


@command.command("verify", cls=InWorkspace)
@folder
@click.option(
    "--head",
    "kept",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A head that was kept elsewhere; only against one does a cut-off or rebuilt history show.",
)
@click.option(
    "--derived",
    is_flag=True,
    help="Also compare what follows from the register: incidents, persons, the index of the search.",
)
@as_json_option
@passphrase_file
def verify(
    folder: Path, kept: Path | None, derived: bool, as_json: bool, passphrase_file: Path | None
) -> None:
    """Read the whole log, every row and every stored file in DIR again, and say what does not fit.

    Exits 1 if anything does not.
    """
    opened(folder, passphrase_file, verifying=True)
    from isthmus.actions.desk.verifying import verify_workspace

    with plain_errors(), on_terminal("Verifying") as progress:
        note = kept.read_text(encoding="utf-8", errors="replace") if kept else None
        report = verify_workspace(kept=note, derived=derived, progress=progress)
    if as_json:
        print_json(_as_json(report, compared=kept is not None))
    else:
        click.echo("\n".join(_in_words(report, compared=kept is not None)))
    sys.exit(0 if report.sound else 1)


@command.command("head", cls=InWorkspace)
@folder
@passphrase_file
def head(folder: Path, passphrase_file: Path | None) -> None:
    """Print the signed head of the log in DIR. Keep it where nobody who can write to DIR can write."""
    opened(folder, passphrase_file)
    from isthmus.actions.desk.custody import signed_head

    with plain_errors():
        click.echo(signed_head(), nl=False)


def _as_json(report: "Report", *, compared: bool) -> dict[str, object]:
    return {
        "sound": report.sound,
        "events": report.events,
        "rows": report.rows,
        "versions": report.versions,
        "compared_with_kept_head": compared,
        "findings": [_finding_as_json(finding) for finding in report.findings.first],
        "total": report.findings.total,
    }


def _finding_as_json(finding: "Finding") -> dict[str, object]:
    return {
        "kind": finding.kind,
        "code": finding.message.code,
        "text": english(finding.message),
        "event": finding.event,
        "table": finding.table,
        "row": finding.row,
    }


def _in_words(report: "Report", *, compared: bool) -> list[str]:
    lines = [english(finding.message) for finding in report.findings.first]
    if report.findings.total > len(lines):
        lines.append(f"… and {report.findings.total - len(lines)} more.")
    if report.sound:
        lines.append(f"{report.events} events and {report.rows} rows verify.")
    else:
        lines.append(
            f"{report.findings.total} things do not fit, in {report.events} events and {report.rows} rows."
        )
    if not compared:
        lines.append("Without a head kept elsewhere (--head), a cut-off or rebuilt history would not show.")
    return lines
