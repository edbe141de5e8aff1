"""Forged registers that are backed up: each is told when the backup is restored, if not when it is made."""

import os
import tempfile
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.custody_forgery import Forgery, forge_for_good, random_forgery
from benchmarks.custody_kills import Bench, import_everything, in_child, prepared
from benchmarks.custody_writings import PASSPHRASE, open_in_place
from benchmarks.measure import Measure

__all__ = ["attack", "measures"]

SEED = int(os.environ.get("ISTHMUS_BENCH_SEED", "1"))
RESTORES = int(os.environ.get("ISTHMUS_BENCH_RESTORES", "100"))


def measures() -> Iterator[Measure]:
    """Measure on the small workspace of the kills, one copy for each forgery."""
    with tempfile.TemporaryDirectory() as folder:
        outcomes = attack(prepared(Path(folder)), RESTORES, SEED)
    told = outcomes["backup"] + outcomes["restore"]
    yield Measure(f"forged registers backed up, of {RESTORES:,}: told at the backup", outcomes["backup"], "")
    yield Measure("  told when it was restored", outcomes["restore"], "")
    yield Measure("  missed, or with a traceback", RESTORES - told, "", 0.5)


def attack(bench: Bench, restores: int, seed: int) -> Counter[str]:
    """Return how many forgeries were told where; those that were not are printed."""
    import_everything()
    rng, outcomes = Random(seed), Counter[str]()
    bench.renew()
    tables = in_child(_tables).split()
    while outcomes.total() < restores:
        bench.renew()
        forgery = random_forgery(rng, tables)
        outcome = in_child(partial(_backed_up_and_restored, bench.root, forgery)) or "traceback"
        if outcome == "nothing":
            continue
        outcomes[outcome] += 1
        if outcome not in ("backup", "restore"):
            print(f"{outcome}: {forgery}", flush=True)
    return outcomes


def _tables() -> str:
    from isthmus.store.desk.queries.custody import committed_models

    return " ".join(model._meta.db_table for model in committed_models() if model._default_manager.exists())


def _backed_up_and_restored(root: Path, forgery: Forgery) -> str:
    """Return what told the forgery: nothing where none was done."""
    from isthmus.actions.desk import restore as restoring
    from isthmus.actions.desk.accounts import owner
    from isthmus.actions.desk.backup import back_up
    from isthmus.core.messages import MessageError
    from isthmus.store.desk.django_setup import current_workspace

    actor, module, backup = owner(), restoring, root / "backup"
    if not forge_for_good(forgery):
        return "nothing"
    try:
        if back_up(current_workspace(), backup, actor=actor):
            return "backup"
    except MessageError:
        return "backup"
    try:
        _restore(module, backup, root / "restored")
    except MessageError:
        return "restore"
    return "missed"


def _restore(module: Any, backup: Path, folder: Path) -> None:  # noqa: ANN401  (the module)
    module.boot = open_in_place
    module.restore(backup, folder, PASSPHRASE)
