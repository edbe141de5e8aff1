"""Which rows of a roster are equal in everything that they state, by their texts."""

from collections.abc import Sequence

import numpy as np

from isthmus.core.link.equal_rows import EqualRows
from isthmus.core.link.fields import NAMES, PARTS
from isthmus.core.names.nameless import why_nameless
from isthmus.engines.connection import Engine

__all__ = ["equal_rows"]

# A given name tells the sex: a sex beside a name tells nobody from a namesake. Nor does the day of an age.
_LIKE_NAMES = (*NAMES, "sex", "age_on")
_TWO = 2  # words of a whole name


def equal_rows(engine: Engine, fields: Sequence[str]) -> EqualRows:
    """Return the rows of the table `raw` that equal another one in all fields but for case and white space.

    Rows without a whole name, of at least two words, are left out, unless names are all that the roster states: what
    they have in common, many have.
    """
    named = [each for each in ("name", *PARTS) if each in fields]
    if not named:
        return EqualRows()
    further = [each for each in fields if each not in _LIKE_NAMES]
    plain = (f"lower(regexp_replace(coalesce({each}, ''), '\\s+', ' ', 'g'))" for each in sorted(fields))
    parts = ", ".join(each for each in PARTS if each in fields) or "null"
    whole = "name" if "name" in fields else "null"
    states_more = f"coalesce({', '.join(further)}) is not null" if further else "false"
    rows = engine.execute(
        f"with told as (select i, list, md5(concat_ws(chr(31), {', '.join(plain)})) as said, "
        f"coalesce(nullif(concat_ws(' ', {parts}), ''), {whole}) as name, {states_more} as more from raw), "
        "repeated as (select said from told where name is not null group by said having count(*) > 1) "
        "select i, dense_rank() over (order by said) as same, dense_rank() over (order by list) as list, name, more "
        "from told semi join repeated using (said) order by i"
    ).fetchnumpy()
    names = rows["name"].tolist()
    whole_name = {name: _is_whole(name, least=_TWO if further else 1) for name in set(names)}
    kept = np.array([whole_name[name] for name in names], dtype=np.bool_)
    at, same, of_list = (np.asarray(rows[each])[kept].astype(np.int64) for each in ("i", "same", "list"))
    return EqualRows(at, same, of_list, ~np.asarray(rows["more"])[kept].astype(np.bool_))


def _is_whole(name: str, least: int) -> bool:
    return len(name.split()) >= least and not why_nameless(name)
