"""Names × grounds: 60 people, 30 with a ground; every download that asks for nothing, and a list of names beside."""

import csv
import io
import os
import random
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from benchmarks.ground_attack import (
    Columns,
    Table,
    columns_of_people,
    joined,
    leaks,
    tables_of,
    told_of_nobody,
)
from benchmarks.ground_registers import GROUNDS, GroundRegister, ground_register
from benchmarks.measure import Measure
from isthmus.files.workbook import write_zip

if TYPE_CHECKING:
    from django.test import Client

__all__ = [
    "as_it_is",
    "downloads",
    "handed_over",
    "in_a_desk",
    "load",
    "measures",
    "tables_by_ground",
    "with_estimates",
]

REGISTERS = int(os.environ.get("ISTHMUS_BENCH_GROUND_REGISTERS", "40"))
# A column is a leak further from chance than this: of 100 columns, one in 30,000 tries would be by chance.
DEVIATIONS = 5.0
NARROWED = ("", "type=killing", "from=2017-03-05&to=2017-03-05", "from=2017-04&to=2017-04", "lines=1")


def measures() -> Iterator[Measure]:
    """Measure over random registers; the same attack on a register as it is shows that it sees what there is."""
    with tempfile.TemporaryDirectory() as folder:
        client = _open_desk(Path(folder))
        found, blind, proven, telling = [], [], 0, set()
        for seed in range(REGISTERS):
            register = ground_register(seed)
            files = in_a_desk(client, register)
            telling |= set(told_of_nobody(register, files))
            tables = tables_of(files)
            proven += len(joined(register, tables_by_ground(tables)))
            found.append((register, columns_of_people(register, tables)))
            blind.append((register, columns_of_people(register, as_it_is(register))))
    yield from _told(found, blind, proven, telling)


def in_a_desk(client: "Client", register: GroundRegister) -> dict[str, bytes]:
    """Return every file that a desk with this register gives; afterwards the desk is as it was."""
    from django.db import transaction

    whole = transaction.atomic()
    vars(whole)["_from_testcase"] = True  # what is taken back may hold what is durable elsewhere
    with whole:
        load(register)
        found = downloads(client)
        transaction.set_rollback(True)
    return found


def load(register: GroundRegister) -> None:
    """Put the register into an empty desk, with an estimate of all and one of each ground, as no model computed it."""
    from isthmus.actions.desk.accounts import owner
    from isthmus.actions.desk.estimating import Plan, run_estimate, running, save_plan
    from isthmus.actions.desk.import_workbook import apply_import, plan_import
    from isthmus.store.desk.queries.record import RecordFilter

    apply_import(plan_import(register.workbook), actor=owner())
    lists = [(row.name, [row.id]) for row in register.workbook.sources]
    with patch.object(running, "compute", _no_model):
        for ground in ("", *GROUNDS):
            plan = save_plan(Plan(ground or "all", lists, RecordFilter(ground=ground)), actor=owner())
            run_estimate(plan=plan, actor=owner())


def _no_model(ask: Any, _tell: object) -> dict[str, Any]:  # noqa: ANN401  what the desk asks of core
    n = ask.built.capture.n
    models = {"loglinear": {"median": n * 2.0, **{f"interval{each}": [n, n * 3.0] for each in (50, 80, 95)}}}
    found = {
        "n": n,
        "lists": list(ask.built.capture.names),
        "verdict": "estimate",
        "reasons": [],
        "models": models,
    }
    return {
        "estimate": {**found, "diagnostics": {}, "seed": 1, "digest": "0" * 64, "versions": {}},
        "linkage": None,
    }


def tables_by_ground(tables: Mapping[str, Table]) -> list[Table]:
    """Return the tables by ground, those of one ground apart and all together."""
    return [table for name, table in tables.items() if name.startswith("by-ground") and table]


def as_it_is(register: GroundRegister) -> dict[str, Table]:
    """Return the tables of a register of which nothing is closed."""
    archive = io.BytesIO()
    write_zip(register.workbook, archive)
    return tables_of({"open.zip": archive.getvalue()})


def _told(
    found: Sequence[tuple[GroundRegister, Columns]],
    blind: Sequence[tuple[GroundRegister, Columns]],
    proven: int,
    telling: set[str],
) -> Iterator[Measure]:
    rng = random.Random(1)
    columns = {column for _register, each in found for column in each}
    people = len(found) * len(found[0][0].named)
    yield Measure(f"people joined by a table by ground, of {people:,}", proven, "", 0)
    yield Measure("files with a name, or a ground beside a day", len(telling), "", 0)
    told = leaks(found, least=DEVIATIONS, rng=rng)
    yield Measure(f"columns that tell of a ground better than chance, of {len(columns)}", len(told), "", 0)
    worst = leaks(found, least=-100.0, rng=rng)
    yield Measure(
        f"  the furthest from chance, in standard deviations: {worst[0].column}", worst[0].deviations, ""
    )
    seen = leaks(blind, least=DEVIATIONS, rng=rng)
    yield Measure("  the same attack on the register as it is: columns that tell", len(seen), "")


def _open_desk(folder: Path) -> "Client":
    from isthmus.actions.desk.workspace import make
    from isthmus.store.base.keys import Cost
    from isthmus.web.desk.settings import desk_settings

    make(
        folder / "workspace",
        "six plain words for this benchmark only",
        cost=Cost(64, 1, 1),
        **desk_settings(hosts=["testserver"]),
    )
    from django.test import Client

    from isthmus.actions.desk.accounts import owner
    from isthmus.web.desk import one_time_link

    client = Client()
    client.get(f"/enter/{one_time_link.LINKS.issue(owner())}/")
    return client


def downloads(client: "Client") -> dict[str, bytes]:
    """Return every file that the desk gives without asking for a passphrase."""
    from django.urls import reverse

    found: dict[str, bytes] = {}
    for form in ("zip", "xlsx"):
        for quotes in ("leave", "close_named"):
            found[f"export-{quotes}.{form}"] = _content(
                client.post(reverse("export"), {"form": form, "quotes": quotes})
            )
    for name in ("record_csv", "people_csv", "grounds_csv"):
        shown = name.removesuffix("_csv")
        for at, query in enumerate(NARROWED):
            kind = "by-ground" if name == "grounds_csv" else shown
            found[f"{kind}-{at}.csv"] = _content(client.get(f"{reverse(name)}?{query}"))
            for ground in GROUNDS:
                asked = f"{reverse(name)}?{query}&ground={ground}"
                found[f"by-ground-{shown}-{ground}-{at}.csv"] = _content(client.get(asked, follow=True))
    for name in ("documents", "sources", "places"):
        for at, query in enumerate(("", "sort=-statements", "protection=public")):
            found[f"{name}-{at}.csv"] = _content(client.get(f"{reverse(f'{name}_csv')}?{query}"))
    return found | with_estimates(client) | handed_over(client)


def handed_over(client: "Client") -> dict[str, bytes]:
    """Return each incident as it is handed over, and a table of what shows of a file without reading it."""
    from django.urls import reverse

    from isthmus.store.desk.models import Incident

    found: dict[str, bytes] = {}
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(("type", "date", "place", "letters", "elements", "tokens"))
    for row in Incident.objects.order_by("ref"):
        act = row.members.order_by("act__ref")[0].act
        asked = {"form": "html", "quotes": "open"}
        content = _content(client.post(reverse("hand_over", args=[act.uid]), asked))
        place = act.place.name if act.place else ""
        text = content.decode()
        writer.writerow((act.type, act.date, place, len(text), text.count("<"), text.count("sealed-")))
        found[f"handed-over-{row.ref}.html"] = content
    return found | {"handed-over.csv": table.getvalue().encode()}


def with_estimates(client: "Client") -> dict[str, bytes]:
    """Return what leaves of each estimate that was run."""
    from django.urls import reverse

    from isthmus.store.desk.models import EstimateRun

    found: dict[str, bytes] = {}
    for run in EstimateRun.objects.all():
        for name, kind in (("estimate_table", "csv"), ("estimate_figures", "csv"), ("estimate_json", "json")):
            answer = client.get(reverse(name, args=[run.uid]))
            if answer.status_code == 200:
                found[f"{name}-{run.plan.title}.{kind}"] = _content(answer)
    return found


def _content(answer: Any) -> bytes:  # noqa: ANN401  what the test client gives
    return b"".join(answer.streaming_content) if answer.streaming else bytes(answer.content)
