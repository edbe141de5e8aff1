"""Acts linked into incidents: a register of known truth, and the few acts and empty cells that registers begin with."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pyarrow as pa
import pytest

from isthmus.core.link.evaluating import Overlap
from isthmus.core.link.pairs import DecidedPairs
from isthmus.core.link.results import LinkModel
from isthmus.engines import incidents
from isthmus.engines.linking import NothingToCompare, link
from tests.english import raises_saying

TYPES = ("killing", "house_raid", "torture", "unlawful_detention")
FIELDS = ("id", "type", "date", "place", "low", "high", "victims", "perpetrators")


@dataclass(frozen=True)
class Incident:
    """What happened: the day, the village with what lies above it, how many victims and which, which units."""

    type: str
    day: date
    place: tuple[str, str, str]
    victims: tuple[str, ...]
    number: int
    units: tuple[str, ...]


def villages() -> list[tuple[str, str, str]]:
    """Forty villages in eight districts in two regions; two of them share a name."""
    names = [f"{a}{b}" for a in ("Verkhne", "Nizhne", "Staro", "Novo", "Bolshe") for b in
             ("polye", "gorye", "lugovo", "rechye", "dubrava", "kamen", "sosnovo", "ozero")]  # fmt: skip
    names[39] = names[0]
    return [(name, f"District {at % 8}", f"Region {at % 2}") for at, name in enumerate(names)]


def happened(rng: np.random.Generator, many: int) -> list[Incident]:
    """Incidents; a quarter of them beside another one: the same place and day, or the same victims at another time."""
    places, found = villages(), list[Incident]()
    for at in range(many):
        number = int(rng.choice([1, 1, 1, 2, 3, 5, 12, 40]))
        one = Incident(
            str(rng.choice(TYPES)),
            date(2017, 1, 1) + timedelta(days=int(rng.integers(0, 700))),
            places[int(rng.integers(0, len(places)) ** 2 // len(places))],
            tuple(f"m{at}-{who}" for who in range(min(number, 6))),
            number,
            (f"u{rng.integers(0, 12)}",),
        )
        found.append(one)
        turn = rng.random()
        if turn < 0.12:
            others = tuple(f"n{at}-{who}" for who in range(len(one.victims)))
            found.append(Incident(one.type, one.day, one.place, others, one.number, one.units))
        elif turn < 0.25:
            later = one.day + timedelta(days=int(rng.integers(90, 500)))
            found.append(Incident(one.type, later, one.place, one.victims, one.number, one.units))
    return found


def told(rng: np.random.Generator, number: int, one: Incident) -> dict[str, str]:
    """One telling: what it leaves out, rounds, moves or does not know is drawn for it."""
    day = one.day + timedelta(days=int(rng.choice([0, 0, 0, 0, 1, -1, 20])))
    when = rng.choice(
        [day.isoformat(), day.isoformat(), f"{day:%Y-%m}", f"{day:%Y}", ""], p=[0.4, 0.25, 0.2, 0.07, 0.08]
    )
    where = rng.choice(["; ".join(one.place), "; ".join(one.place[1:]), one.place[2]], p=[0.8, 0.14, 0.06])
    known = [who for who in one.victims if rng.random() < 0.75]
    low = max(1, int(one.number * rng.choice([1, 1, 1, 0.8, 0.5])))
    high = rng.choice([str(max(low, one.number)), ""], p=[0.8, 0.2])
    units = one.units if rng.random() < 0.6 else ()
    cells = (
        f"a{number}",
        one.type,
        str(when),
        str(where),
        str(low),
        str(high),
        ";".join(known),
        ";".join(units),
    )
    return dict(zip(FIELDS, cells, strict=True))


def register(seed: int, many: int) -> tuple[pa.Table, np.ndarray]:
    """About 2.4 acts for each incident, and the incident of each act."""
    rng = np.random.default_rng(seed)
    acts, truth = [], []
    for at, one in enumerate(happened(rng, many)):
        for _telling in range(int(rng.choice([1, 2, 3, 4], p=[0.3, 0.3, 0.2, 0.2]))):
            acts.append(told(rng, len(acts), one))
            truth.append(at)
    return table(acts), np.array(truth)


def table(acts: list[dict[str, str]]) -> pa.Table:
    columns = {
        field: [act.get(field) or None for act in acts]
        for field in FIELDS
        if any(field in act for act in acts)
    }
    return pa.table({field: pa.array(cells, pa.string()) for field, cells in columns.items()})


def f1(found: np.ndarray, truth: np.ndarray) -> tuple[float, float, float]:
    score = Overlap(found, truth).pairwise()
    return score.precision or 0.0, score.recall or 0.0, score.f1 or 0.0


# ---- known truth -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def known():
    acts, truth = register(seed=1, many=110)
    return acts, truth, link(acts, kind="incident")


def test_known_incidents_are_found_though_a_quarter_has_one_beside_it(known, record_property):
    acts, truth, found = known
    assert 250 <= acts.num_rows <= 350
    precision, recall, both = f1(found.central, truth)
    record_property("pairwise", f"precision {precision:.3f}, recall {recall:.3f}, F1 {both:.3f}")
    assert both > 0.8
    assert len(set(found.central.tolist())) == pytest.approx(len(set(truth.tolist())), rel=0.1)


def test_the_truth_lies_between_strict_and_lenient(known):
    _, truth, found = known
    strict, lenient = (len(set(labels.tolist())) for labels in (found.strict, found.lenient))
    assert lenient <= len(set(truth.tolist())) <= strict


def test_acts_of_two_types_are_never_proposed_as_one(known):
    acts, _, found = known
    types = np.array(acts.column("type").to_pylist())
    assert (types[found.pairs.left] == types[found.pairs.right]).all()
    for labels in (found.strict, found.central, found.lenient):
        assert (types == types[labels]).all()


def test_two_killings_of_one_day_and_village_with_other_victims_stay_two(known):
    """Any such pair is less likely to be one than any with a victim in common."""
    _, _, found = known
    levels = found.levels
    close = (levels["period"] >= 6) & (levels["site"] >= 6)
    apart = close & (levels["victims"] == 0)
    shared = close & (levels["victims"] >= 2)
    assert found.pairs.probability[apart].max(initial=0) < found.pairs.probability[shared].min(initial=1)


def test_blocks_find_nearly_what_comparing_everything_finds(known, monkeypatch):
    acts, truth, _ = known
    monkeypatch.setattr(incidents, "MOST_PAIRS", 1_000)
    blocked = link(acts, kind="incident")
    assert len(blocked.report["blocking"]["rules"]) > 1
    assert blocked.report["candidate_recall"] is None
    assert f1(blocked.central, truth)[2] > 0.7


def test_a_model_without_training_finds_the_same_again(known):
    acts, _, found = known
    again = link(acts, kind="incident", model=LinkModel.from_json(found.model.as_json()))
    assert (again.central == found.central).all()
    assert again.pairs.probability == pytest.approx(found.pairs.probability)


def test_the_same_acts_give_the_same_answer(known):
    acts, _, found = known
    again = link(acts, kind="incident")
    assert (again.pairs.probability == found.pairs.probability).all()


def test_judgements_are_obeyed(known):
    acts, _, found = known
    sure = np.flatnonzero(found.central[found.pairs.left] == found.central[found.pairs.right])
    one, other = int(found.pairs.left[sure[0]]), int(found.pairs.right[sure[0]])
    apart = link(acts, kind="incident", decided=DecidedPairs(different=np.array([[one, other]])))
    assert apart.lenient[one] != apart.lenient[other]


# ---- few acts, and cells that say nothing ------------------------------------------------------------------


ACT = {
    "type": "killing",
    "date": "2017-03-02",
    "place": "Village V; District D; Region R",
    "low": "1",
    "high": "1",
}


def few(*acts: dict[str, str]) -> pa.Table:
    return table([{"id": f"a{at}", **act} for at, act in enumerate(acts)])


def probability(*acts: dict[str, str]) -> float:
    found = link(few(*acts), kind="incident").pairs
    return float(found.probability[0]) if len(found) else 0.0


def test_two_acts_of_one_day_and_place_may_be_one():
    assert probability(ACT, ACT) > 0.5


def test_of_two_acts_that_share_their_victims_more_speaks_for_one():
    named = {**ACT, "victims": "m1;m2", "low": "2", "high": "2"}
    assert probability(named, named) > probability(ACT, ACT)
    assert probability(named, {**named, "victims": "m7;m8"}) < 0.3


def test_two_acts_a_year_apart_are_two_even_with_one_victim():
    named = {**ACT, "victims": "m1"}
    assert probability(named, {**named, "date": "2018-05-01"}) < 0.3


def test_the_same_name_elsewhere_is_another_place():
    assert probability(ACT, {**ACT, "place": "Village V; District E; Region S"}) < 0.5 < probability(ACT, ACT)


def test_two_types_are_never_compared():
    found = link(few(ACT, {**ACT, "type": "torture"}), kind="incident")
    assert len(found.pairs) == 0
    assert found.lenient.tolist() == [0, 1]


def test_one_act_is_one_incident():
    assert link(few(ACT), kind="incident").central.tolist() == [0]


@pytest.mark.parametrize("many", [2, 3, 50])
def test_acts_that_all_say_the_same_are_linked_without_a_crash(many):
    found = link(few(*[ACT] * many), kind="incident")
    assert ((found.pairs.probability >= 0) & (found.pairs.probability <= 1)).all()
    assert len(found.central) == many


@pytest.mark.parametrize(
    "cells",
    [
        {"date": "no date", "place": ";;", "low": "many", "high": "-3", "victims": ";", "perpetrators": " ; "},
        {"date": "../2017-03", "place": "Село", "low": "", "high": "7", "victims": "…", "perpetrators": "?"},
        {"date": "2017-02-30", "place": "1", "low": "9", "high": "2"},
    ],
)  # fmt: skip
def test_cells_that_can_not_be_read_say_nothing(cells):
    found = link(few({"type": "killing", **cells}, {"type": "killing", **cells}, ACT), kind="incident")
    assert len(found.central) == 3


def test_without_a_type_or_anything_to_compare_a_message_says_so():
    with raises_saying(NothingToCompare, "Add a column type"):
        link(few({"date": "2017"}, {"date": "2017"}), kind="incident")
    with raises_saying(NothingToCompare, "beside its type"):
        link(few({"type": "killing", "date": ""}, {"type": "killing", "date": " "}), kind="incident")


def test_a_model_of_persons_is_refused(known):
    model = known[2].model
    other = LinkModel(("given", "lineage"), model.rules, model.fitted)
    with raises_saying(ValueError, "Link without a model"):
        link(few(ACT, ACT), kind="incident", model=other)


def test_names_of_victims_meet_across_scripts_and_ids_as_they_are_written():
    one = {**ACT, "victims": "Adan Exemplarov"}
    found = link(
        few(one, {**ACT, "victims": "Экземпляров Адан"}, {**ACT, "victims": "Exemplarov Adan"}),
        kind="incident",
    )
    at = (found.pairs.left == 0) & (found.pairs.right == 2)
    assert found.levels["victims"][at].tolist() == [2]
    ids = link(few({**ACT, "victims": "m1"}, {**ACT, "victims": "m12"}), kind="incident")
    assert ids.levels["victims"].tolist() in ([0], [])
