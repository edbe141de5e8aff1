"""Every kind of writing to a workspace, each with how to see that it is there: for those who kill it meanwhile."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.custody_desk_writings import DESK_WRITINGS, fill_desk, fill_every_table
from benchmarks.custody_list_writings import LIST_WRITINGS, KnownStates, fill_lists

if TYPE_CHECKING:
    from pyrage import x25519

    from isthmus.core.custody.actors import Actor
    from isthmus.core.workbook.rows import Workbook
    from isthmus.store.desk.workspace import Workspace

__all__ = ["PASSPHRASE", "WRITINGS", "Writing", "fill", "fill_whole", "open_in_place"]

PASSPHRASE = "a passphrase for a benchmark only"
ANOTHER = "another passphrase of six random words"
CANARY = "Kanarienvogel"
CONTENT = b"an interview that nobody reads " * 4_000
NEW_CONTENT = b"a page of notes that nobody reads " * 9_000


@dataclass(frozen=True)
class Writing:
    """Something that is written, and whether it is there.

    `events`: how many the log has more of then; `before`: what is written first, and is not killed.
    """

    name: str
    write: Callable[[], object]
    there: Callable[[], bool]
    events: int | None = 1
    before: Callable[[], object] | None = None


@cache
def keys() -> "tuple[x25519.Identity, x25519.Identity, x25519.Identity]":
    """Return the identities of two keepers, and of one who may become the third."""
    from pyrage import x25519

    return x25519.Identity.generate(), x25519.Identity.generate(), x25519.Identity.generate()


def _actor() -> "Actor":
    from isthmus.actions.desk.accounts import owner

    return owner()


def _workspace() -> "Workspace":
    from isthmus.store.desk.django_setup import current_workspace

    return current_workspace()


def _beside(name: str) -> Path:
    return _workspace().folder.parent / name


def open_in_place(workspace: "Workspace") -> None:
    """Let this process, which was booted already, go on with another workspace."""
    from django.conf import settings
    from django.db import connections

    from isthmus.store.desk.django_setup import database_settings

    for alias in ("default", "scratch"):
        connections[alias].close()
        del connections[alias]
    settings.ISTHMUS_WORKSPACE = workspace
    connections.settings = connections.configure_settings(database_settings(workspace))


def fill() -> None:
    """Fill an empty workspace: the sample case, a judgement, a document with its file, a list, notes, two keepers."""
    from isthmus.actions.desk.backup import back_up
    from isthmus.actions.desk.importing import import_sample
    from isthmus.actions.desk.judge import judge
    from isthmus.actions.desk.keepers import add_keeper

    import_sample(actor=_actor())
    judge(kind="incident", left="a6", right="a7", decision="unsure", actor=_actor(), because="so")
    _code("d90", CONTENT)
    _import(_with_quote(f"{CANARY} Q"))
    fill_desk()
    first, second, _ = keys()
    add_keeper(name="Mara", recipient=str(first.to_public()), actor=_actor())
    add_keeper(name="Noor", recipient=str(second.to_public()), actor=_actor(), opened_by=first)
    back_up(_workspace(), _beside("made-before"), actor=_actor())


def fill_whole() -> None:
    """Fill an empty workspace so that each table of the register has rows, some of them changed, sealed, undone."""
    fill()
    named = {each.name: each for each in WRITINGS}
    for name in (
        "a note",
        "an answer",
        "an undo",
        "a judgement",
        "a correction",
        "a document's file",
        "a link run",
    ):
        named[name].write()
    fill_lists()
    for name in ("an account", "a withdrawal", "sealing later", "a version forgotten"):
        named[name].write()
    fill_every_table()


def _code(ref: str, content: bytes) -> None:
    from isthmus.actions.desk.code_document import code_document
    from isthmus.core.workbook.rows import Document, Workbook
    from isthmus.store.desk.models import Source

    author = Source.objects.order_by("ref").values_list("ref", flat=True)[0]
    rows = Workbook(documents=(Document(ref, "An interview", (author,), "yes"),))
    code_document(rows=rows, content=content, file_name="interview.txt", actor=_actor())


def _coded() -> bool:
    from isthmus.store.desk.models import Document

    found = Document.objects.filter(ref="d91").first()
    return found is not None and _workspace().blobs.read(found.content) == NEW_CONTENT


def _import(workbook: "Workbook") -> None:
    from isthmus.actions.desk.import_workbook import apply_import, plan_import

    apply_import(plan_import(workbook), actor=_actor(), accept_because="put right")


def _first_statement(**changes: Any) -> "Workbook":  # noqa: ANN401  (of the columns that change)
    from isthmus.store.desk.queries.workbook import whole

    register = whole()
    first, *rest = sorted(register.statements, key=lambda each: (each.id.startswith("list"), each.id))
    return replace(register, statements=(replace(first, **changes), *rest))


def _with_quote(quote: str) -> "Workbook":
    return _first_statement(quote=quote)


def _overwrite() -> None:
    from isthmus.core.workbook.rows import Place

    register = _first_statement()
    # Statements of a list quote its row, and say so in their place.
    statements = tuple(
        each if each.id.startswith("list") else replace(each, locator="p. 99") for each in register.statements
    )
    places = (*register.places, *(Place(f"p9{number}", f"Village {number}") for number in range(50)))
    _import(replace(register, statements=statements, places=places))


def _overwritten() -> bool:
    from isthmus.store.desk.models import Place, Statement

    statements = set(Statement.objects.exclude(ref__startswith="list").values_list("locator", flat=True))
    assert (statements == {"p. 99"}) == (Place.objects.filter(ref__startswith="p9").count() == 50)
    return statements == {"p. 99"}


def _sealed() -> bool:
    from isthmus.store.desk.models import SealedCell, Statement, Version

    first: Any = Statement.objects.exclude(ref__startswith="list").order_by("ref")[0]
    is_there: bool = first.protection == "sealed"
    in_clear = Version.objects.filter(cells__contains=CANARY).exists() or CANARY in first.quote
    assert is_there != in_clear
    assert is_there == SealedCell.objects.exists()
    return is_there


def _destroy() -> None:
    from isthmus.actions.desk.destroying import destroy
    from isthmus.actions.desk.history import find_row

    destroy(find_row("d90"), reason="asked for", actor=_actor())


def _destroyed() -> bool:
    from isthmus.store.desk.models import Document

    gone = not Document.objects.filter(ref="d90").exists()
    assert gone != (_workspace().blobs.name_of(CONTENT) in _workspace().blobs)
    return gone


def _judge() -> None:
    from isthmus.actions.desk.judge import judge

    judge(kind="incident", left="a6", right="a8", decision="different", actor=_actor(), because="so")


def _judged() -> bool:
    from isthmus.store.desk.models import Judgement

    return Judgement.objects.filter(left_act__ref="a6", right_act__ref="a8", because="so").exists()


def _correct() -> None:
    from isthmus.actions.desk.correcting import correct, plan_correction
    from isthmus.actions.desk.history import find_row

    row: Any = find_row("d90")
    correct(plan_correction(row, {"title": "An interview of May"}), reason="a slip", actor=_actor())


def _corrected() -> bool:
    from isthmus.store.desk.models import Document, Version

    title = Document.objects.get(ref="d90").title
    is_there = title == "An interview of May"
    assert is_there == Version.objects.filter(cells__contains='"An interview"').exists()
    return is_there


def _take_in() -> None:
    from isthmus.actions.desk.documents import Artefact, take_in
    from isthmus.store.desk.models import Document

    take_in(Document.objects.get(ref="d3"), Artefact(NEW_CONTENT, "article.txt", "a shelf"), actor=_actor())


def _taken_in() -> bool:
    from isthmus.store.desk.models import Document

    found = Document.objects.get(ref="d3")
    is_there = found.held == "yes"
    assert found.arrivals.count() == (2 if is_there else 0)
    assert not is_there or _workspace().blobs.read(found.content) == NEW_CONTENT
    return is_there


def _note() -> None:
    from isthmus.actions.desk.history import find_row
    from isthmus.actions.desk.notes import write_note

    write_note(find_row("a6"), text="Is this the same?", is_question=True, actor=_actor())


def _noted() -> bool:
    from isthmus.store.desk.models import Note

    return Note.objects.filter(text="Is this the same?").exists()


def _undo() -> None:
    from isthmus.actions.desk.undoing import plan_undo, undo
    from isthmus.store.desk.models import Event

    undo(plan_undo(Event.objects.get(action="judge"), actor=_actor()))


def _undone() -> bool:
    from isthmus.store.desk.models import Judgement, UndoneAction

    is_there = UndoneAction.objects.exists()
    judged = Judgement.objects.get(left_act__ref="a6", right_act__ref="a7", because="so")
    assert is_there == (judged.withdrawn_at is not None)
    return is_there


def _link() -> None:
    from isthmus.actions.desk.linking import run_link

    run_link(kind="incident", actor=_actor())


def _linked() -> bool:
    from isthmus.store.desk.models import LinkRun

    return LinkRun.objects.exists()


def _add_keeper() -> None:
    from isthmus.actions.desk.keepers import add_keeper

    first, _, third = keys()
    add_keeper(name="Lina", recipient=str(third.to_public()), actor=_actor(), opened_by=first)


def _remove_keeper() -> None:
    from isthmus.actions.desk.keepers import remove_keeper

    remove_keeper(name="Noor", actor=_actor(), opened_by=keys()[0])


def _keeps(name: str) -> bool:
    """Return whether somebody is a keeper; the keyring opens for keepers and for nobody else."""
    from isthmus.actions.desk.keepers import keepers, open_workspace_keyring
    from isthmus.store.desk.keyring import KeyringShut

    standing = {each.name for each in keepers()}
    for owner, identity in zip(("Mara", "Noor", "Lina"), keys(), strict=True):
        try:
            open_workspace_keyring(identity)
        except KeyringShut:
            assert owner not in standing
        else:
            assert owner in standing
    return name in standing


def _back_up() -> None:
    from isthmus.actions.desk.backup import back_up

    assert back_up(_workspace(), _beside("backup"), actor=_actor()) == []


def _backed_up() -> bool:
    from isthmus.store.desk.archive import read_back

    if not _beside("backup").exists():
        return False
    with _beside("backup").open("rb") as file:
        read_back(file, _workspace().blobs.identity)
    return True


def _restore() -> None:
    from isthmus.actions.desk import restore as restoring

    module: Any = restoring
    module.boot = open_in_place
    assert module.restore(_beside("made-before"), _beside("restored"), PASSPHRASE).faults == ()


def _restored() -> bool:
    from isthmus.actions.desk.verifying import verify_workspace
    from isthmus.store.desk.workspace import open_workspace

    if not _beside("restored").exists():
        return False
    open_in_place(open_workspace(_beside("restored"), PASSPHRASE))
    assert verify_workspace(derived=True).sound
    open_in_place(open_workspace(_beside("w"), PASSPHRASE))
    return True


def _change_passphrase() -> None:
    from isthmus.store.base.keys import Cost
    from isthmus.store.desk.workspace import replace_passphrase

    replace_passphrase(_workspace(), ANOTHER, Cost(64, 1, 1))


def _opens_with(passphrase: str) -> bool:
    from isthmus.store.base.keys import WrongPassphrase
    from isthmus.store.desk.workspace import open_workspace

    try:
        open_workspace(_workspace().folder, passphrase)
    except WrongPassphrase:
        return False
    return True


def _passphrase_changed() -> bool:
    changed = _opens_with(ANOTHER)
    assert changed != _opens_with(PASSPHRASE)
    return changed


def _add_account() -> None:
    from isthmus.actions.desk.accounts import add_account

    add_account(name="amina", password="correct horse battery staple", actor=_actor())


def _account_added() -> bool:
    from isthmus.actions.desk.accounts import accounts

    return "amina" in accounts()


def _store() -> None:
    _workspace().blobs.add_pieces(NEW_CONTENT[at : at + 65_536] for at in range(0, len(NEW_CONTENT), 65_536))


def _stored() -> bool:
    contents = [_workspace().blobs.read(name) for name in _workspace().blobs.names()]
    assert all(
        each in (CONTENT, NEW_CONTENT) or each.startswith((b"no,name", b"mapping")) for each in contents
    )
    return NEW_CONTENT in contents


def _copy_keyring() -> None:
    from isthmus.store.desk.keyring import copy_keyring

    copy_keyring(_workspace().folder, _beside("keyring-kept"))


def _keyring_copied() -> bool:
    kept = _beside("keyring-kept")
    if not kept.exists():
        return False
    assert kept.read_bytes() == (_workspace().folder / "keyring.age").read_bytes()
    return True


def _seal() -> Any:  # noqa: ANN401  (nothing)
    return _import(_first_statement(protection="sealed"))


WRITINGS = (
    Writing("an import", _overwrite, _overwritten),
    Writing("a coded document", lambda: _code("d91", NEW_CONTENT), _coded),
    Writing("a stored file", _store, _stored, 0),
    Writing("a link run", _link, _linked),
    Writing("a judgement", _judge, _judged),
    Writing("a correction", _correct, _corrected),
    Writing("a document's file", _take_in, _taken_in),
    Writing("a note", _note, _noted),
    Writing("an undo", _undo, _undone),
    Writing("destroying", _destroy, _destroyed),
    Writing("sealing later", _seal, _sealed),
    Writing("a keeper added", _add_keeper, lambda: _keeps("Lina")),
    Writing("a keeper removed", _remove_keeper, lambda: not _keeps("Noor")),
    Writing("an account", _add_account, _account_added),
    Writing("another passphrase", _change_passphrase, _passphrase_changed, 0),
    Writing("a backup", _back_up, _backed_up, None),
    Writing("a restored backup", _restore, _restored, 0),
    Writing("a copy of the keyring", _copy_keyring, _keyring_copied, 0),
    *(Writing(*each) for each in DESK_WRITINGS),
    *(Writing(name, write, KnownStates(), before=before) for name, write, before in LIST_WRITINGS),
)
