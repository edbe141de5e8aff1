"""What people of a desk write beside coding: lists by a mapping, answers, withdrawals, what is forgotten or destroyed.

Each kind is its name, what writes it, whether it is there, and how many events the log has more of then.
"""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from isthmus.core.custody.actors import Actor

__all__ = ["DESK_WRITINGS", "fill_desk", "fill_every_table"]

type DeskWriting = tuple[str, Callable[[], object], Callable[[], bool], int | None]

TODAY = date(2026, 11, 1)
MAPPING = """\
mapping: 1
name: {name}
row: person
table: {{key: [no]}}
document: {{title: {name}, author: Registrar, held: yes, lists_once: people}}
sources: {{other: authority}}
statement: {{speaker: Registrar, basis: record}}
acts:
  - type: killing
    date: {{column: date, dates: day_first}}
    place: {{column: place}}
    people: [{{role: victim, name: {{column: name}}}}]
"""
ROWS = (
    "no,name,date,place,note",
    "1,Amba Arnov,05/03/2017,Hill,x",
    "2,Belo Bexley,06/03/2017,Hill,",
    "3,Cita Corrin,sometime,River,",
)
AGAIN = (ROWS[0], "1,Amba Arnova,05/03/2017,Hill,x", *ROWS[2:], "4,Dora Dunst,07/03/2017,River,")
FIRST, SECOND = "Register of deaths", "Second register"


def fill_desk() -> None:
    """Bring a list in, write notes, and keep what a destroyed list would have copies in."""
    from isthmus.actions.desk.views import save_view
    from isthmus.store.desk.scratch.models import Draft, Job, Upload

    _bring_in(FIRST, ROWS)
    _write_note("a2", "Is this one of two?", is_question=True)
    _write_note("a3", "Seen twice.")
    save_view(page="people", name="Of the hill", query="name=Belo", actor=_actor())
    owner = _actor().number
    Draft.objects.create(owner=owner, text="Of Belo Bexley")
    Upload.objects.create(owner=owner, name="a.xlsx", content=b"PK")
    Job.objects.create(
        kind="import", owner=owner, state="done", ended=datetime.now(UTC), result={"n": "Belo Bexley"}
    )


def fill_every_table() -> None:
    """Write a row into each table of the register that is still empty, as far as actions do."""
    from isthmus.actions.desk.keepers.looks import KeeperLook  # noqa: F401  (the module that records openings)
    from isthmus.actions.desk.linking import set_threshold
    from isthmus.actions.desk.recorded import recorded
    from isthmus.store.desk.models import EstimatePlan, EstimateRun, Keeper, KeyringOpening, NamedExport

    _plan_estimate()
    set_threshold(kind="person", probability=0.9, actor=_actor())
    now, number = datetime.now(UTC), _actor().number
    with recorded(action="estimate", actor=_actor()) as event:
        run = EstimateRun(
            ref="r1",
            plan=EstimatePlan.objects.get(),
            by_id=number,
            started=now,
            ended=now,
            seed=1,
            log_size=1,
            n=1,
        )
        run.settings = run.versions = run.result = "{}"
        run.lists, run.verdict = json.dumps({"lists": []}), "refuse"
        event.commit(run)
        event.commit(NamedExport(purpose="A partner.", form="zip", by_id=number, at=now))
        if keeper := Keeper.objects.first():
            event.commit(KeyringOpening(keeper=keeper, by_id=number, at=now))


def _actor() -> "Actor":
    from isthmus.actions.desk.accounts import owner

    return owner()


def _folder() -> Path:
    from isthmus.store.desk.django_setup import current_workspace

    return current_workspace().folder.parent


def _row(named: str) -> Any:  # noqa: ANN401  (a row of any sheet)
    from isthmus.actions.desk.history import find_row

    return find_row(named)


def _bring_in(name: str, lines: tuple[str, ...], because: str = "") -> None:
    from isthmus.actions.desk.lists import bring_in, plan_list

    path = _folder() / "list.csv"
    path.write_text("\n".join((*lines, "")), encoding="utf-8")
    plan = plan_list(path, MAPPING.format(name=name), TODAY)
    bring_in(plan, actor=_actor(), because=because)


def _brought_in() -> bool:
    from isthmus.store.desk.models import Arrival, Document, ListRow

    document = Document.objects.filter(title=SECOND).first()
    assert ListRow.objects.current().filter(list__name=SECOND).count() == (3 if document else 0)
    assert document is None or Arrival.objects.filter(document=document).count() == 2
    return document is not None


def _brought_again() -> bool:
    from isthmus.store.desk.models import Arrival, ListRow, Mention, Version

    there = Mention.objects.filter(name="Amba Arnova").exists()
    assert there == Mention.objects.filter(name="Dora Dunst").exists()
    assert there == Version.objects.filter(cells__contains="Amba Arnov").exists()
    assert ListRow.objects.current().filter(list__name=FIRST).count() == (4 if there else 3)
    assert Arrival.objects.filter(document__title=FIRST).count() == (3 if there else 2)
    return there


def _destroy_list() -> None:
    from isthmus.actions.desk.destroying import destroy
    from isthmus.store.desk.models import Document

    destroy(Document.objects.get(title=FIRST), reason="asked for", actor=_actor())


def _list_destroyed() -> bool:
    from isthmus.store.desk.models import Arrival, Document, ListRow, SavedView
    from isthmus.store.desk.overwriting_marks import marks_in
    from isthmus.store.desk.scratch.models import Draft, Job, Upload

    there = Document.objects.filter(title=FIRST).exists()
    copies = (Draft, Job, Upload, SavedView, ListRow)
    left = [model.__name__ for model in copies if model.objects.exists()]
    assert left == ([model.__name__ for model in copies] if there else []), left
    assert Arrival.objects.filter(name="list.csv").exists() == there
    assert marks_in(_folder() / "w") == []
    return not there


def _forget() -> None:
    from isthmus.actions.desk.history import forget_versions, history_of

    uid = _first_statement().uid
    forget_versions(uid, history_of(uid)[0].event, reason="a name", actor=_actor())


def _forgotten() -> bool:
    from isthmus.actions.desk.history import history_of
    from isthmus.store.desk.models import Version

    uid = _first_statement().uid
    gone = not Version.objects.filter(row=uid.bytes).exists()
    assert gone == ("forget" in [each.operation for each in history_of(uid)])
    return gone


def _first_statement() -> Any:  # noqa: ANN401  (a statement)
    from isthmus.store.desk.models import Statement

    return Statement.objects.exclude(ref__startswith="list").order_by("ref")[0]


def _write_note(ref: str, text: str, *, is_question: bool = False) -> None:
    from isthmus.actions.desk.notes import write_note

    write_note(_row(ref), text=text, is_question=is_question, actor=_actor())


def _note(text: str) -> Any:  # noqa: ANN401  (a note)
    from isthmus.store.desk.models import Note

    return Note.objects.filter(text=text).first()


def _answer() -> None:
    from isthmus.actions.desk.notes import answer_note

    answer_note(_note("Is this one of two?"), answer="It is one.", actor=_actor())


def _destroy_note() -> None:
    from isthmus.actions.desk.notes import destroy_note

    destroy_note(_note("Seen twice."), actor=_actor())


def _withdraw() -> None:
    from isthmus.actions.desk.withdrawing import plan_withdrawal

    plan_withdrawal([_first_statement()], "withdrawn", because="by mistake", actor=_actor()).carry_out()


def _withdrawn() -> bool:
    from isthmus.store.desk.models import Judgement

    return Judgement.objects.filter(kind="statement", because="by mistake").exists()


def _release() -> None:
    from isthmus.actions.desk.documents import release_document

    release_document(_row("d90"), actor=_actor())


def _save_view() -> None:
    from isthmus.actions.desk.views import save_view

    save_view(page="places", name="Hills", query="name=Hill", actor=_actor())


def _view_saved() -> bool:
    from isthmus.store.desk.models import SavedView

    return SavedView.objects.filter(page="places").exists()


def _plan_estimate() -> None:
    from isthmus.actions.desk.estimating import Plan, save_plan
    from isthmus.store.desk.models import Source

    first, second = Source.objects.order_by("ref").values_list("ref", flat=True)[:2]
    save_plan(Plan("All", [("A", [first]), ("B", [second])]), actor=_actor())


def _planned() -> bool:
    from isthmus.store.desk.models import EstimateList, EstimatePlan

    there = EstimatePlan.objects.exists()
    assert EstimateList.objects.count() == (2 if there else 0)
    return there


def _export_names() -> None:
    from isthmus.actions.desk.export import record_named_export

    record_named_export("zip", "for a court", _actor(), datetime.now(UTC))


def _exported() -> bool:
    from isthmus.store.desk.models import NamedExport

    return NamedExport.objects.exists()


DESK_WRITINGS: tuple[DeskWriting, ...] = (
    ("a list by its mapping", lambda: _bring_in(SECOND, ROWS), _brought_in, 1),
    ("the same list again", lambda: _bring_in(FIRST, AGAIN, "a slip"), _brought_again, 1),
    ("destroying a list", _destroy_list, _list_destroyed, 1),
    ("a version forgotten", _forget, _forgotten, 1),
    ("an answer", _answer, lambda: bool(_note("Is this one of two?").answer), 1),
    ("a note destroyed", _destroy_note, lambda: _note("Seen twice.") is None, 1),
    ("a withdrawal", _withdraw, _withdrawn, 1),
    ("a document not held any more", _release, lambda: bool(_row("d90").held == "no"), 1),
    ("kept filters", _save_view, _view_saved, 0),
    ("a plan of an estimate", _plan_estimate, _planned, 1),
    ("an export with names", _export_names, _exported, 1),
)
