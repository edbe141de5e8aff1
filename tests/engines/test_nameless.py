"""Names that name nobody, in linking: they are not stated, and a relative is never the person that is named."""

import json

import numpy as np
import pyarrow as pa
import pytest

from benchmarks.rosters.writing import Roster, chunks
from isthmus.core.link.model import comparisons
from isthmus.core.link.results import LinkSettings
from isthmus.core.names import nameless
from isthmus.engines.blocks import with_blocks
from isthmus.engines.comparison import backend
from isthmus.engines.connection import opened
from isthmus.engines.features import prepare
from isthmus.engines.linking import as_raw, link
from isthmus.engines.run_state import basis

NONE = ("N.N.", "unknown", "wife of Sami Darzal", "مجهول الهوية", "body no. 7", "неизвестный мужчина")


def levels(one: str, other: str, field: str = "name") -> dict[str, int]:
    """The levels of two records that state nothing else; -1: not stated."""
    table = pa.table({"id": ["a", "b"], field: [one, other], "sex": ["m", "m"]})
    with opened() as engine:
        as_raw(engine, table, [field, "sex"])
        prepare(engine, [field, "sex"])
        columns = {str(row[0]) for row in engine.execute("describe records").fetchall()}
        with_blocks(engine, [], largest_block=50)
        found = [each for each in comparisons([field]) if each.name in ("given", "lineage")]
        engine.execute("create table pairs as select 0::bigint as l, 1::bigint as r")
        backend(engine, found, columns, "duckdb").compare_these("pairs", "levels")
        rows = engine.execute(f"select {', '.join(each.name for each in found)} from levels").fetchall()
    return dict(zip([each.name for each in found], rows[0], strict=True))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("N.N.", "N.N."),
        ("unknown", "Unknown"),
        ("wife of Sami Darzal", "Sami Darzal"),
        ("wife of Sami Darzal", "wife of Sami Darzal"),
        ("زوجة سامي درزال", "سامي درزال"),
        ("unidentified man", "неизвестный мужчина"),
    ],
)
def test_what_names_nobody_says_nothing_of_a_pair(one, other):
    assert set(levels(one, other).values()) == {-1}


def test_a_name_beside_it_is_compared():
    assert min(levels("Sami Darzal", "Sami Darzal").values()) > 0


def test_a_list_with_them_is_linked_as_one_without_names_there():
    table = pa.concat_tables([rows for rows, _ in chunks(Roster("russian", 120, lists=2, seed=7))])
    names = [name for name in ("given", "father", "family", "name") if name in table.column_names]
    found = []
    for texts in (("",), NONE):
        changed = table
        for name in names:
            cells = table.column(name).to_pylist()
            for at in range(0, len(cells), 9):
                cells[at] = texts[at % len(texts)] if name in ("given", "name") else ""
            changed = changed.set_column(changed.column_names.index(name), name, pa.array(cells, pa.string()))
        found.append(link(changed, settings=LinkSettings(pairs_per_record=20)))
    empty, written = found
    assert np.array_equal(empty.pairs.left, written.pairs.left)
    assert np.allclose(empty.pairs.probability, written.pairs.probability)
    assert np.array_equal(empty.central, written.central)
    assert written.report["versions"]["nameless"] == nameless.VERSION


def test_a_run_rests_on_the_version_of_the_forms():
    assert json.loads(basis(["name"], ["given"], LinkSettings()))["versions"]["nameless"] == nameless.VERSION
