"""`isthmus letter seal`."""

import secrets
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from isthmus.cli.extras import LETTERS, installed
from isthmus.cli.failure import Failure
from isthmus.cli.letter.arrived import plain_refusals

if TYPE_CHECKING:
    from isthmus.core.seal.values import Letter

__all__ = ["command"]

# Bytes: many times what a letter holds, so that what is too long can still be said to the letter.
_MOST_TEXT = 1 << 20


@click.command("seal")
@click.option("--to", "recipient", metavar="RECIPIENT", required=True, help="Whose key opens it: age1…")
@click.option(
    "--attach",
    "files",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file that goes with it, sealed as a file of its own; may be given several times. Needs --out.",
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder for the sealed files. Their names say nothing.",
)
@click.option(
    "--message", "size", flag_value="MESSAGE", help="2,944 bytes: as armour it fits into a message."
)
@click.option("--small", "size", flag_value="CODES", help="1,300 bytes: it fits into three QR codes.")
@click.option("--armor", is_flag=True, help="Write it as text, to be pasted into a message.")
@click.option("--language", default="und", help="The language that the text is in, such as ru.")
def command(
    recipient: str, files: tuple[Path, ...], out: Path | None, size: str | None, armor: bool, language: str
) -> None:
    """Seal the text on standard input, exactly as it is, to RECIPIENT.

    A letter is of 32,768 bytes, or one of two smaller sizes, whatever it holds. It asks for no answer: the page that
    seals does that.
    """
    with installed(LETTERS):
        from isthmus.core.seal.armour import armoured
        from isthmus.core.seal.letters import seal_letter
        from isthmus.core.seal.sizes import LetterSize
        from isthmus.core.seal.strings import recipient_from
        from isthmus.files.letters import chance, neutral_name
    if files and out is None:
        raise click.UsageError("Attachments are files of their own: say with --out DIR where they go.")
    if out is None and not armor and sys.stdout.isatty():
        raise click.UsageError(
            "A sealed letter is no text. Say --armor, or --out DIR, or send it into a file with >."
        )
    with plain_refusals():
        key, bound = recipient_from(recipient), LetterSize[size or "FILE"]
        letter = _letter(language)
        seal_letter(_as_it_will_be(letter, files), bound, key, chance())  # refused before any file is written
        if out is not None:
            out.mkdir(parents=True, exist_ok=True)
            letter = _with_files(letter, files, out)
        sealed = seal_letter(letter, bound, key, chance())
        written = armoured(sealed).encode() if armor else sealed
        if out is None:
            sys.stdout.buffer.write(written)
        else:
            _write(out / neutral_name(".txt" if armor else ".age"), written)


def _letter(language: str) -> "Letter":
    from isthmus.core.seal.values import Letter

    day = datetime.now().astimezone().date()
    return Letter(_text(), secrets.token_bytes(16), language, day)


def _text() -> str:
    """Return the text on standard input."""
    stream = sys.stdin.buffer
    if stream.isatty():
        click.echo("Write the text, and end it with Ctrl-D on a line of its own.", err=True)
    content = stream.read(_MOST_TEXT + 1)
    if len(content) > _MOST_TEXT:
        raise Failure(
            f"The text is of more than {_MOST_TEXT:,} bytes. A letter holds about 32,000; attach the text as a file.",
            code="command.text_too_long",
        )
    if not content.strip():
        raise Failure("The text is empty. Write it first.", code="command.text_empty")
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        raise Failure(
            f"The text is not UTF-8: byte {error.start + 1} cannot be read. Save it as UTF-8.",
            code="command.text_not_utf8",
        ) from None


def _as_it_will_be(letter: "Letter", files: Sequence[Path]) -> "Letter":
    """Return the letter as long as it will be with its attachments, which are not sealed yet."""
    from isthmus.core.seal.values import AttachedFile, Attachments

    named = [AttachedFile(path.name, path.stat().st_size, bytes(32)) for path in files]
    return replace(letter, attached=Attachments(bytes(32), named)) if files else letter


def _with_files(letter: "Letter", files: Sequence[Path], out: Path) -> "Letter":
    """Return the letter with its attachments, each sealed into the folder; where one cannot be, none is left there."""
    from isthmus.core.seal.age_file import public_half
    from isthmus.core.seal.values import Attachments
    from isthmus.files.letters import seal_attachment

    identity, done = secrets.token_bytes(32), []
    try:
        for path in files:
            done.append(seal_attachment(path, out, public_half(identity)))
            click.echo(f"{done[-1][1]}: {path.name}", err=True)
    except BaseException:
        for _, sealed in done:
            sealed.unlink()
        raise
    return replace(letter, attached=Attachments(identity, [file for file, _ in done])) if done else letter


def _write(path: Path, content: bytes) -> None:
    from isthmus.files.atomic_write import whole_file

    with whole_file(path) as stream:
        stream.write(content)
    click.echo(f"{path}: the letter", err=True)
