"""`isthmus letter page`."""

from datetime import date, datetime, timedelta
from pathlib import Path

import click

from isthmus.cli.extras import LETTERS, installed
from isthmus.cli.failure import Failure
from isthmus.cli.letter.arrived import plain_refusals

__all__ = ["command"]

_NAME, _TITLE = "the organisation", "Notes"
# A page may be carried on for as long as its key lives; a year is as long as one should.
_LONGEST = timedelta(days=366)


@click.command("page")
@click.option("--to", "recipient", metavar="RECIPIENT", required=True, help="Whose key opens letters: age1…")
@click.option(
    "--organisation",
    metavar="KEY",
    required=True,
    help="The public key of minisign by which the organisation is known: its file, or its line RW….",
)
@click.option(
    "--until",
    type=click.DateTime(["%Y-%m-%d"]),
    required=True,
    help="The last day of that key: afterwards the page refuses.",
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="Where to write the page; whoever looks at a device sees this name.",
)
@click.option("--name", default=_NAME, show_default=True, help="What the page calls the organisation.")
@click.option(
    "--title", default=_TITLE, show_default=True, help="What tabs, histories and saved files are called."
)
@click.option(
    "--words",
    type=click.Choice(["en", "ru", "both"]),
    default="both",
    show_default=True,
    help="The lists of words for codenames.",
)
@click.option("--reach", default="", help="Another way, named where the page cannot seal.")
def command(
    recipient: str,
    organisation: str,
    until: datetime,
    out: Path,
    name: str,
    title: str,
    words: str,
    reach: str,
) -> None:
    """Write the page with which people seal letters to RECIPIENT: one HTML file that works offline and asks nobody.

    Sign it afterwards with the organisation's key, and hand it on with its signature: `minisign -S -m FILE`.
    """
    with installed(LETTERS):
        from isthmus.core.seal.organisation import organisation_id, organisation_words
        from isthmus.core.seal.strings import recipient_from
    from isthmus.files.atomic_write import whole_file
    from isthmus.files.letter_page.page import LetterPage, letter_page
    from isthmus.language.codename_words import word_list

    today, last = datetime.now().astimezone().date(), until.date()
    _check_until(today, last)
    signing_key = _signing_key(organisation)
    lists = {
        language: word_list(language).words for language in (["en", "ru"] if words == "both" else [words])
    }
    with plain_refusals():
        key = recipient_from(recipient)
    numbers = organisation_words(signing_key)
    page = LetterPage(
        recipient=key,
        organisation=organisation_id(signing_key),
        organisation_words=numbers,
        built=today,
        until=last,
        name=name,
        title=title,
        reach=reach,
        words=lists,
    )
    with whole_file(out) as stream:
        stream.write(letter_page(page))
    for language, words_ in lists.items():
        click.echo(f"{language}: {' '.join(words_[number] for number in numbers)}")
    click.echo(
        f"{out} seals until {last:%Y-%m-%d}. Sign it, and hand on both files: minisign -S -m {out}", err=True
    )


def _check_until(today: date, last: date) -> None:
    if last < today:
        raise Failure(f"{last:%Y-%m-%d} is over: the page would refuse at once.", code="command.page_over")
    if last - today > _LONGEST:
        raise Failure(
            f"Until {last:%Y-%m-%d} is more than a year. Whoever finds the key then opens all letters of that time: "
            "name an earlier day, and make a new page with a new key in time.",
            code="command.page_too_long",
        )


def _signing_key(given: str) -> bytes:
    """Return the 32 bytes of a public key of minisign, from its file or its line."""
    from isthmus.files.minisign_key import public_key_in

    path = Path(given)
    try:
        text = path.read_text(encoding="utf-8") if path.is_file() else given
    except (OSError, UnicodeDecodeError):
        text = ""
    key = public_key_in(text)
    if key is None:
        raise Failure(
            f"{given} is no public key of minisign. Name the file that ends in .pub, or the line in it that begins "
            "with RW.",
            code="command.no_signing_key",
        )
    return key
