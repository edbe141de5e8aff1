"""`isthmus link evaluate PEOPLE TRUTH`: how well found people agree with true ones."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from isthmus.cli.extras import LINKING, installed
from isthmus.cli.failure import Failure
from isthmus.cli.offline import as_json_option, encoding_asked, encoding_option, print_json
from isthmus.language import english

if TYPE_CHECKING:
    from isthmus.core.link.evaluating import Interval, Overlap, Scores
    from isthmus.files.people import SharedRecords

__all__ = ["command"]

_LOW, _HIGH = 0.05, 0.95


@dataclass(frozen=True)
class _Evaluation:
    """What is printed."""

    compared: "SharedRecords"
    overlap: "Overlap"
    pairwise_interval: "Interval | None"
    bcubed_interval: "Interval | None"
    calibration_error: float | None
    calibration_pairs: int | None
    digests: dict[str, str]


_file = click.Path(exists=True, dir_okay=False, path_type=Path)


class _People(click.Path):
    """A file of people; where there is none since the run beside it gave no figure, that is said."""

    name = "file"

    def __init__(self) -> None:
        super().__init__(exists=True, dir_okay=False, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401  as click has it
        why = "" if Path(value).exists() else _why_no_people(Path(value).with_name("report.json"))
        if why:
            raise Failure(
                f"{value} does not exist, since the run whose report.json lies there proposed no people. {why}",
                code="link.no_people",
            )
        return super().convert(value, param, ctx)


def _why_no_people(report: Path) -> str:
    """Return in words why the run of a report gave no figure; "" where there is no such report."""
    try:
        told = json.loads(report.read_text(encoding="utf-8"))
        return str(told["verdict"]["refusal"]["text"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


@click.command("evaluate")
@click.argument("people", type=_People())
@click.argument("truth", type=_file)
@encoding_option
@as_json_option
@click.option(
    "--seed",
    type=click.IntRange(0),
    default=0,
    show_default=True,
    help="Random seed of the resamples that the intervals come from.",
)
def command(people: Path, truth: Path, as_json: bool, seed: int) -> None:
    """Compare found people with true ones: precision, recall, F1, calibration.

    PEOPLE and TRUTH are tables, or Parquet files, with the columns id and person. A pairs.parquet beside PEOPLE, as
    `link roster` writes it, gives the calibration error.
    """
    with installed(LINKING):
        from isthmus.files import people as _  # noqa: F401  # what the extra brings is there, or it is said
    from isthmus.files.table import TableError

    try:
        found = _evaluated(people, truth, seed)
    except TableError as unusable:
        raise Failure(unusable.message) from unusable
    _say_what_was_left_out(found.compared, people, truth)
    if as_json:
        print_json(_as_json(found))
    else:
        click.echo("\n".join(_in_words(found)))


def _evaluated(people: Path, truth: Path, seed: int) -> _Evaluation:
    import numpy as np

    from isthmus.core.link.evaluating import Overlap, f1_intervals
    from isthmus.files.people import read_people

    compared = read_people(people, truth, encoding_asked())
    overlap = Overlap(compared.found, compared.true)
    intervals = f1_intervals(overlap, np.random.default_rng(seed))
    pairs = people.with_name("pairs.parquet")
    files = {"people": people, "truth": truth} | ({"pairs": pairs} if pairs.is_file() else {})
    error, counted = _calibration(pairs, compared)
    digests = {name: _digest(path) for name, path in files.items()}
    return _Evaluation(compared, overlap, *intervals, error, counted, digests)


def _calibration(pairs: Path, compared: "SharedRecords") -> tuple[float | None, int | None]:
    """The calibration error and the number of pairs it rests on; None without a file of pairs."""
    from isthmus.core.link.evaluating import calibration_error
    from isthmus.files.people import read_probabilities
    from isthmus.files.table import TableError

    if not pairs.is_file():
        return None, None
    try:
        probability, is_match = read_probabilities(pairs, compared, _LOW, _HIGH)
    except TableError as unusable:
        click.echo(f"Without a calibration error: {english(unusable.message)}", err=True)
        return None, None
    return calibration_error(probability, is_match, _LOW, _HIGH), len(probability)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _say_what_was_left_out(compared: "SharedRecords", people: Path, truth: Path) -> None:
    for count, holder, other in (
        (compared.only_found, people, truth),
        (compared.only_true, truth, people),
    ):
        if count:
            click.echo(f"{count} record(s) of {holder.name} are not in {other.name}: left out.", err=True)


def _as_json(found: _Evaluation) -> dict[str, object]:
    return {
        "records": found.overlap.records,
        "only_in_people": found.compared.only_found,
        "only_in_truth": found.compared.only_true,
        "people": found.overlap.people,
        "true_people": found.overlap.true_people,
        "pairwise": _scores_as_json(found.overlap.pairwise(), found.pairwise_interval),
        "bcubed": _scores_as_json(found.overlap.bcubed(), found.bcubed_interval),
        "calibration_error": found.calibration_error,
        "calibration_pairs": found.calibration_pairs,
        "method": "intervals: percentiles of the F1 over resampled true people",
        "digests": found.digests,
    }


def _scores_as_json(scores: "Scores", interval: "Interval | None") -> dict[str, object]:
    return {
        "precision": scores.precision,
        "recall": scores.recall,
        "f1": scores.f1,
        "interval95": list(interval) if interval else None,
    }


def _in_words(found: _Evaluation) -> Iterator[str]:
    overlap = found.overlap
    yield f"{overlap.records} records: {overlap.people} people found, {overlap.true_people} true people."
    yield ""
    yield f"{'':<12}{'precision':>10}{'recall':>10}{'F1':>10}   95 % interval of F1"
    yield _row("pairwise", overlap.pairwise(), found.pairwise_interval)
    yield _row("B-cubed", overlap.bcubed(), found.bcubed_interval)
    yield ""
    if found.calibration_error is not None:
        yield (
            f"Calibration error {found.calibration_error:.4f}, over {found.calibration_pairs} pairs with a"
            f" probability from {_LOW} to {_HIGH}."
        )
    elif found.calibration_pairs is not None:
        yield f"No pair has a probability from {_LOW} to {_HIGH}: there is no calibration error."
    else:
        yield "Without a pairs.parquet beside the people, there is no calibration error."
    yield "The intervals come from resampling true people; they say nothing of records that are not in the truth."
    yield "Digests: " + ", ".join(f"{name} {digest[:16]}…" for name, digest in found.digests.items())


def _row(name: str, scores: "Scores", interval: "Interval | None") -> str:
    shown = "".join(
        f"{'–' if each is None else format(each, '.4f'):>10}"
        for each in (scores.precision, scores.recall, scores.f1)
    )
    return f"{name:<12}{shown}   " + (f"{interval[0]:.4f} to {interval[1]:.4f}" if interval else "–")
