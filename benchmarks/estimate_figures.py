"""Estimates beside those of R's packages on published tables, and how fast the chains of latent classes walk.

Tables are read from `mse/` in the folder that ISTHMUS_DATA names; without it, only what needs none is measured.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
from arviz_stats.base import array_stats
from numpy.typing import NDArray

from benchmarks.estimate_plain_gibbs import plain
from benchmarks.measure import Measure, timed
from isthmus.core.estimate import dga, lcmcr, loglinear
from isthmus.core.estimate.lcmcr.chains import Walk, run_chains
from isthmus.core.estimate.posterior import modes_of
from isthmus.core.estimate.values import Lists, ModelFit
from isthmus.files.lists.reading import read_lists

__all__ = ["error_of_quantile", "measures"]

SEED = 4
# R's LCMCR on the same table, with the error of each quantile, from three chains of 10,000 draws.
LATENT_CLASSES = {0.5: (10_401.5, 29.0), 0.025: (8_867.0, 56.0), 0.975: (13_942.1, 74.0)}
GRAPHS: dict[str, tuple[float, ...]] = {
    "kosovo_4lists": (12_595, 9_827, 16_544),
    "uk_5lists": (22_365, 10_343, 29_446),
}
LOG_LINEAR: dict[str, tuple[float, ...]] = {
    "kosovo_4lists": (10_356.5, 8_994, 12_110),
    "uk_5lists": (11_313, 9_884, 13_027),
}
R_DRAWS, R_STEPS = 1_180, 1_010_000  # effective draws of so many steps
PLAIN_STEPS = 200_000


def error_of_quantile(people: NDArray[np.int64], share: float) -> float:
    """Return the Monte Carlo error of a quantile of chains [chains, draws].

    From effective draws, or from how far the chains' own quantiles are apart, whichever is more: effective draws make
    too little of a mode that is seldom visited.
    """
    values = people.astype(np.float64)
    within = float(array_stats.mcse(values, chain_axis=0, draw_axis=1, method="quantile", prob=share))
    between = float(np.quantile(values, share, axis=1).std(ddof=1)) / float(np.sqrt(len(values)))
    return max(within, between)


def measures() -> Iterator[Measure]:
    """Measure the tables that there are."""
    named = os.environ.get("ISTHMUS_DATA")
    folder = Path(named) / "mse" if named else None
    if folder is None or not folder.is_dir():
        print("Published tables are left out: ISTHMUS_DATA names no folder with mse/ in it.", file=sys.stderr)
        return
    tables = {
        path.stem: next(iter(read_lists(path).strata.values())) for path in sorted(folder.glob("*.csv"))
    }
    yield from _exact(tables)
    yield from _latent_classes(tables["kosovo_4lists"])
    yield from _agreement(tables)
    yield from _cold(folder / "kosovo_4lists.csv")


def _exact(tables: Mapping[str, Lists]) -> Iterator[Measure]:
    """Yield how far the models without chance are from the published figures, in people."""
    for name, figures in GRAPHS.items():
        detail = dga.average(tables[name], looser=()).detail
        first = detail["grids"][0]  # type: ignore[index]  # of ten times the documented, as in R
        found = (first["median"], *first["interval95"])
        yield Measure(
            f"{name}, graphs: {_figures(found)}, worst distance", _worst(found, figures), "people", 0.5
        )
    spina = dga.average(tables["spina_bifida_3lists"], delta=1.0, with_saturated=True, looser=())
    yield Measure("spina_bifida, graphs: median, distance from 732", abs(spina.median - 732), "people", 0.5)
    top = float(spina.detail["top"][0]["probability"])  # type: ignore[index]
    yield Measure("spina_bifida, graphs: top graph, distance from .370", abs(top - 0.370), "", 0.0005)
    for name, figures in LOG_LINEAR.items():
        fitted = loglinear.fit(tables[name])
        found = (fitted.median, *fitted.intervals[95])
        yield Measure(
            f"{name}, log-linear: {_figures(found)}, worst distance", _worst(found, figures), "people", 0.55
        )


def _figures(found: tuple[float, ...]) -> str:
    return "{:,.1f} ({:,.0f}-{:,.0f})".format(*found)


def _worst(found: tuple[float, ...], figures: tuple[float, ...]) -> float:
    return max(abs(one - other) for one, other in zip(found, figures, strict=True))


def _latent_classes(kosovo: Lists) -> Iterator[Measure]:
    """Yield the distance from R's figures in errors, and effective draws a second beside plain steps."""
    run_chains(kosovo, lcmcr.ChainSettings(chains=2, steps=100, doublings=0), SEED)  # compiles
    plain(kosovo, 100, SEED, burn=0)
    _, before = timed(lambda: plain(kosovo, PLAIN_STEPS, SEED, burn=0))
    walk, seconds = timed(lambda: run_chains(kosovo, lcmcr.ChainSettings(), SEED))
    _, after = timed(lambda: plain(kosovo, PLAIN_STEPS, SEED, burn=0))
    for share, (published, their_error) in LATENT_CLASSES.items():
        ours = float(np.quantile(walk.people, share))
        allowed = 3 * float(np.hypot(error_of_quantile(walk.people, share), their_error))
        name = f"kosovo, latent classes: {share:.1%} at {ours:,.0f}, R {published:,.0f}: distance in 3 errors"
        yield Measure(name, abs(ours - published) / allowed, "", 1)
    yield from _said(walk, "kosovo", seconds)
    plainly = R_DRAWS / R_STEPS * PLAIN_STEPS / ((before + after) / 2)
    ours_a_second = walk.convergence.bulk / seconds
    yield Measure("kosovo: a plain step", (before + after) / 2 / PLAIN_STEPS * 1e6, "us")
    yield Measure("kosovo: effective draws a second", ours_a_second, "1/s")
    yield Measure(
        "kosovo: effective draws a second beside plain steps", ours_a_second / plainly, "", 3, at_least=True
    )


def _said(walk: Walk, name: str, seconds: float) -> Iterator[Measure]:
    agreed = walk.convergence
    modes = ", ".join(
        f"{mode.mass:.0%} near {mode.at:,.0f}"
        for mode in modes_of(walk.people.astype(float).ravel(), agreed.bulk)
    )
    yield Measure(f"{name}, latent classes: R-hat ({modes})", agreed.rhat, "", 1.01)
    yield Measure(
        f"{name}, latent classes: effective draws, bulk or tail", agreed.ess, "", 400, at_least=True
    )
    yield Measure(f"{name}, latent classes: time to agree", seconds, "s", 300)


def _agreement(tables: Mapping[str, Lists]) -> Iterator[Measure]:
    """Yield whether chains agree on the tables that are hard to walk, or are refused."""
    for name in ("uk_5lists", "netherlands_6lists"):
        lists = tables[name]
        fitted, seconds = timed(lambda lists=lists: lcmcr.fit(lists, seed=SEED))  # type: ignore[misc]
        yield from _of_fit(name, fitted, seconds)


def _of_fit(name: str, fitted: ModelFit, seconds: float) -> Iterator[Measure]:
    said = "refused"
    if fitted.refused is None:
        modes = ", ".join(f"{mode.mass:.0%} near {mode.at:,.0f}" for mode in fitted.modes)
        said = f"{_figures((fitted.median, *fitted.intervals[95]))}; {modes}"
    print(f"{name}: {said}", file=sys.stderr)
    refusable = name.startswith("netherlands")
    yield Measure(f"{name}: R-hat", float(str(fitted.detail["rhat"])), "", None if refusable else 1.01)
    yield Measure(
        f"{name}: effective draws",
        float(str(fitted.detail["ess"])),
        "",
        None if refusable else 400,
        at_least=True,
    )
    yield Measure(f"{name}: {said[:45]}, time", seconds, "s", 300)


def _cold(table: Path) -> Iterator[Measure]:
    """Yield how long the command takes with nothing compiled before, and then again."""
    with tempfile.TemporaryDirectory() as empty:
        environment = os.environ | {"NUMBA_CACHE_DIR": empty}
        command = [sys.executable, "-m", "isthmus", "estimate", str(table), "--json"]
        for said, target in (("nothing compiled", 20.0), ("compiled", None)):
            _, seconds = timed(
                lambda: subprocess.run(command, env=environment, capture_output=True, check=True)
            )
            yield Measure(f"isthmus estimate on kosovo, {said}", seconds, "s", target)
