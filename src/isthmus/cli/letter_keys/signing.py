"""`isthmus keys new signing`: the key that is the organisation."""

from pathlib import Path

import click

from isthmus.cli.letter_keys.opening import refuse_existing
from isthmus.cli.letter_keys.showing import organisation_as_json, say_organisation
from isthmus.cli.offline import as_json_option, print_json
from isthmus.cli.opening import ask_twice, passphrase_file, plain_errors

__all__ = ["new_signing"]


@click.command(name="signing")
@click.argument("name")
@click.option(
    "-o",
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="Where to write the key; best on another machine. Its public half goes beside it, as FILE.pub.",
)
@as_json_option
@passphrase_file
def new_signing(name: str, out: Path, as_json: bool, passphrase_file: Path | None) -> None:
    """Make the signing key of the organisation NAME, under a passphrase of its own; print its id and its words.

    The files are minisign's. Beside them, FILE.revocation is signed in advance: published, it ends the key.
    """
    from isthmus.core.seal.organisation import organisation_id
    from isthmus.core.seal.statement import revocation_text
    from isthmus.core.unseal.minisign import public_key_from, signing_half
    from isthmus.files.letter_signing.signing_key import new_signing_key, open_signing_key, sign

    public, revocation = (out.with_name(f"{out.name}.{end}") for end in ("pub", "revocation"))
    signature = revocation.with_name(f"{revocation.name}.minisig")
    refuse_existing(out, public, revocation, signature)
    click.echo(
        "This key is the organisation. A new one is a new id, new words and new codenames, and who reads the old one "
        "can speak in your name. A lost passphrase or file is a lost key: nobody can make it again.",
        err=True,
    )
    passphrase = ask_twice(passphrase_file, "Passphrase of the signing key", known=name)
    with plain_errors():
        secret_file, public_file = new_signing_key(passphrase)
        key = public_key_from(public_file)
        text = revocation_text(organisation_id(signing_half(key)))
        signed = sign(open_signing_key(secret_file, passphrase), text, "isthmus revocation, made in advance")
        # The secret half last: where it lies, the others do.
        for file, content in (
            (public, public_file),
            (revocation, text),
            (signature, signed),
            (out, secret_file),
        ):
            _write(file, content)
    if as_json:
        print_json({"public_key": str(public), "revocation": str(signature), **organisation_as_json(key)})
        return
    say_organisation(key)
    click.echo(
        f"{out} is the key of {name}: it is needed once a year, so keep it on a machine or stick of its own. {public} "
        f"goes to the desk. {signature} with {revocation} goes to somebody else: whoever has them can end this key.",
        err=True,
    )


def _write(file: Path, content: bytes) -> None:
    from isthmus.files.atomic_write import whole_file
    from isthmus.store.desk.manifest import sync_folder

    with whole_file(file) as target:
        target.write(content)
    sync_folder(file.parent)
