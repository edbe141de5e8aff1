"""Show the desk with the sample case, in a workspace that is thrown away."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from isthmus.cli.desk import FIRST_PORT, LOOPBACK
from isthmus.cli.interrupting import stop_on_term
from isthmus.cli.opening import plain_errors

if TYPE_CHECKING:
    from isthmus.web.desk.serving import Desk

__all__ = ["command"]

WORDS = """\
{link}
opens the desk once, within ten minutes. Ctrl-C here closes it and throws it away. What to look at:

  1  The unlawful detention of at least 100: many repeat it, and it stands on 1 independent line.
  2  Open it: what it rests on, through whom we know it, whose document would make it 2, and who denies it.
  3  Open the report of the first newspaper, which is cited and not held, and press "We now hold this article…",
     write where: 1 line becomes 2, and the path before and after is drawn. Undo it, and every figure changes back.
  4  Names are veiled: the switch at the top shows them. Esc Esc locks; the passphrase of this demo is {passphrase}
"""


@click.command(name="demo")
@click.option("--check", is_flag=True, help="Fetch each page without a person, print a summary, and end.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=FIRST_PORT, help="The first port to try; 0 takes any."
)
def command(check: bool, port: int) -> None:
    """Open the desk with the sample case, in a workspace that is gone afterwards."""
    stop_on_term()
    from isthmus.store.base.passphrases import random_words

    passphrase = random_words()
    with plain_errors(), throwaway() as folder, ExitStack() as held:
        desk = sample_desk(folder / "sample case", passphrase, 0 if check else port, held)
        from isthmus.actions.desk.accounts import owner

        if check:
            desk.run_beside()
            from isthmus.cli.demo_check import check_desk

            raise SystemExit(0 if check_desk(desk.link(owner())) else 1)
        click.echo(WORDS.format(link=desk.link(owner()), passphrase=passphrase))
        desk.run()


@contextmanager
def throwaway() -> Iterator[Path]:
    """A folder that is gone afterwards, however the command ends short of a kill."""
    folder = Path(tempfile.mkdtemp(prefix="isthmus-demo-"))
    try:
        yield folder
    except KeyboardInterrupt:
        click.echo("Closed before it was ready.", err=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def sample_desk(folder: Path, passphrase: str, port: int, held: ExitStack) -> "Desk":
    """A desk on a new workspace that holds the sample case."""
    from isthmus.actions.desk.workspace import make
    from isthmus.web.desk import serving

    listening = held.enter_context(serving.listen(LOOPBACK, port))
    make(folder, passphrase, owner="demo", **serving.settings_for(folder, listening, veiled=True))
    from isthmus.actions.desk.accounts import owner
    from isthmus.actions.desk.importing import import_sample

    import_sample(actor=owner())
    return serving.Desk(listening)
