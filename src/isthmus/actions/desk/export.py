"""What leaves the workspace: the register with sealed sources closed, and victims' names only for a stated purpose."""

from dataclasses import dataclass
from datetime import UTC, datetime

from isthmus.actions.desk.custody import signed_head
from isthmus.actions.desk.recorded import recorded
from isthmus.actions.desk.tokens import is_token, sealed
from isthmus.core.custody.actors import Actor
from isthmus.core.messages import Message, MessageError
from isthmus.core.workbook.rows import Workbook
from isthmus.store.desk.models import NamedExport
from isthmus.store.desk.queries.workbook import whole

__all__ = ["ExportedRegister", "PurposeMissing", "export_register"]


class PurposeMissing(MessageError):
    """Names leave for a purpose or not at all."""


@dataclass(frozen=True, slots=True)
class ExportedRegister:
    """The register as it may leave, the signed head of the log it leaves with, and what was closed.

    `hidden_names` and `hidden_sources` count the mentions and sources that carry tokens. Where a sealed source's
    control by another is closed too (`hidden_control`), lines worked out from the export alone may be too many.
    """

    workbook: Workbook
    head: str
    hidden_names: int
    hidden_sources: int
    hidden_control: int


def export_register(
    *,
    names: bool = False,
    purpose: str = "",
    form: str = "workbook",
    actor: Actor,
    at: datetime | None = None,
) -> ExportedRegister:
    """Return the register as it may leave. With `names`, who asks has proven the passphrase again; it is logged."""
    if names:
        _record(form, purpose.strip(), actor, at or datetime.now(UTC))
    workbook = sealed(whole(), names=names)
    stand_ins = sum(is_token(row.id) for row in workbook.sources)
    return ExportedRegister(
        workbook,
        signed_head(),
        hidden_names=sum(is_token(row.name) or is_token(row.other_names) for row in workbook.mentions),
        hidden_sources=sum(is_token(row.name) for row in workbook.sources) - stand_ins,
        hidden_control=sum(is_token(row.affiliation) for row in workbook.sources),
    )


def _record(form: str, purpose: str, actor: Actor, at: datetime) -> None:
    if not purpose:
        raise PurposeMissing(Message("export.purpose"))
    with recorded(action="export_with_names", actor=actor, at=at) as event:
        event.commit(NamedExport(form=form, purpose=purpose, by_id=actor.number, at=at))
