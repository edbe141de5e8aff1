"""`isthmus keys retire`: private keys destroyed once their time is over."""

from pathlib import Path

import click

from isthmus.cli.letter_keys.opening import opened_letter_keyring, today
from isthmus.cli.offline import as_json_option, print_json
from isthmus.cli.opening import passphrase_file, plain_errors
from isthmus.cli.workspace import InWorkspace, folder

__all__ = ["retire"]


@click.command(cls=InWorkspace)
@folder
@click.option(
    "--anyway", is_flag=True, help="Also where no letters were fetched since a key ran out; asks first."
)
@click.option("--yes", is_flag=True, help="With --anyway: do not ask.")
@as_json_option
@passphrase_file
def retire(folder: Path, anyway: bool, yes: bool, as_json: bool, passphrase_file: Path | None) -> None:
    """Destroy private keys of the workspace in DIR: of a month 60 days after it, of a year six months after.

    Only once letters were fetched since they ran out. What is sealed to them then opens for nobody, but from backups of
    the keyring until their day.
    """
    from isthmus.actions.desk.letter_keys import retire as destroy
    from isthmus.actions.desk.letter_keys import retirement
    from isthmus.core.seal.strings import recipient_text

    with plain_errors():
        keyring = opened_letter_keyring(folder, passphrase_file)
        plan = retirement(keyring.content, today())
        if plan.unfetched and anyway and not yes:
            _ask([f"{each.kind} {each.starts} to {each.ends}" for each in plan.unfetched])
        gone = destroy(keyring=keyring, today=today(), anyway=anyway)
    if as_json:
        kept = [] if anyway else [recipient_text(each.recipient) for each in plan.unfetched]
        print_json({"destroyed": [recipient_text(each.recipient) for each in gone], "waiting": kept})
        return
    for each in gone:
        click.echo(f"Destroyed: the private key, {each.kind} {each.starts} to {each.ends}.")
    if plan.unfetched and not anyway:
        click.echo(
            f"{len(plan.unfetched)} private key(s) stay: no letters were fetched since they ran out. Fetch letters, "
            "then do this again; or --anyway, which says first what is lost.",
            err=True,
        )
    elif not gone:
        click.echo("No private key is past its time.")


def _ask(keys: list[str]) -> None:
    """Say what is lost, and ask. Ends the command where the answer is no."""
    for each in keys:
        click.echo(f"No letters were fetched since this key ran out: {each}.", err=True)
    click.echo(
        "Letters sealed to it that are under way, or wait at a courier, can then be opened by nobody, ever. Their "
        "writers are not told.",
        err=True,
    )
    click.confirm("Destroy it all the same?", abort=True, err=True)
