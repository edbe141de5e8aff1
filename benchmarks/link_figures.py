"""How well `isthmus link roster` links, without labels, beside plain Splink: outside data and sibling-rich rosters.

Thresholds are chosen on the development split (ISTHMUS_BENCH_SPLIT=development); the figures are of the final one.
Outside data is read from the folder that ISTHMUS_DATA names, and left out where it names none.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet

from benchmarks.link_data import DEVELOPMENT, FINAL, LabelledTables, linkage, made, outside, rows_of
from benchmarks.link_plain_splink import plain
from benchmarks.link_running import Ran, link_roster
from benchmarks.measure import Measure
from isthmus.core.link.evaluating import Overlap, calibration_error, f1_intervals
from isthmus.files.people import SharedRecords, read_people, read_probabilities

__all__ = ["Figures", "Lineages", "measures", "of_one_run"]

PEOPLE = 10_500  # of each sibling-rich roster: about 20,000 reports
F1_TARGETS = {"historical_50k": 0.90, "febrl3": 0.995}
PLAIN = {"historical_50k": "historical", "febrl3": "febrl3"}


def measures() -> Iterator[Measure]:
    """Measure outside data where there is any, then the synthetic rosters."""
    split = DEVELOPMENT if os.environ.get("ISTHMUS_BENCH_SPLIT") == "development" else FINAL
    with tempfile.TemporaryDirectory() as folder:
        work, data = Path(folder), linkage()
        if data is None:
            print(
                "Outside data is left out: ISTHMUS_DATA names no folder with linkage/ in it.", file=sys.stderr
            )
        else:
            for linked in outside(data, work):
                yield from of_one_run(linked, link_roster(linked, work / linked.name))
                yield from _plainly(linked)
        for variant in ("russian", "arabic", "latin"):
            linked = made(variant, PEOPLE, split, work)
            yield from of_one_run(linked, link_roster(linked, work / linked.name))


def of_one_run(linked: LabelledTables, ran: Ran) -> Iterator[Measure]:
    """Yield every figure that one finished run and its truth allow."""
    figures, name = Figures(linked, ran), linked.name
    scores = figures.overlap.pairwise()
    yield Measure(
        f"{name}: pairwise F1 {figures.interval}", scores.f1 or 0, "", F1_TARGETS.get(name), at_least=True
    )
    yield Measure(f"  {name}: pairwise precision", scores.precision or 0, "")
    siblings = figures.lineages
    yield Measure(
        f"  {name}: pairwise recall", scores.recall or 0, "", 0.9 if siblings else None, at_least=True
    )
    yield from figures.people()
    if siblings:
        yield Measure(f"  {name}: of pairs of one lineage but two people, joined", siblings.joined, "", 0.02)
        yield Measure(f"  {name}: of joined pairs of one lineage, of two people", siblings.false, "", 0.02)
    yield from figures.probabilities()
    yield Measure(f"  {name}: seconds", ran.seconds, "s")
    yield Measure(f"  {name}: peak memory", ran.peak_gb, "GB")


def _plainly(linked: LabelledTables) -> Iterator[Measure]:
    if linked.name not in PLAIN:
        return
    found = plain(PLAIN[linked.name], linked.files[0], linked.truth)
    yield Measure(
        f"  plain Splink: pairwise F1 at its example's threshold {found.tutorial}", found.at_tutorial, ""
    )
    yield Measure("  plain Splink: pairwise F1 at the best threshold", found.best, "")
    yield Measure("  plain Splink: seconds", found.total, "s")
    yield Measure("  plain Splink: peak memory", found.peak_gb, "GB")


@dataclass(frozen=True)
class Lineages:
    """Pairs of records whose people truly share father's and family name; of the two shares, less is better."""

    of_two_people: int
    found: int
    both: int

    @property
    def joined(self) -> float:
        """Of the pairs of two people, the share that was joined."""
        return self.both / self.of_two_people if self.of_two_people else 0.0

    @property
    def false(self) -> float:
        """Of the pairs that were joined, the share that is of two people."""
        return self.both / self.found if self.found else 0.0

    @classmethod
    def of(cls, found: "Labels", true: "Labels", lineage: "Labels") -> "Lineages":
        """Count from the labels of each record."""
        joined = _pairs_within(lineage, found)
        return cls(
            of_two_people=_pairs_within(lineage) - _pairs_within(lineage, true),
            found=joined,
            both=joined - _pairs_within(lineage, found, true),
        )


type Labels = np.typing.NDArray[np.int64]


def _pairs_within(*labels: Labels) -> int:
    """Return how many pairs of records agree on all these labels."""
    together = np.unique(np.stack(labels), axis=1, return_counts=True)[1].astype(np.int64)
    return int((together * (together - 1) // 2).sum())


@dataclass(frozen=True)
class Figures:
    """A run beside its truth."""

    linked: LabelledTables
    ran: Ran

    @cached_property
    def compared(self) -> SharedRecords:
        """The records with their found and true person; all of the truth must be there."""
        compared = read_people(self.ran.people, self.linked.truth)
        assert not compared.only_found
        assert not compared.only_true, "people.parquet has a row for each input row"
        return compared

    @cached_property
    def overlap(self) -> Overlap:
        """Found against true people."""
        return Overlap(self.compared.found, self.compared.true)

    @property
    def interval(self) -> str:
        """The 95 % cluster bootstrap interval of the pairwise F1."""
        pairwise, _ = f1_intervals(self.overlap, np.random.default_rng(0), 1000)
        return f"[{pairwise[0]:.4f}, {pairwise[1]:.4f}]" if pairwise else ""

    @cached_property
    def lineages(self) -> Lineages | None:
        """Of rosters whose truth knows lineages."""
        truth = rows_of(self.linked.truth)
        if "lineage" not in truth.column_names:
            return None
        place = pc.index_in(self.compared.ids, value_set=truth["id"].cast(self.compared.ids.type))
        lineage = truth["lineage"].combine_chunks().dictionary_encode().indices.take(place)
        return Lineages.of(self.compared.found, self.compared.true, lineage.to_numpy().astype(np.int64))

    def people(self) -> Iterator[Measure]:
        """The number of people beside the truth, and whether the truth lies between strict and lenient."""
        true, told, name = self.overlap.true_people, self.ran.report.people, self.linked.name
        off = abs(told["central"] / true - 1)
        low, high = sorted((told["strict"], told["lenient"]))
        bounds = f"{low:,.0f} to {high:,.0f}"
        yield Measure(f"  {name}: people {told['central']:,.0f} of {true:,}, off by", off, "", 0.03)
        yield Measure(
            f"  {name}: truth within {bounds} (1: yes)", float(low <= true <= high), "", 1, at_least=True
        )

    def probabilities(self) -> Iterator[Measure]:
        """Calibration of the uncertain pairs, and candidate recall as stated and as it is."""
        name = self.linked.name
        probability, is_match = read_probabilities(self.ran.pairs, self.compared, 0.05, 0.95)
        error = calibration_error(probability, is_match)
        if error is not None:
            yield Measure(f"  {name}: calibration error of {len(probability):,} pairs", error, "", 0.03)
        report, recall = self.ran.report, self.candidate_recall()
        yield Measure(f"  {name}: candidate pairs", report.pairs, "")
        yield Measure(f"  {name}: candidate recall, true", recall, "")
        if report.recall:
            low, high = report.recall
            inside = float(low <= recall <= high)
            yield Measure(
                f"  {name}: is it in {low:.3f} to {high:.3f} (1: yes)", inside, "", 1, at_least=True
            )
            yield Measure(f"  {name}: width of that interval", high - low, "", 0.1)

    def candidate_recall(self) -> float:
        """The share of truly matching pairs that are candidates, read a batch at a time."""
        kept = 0
        for batch in pyarrow.parquet.ParquetFile(self.ran.pairs).iter_batches(
            1 << 18, columns=["left", "right"]
        ):
            left, right = (self._places(batch[side]) for side in ("left", "right"))
            kept += int((self.compared.true[left] == self.compared.true[right]).sum())
        return kept / max(_pairs_within(self.compared.true), 1)

    def _places(self, ids: pa.Array) -> Labels:
        found = pc.index_in(ids.cast(self.compared.ids.type), value_set=self.compared.ids)
        places: Labels = found.to_numpy().astype(np.int64)
        return places
