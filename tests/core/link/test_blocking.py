"""Choosing blocking rules under a budget."""

from collections.abc import Sequence

import numpy as np

from isthmus.core.link import blocking

FIELDS = ("given", "family", "born", "place")


def roster(people: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Keys of two records of each person, each key lost or wrong now and then; and the person of each record."""
    keys = np.stack([rng.integers(0, size, people) for size in (60, 300, 4000, 20)], axis=1)
    codes = np.concatenate([keys, keys])
    wrong = rng.random(codes.shape)
    codes = np.where(wrong < 0.1, rng.permuted(codes, axis=0), codes)
    codes[wrong > 0.95] = -1
    return codes.astype(np.int64), np.tile(np.arange(people), 2)


def covered(codes: np.ndarray, rules: Sequence[tuple[int, ...]], person: np.ndarray, largest: int) -> float:
    """The share of persons whose two records meet, by brute force."""
    half = len(codes) // 2
    met = np.zeros(half, dtype=bool)
    for rule in rules:
        values = [tuple(row) if min(row) >= 0 else None for row in codes[:, list(rule)].tolist()]
        sizes = {value: values.count(value) for value in set(values)}
        for one in range(half):
            if (
                values[one] is not None
                and values[one] == values[one + half]
                and sizes[values[one]] <= largest
            ):
                met[one] = True
    assert (person[:half] == person[half:]).all()
    return float(met.mean())


def test_few_rules_find_almost_all_matches() -> None:
    codes, person = roster(600, np.random.default_rng(1))
    chosen = blocking.choose(
        codes, FIELDS, pairs_per_record=20, largest_block=50, rng=np.random.default_rng(2)
    )
    assert covered(codes, [each.keys for each in chosen], person, 50) > 0.95


def test_a_smaller_budget_is_kept() -> None:
    codes, _ = roster(600, np.random.default_rng(1))
    chosen = blocking.choose(
        codes, FIELDS, pairs_per_record=3, largest_block=50, rng=np.random.default_rng(2)
    )
    assert chosen
    assert sum(each.pairs_per_record for each in chosen) <= 3


def test_no_rule_is_chosen_where_nobody_shares_a_key() -> None:
    codes = np.arange(40).reshape(10, 4)
    assert (
        blocking.choose(codes, FIELDS, pairs_per_record=5, largest_block=50, rng=np.random.default_rng(0))
        == []
    )


def test_keys_of_one_field_are_not_combined() -> None:
    codes, _ = roster(300, np.random.default_rng(4))
    fields = ("given", "given", "born", "born")
    chosen = blocking.choose(
        codes, fields, pairs_per_record=20, largest_block=50, rng=np.random.default_rng(2)
    )
    assert all(len({fields[key] for key in each.keys}) == len(each.keys) for each in chosen)


def test_a_missing_key_puts_a_record_into_no_block() -> None:
    codes = np.array([[1, 2], [1, 2], [-1, 2], [1, -1]])
    assert blocking.blocks(codes, (0, 1)).tolist()[2:] == [-1, -1]
    assert blocking.blocks(codes, (0, 1))[0] == blocking.blocks(codes, (0, 1))[1]


def test_the_same_seed_gives_the_same_rules() -> None:
    codes, _ = roster(300, np.random.default_rng(4))
    first, second = (
        blocking.choose(codes, FIELDS, pairs_per_record=20, largest_block=50, rng=np.random.default_rng(9))
        for _ in range(2)
    )
    assert first == second
