"""`isthmus letter page`."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import click

from isthmus.cli.extras import LETTERS, installed
from isthmus.cli.failure import Failure
from isthmus.cli.letter.arrived import plain_refusals
from isthmus.cli.letter_keys.opening import existing_file, opened_signing_key, read_small, signing_passphrase

__all__ = ["command"]

_NAME, _TITLE = "the organisation", "Notes"
# A page is carried on for as long as its key lives: a year, as statements of keys have it.
_LONGEST = timedelta(days=366)


@click.command("page")
@click.option("--to", "recipient", metavar="RECIPIENT", required=True, help="Whose key opens letters: age1…")
@click.option(
    "--organisation",
    metavar="KEY",
    help="The public key of minisign by which the organisation is known: its file, or its line RW…. "
    "With --signing-key it is the public half of that key.",
)
@click.option(
    "--signing-key",
    type=existing_file,
    help="The signing key itself: sign the page here and now, as FILE.minisig.",
)
@signing_passphrase
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
def command(  # noqa: PLR0913  (what it is given is named)
    *,
    recipient: str,
    organisation: str | None,
    signing_key: Path | None,
    signing_passphrase_file: Path | None,
    until: datetime,
    out: Path,
    name: str,
    title: str,
    words: str,
    reach: str,
) -> None:
    """Write the page with which people seal letters to RECIPIENT: one HTML file that works offline and asks nobody.

    Hand it on with its signature: by --signing-key, or on the machine that has the key by `minisign -S -m FILE`.
    """
    with installed(LETTERS):
        from isthmus.core.seal.organisation import organisation_id, organisation_words
        from isthmus.core.seal.strings import recipient_from
        from isthmus.core.unseal.minisign import signing_half
        from isthmus.files.letter_page.page import LetterPage, letter_page
        from isthmus.language.codename_words import LANGUAGES, word_list

    today, last = datetime.now().astimezone().date(), until.date()
    _check_until(today, last)
    lists = {language: word_list(language) for language in LANGUAGES if words in (language, "both")}
    with plain_refusals():
        key = recipient_from(recipient)
        owner = _PageOwner(organisation, signing_key, signing_passphrase_file)
        numbers = organisation_words(signing_half(owner.public))
        content = letter_page(
            LetterPage(
                recipient=key,
                organisation=organisation_id(signing_half(owner.public)),
                organisation_words=numbers,
                built=today,
                until=last,
                name=name,
                title=title,
                reach=reach,
                words={language: each.words for language, each in lists.items()},
            )
        )
        _write(out, content, owner.signature(content, f"{out.name}, seals until {last:%Y-%m-%d}"))
    _say(out, last, {language: each.as_words(numbers) for language, each in lists.items()}, owner)


def _check_until(today: date, last: date) -> None:
    if last < today:
        raise Failure(f"{last:%Y-%m-%d} is over: the page would refuse at once.", code="command.page_over")
    if last - today > _LONGEST:
        raise Failure(
            f"Until {last:%Y-%m-%d} is more than a year. Whoever finds the key then opens all letters of that time: "
            "name an earlier day, and make a new page with a new key in time.",
            code="command.page_too_long",
        )


class _PageOwner:
    """Whose page it is, and the key that signs it, where it is here."""

    def __init__(self, organisation: str | None, signing_key: Path | None, passphrase: Path | None) -> None:
        from isthmus.core.unseal.minisign import public_key_from
        from isthmus.files.letter_signing.signing_key import public_key_of

        if organisation is None and signing_key is None:
            raise click.UsageError("Say whose page it is: --organisation KEY, or --signing-key FILE.")
        self._key = opened_signing_key(signing_key, passphrase) if signing_key else None
        named = public_key_from(_file_or_line(organisation)) if organisation else None
        held = public_key_of(self._key) if self._key else None
        if named and held and named != held:
            raise Failure(
                f"{signing_key} is not the signing key of {organisation}. A page is signed by the key whose words it "
                "shows.",
                code="command.another_signing_key",
            )
        self.public = named or held or b""
        self.signs = self._key is not None

    def signature(self, content: bytes, comment: str) -> bytes | None:
        """Return the file of a signature; None where the key is elsewhere."""
        from isthmus.files.letter_signing.signing_key import sign

        return sign(self._key, content, comment) if self._key else None


def _file_or_line(given: str) -> bytes:
    path = Path(given)
    return read_small(path) if path.is_file() else given.encode()


def _write(out: Path, content: bytes, signature: bytes | None) -> None:
    """Write both files; a signature of an earlier page does not stay beside a new one."""
    from isthmus.files.atomic_write import whole_file

    signed = out.with_name(f"{out.name}.minisig")
    signed.unlink(missing_ok=True)
    with whole_file(out) as stream:
        stream.write(content)
    if signature:
        with whole_file(signed) as stream:
            stream.write(signature)


def _say(out: Path, last: date, words: Mapping[str, Sequence[str]], owner: _PageOwner) -> None:
    for language, each in words.items():
        click.echo(f"{language}: {' '.join(each)}")
    click.echo(f"{out} seals until {last:%Y-%m-%d}. Hand it on together with {out}.minisig.", err=True)
    if not owner.signs:
        click.echo(f"Sign it where the signing key is: minisign -S -m {out}", err=True)
