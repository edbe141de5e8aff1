"""Open the private site of a workspace."""

import ipaddress
import signal
import threading
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from isthmus.cli.failure import Failure
from isthmus.cli.interrupting import stop_on_term
from isthmus.cli.opening import opened, passphrase_file, plain_errors
from isthmus.cli.workspace import InWorkspace, folder
from isthmus.language import english

if TYPE_CHECKING:
    from isthmus.files.transcribing import TranscriptionCommand
    from isthmus.store.base.lock import WorkspaceInUse

__all__ = ["command"]

LOOPBACK = "127.0.0.1"
FIRST_PORT = 8000


@click.command(name="desk", cls=InWorkspace)
@folder
@passphrase_file
@click.option(
    "--port", type=click.IntRange(0, 65535), default=FIRST_PORT, help="The first port to try; 0 takes any."
)
@click.option(
    "--bind", default=LOOPBACK, show_default=True, help="Another address of this machine; needs an account."
)
@click.option(
    "--host", "hosts", multiple=True, help="A further name under which browsers may ask for the desk."
)
@click.option("--https", is_flag=True, help="A proxy in front of the desk speaks TLS with the browsers.")
@click.option(
    "--transcribe",
    "transcriber",
    metavar="COMMAND",
    help="A program of yours that gets a recording on its standard input and answers WebVTT on its standard output.",
)
def command(
    folder: Path,
    passphrase_file: Path | None,
    port: int,
    bind: str,
    hosts: tuple[str, ...],
    https: bool,
    transcriber: str | None,
) -> None:
    """Open the private site of the workspace in DIR: prints a link that opens it once."""
    refuse_unnamed(bind, hosts)
    from isthmus.store.base.lock import locked
    from isthmus.store.desk.manifest import read_manifest
    from isthmus.web.desk import serving

    with plain_errors(), ExitStack() as held:
        read_manifest(folder)
        held.enter_context(locked(folder))
        listening = held.enter_context(serving.listen(bind, port))
        transcription = transcription_command(transcriber) if transcriber else None
        settings = serving.settings_for(
            folder, listening, hosts=hosts, https=https, transcription=transcription
        )
        workspace = opened(folder, passphrase_file, **settings)
        from isthmus.actions.desk.accounts import owner
        from isthmus.store.desk.database_lock import database_locked

        held.enter_context(database_locked(workspace.id, close_for_another))

        desk = serving.Desk(listening, https=https)
        if is_loopback(bind):
            click.echo(
                f"{desk.link(owner())}\nopens the desk once, within ten minutes. Ctrl-C here closes it."
            )
        else:
            refuse_without_account(folder)
            click.echo(
                f"{serving.address(listening)}/sign-in/\nThe desk is open to accounts. Ctrl-C here closes it."
            )
            click.echo(warning(https=https), err=True)
        stop_on_term()
        desk.run()
    click.echo("The desk is closed.", err=True)


def transcription_command(typed: str) -> "TranscriptionCommand":
    """Return the program that writes recordings down; ends the command where there is none such."""
    from isthmus.files.transcribing import TranscriptionCommand, TranscriptionFailed

    try:
        return TranscriptionCommand.of(typed)
    except TranscriptionFailed as failed:
        raise Failure(failed.message) from failed


def close_for_another(refusal: "WorkspaceInUse") -> None:
    """Close this desk: another one took the database while the server was away."""
    click.echo(english(refusal.message), err=True)
    # The main thread waits for browsers: it is the one to be woken.
    signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGTERM)


def is_loopback(bind: str) -> bool:
    """Whether only this machine reaches the address."""
    return ipaddress.ip_address(bind).is_loopback


def refuse_unnamed(bind: str, hosts: tuple[str, ...]) -> None:
    """An address is needed, and a name where the address is none that a browser can ask for."""
    try:
        unspecified = ipaddress.ip_address(bind).is_unspecified
    except ValueError as error:
        raise click.UsageError(f"--bind takes an IP address of this machine, such as {LOOPBACK}.") from error
    if unspecified and not hosts:
        raise click.UsageError(
            "--bind on every address needs --host NAME: the name under which browsers will ask."
        )


def refuse_without_account(folder: Path) -> None:
    """Other machines reach the desk only where somebody can sign in."""
    from isthmus.actions.desk.accounts import accounts

    if not accounts():
        raise Failure(
            "Other machines may reach the desk only when an account is set up. "
            f"Set one up with `isthmus account add {folder} NAME`.",
            code="command.no_account",
        )


def warning(*, https: bool) -> str:
    """What passes between the browser and the desk, and who can read it."""
    if https:
        return "Browsers must reach the desk through a proxy that speaks TLS; it answers nobody else safely."
    return "Anyone on the network in between can read what passes. Put a proxy that speaks TLS in front: --https."
