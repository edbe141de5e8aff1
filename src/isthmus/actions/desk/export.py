"""What leaves the workspace: the register with what is marked closed, and names only for a stated purpose."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from isthmus.actions.desk.custody import signed_head
from isthmus.actions.desk.recorded import recorded
from isthmus.core.custody.actors import Actor
from isthmus.core.messages import Message, MessageError
from isthmus.core.workbook.closing import ClosedRegister, Quotes, closed
from isthmus.core.workbook.rows import Judgement, Workbook
from isthmus.core.workbook.schema import SIDES
from isthmus.core.workbook.tokens import Tokens
from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.models import Mention, NamedExport, PersonMention, Source, Statement
from isthmus.store.desk.queries.workbook import whole

__all__ = [
    "NAMED_ROLES",
    "ExportedRegister",
    "PurposeMissing",
    "close_register",
    "concerned_mentions",
    "export_register",
    "foreseen_exports",
    "leaving_judgement",
    "record_named_export",
    "workspace_tokens",
]

# Whose names leave only as an export with names.
NAMED_ROLES = ("victim", "witness")
# FollowTheMoney holds neither: what was closed of them and what was left open is not said of such a file.
_NOT_IN_FTM = ("quotes", "texts", "ids", "coders")


class PurposeMissing(MessageError):
    """Names leave for a purpose or not at all."""


@dataclass(frozen=True, slots=True)
class ExportedRegister:
    """The register as it may leave, the signed head of the log it leaves with, and what was closed and left open."""

    register: ClosedRegister
    head: str
    form: str

    @property
    def workbook(self) -> Workbook:
        """Return the rows as they leave."""
        return self.register.workbook

    @property
    def closed(self) -> tuple[Message, ...]:
        """Return what was closed, by kind."""
        return tuple(self._told("closed", self.register.closed))

    @property
    def open(self) -> tuple[Message, ...]:
        """Return what was left open, by kind."""
        return tuple(self._told("open", self.register.open))

    def _told(self, what: str, counted: Mapping[str, int]) -> Iterator[Message]:
        for kind, n in sorted(counted.items()):
            if n and not (self.form == "ftm" and kind.startswith(_NOT_IN_FTM)):
                yield Message(f"export.{what}.{kind}", n=n)


def export_register(
    *,
    names: bool = False,
    purpose: str = "",
    form: str = "workbook",
    quotes: Quotes = Quotes.LEAVE,
    actor: Actor,
    at: datetime | None = None,
) -> ExportedRegister:
    """Return the register as it may leave.

    With `names`, who asks has proven the workspace's passphrase again; that it happened is logged with its purpose.
    """
    if names:
        record_named_export(form, purpose.strip(), actor, at or datetime.now(UTC))
    return ExportedRegister(close_register(names=names, quotes=quotes), signed_head(), form)


def close_register(*, names: bool = False, quotes: Quotes = Quotes.LEAVE) -> ClosedRegister:
    """Return the register with what is closed as tokens that this workspace reads back."""
    return closed(whole(), workspace_tokens(), named=concerned_mentions(), names=names, quotes=quotes)


def foreseen_exports() -> tuple[ExportedRegister, ExportedRegister]:
    """Return what an export would close and leave open, without names and with; nothing leaves."""
    register, named, tokens = whole(), concerned_mentions(), workspace_tokens()
    without, with_names = (closed(register, tokens, named=named, names=names) for names in (False, True))
    return ExportedRegister(without, "", "workbook"), ExportedRegister(with_names, "", "workbook")


def workspace_tokens() -> Tokens:
    """Return the tokens of the open workspace."""
    return Tokens(current_workspace().keys.tokens)


def concerned_mentions() -> frozenset[str]:
    """Return the mentions of everybody who is a victim or a witness anywhere."""
    persons = PersonMention.objects.filter(mention__role__in=NAMED_ROLES).values("person")
    return frozenset(PersonMention.objects.filter(person__in=persons).values_list("mention__ref", flat=True))


def leaving_judgement(row: Judgement) -> Judgement:
    """Return a judgement as a file without names may hold it: what is marked goes by a token."""
    sheet = SIDES[row.kind]
    marked = _WITH_MARKS.get(sheet)
    if marked is None:
        return row
    found = marked.objects.filter(ref__in=(row.left, row.right), protection__in=("confidential", "sealed"))
    tokens = workspace_tokens()
    called = {ref: tokens.of_id(sheet, ref) for ref in found.values_list("ref", flat=True)}
    return replace(row, left=called.get(row.left, row.left), right=called.get(row.right, row.right))


_WITH_MARKS: Mapping[str, type[Mention | Source | Statement]] = {
    "mentions": Mention,
    "sources": Source,
    "statements": Statement,
}


def record_named_export(form: str, purpose: str, actor: Actor, at: datetime) -> None:
    """Log that names leave, and for what. Raises `PurposeMissing` where nobody says for what."""
    if not purpose:
        raise PurposeMissing(Message("export.purpose"))
    with recorded(action="export_with_names", actor=actor, at=at) as event:
        event.commit(NamedExport(form=form, purpose=purpose, by_id=actor.number, at=at))
