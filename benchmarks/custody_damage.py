"""Random damage to an opened register, by somebody who has its key: each is told, or nothing that is shown changes."""

import os
import re
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from benchmarks.measure import Measure

if TYPE_CHECKING:
    from django.test import Client

__all__ = [
    "OUTSIDE",
    "Damage",
    "attack",
    "damaged",
    "forget_kept",
    "measures",
    "random_damage",
    "shown",
    "tables",
]

DAMAGES = int(os.environ.get("ISTHMUS_BENCH_DAMAGES", "1000"))
SEED = int(os.environ.get("ISTHMUS_BENCH_SEED", "1"))
# Where what is worked out from rows is kept in memory.
KEEPING = ("isthmus.actions.desk.", "isthmus.store.desk.queries.", "isthmus.web.desk.")
# Longer than any check of this register takes: one that does not end is told as missed.
MOST_SECONDS = 60
# What may differ between two answers of one page: tokens of forms and of the policy, sealed filters, times of asking.
PASSING = re.compile(
    r'(csrfmiddlewaretoken" value|nonce|"csrf")="?[^" ]*"?|name="token" value="[^"]*"|kept=[^"&]*'
)
# No figure and no line rests on these (see the table in docs/reference/custody.md).
OUTSIDE = {
    *("identity", "identitymember", "identitychange", "linkmemory", "proposal", "review"),
    *("listchange", "listrow", "listrowend", "registerlist", "savedview"),
}
VALUES: tuple[Any, ...] = (
    None,
    0,
    -1,
    1,
    2,
    2**62,
    1.5,
    "",
    "x",
    "2020-01-01",
    b"",
    b"\x00" * 16,
    b"\xff\xfe",
    "[]",
)
PAGES = (
    "/",
    "/people/",
    "/count/",
    "/search/?q=a",
    "/judge/",
    "/custody/",
    "/custody/head/",
    "/record.csv",
    "/people.csv",
)


@dataclass(frozen=True)
class Damage:
    """One change behind the log's back: what is done, to which column of which table, and its SQL."""

    what: str
    table: str
    column: str
    sql: str
    values: tuple[Any, ...] = ()


def tables(named: Collection[str] = ()) -> list[tuple[str, str, list[str]]]:
    """Return each table that anything shown rests on, or those named: its key's column, and all its columns."""
    from django.apps import apps

    return [
        (
            model._meta.db_table,
            str(model._meta.pk.column),
            [str(field.column) for field in model._meta.concrete_fields],
        )
        for model in apps.get_app_config("desk").get_models()
        if (model._meta.model_name in named if named else model._meta.model_name not in OUTSIDE)
    ]


def random_damage(rng: Random, listed: Sequence[tuple[str, str, list[str]]]) -> Damage:
    """Return one damage at random: a cell, a row that goes, comes twice, or changes places with another."""
    table, key, columns = rng.choice(listed)
    row = f"(SELECT rowid FROM {table} ORDER BY rowid LIMIT 1 OFFSET abs(?) % max(1, (SELECT count(*) FROM {table})))"
    column, one, other = rng.choice(columns), rng.randrange(10_000), rng.randrange(10_000)
    match rng.randrange(10):
        case 0:
            return Damage("deleted", table, "", f"DELETE FROM {table} WHERE rowid = {row}", (one,))
        case 1:
            rest = [each for each in columns if each != key]
            copied = ", ".join(f'"{each}"' for each in rest)
            new = f'SELECT (SELECT max("{key}") FROM {table}) + 1, {copied} FROM {table} WHERE rowid = {row}'
            return Damage("doubled", table, "", f'INSERT INTO {table} ("{key}", {copied}) {new}', (one,))
        case 2 | 3 | 4:
            source = f'(SELECT "{column}" FROM {table} WHERE rowid = {row})'
            sql = f'UPDATE {table} SET "{column}" = {source} WHERE rowid = {row}'
            return Damage("copied from another row", table, column, sql, (one, other))
        case 5:
            sql = f'UPDATE {table} SET "{key}" = "{key}" + ? WHERE rowid = {row}'
            return Damage("moved", table, key, sql, (1000 + one, other))
        case _:
            value = rng.choice(VALUES)
            sql = f'UPDATE {table} SET "{column}" = ? WHERE rowid = {row}'
            return Damage(f"set to {value!r}", table, column, sql, (value, one))


@contextmanager
def damaged(damage: Damage) -> Iterator[bool]:
    """Do the damage with all rules off, yield whether it changed anything, and undo it."""
    from django.db import DatabaseError, connection, transaction

    changed = False
    with transaction.atomic():
        place = transaction.savepoint_create()
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA ignore_check_constraints = ON")
            cursor.execute("PRAGMA defer_foreign_keys = ON")
            before = _content(cursor, damage.table)
            try:
                cursor.execute(damage.sql.replace("%", "%%").replace("?", "%s"), damage.values)
                changed = _content(cursor, damage.table) != before
            except (
                DatabaseError
            ):  # not even this hand can: a key that is there twice, no value where one must be
                changed = False
            cursor.execute("PRAGMA ignore_check_constraints = OFF")
        try:
            yield changed
        finally:
            transaction.savepoint_rollback(place)
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA defer_foreign_keys = OFF")


def _content(cursor: Any, table: str) -> list[Any]:  # noqa: ANN401  (Django's)
    # By SQL's own spelling: whatever a cell holds, it can be read so.
    cursor.execute(f"SELECT name FROM pragma_table_info('{table}')")
    columns = ", ".join(f'quote("{name}")' for (name,) in cursor.fetchall())
    cursor.execute(f"SELECT {columns} FROM {table} ORDER BY rowid")
    found: list[Any] = cursor.fetchall()
    return found


def _text(answer: "Any") -> str:  # noqa: ANN401  (an answer of Django's test client)
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return str(content.decode())


def shown(browser: "Client", uids: Sequence[tuple[str, str]], more: Sequence[str] = ()) -> dict[str, str]:
    """Return what the pages, the export and the counts show to whoever starts the desk; an error page as itself."""
    from isthmus.store.desk.queries.workbook import whole

    forget_kept()
    pages = [*PAGES, *(f"/{kind}/{uid}/" for kind, uid in uids), *more]
    answers = {page: browser.get(page) for page in pages}
    told = {
        page: f"{answer.status_code} {PASSING.sub('', _text(answer))}" for page, answer in answers.items()
    }
    return {**told, "export": repr(whole())}


def forget_kept() -> None:
    """Forget what the program worked out before and keeps until the log grows, as a start does."""
    from isthmus.store.desk.queries import counts
    from isthmus.store.desk.queries.kept_by_log import KeptByLog

    counts._kept.clear()  # noqa: SLF001  a start has no words of its own
    for name in [each for each in sys.modules if each.startswith(KEEPING)]:
        for kept in vars(sys.modules[name]).values():
            if isinstance(kept, KeptByLog):
                kept._kept = None  # noqa: SLF001
            elif hasattr(kept, "cache_clear"):
                kept.cache_clear()


def attack(browser: "Client", damages: int, seed: int) -> tuple[Counter[str], list[str]]:
    """Return how many damages were told, how many changed nothing that is shown, and those that were neither."""
    from isthmus.actions.desk.verifying import verify_workspace

    rng, listed, outcomes = Random(seed), tables(), Counter[str]()
    uids, missed = rows_with_pages(), []
    before = shown(browser, uids)
    while outcomes.total() < damages:
        damage = random_damage(rng, listed)
        with damaged(damage) as changed:
            if not changed:
                continue
            try:
                with _ending():
                    told = not verify_workspace(derived=True, files=False).sound
                    after = before if told else shown(browser, uids)
            except Exception as error:  # noqa: BLE001  (a traceback is what is looked for)
                missed.append(f"{type(error).__name__}: {damage}")
                outcomes["traceback"] += 1
                continue
        if not told and after != before:
            missed.append(f"shows in {[page for page in after if after[page] != before[page]]}: {damage}")
        outcomes["told" if told else "without effect" if after == before else "missed"] += 1
    return outcomes, missed


@contextmanager
def _ending() -> Iterator[None]:
    """Raise TimeoutError where something does not end."""

    def end(_number: int, _frame: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, end)
    signal.alarm(MOST_SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def rows_with_pages() -> list[tuple[str, str]]:
    """Return what has a page of its own: its kind and its random number."""
    from isthmus.store.desk.models import Document, Incident, Person, Source

    pages: dict[str, Any] = {"incident": Incident, "person": Person, "source": Source, "document": Document}
    return [
        (kind, str(uid))
        for kind, model in pages.items()
        for uid in model.objects.values_list("uid", flat=True)
    ]


def measures() -> Iterator[Measure]:
    """Measure on a register with rows in each of its tables, in an encrypted store."""
    from isthmus.actions.desk.workspace import make
    from isthmus.store.base.keys import Cost
    from isthmus.web.desk.settings import desk_settings

    with tempfile.TemporaryDirectory() as folder:
        settings = desk_settings(hosts=["testserver"])
        make(Path(folder) / "w", "a passphrase for a benchmark only", cost=Cost(64, 1, 1), **settings)
        outcomes, missed = attack(signed_in(), DAMAGES, SEED)
    for each in missed:
        print(each, flush=True)
    yield Measure(f"random damage, of {DAMAGES:,}: told", outcomes["told"], "")
    yield Measure("  without effect on anything shown", outcomes["without effect"], "")
    yield Measure("  missed, or with a traceback", len(missed), "", 0.5)


def signed_in() -> "Client":
    """Fill the workspace, and return a browser that its owner is signed in with."""
    from django.test import Client

    from benchmarks.custody_writings import fill_whole
    from isthmus.actions.desk.accounts import owner
    from isthmus.web.desk.one_time_link import LINKS

    fill_whole()
    browser = Client(raise_request_exception=False)
    browser.get(f"/enter/{LINKS.issue(owner())}/")
    return browser
