"""Sealing: what is marked as sealed goes under the keepers' key, and a random token stands in its cell.

The token is no digest of the text. Whoever has the passphrase of the workspace could try names against a digest.
"""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import batched
from typing import Any
from uuid import UUID

from pyrage import x25519

from isthmus.actions.desk.changing import change_rows
from isthmus.actions.desk.recorded import TOKENS, Recorder
from isthmus.actions.desk.staging import key_of, known_rows
from isthmus.core.custody.rows import leaves_of
from isthmus.core.workbook.rows import Row, Workbook
from isthmus.core.workbook.schema import SHEETS
from isthmus.core.workbook.tokens import SEALED_TEXTS, is_token
from isthmus.store.desk.derive import AffectedRows, refresh
from isthmus.store.desk.keyring import Keyring
from isthmus.store.desk.models import (
    SHEET_MODELS,
    WHOLE_VERSION,
    Arrival,
    Commitment,
    CommittedRow,
    LinkMemory,
    Note,
    SealedCell,
    Version,
)
from isthmus.store.desk.queries.custody import table_named
from isthmus.store.desk.queries.notes import is_row_sealed, rows_of_notes
from isthmus.store.desk.queries.workbook import some, whole
from isthmus.store.desk.sealing_key import (
    open_text,
    random_token,
    recipient_in_use,
    seal_text,
    seal_text_again,
)

__all__ = [
    "NOTE_TEXTS",
    "OpenedRow",
    "Sealer",
    "open_row",
    "open_versions",
    "seal_again",
    "seal_earlier",
    "seal_register",
    "sealer",
]

_BATCH = 2_000
# What of a note is sealed with its row.
NOTE_TEXTS = ("text", "answer")


@dataclass(frozen=True, slots=True)
class OpenedRow:
    """What is sealed of a row as it is, by column, and of its earlier versions."""

    cells: Mapping[str, str]
    versions: tuple[Mapping[str, str], ...]


class Sealer:
    """Puts tokens in the place of what is marked, and keeps the texts, sealed, until their rows are saved."""

    def __init__(self, recipient: x25519.Recipient) -> None:
        self._recipient = recipient
        self._sealed: list[tuple[str, str, SealedCell]] = []

    def closed(self, rows: Workbook) -> Workbook:
        """Return rows without what is marked as sealed."""
        sheets = {
            sheet: tuple(self._row(sheet, row, columns) for row in getattr(rows, sheet))
            for sheet, columns in SEALED_TEXTS.items()
        }
        return replace(rows, **sheets)  # type: ignore[arg-type]

    def _row(self, sheet: str, row: Any, columns: Sequence[str]) -> Row:  # noqa: ANN401  a row of any sheet with marks
        if row.protection != "sealed":
            return row  # type: ignore[no-any-return]
        texts = {name: text for name in columns if (text := getattr(row, name)) and not is_token(text)}
        return replace(row, **{name: self._token(sheet, row.id, name, text) for name, text in texts.items()})  # type: ignore[no-any-return]

    def _token(self, sheet: str, ref: str, column: str, text: str) -> str:
        token = random_token()
        self._sealed.append((sheet, ref, self.cell(token, column, text)))
        return token

    def cell(self, token: str, column: str, text: str) -> SealedCell:
        """Return a text, sealed, of a row that is yet to be named."""
        found = seal_text(text, self._recipient)
        return SealedCell(token=token, column=column, commitment=found.commitment, ciphertext=found.sealed)

    def arrival(self, arrival: Arrival) -> list[SealedCell]:
        """Put a token in the place of what a sealed document's file was called; return its text, sealed."""
        if not arrival.name or is_token(arrival.name):
            return []
        cell = self.cell(random_token(), "name", arrival.name)
        arrival.name, cell.row = cell.token, arrival.uid
        return [cell]

    def note(self, note: Note) -> list[SealedCell]:
        """Put tokens in the place of what is written in the note of a sealed row; return its texts, sealed."""
        cells = []
        for column in NOTE_TEXTS:
            text = getattr(note, column)
            if text and not is_token(text):
                cell = self.cell(random_token(), column, text)
                setattr(note, column, cell.token)
                cell.row = note.uid
                cells.append(cell)
        return cells

    def save(self, event: Recorder) -> None:
        """Save the sealed texts in the event that saved their rows."""
        uids = {
            sheet: _uids(sheet, {ref for each, ref, _ in self._sealed if each == sheet})
            for sheet in SEALED_TEXTS
        }
        for sheet, ref, cell in self._sealed:
            cell.row = uids[sheet][ref]
        event.commit_many([cell for _, _, cell in self._sealed])
        self._sealed = []


def _uids(sheet: str, refs: Collection[str]) -> dict[str, UUID]:
    found = some(SHEET_MODELS[sheet]._default_manager.all(), refs, "ref", "uid", by="ref")
    return {str(ref): UUID(str(uid)) for ref, uid in found}


def sealer() -> Sealer | None:
    """Return what seals to the keepers' key; None where nobody is a keeper. Raises SealingKeyForged."""
    recipient = recipient_in_use()
    return Sealer(recipient) if recipient else None


def _sealed_refs(rows: Workbook) -> dict[str, list[str]]:
    return {
        sheet: [key_of(row) for row in getattr(rows, sheet) if row.protection == "sealed"]
        for sheet in SEALED_TEXTS
    }


def seal_earlier(rows: Workbook, event: Recorder, seal: Sealer) -> bool:
    """Seal what is kept of rows marked as sealed beside them: earlier versions, notes, what their files were called.

    Return whether there was any. What linking remembers goes: it was made of texts that are sealed now.
    """
    refs = _sealed_refs(rows)
    cells = [
        cell
        for sheet, listed in refs.items()
        for uid in _uids(sheet, listed).values()
        for cell in _seal_versions(uid, SEALED_TEXTS[sheet], seal)
    ]
    for arrival in Arrival.objects.filter(document__ref__in=refs["documents"]):
        if sealed := seal.arrival(arrival):
            event.commit(arrival)
            cells += [*sealed, *_seal_versions(arrival.uid, ("name",), seal)]
    if any(refs.values()):
        cells += _seal_notes(event, seal)
    event.commit_many(cells)
    if cells:
        LinkMemory.objects.all().delete()
    return bool(cells)


def _seal_notes(event: Recorder, seal: Sealer) -> Iterator[SealedCell]:
    """Seal what is written in clear in notes on rows that are sealed now, or are part of one."""
    notes = list(Note.objects.order_by("pk"))
    rows = rows_of_notes(notes)
    for note in notes:
        if is_row_sealed(rows.get(note.row)) and (sealed := seal.note(note)):
            event.commit(note)
            yield from sealed
            yield from _seal_versions(note.uid, NOTE_TEXTS, seal)


def _seal_versions(uid: UUID, names: Collection[str], seal: Sealer) -> Iterator[SealedCell]:
    """Seal versions that hold a text in clear in one of these columns."""
    for version in Version.objects.filter(row=uid.bytes, leaves=b"").order_by("pk"):
        columns = _columns(version)
        cells = dict(zip(columns, version.values, strict=True))
        if any(text and not is_token(text) for name in names if (text := cells.get(name))):
            yield _sealed_version(version, columns, seal)


def _columns(version: Version) -> tuple[str, ...]:
    made = Commitment.objects.filter(row=version.row, root=version.root, operation__in=("add", "change"))
    return table_named(made.values_list("table", flat=True)[0])[1]


def _sealed_version(version: Version, columns: Sequence[str], seal: Sealer) -> SealedCell:
    text = json.dumps({"key": bytes(version.key).hex(), "cells": version.values}, ensure_ascii=False)
    cell = seal.cell(bytes(version.root).hex(), WHOLE_VERSION, text)
    cell.row = UUID(bytes=bytes(version.row))
    version.leaves = b"".join(leaves_of(bytes(version.key), columns, version.values))
    version.held = " ".join(TOKENS.findall(version.cells))
    version.key, version.cells = b"", ""
    version.save()
    return cell


def seal_register(event: Recorder, seal: Sealer) -> None:
    """Seal what is marked and lies in clear, with its earlier versions: where there was no keeper until now."""
    register = whole()
    marked = {
        sheet: tuple(row for row in getattr(register, sheet) if row.protection == "sealed")
        for sheet in SEALED_TEXTS
    }
    rows = Workbook(**{sheet.name: marked.get(sheet.name, ()) for sheet in SHEETS})  # type: ignore[arg-type]
    touched = AffectedRows()
    change_rows(seal.closed(rows), rows, known_rows(rows), event, touched)
    seal.save(event)
    seal_earlier(rows, event, seal)
    refresh(touched)


def seal_again(event: Recorder, old: Keyring, recipient: x25519.Recipient) -> None:
    """Seal everything to another key. Commitments stay, since the random bytes do."""
    for cells in batched(SealedCell.objects.order_by("pk").iterator(_BATCH), _BATCH):
        for cell in cells:
            given = (bytes(cell.ciphertext), cell.commitment, old.identities)
            cell.ciphertext = seal_text_again(*given, recipient)
        event.commit_many(cells)


def open_row(row: CommittedRow, keyring: Keyring) -> OpenedRow:
    """Return what is sealed of a row; raises SealedTextDamaged."""
    cells, versions = {}, []
    for cell in SealedCell.objects.filter(row=row.uid).order_by("pk"):
        text = open_text(bytes(cell.ciphertext), cell.commitment, keyring.identities)
        if cell.column == WHOLE_VERSION:
            versions.append(_opened_version(row, cell, text))
        elif getattr(row, cell.column) == cell.token:
            cells[cell.column] = text
        else:
            versions.append({cell.column: text})
    return OpenedRow(cells, tuple(versions))


def open_versions(uid: UUID, keyring: Keyring) -> dict[bytes, Mapping[str, str]]:
    """Return the cells of the sealed earlier versions of a row, by their commitments; raises SealedTextDamaged."""
    found: dict[bytes, Mapping[str, str]] = {}
    for cell in SealedCell.objects.filter(row=uid, column=WHOLE_VERSION):
        version = Version.objects.filter(row=uid.bytes, root=bytes.fromhex(cell.token)).first()
        if version is not None:
            text = open_text(bytes(cell.ciphertext), cell.commitment, keyring.identities)
            found[bytes(version.root)] = dict(zip(_columns(version), json.loads(text)["cells"], strict=True))
    return found


def _opened_version(row: CommittedRow, cell: SealedCell, text: str) -> dict[str, str]:
    version = Version.objects.get(row=row.uid.bytes, root=bytes.fromhex(cell.token))
    return dict(zip(_columns(version), json.loads(text)["cells"], strict=True))
