"""An incident handed over: how long it takes to close it, draw it and set it as a PDF, in a register of other ones."""

import tempfile
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.measure import Measure, timed
from isthmus.core.workbook.rows import Act, Document, Judgement, Mention, Source, Statement, Workbook

__all__ = ["measures"]

PASSPHRASE = "a passphrase for a benchmark"
AT = "2026-01-02T10:00:00Z"
STATEMENTS, OTHERS = 100, 5_000
QUOTE = (
    "Сказали, что их держали до апреля. قالوا إنهم احتجزوا. They said that they were held until April. " * 3
)


def measures() -> Iterator[Measure]:
    """Hand the same incident over as a PDF without names, with open quotes, and with names."""
    from isthmus.actions.desk.workspace import make

    with tempfile.TemporaryDirectory() as folder:
        make(Path(folder) / "w", PASSPHRASE)
        yield from _in_workspace()


def _in_workspace() -> Iterator[Measure]:
    from isthmus.actions.desk.accounts import owner
    from isthmus.actions.desk.import_workbook import apply_import, plan_import
    from isthmus.core.workbook.closing import Quotes

    apply_import(plan_import(_register()), actor=owner())
    for name, how in (
        ("closed", {}),
        ("quotes open", {"quotes": Quotes.CLOSE_NAMED}),
        ("with names", {"names": True, "purpose": "a benchmark"}),
    ):
        _file, seconds = timed(partial(_written, how))
        yield Measure(f"PDF of an incident with {STATEMENTS} statements, {name}", seconds, "s", 3)


def _written(how: Mapping[str, Any]) -> bytes:
    from isthmus.actions.desk.accounts import owner
    from isthmus.actions.desk.handing_over import hand_over
    from isthmus.language import PAGE_ENGLISH

    handed = hand_over("a0", form="pdf", actor=owner(), **how)
    assert handed.dossier.statements == STATEMENTS
    return handed.written("pdf", PAGE_ENGLISH)


def _register() -> Workbook:
    """Return one incident of many statements by twenty sources, and as many other incidents as there are others."""
    every = range(STATEMENTS + OTHERS)
    return Workbook(
        sources=tuple(Source(f"s{n}", f"Outlet {n}", "outlet") for n in range(20)),
        documents=tuple(Document(f"d{n}", f"Report {n}", (f"s{n}",), "yes") for n in range(20)),
        statements=tuple(
            Statement(
                f"t{n}",
                f"d{n % 20}",
                (f"s{n % 20}",),
                "asserts",
                "told",
                (f"s{(n * 7 + 1) % 20}",),
                quote=QUOTE,
            )
            for n in every
        ),
        acts=tuple(Act(f"a{n}", f"t{n}", "torture", date="2017-03") for n in every),
        mentions=tuple(
            Mention(f"m{n}", f"a{n}", "victim", 1, 1, kind="individual", name=f"Person Q{n} Exemplarov")
            for n in every
        ),
        judgements=tuple(
            Judgement(
                f"j{n}", "incident", f"a{n}", f"a{n + 1}", "same", "B", AT, because="Same day and place."
            )
            for n in range(STATEMENTS - 1)
        ),
    )
