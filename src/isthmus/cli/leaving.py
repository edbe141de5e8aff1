"""What `isthmus export` writes beside the register: a list in its own columns, and the files of documents."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from isthmus.cli.failure import Failure
from isthmus.core.messages import Message

if TYPE_CHECKING:
    from isthmus.actions.desk.leaving import WrittenFiles

__all__ = ["export_list_by", "refuse_beside_list", "say_files"]

_SHOWN = 20
LIST_FORMS = (".csv", ".xlsx")


def refuse_beside_list(*, with_names: bool, others: bool) -> None:
    """Raise `click.UsageError` where options do not go together with a list that goes back out."""
    if not with_names:
        raise click.UsageError(
            "A list holds names as it came: say --with-names, and what they are needed for."
        )
    if others:
        raise click.UsageError(
            "--mapping goes with --with-names and --purpose alone; PATH ends in .csv or .xlsx."
        )


def export_list_by(mapping_path: Path, path: Path, purpose: str) -> None:
    """Write the list that came in by a mapping."""
    from isthmus.actions.desk.accounts import owner
    from isthmus.actions.desk.export import PurposeMissing
    from isthmus.actions.desk.leaving import ListUnknown, MappingGone, export_list
    from isthmus.cli.mapping import mapping_or_exit
    from isthmus.files.atomic_write import whole_file
    from isthmus.files.table.list_writing import list_bytes
    from isthmus.language import english

    form = path.suffix.lower()
    if form not in LIST_FORMS:
        raise click.UsageError("A list is written as CSV or XLSX: let PATH end in .csv or .xlsx.")
    try:
        mapping = mapping_or_exit(mapping_path)
        found = export_list(mapping.name, mapping=mapping, purpose=purpose, actor=owner())
    except (ListUnknown, MappingGone, PurposeMissing) as refused:
        raise Failure(refused.message) from None
    with whole_file(path) as file:
        file.writelines(list_bytes(form, found.columns, found.rows))
    path.with_name(f"{path.name}.head.txt").write_text(found.head, encoding="utf-8")
    click.echo(english(Message("list.went_out", path=str(path), n=len(found.rows), closed=found.closed)))
    if found.grounds:
        click.echo(english(Message("list.grounds_closed", columns=found.grounds)))


def say_files(files: "WrittenFiles") -> None:
    """Say what was written of files. Raises `Failure` where one is not what came in."""
    from isthmus.language import english

    click.echo(english(Message("export.files", n=files.written, sealed=files.sealed)))
    if files.wrong:
        raise Failure(Message("export.files_wrong", n=len(files.wrong), documents=files.wrong[:_SHOWN]))
