"""Candidate pairs: the keys that records can share, and the blocks of each chosen rule as one number to join on."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from isthmus.core.link import blocking
from isthmus.core.link.fields import DATES, PARTS
from isthmus.engines.connection import Engine, one

__all__ = [
    "EVERY_PAIR",
    "EVERY_PAIR_OF",
    "Rule",
    "block_more",
    "chosen_rules",
    "codes_of",
    "keys_of",
    "with_blocks",
]

_SAMPLED = 200_000  # records among which rules are chosen
SMALLEST_BLOCK = 5  # of a sample, that its pairs are looked at in
type Rule = tuple[str, ...]
# In a short list every pair is compared: blocking could miss some, and saves nothing that anybody would notice.
EVERY_PAIR: Rule = ("'every pair'",)
EVERY_PAIR_OF = 250_000
# Pairs for each record that larger blocks may cost, all rules together, and the largest that is ever compared.
MORE_PAIRS = 10
LARGEST = 400


def keys_of(columns: set[str]) -> list[tuple[str, str]]:
    """Return the keys that these columns give: the field of each, and its expression."""
    keys: list[tuple[str, str]] = []
    for part in PARTS:
        if f"{part}_k" in columns:
            whole, bones = f"{part}_k", f"{part}_s"
            keys += [
                (part, each)
                for each in (whole, bones, f"left({whole}, 3)", f"{part}_i", f"right({whole}, 4)")
            ]
    for day in DATES:
        if f"{day}_first" in columns:
            year = (
                f"case when {day}_k is not null then left({day}_k, 4) "
                f"when {day}_last - {day}_first <= 366 then (({day}_first + {day}_last) // 731)::varchar end"
            )
            keys += [(day, each) for each in (f"{day}_k", year, f"right({day}_k, 4)")]
    if {"given_s", "family_s"} <= columns:
        # The two in one order, so that a record in which they changed places meets the other.
        keys.append(("both", "least(given_s, family_s) || ' ' || greatest(given_s, family_s)"))
    if "place_k" in columns:
        keys += [("place", each) for each in ("place_k", "place_parts[-2]", "place_parts[-1]")]
    if "identifiers_stated" in columns:
        keys.append(("identifiers", "identifiers_stated[1]"))
    for further in sorted(each for each in columns if each.startswith("x_") and each.endswith("_k")):
        keys += [(further, each) for each in (further, f"left({further}, 4)", f"left({further}, 2)")]
    return keys


def chosen_rules(
    engine: Engine, columns: set[str], *, pairs_per_record: float, largest_block: int, seed: int
) -> list[Rule]:
    """Return the blocking rules, the most useful first, as lists of key expressions."""
    keys = keys_of(columns)
    if not keys:  # a sex alone
        return []
    every = max(1, int(one(engine, "select count(*) from records")[0]) // _SAMPLED)
    codes = np.stack([codes_of(engine, expression, every) for _, expression in keys], axis=1)
    found = blocking.choose(
        codes,
        [field for field, _ in keys],
        # Of one record in ten, a record meets a tenth of its partners, in blocks a tenth as large.
        pairs_per_record=2 * pairs_per_record / every,
        largest_block=max(SMALLEST_BLOCK, largest_block // every),
        rng=np.random.default_rng(seed),
    )
    return [tuple(keys[key][1] for key in each.keys) for each in found]


def codes_of(engine: Engine, expression: str, every: int = 1) -> npt.NDArray[np.int64]:
    """Return the value of a key for each sampled record as a number, -1 for none."""
    rows = engine.execute(
        f"select case when ({expression}) is null then -1 else dense_rank() over (order by ({expression})) end as code "
        f"from records where i % {every} = 0 order by i"
    ).fetchnumpy()
    found = np.asarray(rows["code"]).astype(np.int64)
    return np.asarray(np.where(found < 0, -1, found))


def with_blocks(engine: Engine, rules: Sequence[Rule], *, largest_block: int) -> int:
    """Make the table `blocked`: `records` with a column r0, r1, … for each rule, null where the block is too large.

    Returns how many times a record was left out of a block that was too large.
    """
    dropped = 0
    records = int(one(engine, "select count(*) from records")[0])
    spare = MORE_PAIRS * records
    for number, rule in enumerate(rules):
        engine.execute(
            f"create or replace table large{number} as select {_block(rule)} as block, count(*) as n from records "
            f"where {_stated(rule)} group by 1 having count(*) > {largest_block if rule != EVERY_PAIR else records}"
        )
        spare -= _take_in(engine, f"large{number}", spare // 2)
        dropped += int(one(engine, f"select coalesce(sum(n), 0)::bigint from large{number}")[0])
    block_more(engine, rules, "records", "blocked")
    return dropped


def _take_in(engine: Engine, table: str, pairs: int) -> int:
    """Take out of a table of large blocks the smallest ones, as long as they cost no more pairs; return what they cost.

    A person with a hundred records fills a block of names that is no larger than that.
    """
    rows = engine.execute(
        f"select n, count(*) from {table} where n <= {LARGEST} group by n order by n"
    ).fetchall()
    cost, most = 0, 0
    for size, blocks in rows:
        if cost + blocks * (size * (size - 1) // 2) > pairs:
            break
        cost, most = cost + blocks * (size * (size - 1) // 2), size
    engine.execute(f"delete from {table} where n <= {most}")
    return cost


def block_more(engine: Engine, rules: Sequence[Rule], records: str, into: str) -> None:
    """Make such a table of other records, with the blocks that were too large among the first."""
    columns, joins = [f"{records}.*"], []
    for number, rule in enumerate(rules):
        columns.append(f"case when large{number}.block is null then {_block(rule)} end as r{number}")
        joins.append(f"left join large{number} on large{number}.block = {_block(rule)}")
    engine.execute(
        f"create or replace table {into} as select {', '.join(columns)} from {records} {' '.join(joins)}"
    )


def _block(rule: Rule) -> str:
    """Return the number of a record's block, null where a key is missing."""
    return f"case when {_stated(rule)} then hash({', '.join(f'({key})' for key in rule)}) end"


def _stated(rule: Rule) -> str:
    return " and ".join(f"({key}) is not null" for key in rule)
