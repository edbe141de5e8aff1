"""`isthmus custody history`, `prove`, `forget`: one row, its versions, and what a stranger can check of them."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from isthmus.cli.offline import as_json_option, print_json
from isthmus.cli.opening import opened, passphrase_file, plain_errors
from isthmus.cli.workspace import InWorkspace, folder
from isthmus.language import english

if TYPE_CHECKING:
    from uuid import UUID

    from isthmus.actions.desk.history import RowEvent

__all__ = ["COMMANDS"]

_row = click.argument("row", metavar="ROW")
_DONE = {
    "add": "added",
    "change": "changed",
    "forget": "an earlier version was destroyed",
    "remove": "destroyed, with all versions",
}


@click.command("history", cls=InWorkspace)
@folder
@_row
@as_json_option
@passphrase_file
def history(folder: Path, row: str, as_json: bool, passphrase_file: Path | None) -> None:
    """Say what was done to ROW in DIR: who, when, from what to what, and why.

    ROW is an id, SHEET:ID where two sheets have the same id, or the random number that the log knows it by.
    What is sealed is shown: this is for those who have the passphrase.
    """
    opened(folder, passphrase_file)
    from isthmus.actions.desk.history import history_of

    with plain_errors():
        uid, table = _named(row)
        told = history_of(uid)
    if as_json:
        print_json(
            {"row": uid.hex, "table": table, "history": [_as_json(each) for each in told]},
        )
    else:
        click.echo("\n".join([f"{table} {uid.hex}", *(line for each in told for line in _in_words(each))]))


@click.command("prove", cls=InWorkspace)
@folder
@_row
@click.option("--column", "columns", multiple=True, required=True, help="A column to show; can be repeated.")
@click.option(
    "--event", type=click.IntRange(min=0), help="The version that this event made, instead of the last."
)
@click.option("-o", "--out", type=click.Path(dir_okay=False, path_type=Path), help="Where to write it.")
@passphrase_file
def prove(
    folder: Path,
    row: str,
    columns: tuple[str, ...],
    event: int | None,
    out: Path | None,
    passphrase_file: Path | None,
) -> None:
    """Write a proof that ROW in DIR held what it holds in some columns, and nothing of the others.

    A stranger checks it with SHA-256 and Ed25519 alone: docs/reference/custody.md says how. The log's public key is in
    workspace.json; make it known by another way than the proof.
    """
    workspace = opened(folder, passphrase_file)
    from isthmus.actions.desk.proving import prove as proven
    from isthmus.store.base.keys import verify_signature

    with plain_errors():
        proof = proven(_named(row)[0], columns, event)
        proof.check(
            workspace.manifest.log_key, lambda *signed: verify_signature(workspace.signer.public, *signed)
        )
    text = json.dumps(proof.as_json(), ensure_ascii=False, separators=(",", ":"))
    if out is None:
        click.echo(text)
        return
    with plain_errors():
        out.write_text(f"{text}\n", encoding="utf-8")
    click.echo(
        f"{out} shows {', '.join(columns)} to anybody who has the log's key: {workspace.manifest.log_key}"
    )


@click.command("forget", cls=InWorkspace)
@folder
@_row
@click.option(
    "--event", type=click.IntRange(min=0), required=True, help="The event that made the version to destroy."
)
@click.option("--because", required=True, help="Why; it stays in the log of the workspace, so name nobody.")
@passphrase_file
def forget(folder: Path, row: str, event: int, because: str, passphrase_file: Path | None) -> None:
    """Destroy one earlier version of ROW in DIR, such as one that held a real name by mistake.

    The row as it is now stays. The log goes on to say that there was a version; what it held is gone, with its key.
    Backups made before hold it until they are destroyed.
    """
    opened(folder, passphrase_file)
    from isthmus.actions.desk.accounts import owner
    from isthmus.actions.desk.history import forget_versions

    with plain_errors():
        done = forget_versions(_named(row)[0], event, reason=because, actor=owner())
    click.echo(
        f"{done.n} earlier {'version was' if done.n == 1 else 'versions were'} destroyed. "
        "Backups made until now still hold it: destroy them, or keep them as carefully."
    )
    for message in done.left:
        click.echo(english(message))


COMMANDS = (history, prove, forget)


def _named(row: str) -> "tuple[UUID, str]":
    from uuid import UUID

    from isthmus.actions.desk.history import RowUnknown, find_row, history_of

    try:
        found = find_row(row)
    except RowUnknown:
        # A row that was destroyed has no id any more; the log knows its number.
        if len(row.replace("-", "")) == 32 and history_of(UUID(row)):
            return UUID(row), "row"
        raise
    return found.uid, str(found._meta.model_name)


def _as_json(told: "RowEvent") -> dict[str, object]:
    return {
        "event": told.event,
        "at": told.at.isoformat(),
        "action": told.action,
        "account": told.actor.number,
        "name": told.actor.name,
        "reason": told.reason,
        "operation": told.operation,
        "root": told.root.hex(),
        "cells": dict(told.cells) if told.cells is not None else None,
        "changes": [
            {"column": each.column, "before": each.before, "after": each.after} for each in told.changes
        ],
        "forgotten": told.forgotten,
        "sealed": told.is_sealed,
        "altered": told.is_altered,
    }


def _in_words(told: "RowEvent") -> Iterator[str]:
    done = f"{_DONE[told.operation]} by {told.actor.name} ({told.action})"
    yield f"event {told.event}, {told.at:%Y-%m-%d %H:%M} UTC: {done}"
    if told.reason:
        yield f"  because: {told.reason}"
    for each in told.changes:
        yield f"  {each.column}: {each.before or '(empty)'} -> {each.after or '(empty)'}"
    if told.forgotten is not None:
        yield f"  the version from event {told.forgotten}"
    elif told.is_altered:
        yield "  what is kept of this version is not what was recorded: run `isthmus custody verify`"
    elif told.is_sealed:
        yield "  this version is sealed"
    elif told.cells is None and told.operation in ("add", "change"):
        yield "  this version was destroyed"
    elif told.operation == "add" and told.cells is not None:
        yield from (
            f"  {column}: {cell}" for column, cell in told.cells.items() if cell and "#" not in column
        )
