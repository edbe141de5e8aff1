"""Random damage to the tables of lists, which are outside the log, and keys of the database turned round.

What lists are may change unseen, on their own pages alone: no figure, no line and no page of anything else rests on
them, and every page opens. And nothing that is listed stands in the order of keys, which nothing commits to.
"""

import os
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from benchmarks.custody_damage import damaged, random_damage, rows_with_pages, shown, signed_in, tables
from benchmarks.measure import Measure

if TYPE_CHECKING:
    from django.test import Client

__all__ = ["LISTS", "attack", "differing_by_key", "measures", "renumbered"]

DAMAGES = int(os.environ.get("ISTHMUS_BENCH_DAMAGES", "300"))
SEED = int(os.environ.get("ISTHMUS_BENCH_SEED", "1"))
LISTS = ("registerlist", "listchange", "listrow", "listrowend")
OF_LISTS = ("/list", "/document", "/undo/")
# Added to a key with its sign turned: beyond any key there is.
BASE = 10_000_000


def pages_of_lists() -> tuple[str, ...]:
    """Return the pages that lists and what was done to them have."""
    from isthmus.store.desk.models import ListChange, ListRow, RegisterList

    lists = [f"/list/{uid}/" for uid in RegisterList.objects.values_list("uid", flat=True)]
    rows = [
        f"/list/row/{uid}/" for uid in ListRow.objects.order_by().values_list("uid", flat=True).distinct()
    ]
    events = [f"/undo/{event}/" for event in ListChange.objects.values_list("event", flat=True)]
    states = [f"{page}?state={state}" for page in lists for state in ("understood", "left_out", "gone")]
    return "/lists/", "/undo/", *lists, *states, *rows, *events


def attack(browser: "Client", damages: int, seed: int) -> tuple[Counter[str], list[str]]:
    """Return how many damages of lists were told, showed on their pages alone, or nowhere; those that did more."""
    from isthmus.actions.desk.verifying import verify_workspace

    rng, outcomes, missed = Random(seed), Counter[str](), []
    more, uids = pages_of_lists(), [each for each in rows_with_pages() if each[0] == "document"]
    before = shown(browser, uids, more)
    while outcomes.total() < damages:
        damage = random_damage(rng, tables(LISTS))
        with damaged(damage) as changed:
            if not changed:
                continue
            told = not verify_workspace(derived=True, files=False).sound
            after = before if told else shown(browser, uids, more)
        differ = [page for page in after if after[page] != before[page]]
        broken = [page for page in differ if after[page].startswith("5")]
        elsewhere = [page for page in differ if not page.startswith(OF_LISTS)]
        if broken or elsewhere:
            missed.append(f"{'breaks' if broken else 'shows in'} {broken or elsewhere}: {damage}")
        outcomes[
            "told" if told else "missed" if broken or elsewhere else "shown" if differ else "nowhere"
        ] += 1
    return outcomes, missed


@contextmanager
def renumbered() -> Iterator[None]:
    """Let everything of one kind be of one moment, give all rows other keys, in the opposite order, and undo it."""
    from django.db import connection, transaction

    with transaction.atomic():
        place = transaction.savepoint_create()
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA defer_foreign_keys = ON")
            cursor.execute("PRAGMA ignore_check_constraints = ON")
            for sql in _turning_round():
                cursor.execute(sql)
        try:
            yield
        finally:
            transaction.savepoint_rollback(place)
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA ignore_check_constraints = OFF")
                cursor.execute("PRAGMA defer_foreign_keys = OFF")


def _turned() -> set[str]:
    """Return the tables whose rows have keys that nothing commits to; the words of the search lie under theirs."""
    from django.apps import apps
    from django.db.models import AutoField, BigAutoField

    return {
        model._meta.db_table
        for model in apps.get_app_config("desk").get_models()
        if isinstance(model._meta.pk, AutoField | BigAutoField)
        and model._meta.model_name not in ("account", "searchtext", "searchword")
    }


def _turning_round() -> Iterator[str]:
    from django.apps import apps

    turned = _turned()
    for model in apps.get_app_config("desk").get_models():
        table = model._meta.db_table
        for column in model._meta.concrete_fields:
            referred: Any = column.related_model
            of = referred._meta.db_table if referred else table
            if of in turned and (column.is_relation or column.primary_key):
                yield f'UPDATE {table} SET "{column.column}" = {BASE} - "{column.column}"'


def moments() -> Iterator[str]:
    """Yield what lets all rows of one table be of one moment, where they are no events and no accounts."""
    from django.apps import apps
    from django.db.models import DateTimeField

    for model in apps.get_app_config("desk").get_models():
        for column in model._meta.concrete_fields:
            if isinstance(column, DateTimeField) and model._meta.model_name not in (
                "account",
                "event",
                "head",
            ):
                name, table = column.column, model._meta.db_table
                yield f'UPDATE {table} SET "{name}" = (SELECT min("{name}") FROM {table}) WHERE "{name}" IS NOT NULL'


def differing_by_key(browser: "Client") -> list[str]:
    """Return the pages that show something else when rows have other keys, all rows of a kind being of one moment."""
    from django.db import connection, transaction

    more, uids = (*pages_of_lists(), *_pages_by_moment()), rows_with_pages()
    with transaction.atomic():
        with connection.cursor() as cursor:
            for sql in moments():
                cursor.execute(sql)
        before = shown(browser, uids, more)
        with renumbered():
            after = shown(browser, uids, more)
        transaction.set_rollback(True)
    return [page for page in before if before[page] != after[page]]


def _pages_by_moment() -> tuple[str, ...]:
    """Return pages that list rows by their moments, or what is as likely as another."""
    from isthmus.store.desk.models import Act, EstimatePlan, Mention, Note, Source, Statement

    plans = [f"/estimate/{uid}/" for uid in EstimatePlan.objects.values_list("uid", flat=True)]
    notes = [f"/notes/{uid}/" for uid in Note.objects.values_list("row", flat=True)]
    same = [
        f"/judge/{kind}/same/{uid}/"
        for kind, model in (("person", Mention), ("incident", Act), ("source", Source))
        for uid in model.objects.order_by("ref").values_list("uid", flat=True)[:10]
    ]
    gone = [f"/destroy/{uid}/" for uid in Statement.objects.order_by("ref").values_list("uid", flat=True)[:5]]
    link = ("/link/", "/link/ids/", "/link/incident/together/", "/judge/alike/", "/judge/?order=newest")
    return "/notes/", "/keepers/", "/estimate/", "/jobs/", *link, *plans, *notes, *same, *gone


def measures() -> Iterator[Measure]:
    """Measure on a register with rows in each of its tables, in an encrypted store."""
    from isthmus.actions.desk.workspace import make
    from isthmus.store.base.keys import Cost
    from isthmus.web.desk.settings import desk_settings

    with tempfile.TemporaryDirectory() as folder:
        settings = desk_settings(hosts=["testserver"])
        make(Path(folder) / "w", "a passphrase for a benchmark only", cost=Cost(64, 1, 1), **settings)
        browser = signed_in()
        differ = differing_by_key(browser)
        outcomes, missed = attack(browser, DAMAGES, SEED)
    for each in (*differ, *missed):
        print(each, flush=True)
    yield Measure("pages that differ when rows have other keys", len(differ), "", 0.5)
    yield Measure(f"random damage to lists, of {DAMAGES:,}: told", outcomes["told"], "")
    yield Measure("  shown on pages of lists alone", outcomes["shown"], "")
    yield Measure("  shown nowhere", outcomes["nowhere"], "")
    yield Measure("  shown elsewhere, or a page that breaks", len(missed), "", 0.5)
