"""Who may sign in to a desk that other machines reach."""

from pathlib import Path

import click

from isthmus.cli.opening import ask_twice, opened, passphrase_file, plain_errors
from isthmus.cli.workspace import InWorkspace, folder

__all__ = ["command"]


@click.group(name="account")
def command() -> None:
    """Set up accounts, for a desk that other machines reach."""


@command.command(cls=InWorkspace)
@folder
@click.argument("name")
@passphrase_file
@click.option(
    "--password-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Read the account's password from the first line of this file instead of asking.",
)
def add(folder: Path, name: str, passphrase_file: Path | None, password_file: Path | None) -> None:
    """Add the account NAME; its password is asked for twice."""
    opened(folder, passphrase_file)
    from isthmus.actions.desk.accounts import add_account, owner

    password = ask_twice(password_file, "Password of the account", known=name)
    with plain_errors():
        add_account(name=name, password=password, actor=owner())
    click.echo(f"The account is set up. `isthmus desk {folder} --bind ADDRESS` lets it sign in.", err=True)


@command.command(name="list", cls=InWorkspace)
@folder
@passphrase_file
def list_(folder: Path, passphrase_file: Path | None) -> None:
    """Print the names of the accounts, one a line."""
    opened(folder, passphrase_file)
    from isthmus.actions.desk.accounts import accounts

    with plain_errors():
        for name in accounts():
            click.echo(name)


@command.command(cls=InWorkspace)
@folder
@click.argument("name")
@passphrase_file
def remove(folder: Path, name: str, passphrase_file: Path | None) -> None:
    """Remove the account NAME; what was done under it stays."""
    opened(folder, passphrase_file)
    from isthmus.actions.desk.accounts import owner, remove_account

    with plain_errors():
        remove_account(name=name, actor=owner())
    click.echo("The account is removed.", err=True)
