"""`isthmus keys new letters` and `isthmus keys rotate`: the keyring, its keys, and statements that name them."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from isthmus.cli.failure import Failure
from isthmus.cli.letter_keys.opening import (
    existing_file,
    opened_letter_keyring,
    opened_signing_key,
    read_small,
    signing_passphrase,
    today,
)
from isthmus.cli.letter_keys.showing import statement_as_json
from isthmus.cli.offline import as_json_option, print_json
from isthmus.cli.opening import ask_twice, passphrase_file, plain_errors
from isthmus.cli.workspace import InWorkspace, folder

if TYPE_CHECKING:
    from isthmus.actions.desk.letter_keys import StatementDraft
    from isthmus.core.seal.statement import OrganisationStatement
    from isthmus.store.desk.letter_keyring import OpenedLetterKeyring

__all__ = ["new_letters", "rotate"]

SEIZED = (
    "Whoever seizes the keyring and a passphrase of it opens what is sealed to its keys until they run out, the year "
    "ahead, too. Then: `isthmus keys rotate {folder} --replace`, and give the new statement to everybody."
)


@click.command(name="letters", cls=InWorkspace)
@folder
@click.option("--name", required=True, help="Whose passphrase it is.")
@passphrase_file
def new_letters(folder: Path, name: str, passphrase_file: Path | None) -> None:
    """Make the keyring for letters of the workspace in DIR, under a passphrase of its own. It has no keys yet."""
    from isthmus.store.desk.letter_keyring import LETTER_KEYRING, new_letter_keyring
    from isthmus.store.desk.manifest import read_manifest

    with plain_errors():
        read_manifest(folder)
        if (folder / LETTER_KEYRING).exists():
            raise Failure(
                f"{folder / LETTER_KEYRING} exists, and a keyring is never overwritten.",
                code="command.there_already",
            )
        passphrase = ask_twice(passphrase_file, "Passphrase of the keyring for letters", known=name)
        new_letter_keyring(folder, passphrase, name)
    click.echo(f"{folder / LETTER_KEYRING} is the keyring for letters. It is in no backup of the workspace.")
    click.echo(SEIZED.format(folder=folder), err=True)
    click.echo(
        f"Next: `isthmus keys rotate {folder} --name NAME --signing-key FILE` makes its keys, and the first statement.",
        err=True,
    )


@click.command(cls=InWorkspace)
@folder
@click.option("--signing-key", type=existing_file, help="The signing key: sign the statement here and now.")
@click.option(
    "--public-key", type=existing_file, help="Its public half, FILE.pub, where it is kept on another machine."
)
@click.option(
    "--signed",
    type=existing_file,
    help="A statement that was signed on another machine, with its signature beside it in FILE.minisig.",
)
@click.option(
    "--after",
    type=existing_file,
    help="The newest signed statement, where the keyring was put back from before it: the next one follows it.",
)
@click.option(
    "--name", help="What the organisation is called; after the first statement only where that changed."
)
@click.option(
    "--reach", multiple=True, help="A way to reach you, each time it is given; all or none of those before."
)
@click.option("--replace", is_flag=True, help="Keys in use leave the statement today: after a seizure.")
@signing_passphrase
@as_json_option
@passphrase_file
def rotate(  # noqa: PLR0913  (what it is given is named)
    *,
    folder: Path,
    signing_key: Path | None,
    public_key: Path | None,
    signed: Path | None,
    after: Path | None,
    name: str | None,
    reach: tuple[str, ...],
    replace: bool,
    signing_passphrase_file: Path | None,
    as_json: bool,
    passphrase_file: Path | None,
) -> None:
    """Make the next keys for letters of the workspace in DIR, and the statement that names them.

    A key for pages and leaflets over 12 months, and one for each month of that time. Without --signing-key the
    statement is written to be signed by `minisign -S` on another machine, and comes back by --signed.
    """
    from isthmus.actions.desk.letter_keys import StatementWishes, prepare_statement

    if signed and (signing_key or name or reach or replace or after):
        raise click.UsageError("--signed takes a statement as it is: give no other option that changes it.")
    with plain_errors():
        keyring = opened_letter_keyring(folder, passphrase_file)
        _keep_signer(keyring, public_key)
        if signed:
            _say_taken(folder, _take(keyring, folder, signed), as_json=as_json)
            return
        if after:
            _follow(keyring, folder, after)
        signer = _Signer(keyring, signing_key, signing_passphrase_file)
        wishes = StatementWishes(name, reach or None, replace)
        draft = prepare_statement(keyring=keyring, folder=folder, wishes=wishes, today=today())
        statement = signer.signed(folder, draft)
    if statement:
        _say_taken(folder, statement, as_json=as_json)
    elif as_json:
        print_json({"statement": str(draft.path), "signed": False, "keys_made": draft.fresh})
    else:
        _say_waiting(folder, draft)


class _Signer:
    """The signing key, if it is here: opened before anything is made, so that a wrong passphrase changes nothing."""

    def __init__(self, keyring: "OpenedLetterKeyring", file: Path | None, passphrase: Path | None) -> None:
        from isthmus.files.letter_signing.signing_key import public_key_of

        self._keyring = keyring
        self._key = opened_signing_key(file, passphrase) if file else None
        if self._key is not None:
            _keep_key(keyring, public_key_of(self._key))

    def signed(self, folder: Path, draft: "StatementDraft") -> "OrganisationStatement | None":
        """Return the statement, signed and taken; None where nobody here can sign it."""
        from isthmus.actions.desk.letter_keys import take_signed
        from isthmus.files.letter_signing.signing_key import sign

        signature = draft.signature
        if signature is None and self._key is not None:
            signature = sign(self._key, draft.text, f"isthmus statement\tfile:{draft.path.name}")
        if signature is None:
            return None
        return take_signed(
            keyring=self._keyring, folder=folder, text=draft.text, signature=signature, today=today()
        )


def _keep_signer(keyring: "OpenedLetterKeyring", public_key: Path | None) -> None:
    from isthmus.core.unseal.minisign import public_key_from

    if public_key:
        _keep_key(keyring, public_key_from(read_small(public_key)))


def _keep_key(keyring: "OpenedLetterKeyring", key: bytes) -> None:
    """Keep who signs. Another one than before is another organisation."""
    from isthmus.actions.desk.letter_keys import LetterKeysError
    from isthmus.core.messages import Message

    known = keyring.content.signing_key
    if known not in (None, key) and keyring.content.statement:
        raise LetterKeysError(Message("letter_keys.other_signing_key"))
    keyring.keep_signing_key(key)


def _take(keyring: "OpenedLetterKeyring", folder: Path, file: Path) -> "OrganisationStatement":
    from isthmus.actions.desk.letter_keys import take_signed

    text, signature = _with_signature(file)
    return take_signed(keyring=keyring, folder=folder, text=text, signature=signature, today=today())


def _follow(keyring: "OpenedLetterKeyring", folder: Path, file: Path) -> None:
    from isthmus.actions.desk.letter_keys import follow_statement

    text, signature = _with_signature(file)
    follow_statement(keyring=keyring, folder=folder, text=text, signature=signature)


def _with_signature(file: Path) -> tuple[bytes, bytes]:
    """Return a statement and its signature. Ends the command where that is missing."""
    signature = file.with_name(f"{file.name}.minisig")
    if not signature.exists():
        raise Failure(
            f"{signature} is missing. `minisign -S -s KEY -m {file}` writes it, where the signing key is.",
            code="command.no_signature",
        )
    return read_small(file), read_small(signature)


def _say_taken(folder: Path, statement: "OrganisationStatement", *, as_json: bool) -> None:
    from isthmus.store.desk.letter_keyring.statements import statement_path

    path = statement_path(folder, statement.version)
    if as_json:
        print_json({"statement": str(path), "signed": True, **statement_as_json(statement)})
        return
    click.echo(f"Statement {statement.version} of {statement.name} holds until {statement.end}: {path}")
    click.echo(
        f"Give it away together with {path.name}.minisig. Back up the keyring: `isthmus keys backup letters {folder} "
        "FILE --until DAY`.",
        err=True,
    )
    click.echo(SEIZED.format(folder=folder), err=True)


def _say_waiting(folder: Path, draft: "StatementDraft") -> None:
    click.echo(f"{draft.path} waits to be signed.")
    click.echo(
        f"Where the signing key is: `minisign -S -s KEY -m {draft.path.name}`. Then here, with both files: `isthmus "
        f"keys rotate {folder} --signed FILE`. Sign one statement of a version, and no second one.",
        err=True,
    )
