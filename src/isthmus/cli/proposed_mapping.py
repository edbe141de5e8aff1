"""What `isthmus mapping propose` says of the mapping that it wrote."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from isthmus.core.messages import Message
from isthmus.language import english

if TYPE_CHECKING:
    from isthmus.core.import_mapping.proposing import Proposal

__all__ = ["say_proposed"]

_SHOWN = 20  # columns on a terminal; the mapping has all


def say_proposed(proposal: "Proposal", out: Path) -> None:
    """Say what is left to answer in a mapping that was proposed, and what it does with the other columns."""
    if proposal.form:
        click.echo(english(Message(f"mapping_file.form.{proposal.form}")))
    click.echo(english(Message("mapping_file.written", file=out.name, n=len(proposal.asked))))
    for each in proposal.asked:
        click.echo(f"  {each}")
    if proposal.form:
        click.echo(english(Message("mapping_file.speaker_of_form")))
    if proposal.protected:
        columns = proposal.protected[:_SHOWN]
        click.echo(english(Message("mapping_file.protected", columns=columns, n=len(proposal.protected))))
    if proposal.twice:
        columns = proposal.twice[:_SHOWN]
        click.echo(english(Message("mapping_file.form_twice", columns=columns, n=len(proposal.twice))))
    if proposal.homeless:
        n, columns = len(proposal.homeless), proposal.homeless[:_SHOWN]
        click.echo(english(Message("mapping_file.homeless", columns=columns)))
        if n > _SHOWN:
            click.echo(english(Message("mapping_file.homeless_more", n=n - _SHOWN)))
