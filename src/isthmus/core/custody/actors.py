"""Who acts, and what each may do. A number is given once and never again: a new account of an old name is another."""

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from isthmus.core.messages import Message, MessageError

__all__ = ["PROGRAM", "Action", "ActionRefused", "Actor", "ActorKind", "may", "refuse_unless_allowed"]


class ActorKind(StrEnum):
    """`owner`: has the passphrase and acts on the workspace's own machine; `program`: what Isthmus does by itself."""

    ACCOUNT = "account"
    OWNER = "owner"
    PROGRAM = "program"


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts: known by the number, shown by the name."""

    number: int
    name: str
    kind: ActorKind

    def __str__(self) -> str:
        return self.name


PROGRAM = Actor(0, "isthmus", ActorKind.PROGRAM)


class Action(StrEnum):
    """Every action that is recorded, by the name that stands in its event."""

    ADD_ACCOUNT = "add_account"
    ADD_FILE = "add_file"
    ADD_KEEPER = "add_keeper"
    ANSWER_NOTE = "answer_note"
    BACK_UP = "back_up"
    BRING_BACK_ESTIMATE = "bring_back_estimate"
    BRING_IN_LIST = "bring_in_list"
    CHANGE_ESTIMATE = "change_estimate"
    CODE_DOCUMENT = "code_document"
    CODE_MORE = "code_more"
    CORRECT_ROW = "correct_row"
    DESTROY_ESTIMATE_RUN = "destroy_estimate_run"
    DESTROY_NOTE = "destroy_note"
    DESTROY_ROW = "destroy_row"
    DESTROY_THREAD = "destroy_thread"
    ENTER_ROW = "enter_row"
    ESTIMATE = "estimate"
    EXPORT_WITH_NAMES = "export_with_names"
    FORGET_VERSION = "forget_version"
    HOLD_DOCUMENT = "hold_document"
    IMPORT_WORKBOOK = "import_workbook"
    JUDGE = "judge"
    LEAVE_OUT_ROWS = "leave_out_rows"
    LEAVE_PAIRS_UNSURE = "leave_pairs_unsure"
    LINK_RUN = "link_run"
    MAKE_DOCUMENT_OF_LETTER = "make_document_of_letter"
    MAKE_WORKSPACE = "make_workspace"
    OPEN_SEALED = "open_sealed"
    PLAN_ESTIMATE = "plan_estimate"
    READ_FILE = "read_file"
    REINSTATE_JUDGEMENT = "reinstate_judgement"
    RELEASE_DOCUMENT = "release_document"
    REMOVE_ACCOUNT = "remove_account"
    REMOVE_ESTIMATE = "remove_estimate"
    REMOVE_KEEPER = "remove_keeper"
    REOPEN_PAIRS = "reopen_pairs"
    RESTORE_BACKUP = "restore_backup"
    SET_LINK_THRESHOLD = "set_link_threshold"
    SPLIT = "split"
    UNDO_LINK_RUN = "undo_link_run"
    UNDO = "undo"
    WITHDRAW_JUDGEMENT = "withdraw_judgement"
    WRITE_NOTE = "write_note"


_OF_THE_PROGRAM = frozenset({Action.MAKE_WORKSPACE, Action.RESTORE_BACKUP})
_OF_THE_OWNER = frozenset({Action.ADD_KEEPER, Action.REMOVE_KEEPER})
# Accounts may do the same as the owner until an organisation has roles, but for who keeps the keys; what makes a
# workspace is nobody's.
_ALLOWED = MappingProxyType(
    {
        ActorKind.PROGRAM: _OF_THE_PROGRAM,
        ActorKind.OWNER: frozenset(Action) - _OF_THE_PROGRAM,
        ActorKind.ACCOUNT: frozenset(Action) - _OF_THE_PROGRAM - _OF_THE_OWNER,
    }
)


class ActionRefused(MessageError):
    """An actor may not do what was asked; nothing was done, and no event says otherwise."""


def may(actor: Actor, action: str) -> bool:
    """Return whether the actor may do this. Raises ValueError for an action that is in no list."""
    return Action(action) in _ALLOWED[actor.kind]


def refuse_unless_allowed(actor: Actor, action: str) -> None:
    """Raise ActionRefused unless the actor may do this, ValueError for an action that is in no list."""
    if not may(actor, action):
        raise ActionRefused(Message("custody.action_refused", name=actor.name, action=action))
