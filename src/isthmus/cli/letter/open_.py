"""`isthmus letter open`."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from isthmus.cli.extras import LETTERS, installed
from isthmus.cli.letter.arrived import letter_argument, plain_refusals, read_arrived
from isthmus.cli.offline import as_json_option, print_json
from isthmus.cli.opening import passphrase_file

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from isthmus.core.seal.values import Attachments
    from isthmus.core.unseal.letters import OpenedLetter

__all__ = ["command"]


@click.command("open")
@click.option(
    "--identity",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    required=True,
    help="The file with the key: of age-keygen, also as `age -p` encrypts it; or a keyring for letters.",
)
@passphrase_file
@letter_argument
@click.argument("sealed", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--attachments",
    "into",
    type=click.Path(file_okay=False, path_type=Path),
    help="Open the attachments into this folder.",
)
@as_json_option
def command(
    identity: Path,
    passphrase_file: Path | None,
    letter: Path,
    sealed: tuple[Path, ...],
    into: Path | None,
    as_json: bool,
) -> None:
    """Print the text of LETTER, a file or armour, exactly as it was written; without LETTER, of standard input.

    On a terminal, signs that could steer it are shown and not run. With --attachments, sealed attachments are looked
    for among the files SEALED, or beside the letter, and found by what they are, whatever their names.
    """
    with installed(LETTERS):
        from isthmus.cli.letter.described import described
        from isthmus.cli.letter.identities import opened_identities
        from isthmus.core.seal.values import Letter
        from isthmus.core.unseal.armour import sealed_bytes
        from isthmus.core.unseal.letters import open_letter
    with plain_refusals():
        found = open_letter(sealed_bytes(read_arrived(letter)), opened_identities(identity, passphrase_file))
        saved: Mapping[int, Path] = {}
        if into is not None and isinstance(found.content, Letter) and found.content.attached:
            beside = sealed or ([] if str(letter) == "-" else sorted(letter.parent.iterdir()))
            saved = _saved(found.content.attached, beside, into)
    if as_json:
        print_json(described(found, saved))
    else:
        _print(found)
    if into is not None and isinstance(found.content, Letter) and found.content.attached:
        _end_where_missing(len(found.content.attached.files) - len(saved))


def _saved(attached: "Attachments", candidates: "Sequence[Path]", folder: Path) -> "Mapping[int, Path]":
    """Open each attachment that is there; return where, by its place in the letter."""
    from isthmus.files.letters import found_attachments, save_attachment

    found = found_attachments(attached.files, candidates)
    folder.mkdir(parents=True, exist_ok=True)
    saved = {}
    for number, sealed in found.items():
        saved[number] = save_attachment(sealed, attached.identity, attached.files[number], folder)
        click.echo(f"{saved[number]}: opened", err=True)
    return saved


def _end_where_missing(missing: int) -> None:
    """Say that attachments are missing, and end with status 1; what is printed already names those that are there."""
    if missing:
        click.echo(
            f"Attachments that are not among these files, or were changed: {missing}. Put their sealed files beside "
            "the letter, or name them behind it.",
            err=True,
        )
        sys.exit(1)


def _print(found: "OpenedLetter") -> None:
    from isthmus.cli.letter.described import notes
    from isthmus.core.unseal.visible import visible

    text = found.content.answer.text if hasattr(found.content, "answer") else found.content.text
    if sys.stdout.isatty():
        click.echo(visible(text))
    else:
        sys.stdout.buffer.write(text.encode())
    for line in notes(found):
        click.echo(visible(line), err=True)
