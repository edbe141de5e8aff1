"""How a command comes by a passphrase and an open workspace."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click
from click.core import ParameterSource

from isthmus.cli.failure import Failure
from isthmus.language import english

if TYPE_CHECKING:
    from isthmus.store.desk.workspace import Workspace

__all__ = [
    "ask",
    "ask_twice",
    "database_option",
    "opened",
    "passphrase_file",
    "plain_errors",
    "warn_of_password",
]

passphrase_file = click.option(
    "--passphrase-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Read the passphrase from the first line of this file instead of asking.",
)


def database_option(use: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """The option that names a PostgreSQL database."""
    return click.option(
        "--database",
        metavar="postgresql://…",
        help=f"{use} a PostgreSQL database, in schemas of its own, instead of an encrypted file "
        "(also from ISTHMUS_DATABASE).",
        envvar="ISTHMUS_DATABASE",
    )


def warn_of_password(database: str | None) -> None:
    """Say so when a password was typed where everybody on the machine can read it."""
    source = click.get_current_context().get_parameter_source("database")
    if database and _names_password(database) and source is ParameterSource.COMMANDLINE:
        click.echo(
            "The password in the address shows in this machine's list of processes. "
            "Keep it in ~/.pgpass or in ISTHMUS_DATABASE instead.",
            err=True,
        )


def _names_password(address: str) -> bool:
    """Return whether an address holds a password; what is no address is refused later, with a sentence."""
    try:
        return bool(urlsplit(address).password)
    except ValueError:
        return False


def ask(file: Path | None, prompt: str = "Passphrase") -> str:
    """The passphrase, from the file or asked for."""
    return _from_file(file) if file else _filled(_typed(prompt))


def ask_twice(file: Path | None, prompt: str = "New passphrase", *, known: str = "") -> str:
    """Return a new passphrase that is not easily guessed: from a file, or typed twice, and asked for until it holds."""
    from isthmus.store.base.passphrases import passphrase_problem, random_words

    if file:
        given = _from_file(file)
        if problem := passphrase_problem(given, known):
            raise Failure(problem)
        return given
    click.echo(f"Six random words make a good one, such as: {random_words()}", err=True)
    while problem := passphrase_problem(given := _typed_twice(prompt), known):
        click.echo(english(problem), err=True)
    return given


def _typed_twice(prompt: str) -> str:
    return _filled(_typed(prompt, "The same again"))


def _typed(prompt: str, again: str | bool = False) -> str:
    """Ask on the terminal; without one, take the lines that were piped in, or say what to do."""
    if _has_terminal():
        return str(click.prompt(prompt, hide_input=True, err=True, confirmation_prompt=again))
    lines = [sys.stdin.readline().rstrip("\n") for _ in range(2 if again else 1)] if sys.stdin else [""]
    if not all(lines):
        raise Failure(
            "There is no terminal to ask for the passphrase on. Name a file that holds it: --passphrase-file FILE.",
            code="command.no_terminal",
        )
    if len(set(lines)) > 1:
        raise Failure(
            "The two passphrases that were piped in differ. Nothing was changed.",
            code="command.passphrases_differ",
        )
    return lines[0]


def _has_terminal() -> bool:
    """Return whether somebody can type unseen: Python asks on /dev/tty first, then where input comes from."""
    try:
        os.close(os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY))
    except OSError:
        return sys.stdin is not None and sys.stdin.isatty()
    return True


def _from_file(file: Path) -> str:
    if file.stat().st_mode & 0o077:
        click.echo(f"Others on this machine can read {file}: `chmod 600 {file}` keeps it to you.", err=True)
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise Failure(
            f"{file} is not text in UTF-8. Write the passphrase as UTF-8.", code="command.passphrase_not_utf8"
        ) from error
    return _filled(lines[0] if lines else "")


def _filled(passphrase: str) -> str:
    if not passphrase:
        raise Failure("The passphrase is empty. A workspace needs one.", code="command.passphrase_empty")
    if any(
        0xD800 <= ord(sign) <= 0xDFFF for sign in passphrase
    ):  # bytes that the terminal's encoding does not have
        raise Failure(
            "The passphrase is not text in UTF-8. Set the terminal to UTF-8, and type it again.",
            code="command.passphrase_not_utf8",
        )
    return passphrase


@contextmanager
def plain_errors() -> Iterator[None]:
    """What can go wrong with a workspace, as a message and exit status 1."""
    from isthmus.store.base.database_errors import STORE_ERRORS, error_message

    try:
        yield
    except STORE_ERRORS as error:
        raise Failure(error_message(error)) from error


def opened(
    folder: Path, passphrase_file: Path | None, *, verifying: bool = False, **settings: object
) -> "Workspace":
    """The workspace in `folder`, open and booted; asks for its passphrase. Ends the command when it can not be."""
    from isthmus.actions.desk.workspace import use
    from isthmus.store.desk.manifest import NotAWorkspace, read_manifest

    try:
        read_manifest(folder)
    except NotAWorkspace as error:
        raise Failure(error.message) from error
    with plain_errors():
        return use(folder, ask(passphrase_file), verifying=verifying, **settings)
