"""Forged rows of an opened register, by somebody who has its keys: each is told, with and without a kept head.

A row is changed, removed, inserted, swapped with another, or its event dated anew; what follows from it is worked out
again, a commitment computed and entered under a real, a missing, a negative or a text event, or under none; the hashes
of that event are made to fit or not; constraints and triggers are taken out of the schema or not. A history rebuilt
from some event on, and signed again, is what only a head kept elsewhere can tell.
"""

import os
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any
from uuid import UUID

from benchmarks.measure import Measure

if TYPE_CHECKING:
    from isthmus.store.desk.models import CommittedRow

__all__ = ["Forgery", "attack", "forge_for_good", "forged", "measures", "random_forgery", "rebuilt"]

FORGERIES = int(os.environ.get("ISTHMUS_BENCH_FORGERIES", "1000"))
SEED = int(os.environ.get("ISTHMUS_BENCH_SEED", "1"))
WHAT = ("changed", "removed", "inserted", "swapped", "re-dated")
WHERE = ("no event", "its event", "another event", "a missing event", "a negative event", "a text", "a blob")


@dataclass(frozen=True)
class Forgery:
    """What is done to which row, where its new commitment is entered, and what else is made to fit."""

    what: str
    table: str
    row: int
    other: int
    column: int
    where: str
    hashes_fit: bool
    rules_off: bool


def random_forgery(rng: Random, tables: list[str]) -> Forgery:
    """Return one forgery at random."""
    return Forgery(
        rng.choice(WHAT),
        rng.choice(tables),
        rng.randrange(10_000),
        rng.randrange(10_000),
        rng.randrange(100),
        rng.choice(WHERE),
        rng.random() < 0.5,
        rng.random() < 0.3,
    )


@contextmanager
def forged(forgery: Forgery) -> Iterator[bool]:
    """Do it with all rules off, yield whether anything was done, and undo it."""
    from django.core.exceptions import ObjectDoesNotExist
    from django.db import DatabaseError, connection, transaction

    with transaction.atomic():
        place = transaction.savepoint_create()
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA ignore_check_constraints = ON")
            cursor.execute("PRAGMA defer_foreign_keys = ON")
        try:
            if forgery.rules_off:
                _take_rules_off(forgery.table)
            done = _forge(forgery)
        except ObjectDoesNotExist:  # with its rules off the row refers to nothing: done, and not entered
            done = True
        except DatabaseError:  # a number that is there twice: not even this hand can
            done = False
            transaction.set_rollback(False)
        try:
            yield done
        finally:
            transaction.set_rollback(False)  # a save that failed within asks for more
            transaction.savepoint_rollback(place)
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA ignore_check_constraints = OFF")
                cursor.execute("PRAGMA defer_foreign_keys = OFF")


def forge_for_good(forgery: Forgery) -> bool:
    """Do it with all rules off, as somebody does who writes to the file; return whether anything was done."""
    from django.core.exceptions import ObjectDoesNotExist
    from django.db import DatabaseError, connection, transaction

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA ignore_check_constraints = ON")
        cursor.execute("PRAGMA foreign_keys = OFF")
    try:
        with transaction.atomic():
            if forgery.rules_off:
                _take_rules_off(forgery.table)
            return _forge(forgery)
    except (DatabaseError, ObjectDoesNotExist):
        return False
    finally:
        connection.close()


def _take_rules_off(table: str) -> None:
    """Make the log's entries and the row's table plain: no constraint, no reference, no trigger."""
    from django.db import connection

    with connection.cursor() as cursor:
        for name in {table, "desk_commitment"}:
            cursor.execute(f'ALTER TABLE "{name}" RENAME TO "{name}_was"')
            cursor.execute(f'CREATE TABLE "{name}" AS SELECT * FROM "{name}_was"')
            cursor.execute(f'DROP TABLE "{name}_was"')


def _forge(forgery: Forgery) -> bool:
    from isthmus.store.desk.queries.custody import committed_models

    model = next(each for each in committed_models() if each._meta.db_table == forgery.table)
    rows = list(model.custody_rows().order_by("pk"))
    if not rows:
        return False
    row, other = rows[forgery.row % len(rows)], rows[forgery.other % len(rows)]
    match forgery.what:
        case "changed":
            return _change(row, forgery)
        case "removed":
            _enter(row, b"", "remove", forgery)
            _delete(row)
        case "inserted":
            _insert(row, forgery)
        case "swapped":
            if row.pk == other.pk:
                return False
            _swap(row, other, forgery)
        case _:
            _redate(row, forgery)
    return True


def _change(row: "CommittedRow", forgery: Forgery) -> bool:
    names = [name for name in row.custody_columns if isinstance(getattr(row, name, None), str | int)]
    if not names:
        return False
    name = names[forgery.column % len(names)]
    was = getattr(row, name)
    new = was + 1 if isinstance(was, int) else "2019-05" if _is_date(row, name) else f"{was}x"
    if new == was:
        return False
    _save_as(row, name, new)
    _commit(type(row).custody_rows().get(pk=row.pk), "change", forgery)
    return True


def _is_date(row: "CommittedRow", name: str) -> bool:
    return hasattr(row, f"{name}_earliest")


def _save_as(row: "CommittedRow", name: str, value: object) -> None:
    """Write the cell, a fresh key and all that follows from them, past the program."""
    from isthmus.store.desk.models.custody import fresh_key

    setattr(row, name, value)
    row.custody_key = fresh_key()
    row.derive()
    fields = [each.attname for each in row._meta.concrete_fields if each.attname not in ("id", "uid")]
    type(row)._default_manager.filter(uid=row.uid).update(**{each: getattr(row, each) for each in fields})


def _commit(row: "CommittedRow", operation: str, forgery: Forgery) -> None:
    from isthmus.core.custody.rows import commit_row

    columns = row.custody_columns
    root = commit_row(bytes(row.custody_key), columns, row.custody_cells(columns))
    _enter(row, root, operation, forgery)


def _enter(row: "CommittedRow", root: bytes, operation: str, forgery: Forgery) -> None:
    """Enter a commitment under the event that was chosen; make the event's hashes fit where that is asked."""
    from django.db import connection

    from isthmus.store.desk.models import Commitment, Event

    own = Commitment.objects.filter(row=row.uid.bytes).order_by("event_id").last()
    last = Event.objects.order_by("sequence").last()
    assert last is not None
    event: Any = {
        "no event": None,
        "its event": own.event_id if own else 0,
        "another event": forgery.other % (last.sequence + 1),
        "a missing event": 1_000_000 + forgery.other,
        "a negative event": -1 - forgery.other,
        "a text": "nine",
        "a blob": b"\x09",
    }[forgery.where]
    if forgery.where == "no event":
        return
    place = Commitment.objects.filter(event=event).count() if isinstance(event, int) else 0
    highest = Commitment.objects.order_by("-id").values_list("id", flat=True).first() or 0
    names = 'id, event_id, position, operation, "table", row, root'
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO desk_commitment ({names}) VALUES (%s, %s, %s, %s, %s, %s, %s)",
            (highest + 1, event, place, operation, row.custody_table(), row.uid.bytes, root),
        )
    if forgery.hashes_fit and isinstance(event, int):
        _fit(event)


def _fit(sequence: int) -> None:
    """Make size, root and leaf of an event fit its entries."""
    from isthmus.core.custody.events import commitments_root, event_leaf
    from isthmus.store.desk.models import Commitment, Event

    event = Event.objects.filter(sequence=sequence).first()
    if event is None:
        return
    entries = [each.entry() for each in Commitment.objects.filter(event=sequence).order_by("position")]
    event.size, event.root = len(entries), commitments_root(entries)
    event.leaf = event_leaf(event.value())
    event.save()


def _delete(row: "CommittedRow") -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM desk_version WHERE row = %s", (row.uid.bytes,))
        table, key = row._meta.db_table, row._meta.pk.column
        cursor.execute(f'DELETE FROM "{table}" WHERE "{key}" = %s', (row.pk,))


def _insert(row: "CommittedRow", forgery: Forgery) -> None:
    from uuid import uuid4

    from isthmus.store.desk.models.custody import fresh_key

    model, key = type(row), row._meta.pk.attname
    highest = max(model._default_manager.values_list(key, flat=True))
    values = {each.attname: getattr(row, each.attname) for each in row._meta.concrete_fields}
    new = model(**{**values, key: highest + 1, "uid": uuid4(), "custody_key": fresh_key()})
    if hasattr(new, "ref"):
        new.ref = f"{new.ref}-2"
    new.save(force_insert=True)
    whole = model.custody_rows().get(pk=new.pk)
    _commit(whole, "add", forgery)


def _swap(row: "CommittedRow", other: "CommittedRow", forgery: Forgery) -> None:
    model, first, second = type(row), row.uid, other.uid
    for pk, uid in ((row.pk, UUID(int=1)), (other.pk, first), (row.pk, second)):
        model._default_manager.filter(pk=pk).update(uid=uid)
    for pk in (row.pk, other.pk):
        _commit(model.custody_rows().get(pk=pk), "change", forgery)


def _redate(row: "CommittedRow", forgery: Forgery) -> None:
    from datetime import timedelta

    from isthmus.core.custody.events import event_leaf
    from isthmus.store.desk.models import Commitment, Event

    own = Commitment.objects.filter(row=row.uid.bytes).order_by("event_id").first()
    event = Event.objects.get(sequence=own.event_id if own else 0)
    event.at += timedelta(days=1 + forgery.other)
    if forgery.hashes_fit:
        event.leaf = event_leaf(event.value())
    event.save()


@contextmanager
def rebuilt(row: "CommittedRow") -> Iterator[None]:
    """Change a statement's quote, and rebuild and sign the whole history: what passes without a head kept elsewhere."""
    from django.db import transaction

    from isthmus.actions.desk.recorded import _signed
    from isthmus.core.custody.events import event_leaf
    from isthmus.core.custody.merkle import Frontier
    from isthmus.core.custody.rows import commit_row
    from isthmus.store.desk.models import Commitment, Event, Head

    with transaction.atomic():
        place = transaction.savepoint_create()
        _save_as(row, "quote", "Another quote.")
        whole = type(row).custody_rows().get(pk=row.pk)
        root = commit_row(
            bytes(whole.custody_key), whole.custody_columns, whole.custody_cells(whole.custody_columns)
        )
        made = Commitment.objects.filter(row=row.uid.bytes, operation__in=("add", "change"))
        last = made.order_by("event_id", "position").last()
        assert last is not None
        Commitment.objects.filter(pk=last.pk).update(root=root)
        _fit(last.event_id)
        frontier = Frontier.empty()
        for event in Event.objects.order_by("sequence"):
            frontier.append(event_leaf(event.value()))
        Head.objects.update(size=frontier.size, edge=frontier.as_bytes(), note=_signed(frontier))
        try:
            yield
        finally:
            transaction.set_rollback(False)  # a save that failed within asks for more
            transaction.savepoint_rollback(place)


def attack(forgeries: int, seed: int) -> tuple[Counter[str], list[str]]:
    """Return how many were told without and with a kept head, and those that were not, or ended the check."""
    from isthmus.actions.desk.custody import signed_head
    from isthmus.actions.desk.verifying import verify_workspace
    from isthmus.store.desk.queries.custody import committed_models

    rng, outcomes, missed, of_lists = Random(seed), Counter[str](), list[str](), _rows_of_lists()
    every = {each._meta.db_table: each.custody_rows().order_by("pk") for each in committed_models()}
    rows = {table: uids for table, found in every.items() if (uids := [each.uid for each in found])}
    tables = list(rows)
    kept = signed_head()
    while outcomes["done"] < forgeries:
        forgery = random_forgery(rng, tables)
        with forged(forgery) as done:
            if not done:
                continue
            outcomes["done"] += 1
            outcomes["of lists"] += rows[forgery.table][forgery.row % len(rows[forgery.table])] in of_lists
            for name, head in (("without a head", None), ("with a head", kept)):
                try:
                    told = not verify_workspace(kept=head, files=False).sound
                except Exception as error:  # noqa: BLE001  (a traceback is what is looked for)
                    missed.append(f"{type(error).__name__} {name}: {forgery}")
                    continue
                outcomes[name] += told
                if not told:
                    missed.append(f"{name}: {forgery}")
    return outcomes, missed


def _rows_of_lists() -> set[UUID]:
    """Return the rows to which an event did something that brought a list in, decided about rows of it, or undid."""
    from isthmus.store.desk.models import Commitment

    actions = ("bring_in_list", "enter_row", "leave_out_rows", "undo")
    rows = Commitment.objects.filter(event__action__in=actions).values_list("row", flat=True)
    return {UUID(bytes=bytes(each)) for each in rows}


def measures() -> Iterator[Measure]:
    """Measure on a register with rows in each of its tables, in an encrypted store."""
    from benchmarks.custody_writings import fill_whole
    from isthmus.actions.desk.workspace import make
    from isthmus.store.base.keys import Cost
    from isthmus.web.desk.settings import desk_settings

    with tempfile.TemporaryDirectory() as folder:
        settings = desk_settings(hosts=["testserver"])
        make(Path(folder) / "w", "a passphrase for a benchmark only", cost=Cost(64, 1, 1), **settings)
        fill_whole()
        outcomes, missed = attack(FORGERIES, SEED)
        rebuilds, told, passed = _rebuilt()
    for each in missed:
        print(each, flush=True)
    yield Measure(f"forged rows, of {FORGERIES:,}: told without a kept head", outcomes["without a head"], "")
    yield Measure("  told with a kept head", outcomes["with a head"], "")
    yield Measure("  of rows that lists brought, changed or left", outcomes["of lists"], "")
    yield Measure("  missed, or with a traceback", len(missed), "", 0.5)
    yield Measure(f"histories rebuilt and signed again, of {rebuilds}: told with a kept head", told, "")
    yield Measure("  passed without one, as they must", passed, "")


def _rebuilt() -> tuple[int, int, int]:
    from isthmus.actions.desk.custody import signed_head
    from isthmus.actions.desk.verifying import verify_workspace
    from isthmus.store.desk.models import Statement

    kept, told, passed = signed_head(), 0, 0
    rows = list(Statement.custody_rows().order_by("pk"))
    for row in rows:
        with rebuilt(row):
            told += not verify_workspace(kept=kept, files=False).sound
            passed += verify_workspace(files=False).sound
    return len(rows), told, passed
