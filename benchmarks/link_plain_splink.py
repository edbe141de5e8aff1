"""Plain Splink on DuckDB, to measure ours against: what one would write first, with the settings of its own examples.

`python -m benchmarks.link_plain_splink historical|febrl3|western FILE [--truth FILE] [--pairs FILE] [--rule COLUMNS]`
prints one JSON object: seconds, peak memory before anything was evaluated, pairs, and the pairwise F1 by threshold.
"""

import argparse
import json
import logging
import resource
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from benchmarks.measure import timed
from isthmus.core.link.evaluating import Overlap

__all__ = ["Plain", "plain"]

THRESHOLDS = (0.001, 0.01, 0.05, 0.1, 0.2, 0.5, 0.8, 0.9, 0.95, 0.97, 0.98, 0.99, 0.999)


@dataclass(frozen=True)
class Plain:
    """What plain Splink gave: seconds by phase, GB at the peak, candidate pairs, F1 by threshold."""

    seconds: dict[str, float]
    peak_gb: float
    pairs: int
    tutorial: float
    f1: dict[str, float]

    @property
    def best(self) -> float:
        """The greatest F1 over the thresholds, which only who knows the truth can choose."""
        return max(self.f1.values(), default=float("nan"))

    @property
    def at_tutorial(self) -> float:
        """The F1 at the threshold of the example."""
        return self.f1.get(str(self.tutorial), float("nan"))

    @property
    def total(self) -> float:
        """Seconds from the table to clusters."""
        return sum(self.seconds.values())


def plain(
    name: str, path: Path, truth: Path | None, *, pairs: Path | None = None, rules: Sequence[str] = ()
) -> Plain:
    """Run it in a process of its own; `pairs` (left, right) or `rules` (column,column) say what it compares."""
    command = [sys.executable, "-m", "benchmarks.link_plain_splink", name, str(path)]
    command += ["--truth", str(truth)] if truth else []
    command += ["--pairs", str(pairs)] if pairs else []
    command += [each for rule in rules for each in ("--rule", rule)]
    ran = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return Plain(**json.loads(ran.stdout.splitlines()[-1]))


@dataclass(frozen=True)
class _Model:
    """How an example reads its table, and trains."""

    table: str  # SQL over {path}
    settings: dict[str, Any]
    deterministic: Sequence[Any]
    recall: float
    most_pairs: float
    training: Sequence[Any]
    without_frequencies: bool = False
    tutorial: float = 0.95
    thresholds: Sequence[float] = THRESHOLDS
    id: str = "unique_id"


def _historical() -> _Model:
    """The example "Linking a dataset of real historical persons"."""
    start, area = "substr(first_name,1,2)", "substr(postcode_fake,1,3)"
    blocks = (
        ("substr(first_name,1,3)", "substr(surname,1,4)"),
        ("surname", "dob"),
        ("first_name", "dob"),
        ("postcode_fake", "first_name"),
        ("postcode_fake", "surname"),
        ("dob", "birth_place"),
        *((area, column) for column in ("dob", "first_name", "surname")),
        (start, "substr(surname,1,2)", "substr(dob,1,4)"),
    )
    both = "first_name_surname_concat"
    comparisons = [
        cl.ForenameSurnameComparison("first_name", "surname", forename_surname_concat_col_name=both),
        cl.DateOfBirthComparison("dob", input_is_string=True),
        cl.PostcodeComparison("postcode_fake"),
        cl.ExactMatch("birth_place").configure(term_frequency_adjustments=True),
        cl.ExactMatch("occupation").configure(term_frequency_adjustments=True),
    ]
    return _Model(
        table=f"SELECT *, first_name || ' ' || surname AS {both} FROM read_parquet('{{path}}')",
        settings=_settings(comparisons, blocks),
        deterministic=[
            block_on("first_name", "surname", "dob"),
            block_on(start, "surname", "substr(postcode_fake,1,2)"),
            block_on("dob", "postcode_fake"),
        ],
        recall=0.6,
        most_pairs=1e7,
        training=[block_on("first_name", "surname"), block_on("dob")],
        without_frequencies=True,
    )


def _febrl3() -> _Model:
    """The example "Deduplicating the febrl3 dataset" without what it says of soc_sec_id."""
    comparisons = [
        cl.NameComparison("given_name"),
        cl.NameComparison("surname"),
        cl.DateOfBirthComparison("date_of_birth", input_is_string=True, datetime_format="%Y%m%d"),
        cl.ExactMatch("street_number").configure(term_frequency_adjustments=True),
        cl.ExactMatch("postcode").configure(term_frequency_adjustments=True),
    ]
    blocks = [(column,) for column in ("given_name", "surname", "date_of_birth", "postcode")]
    columns = ("rec_id", "given_name", "surname", "date_of_birth", "street_number", "postcode")
    trimmed = ", ".join(f'nullif(trim("{column}"), \'\') AS "{column}"' for column in columns)
    swapped = "l.given_name = r.surname and l.surname = r.given_name and l.date_of_birth = r.date_of_birth"
    return _Model(
        table=f"SELECT {trimmed} FROM read_csv('{{path}}', all_varchar=true, normalize_names=true)",
        settings=_settings(comparisons, blocks, unique_id_column_name="rec_id"),
        deterministic=[block_on("given_name", "surname", "date_of_birth"), swapped],
        recall=0.9,
        most_pairs=1e6,
        training=[block_on("date_of_birth"), block_on("postcode")],
        id="rec_id",
    )


def _western() -> _Model:
    """Our own Western roster with the settings of the example febrl4: no place beside the postcode."""
    comparisons = [
        cl.NameComparison("given").configure(term_frequency_adjustments=True),
        cl.NameComparison("family").configure(term_frequency_adjustments=True),
        cl.DateOfBirthComparison("born", input_is_string=True),
        cl.DamerauLevenshteinAtThresholds("x_postcode", [1, 2]).configure(term_frequency_adjustments=True),
    ]
    blocks = [
        ("given", "family"),
        ("given", "born"),
        ("family", "born"),
        ("given", "x_postcode"),
        ("family", "x_postcode"),
    ]
    return _Model(
        table="SELECT * FROM '{path}'",  # CSV or Parquet, by its suffix
        settings=_settings(comparisons, blocks, unique_id_column_name="id"),
        deterministic=[block_on("given", "family", "born"), block_on("family", "born", "x_postcode")],
        recall=0.8,
        most_pairs=1e7,
        training=[block_on("born", "family"), block_on("given", "x_postcode")],
        without_frequencies=True,
        thresholds=(0.5, 0.95, 0.99, 0.999),
        id="id",
    )


_MODELS: Mapping[str, Callable[[], _Model]] = {
    "historical": _historical,
    "febrl3": _febrl3,
    "western": _western,
}


def _settings(comparisons: list[Any], blocks: Sequence[Sequence[str]], **more: Any) -> dict[str, Any]:  # noqa: ANN401
    return {
        "link_type": "dedupe_only",
        "comparisons": comparisons,
        "blocking_rules_to_generate_predictions": [block_on(*block) for block in blocks],
        "retain_matching_columns": False,
        **more,
    }


class _Run:
    """One run, its phases timed."""

    def __init__(self, model: _Model, path: Path, pairs: Path | None) -> None:
        self.model = model
        self.seconds: dict[str, float] = {}
        self._api = DuckDBAPI(duckdb.connect())
        self._connection = self._api.duckdb_con
        self._phase("read", lambda: self._read(path, pairs))
        self._phase("train", self._train)
        self.predicted = self._phase("predict", self._linker.inference.predict)
        self.pairs = int(
            self.predicted.query_sql("SELECT count(*) AS n FROM {this}").as_record_list()[0]["n"]
        )
        self._phase("cluster", lambda: self.clusters(model.tutorial))
        self.peak_gb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2

    def _phase[Found](self, name: str, work: Callable[[], Found]) -> Found:
        found, self.seconds[name] = timed(work)
        return found

    def _read(self, path: Path, pairs: Path | None) -> None:
        self._connection.execute(f"CREATE TABLE roster AS {self.model.table.format(path=path)}")
        self._linker = Linker(self._api.register("roster"), SettingsCreator(**self.model.settings))
        if pairs:
            self._connection.execute(
                "CREATE TABLE given_pairs AS SELECT '0' AS match_key, \"left\" AS join_key_l,"
                f" \"right\" AS join_key_r FROM read_parquet('{pairs}')"
            )
            self._linker.table_management.register_blocked_pairs_for_predict(
                self._api.register("given_pairs")
            )

    def _train(self) -> None:
        training, model = self._linker.training, self.model
        training.estimate_probability_two_random_records_match(list(model.deterministic), recall=model.recall)
        training.estimate_u_using_random_sampling(max_pairs=model.most_pairs, seed=2)
        for rule in model.training:
            training.estimate_parameters_using_expectation_maximisation(
                rule, estimate_without_term_frequencies=model.without_frequencies
            )

    def clusters(self, threshold: float) -> Any:  # noqa: ANN401
        """The connected components at a threshold, as Splink's table."""
        return self._linker.clustering.cluster_pairwise_predictions_at_threshold(
            self.predicted, threshold_match_probability=threshold
        )

    def f1(self, truth: Path) -> dict[str, float]:
        """The pairwise F1 at each threshold."""
        read = "read_parquet" if truth.suffix == ".parquet" else "read_csv"
        self._connection.execute(
            f"CREATE TABLE truth AS SELECT id::varchar AS id, person::varchar AS person FROM {read}('{truth}')"
        )
        return {str(threshold): self._f1(threshold) for threshold in self.model.thresholds}

    def _f1(self, threshold: float) -> float:
        clusters = self.clusters(threshold).physical_name
        joined = self._connection.execute(
            f"SELECT hash(cluster_id) AS found, hash(person) AS true FROM {clusters}"
            f" JOIN truth ON truth.id = {clusters}.{self.model.id}"
        ).fetchnumpy()
        found, true = (np.asarray(joined[each]).view(np.int64) for each in ("found", "true"))
        return Overlap(found, true).pairwise().f1 or 0.0


def _main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.link_plain_splink")
    parser.add_argument("model", choices=_MODELS)
    parser.add_argument("path", type=Path)
    parser.add_argument("--truth", type=Path)
    parser.add_argument("--pairs", type=Path, help="Parquet with left and right: compare these")
    parser.add_argument("--rule", action="append", default=[], help="block on these columns, by commas")
    given = parser.parse_args()
    logging.getLogger("splink").setLevel(logging.ERROR)
    model = _MODELS[given.model]()
    if given.rule:
        blocks = [block_on(*rule.split(",")) for rule in given.rule]
        model.settings["blocking_rules_to_generate_predictions"] = blocks
    run = _Run(model, given.path, given.pairs)
    f1 = run.f1(given.truth) if given.truth else {}
    print(json.dumps(asdict(Plain(run.seconds, run.peak_gb, run.pairs, model.tutorial, f1))))
    return 0


if __name__ == "__main__":
    sys.exit(_main())
