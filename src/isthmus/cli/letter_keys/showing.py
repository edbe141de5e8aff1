"""`isthmus keys show`: who an organisation is, which keys it has, and whether a statement holds."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from isthmus.cli.failure import Failure
from isthmus.cli.letter_keys.opening import existing_file, opened_letter_keyring, read_small, today
from isthmus.cli.offline import as_json_option, print_json
from isthmus.cli.opening import passphrase_file, plain_errors
from isthmus.language import english

if TYPE_CHECKING:
    from isthmus.core.seal.statement import OrganisationStatement
    from isthmus.files.letter_keyring import KeyringContent

__all__ = ["organisation_as_json", "say_organisation", "show", "statement_as_json"]

LANGUAGES = {"en": "English", "ru": "Russian"}


@click.command()
@click.argument("path", metavar="DIR|FILE", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--public-key",
    type=existing_file,
    help="The organisation's public key, FILE.pub: the statement in FILE must be signed with it, in FILE.minisig.",
)
@click.option(
    "--seen", type=existing_file, help="A statement of the organisation from before: an older one is refused."
)
@as_json_option
@passphrase_file
def show(
    path: Path, public_key: Path | None, seen: Path | None, as_json: bool, passphrase_file: Path | None
) -> None:
    """Show the keys for letters of the workspace in DIR; or a public key, or somebody's statement, in FILE.

    The words of an organisation are compared in full: whoever compares three of eight can be cheated in a week.
    """
    with plain_errors():
        if path.is_dir():
            _show_keyring(path, passphrase_file, as_json=as_json)
        elif read_small(path).startswith(b"isthmus statement"):
            _show_statement(path, public_key, seen, as_json=as_json)
        else:
            _show_public_key(path, as_json=as_json)


def organisation_as_json(key: bytes) -> dict[str, object]:
    """Return id and words of an organisation, of its public minisign key."""
    from isthmus.core.seal.organisation import organisation_id
    from isthmus.core.unseal.minisign import signing_half

    return {"organisation": organisation_id(signing_half(key)).hex(), "words": _words(key)}


def say_organisation(key: bytes) -> None:
    """Print id and words of an organisation."""
    from isthmus.core.seal.organisation import organisation_id
    from isthmus.core.unseal.minisign import signing_half

    click.echo(f"Organisation: {organisation_id(signing_half(key)).hex()}")
    for language, words in _words(key).items():
        click.echo(f"Its words in {LANGUAGES[language]}: {words}")


def _words(key: bytes) -> dict[str, str]:
    from isthmus.core.seal.organisation import organisation_words
    from isthmus.core.unseal.minisign import signing_half
    from isthmus.language.codename_words import word_list

    numbers = organisation_words(signing_half(key))
    return {language: " ".join(word_list(language).as_words(numbers)) for language in LANGUAGES}


def statement_as_json(statement: "OrganisationStatement") -> dict[str, object]:
    """Return a statement as the commands print it."""
    from isthmus.core.seal.strings import recipient_text

    return {
        "name": statement.name,
        "organisation": statement.organisation.hex(),
        "version": statement.version,
        "day": statement.day.isoformat(),
        "end": statement.end.isoformat(),
        "keys": [
            {
                "recipient": recipient_text(each.recipient),
                "kind": each.kind,
                "from": each.starts.isoformat(),
                "until": each.ends.isoformat(),
            }
            for each in statement.keys
        ],
        "ways": list(statement.ways),
    }


def _show_public_key(file: Path, *, as_json: bool) -> None:
    from isthmus.core.unseal.minisign import public_key_from

    key = public_key_from(read_small(file))
    if as_json:
        print_json(organisation_as_json(key))
    else:
        say_organisation(key)


def _show_statement(file: Path, public_key: Path | None, seen: Path | None, *, as_json: bool) -> None:
    from isthmus.core.unseal.minisign import public_key_from
    from isthmus.core.unseal.statement import read_statement, refuse_unless_newer, verified_statement

    text, key = read_small(file), None
    if public_key is None:
        statement = read_statement(text)
    else:
        signature = file.with_name(f"{file.name}.minisig")
        if not signature.exists():
            raise Failure(
                f"{signature} is missing: a statement without its signature says nothing. Ask for both.",
                code="command.no_signature",
            )
        key = public_key_from(read_small(public_key))
        statement = verified_statement(text, read_small(signature), key)
    if seen is not None:
        refuse_unless_newer(read_small(seen), text)
    if as_json:
        print_json({**statement_as_json(statement), "verified": key is not None})
        return
    if key is not None:
        say_organisation(key)
    _say_statement(statement)
    if key is None:
        click.echo("Its signature was not checked: give --public-key FILE.", err=True)


def _say_statement(statement: "OrganisationStatement") -> None:
    from isthmus.core.seal.strings import recipient_text

    click.echo(f"{statement.name}: statement {statement.version} of {statement.day}, until {statement.end}")
    if statement.end < today():
        click.echo("This statement ran out: ask for a newer one, and seal nothing to its keys.", err=True)
    for each in statement.keys:
        click.echo(f"  {recipient_text(each.recipient)}  {each.kind}  {each.starts} to {each.ends}")
    for way in statement.ways:
        click.echo(f"  reach: {way}")


def _show_keyring(folder: Path, passphrase: Path | None, *, as_json: bool) -> None:
    from isthmus.actions.desk.letter_keys import newest_statement

    keyring = opened_letter_keyring(folder, passphrase)
    content = keyring.content
    statement = newest_statement(folder, content)
    if as_json:
        print_json(_keyring_as_json(content, statement))
        return
    if content.signing_key:
        say_organisation(content.signing_key)
    if statement:
        _say_statement(statement)
    _say_keyring(content)


def _keyring_as_json(
    content: "KeyringContent", statement: "OrganisationStatement | None"
) -> dict[str, object]:
    from isthmus.core.seal.key_terms import destroy_from
    from isthmus.core.seal.strings import recipient_text

    keys = [
        {
            "recipient": recipient_text(each.recipient),
            "kind": each.kind.value,
            "from": each.starts.isoformat(),
            "until": each.ends.isoformat(),
            "state": each.state.value,
            "in_backup": each.copied,
            "destroy_from": destroy_from(each.kind.value, each.ends).isoformat(),
        }
        for each in content.identities
    ]
    organisation = organisation_as_json(content.signing_key) if content.signing_key else {}
    return {
        **organisation,
        "statement": statement_as_json(statement) if statement else None,
        "keys": keys,
        "passphrases": [each.name for each in content.slots],
        "items": len(content.items),
        "items_in_no_backup": len(content.uncopied),
        "backups": [
            {"made": each.made.isoformat(), "until": each.until.isoformat()} for each in content.backups
        ],
        "fetched": content.fetched.isoformat() if content.fetched else None,
    }


def _say_keyring(content: "KeyringContent") -> None:
    from isthmus.core.messages import Message
    from isthmus.core.seal.key_terms import destroy_from

    click.echo(f"Passphrases: {', '.join(each.name for each in content.slots)}")
    for each in content.identities:
        gone = destroy_from(each.kind.value, each.ends)
        click.echo(
            f"Private key, {each.kind} {each.starts} to {each.ends}: {each.state}, to be destroyed from {gone}"
        )
    for copy in content.backups:
        click.echo(f"Backup of {copy.made}, to be gone by {copy.until}")
    fetched = content.fetched.isoformat() if content.fetched else None
    click.echo(f"Letters were last fetched on {fetched}." if fetched else "No letters were fetched yet.")
    items, rest = len(content.items), len(content.uncopied)
    click.echo(english(Message("letter_keys.items", n=items, uncopied=rest)))
