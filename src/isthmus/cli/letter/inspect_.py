"""`isthmus letter inspect`."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from isthmus.cli.extras import LETTERS, installed
from isthmus.cli.letter.arrived import letter_argument, plain_refusals, read_arrived
from isthmus.cli.offline import as_json_option, print_json

if TYPE_CHECKING:
    from isthmus.core.unseal.inspecting import Outside

__all__ = ["command"]

_KINDS = {
    "file": "the size of a letter as a file",
    "message": "the size of a letter within a message",
    "codes": "the size of a letter in three QR codes",
    "attachment": "a size that attachments have",
    "other": "a size that neither letters nor attachments have",
}


@click.command("inspect")
@letter_argument
@as_json_option
def command(letter: Path, as_json: bool) -> None:
    """Print what anybody sees of LETTER who has no key: its form, its size and its header. No key is asked for."""
    with installed(LETTERS):
        from isthmus.core.unseal.inspecting import outside
    with plain_refusals():
        arrived = read_arrived(letter)
        whole = None if str(letter) == "-" else letter.stat().st_size
        found = outside(arrived, whole)
    if as_json:
        print_json(_as_json(found))
    else:
        for line in _lines(found):
            click.echo(line)


def _as_json(found: "Outside") -> Mapping[str, object]:
    return {
        "form": "armour" if found.is_armour else "file",
        "bytes": found.size,
        "size": found.kind,
        "header": found.header,
        "recipients": len(found.stanzas),
        "stanzas": list(found.stanzas),
    }


def _lines(found: "Outside") -> Iterator[str]:
    form = "Armour of an age file" if found.is_armour else "An age file"
    yield f"{form} of {found.size:,} bytes: {_KINDS[found.kind]}."
    if found.is_usual:
        yield "Its header is that of every letter: one key opens it, and whose it is does not show."
    else:
        kinds = ", ".join(found.stanzas)
        yield f"Its header, which no letter of ours has, is of {found.header:,} bytes; opened by: {kinds}."
    yield "What it says, who wrote it, and who can open it, cannot be seen."
