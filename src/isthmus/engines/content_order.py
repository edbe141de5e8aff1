"""Records in an order that their content tells, so that rows and columns of a file may stand in any order."""

from collections.abc import Sequence

from isthmus.engines.connection import Engine

__all__ = ["order_by_content"]


def order_by_content(engine: Engine, fields: Sequence[str]) -> None:
    """Number the rows of the table `raw` anew, by a digest of what they say; `row` keeps where each stood.

    Which records are drawn, which of two equal pairs is joined first, and whose id names a person follow the numbers.
    """
    said = ", ".join(f"coalesce({field}, '')" for field in sorted(fields))
    digest = f"md5(concat_ws(chr(31), id, list, {said}))"
    engine.execute(
        f"create or replace table raw as select row_number() over (order by {digest}, id) - 1 as i, "
        "raw.i as row, raw.* exclude (i) from raw order by 1"
    )
