"""Candidate pairs: the keys that records can share, and the blocks of each chosen rule as one number to join on."""

import math
from collections.abc import Callable, Sequence

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
# In a short list, of up to 1,414 records, every pair is compared: blocking could miss some, and nearly as many are
# compared in any case to see what is chance.
EVERY_PAIR: Rule = ("'every pair'",)
EVERY_PAIR_OF = 1_000_000
# Pairs for each record that larger blocks may cost, all rules together; and what they may cost in any list, since a
# person with hundreds of records is as likely in one of two thousand.
MORE_PAIRS = 10
LEAST_MORE = 300_000
LARGEST = 400  # records of a block that is compared whole
# Of a still larger block parts are compared, each as large as a block may be: somebody with hundreds of records meets
# enough of them by some rule. In a greater one than this they would meet hardly any.
LARGEST_IN_PARTS = 2_000


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

    Returns how many times a record stands in a block that is too large to be compared whole.
    """
    records = int(one(engine, "select count(*) from records")[0])
    for number, rule in enumerate(rules):
        engine.execute(
            f"create or replace table large{number} as select block, n, 0::bigint as parts from (select "
            f"{_block(rule)} as block, count(*) as n from records where {_stated(rule)} group by 1) "
            f"where n > {largest_block if rule != EVERY_PAIR else records}"
        )
    spare = max(MORE_PAIRS * records, LEAST_MORE)
    for number in range(len(rules)):
        spare -= _take_in(engine, f"large{number}", spare // 2)
    for number in range(len(rules)):
        spare -= _divide(engine, f"large{number}", spare // 2, largest_block)
    block_more(engine, rules, "records", "blocked")
    return sum(
        int(one(engine, f"select coalesce(sum(n), 0)::bigint from large{number}")[0])
        for number in range(len(rules))
    )


def _take_in(engine: Engine, table: str, pairs: int) -> int:
    """Take out of a table of large blocks the smallest ones, as long as they cost no more pairs; return what they cost.

    A person with a hundred records fills a block of names that is no larger than that.
    """
    most, cost = _smallest(engine, table, pairs, LARGEST, lambda size: size * (size - 1) // 2)
    engine.execute(f"delete from {table} where n <= {most}")
    return cost


def _divide(engine: Engine, table: str, pairs: int, part: int) -> int:
    """Let of a table of large blocks the smallest ones be compared in parts of up to so many records, in that manner.

    The number of parts is a power of two: a record that comes moves no other to another part, but where it doubles.
    """

    def parts(size: int) -> int:
        return 1 << math.ceil(math.log2(size / part))

    most, cost = _smallest(
        engine, table, pairs, LARGEST_IN_PARTS, lambda size: size * size // (2 * parts(size))
    )
    engine.execute(f"update {table} set parts = 1 << ceil(log2(n / {part}))::int where n <= {most}")
    return cost


def _smallest(
    engine: Engine, table: str, pairs: int, largest: int, cost_of: Callable[[int], int]
) -> tuple[int, int]:
    """Return up to which size the blocks of a table cost no more pairs together, and what they cost."""
    rows = engine.execute(
        f"select n, count(*) from {table} where n <= {largest} group by n order by n"
    ).fetchall()
    most, cost = 0, 0
    for size, blocks in rows:
        more = blocks * cost_of(size)
        if cost + more > pairs:
            break
        most, cost = size, cost + more
    return most, cost


def block_more(engine: Engine, rules: Sequence[Rule], records: str, into: str) -> None:
    """Make such a table of other records, with the blocks that were too large among the first."""
    columns, joins = [f"{records}.*"], []
    for number in range(len(rules)):
        # Each rule divides in its own way, so that who is in another part by one meets by the next.
        part = f"hash({records}.id || ' {number}') % large{number}.parts"
        columns.append(
            f"case when large{number}.block is null then k{number} "
            f"when large{number}.parts > 0 then hash(k{number}, {part}) end as r{number}"
        )
        joins.append(f"left join large{number} on large{number}.block = k{number}")
    keys = "".join(f", {_block(rule)} as k{number}" for number, rule in enumerate(rules))
    engine.execute(f"create or replace table block_keys as select i{keys} from {records}")
    engine.execute(
        f"create or replace table {into} as select {', '.join(columns)} "
        f"from {records} join block_keys using (i) {' '.join(joins)}"
    )


def _block(rule: Rule) -> str:
    """Return the number of a record's block, null where a key is missing."""
    return f"case when {_stated(rule)} then hash({', '.join(f'({key})' for key in rule)}) end"


def _stated(rule: Rule) -> str:
    return " and ".join(f"({key}) is not null" for key in rule)
