"""A list of half a dozen rows: what any two people are to each other is not learned from it alone."""

import pyarrow as pa

from isthmus.core.link.results import LinkSettings
from isthmus.engines.linking import link

ROWS = [
    ("a", "Mirelo", "Sadi", "Panu", "Zekola", "31", "m"),
    ("b", "Mirelo", "Toruv", "Bado", "Quvari", "31", "m"),
    ("a", "Fipale", "Mibano", "Nugo", "Hytali", "8", "f"),
    ("b", "Fipale", "Sirote", "Zano", "Gavuri", "8", "f"),
    ("a", "Galuno", "Kezolo", "Rado", "Panike", "57", "m"),
    ("b", "Galuno", "Kezolo", "Rado", "Panike", "57", "m"),
]
FIELDS = ("list", "given", "father", "grandfather", "family", "age", "sex")


def test_namesakes_of_another_lineage_stay_two_people():
    columns = dict(zip(FIELDS, map(list, zip(*ROWS, strict=True)), strict=True))
    found = link(pa.table({"id": [f"r{at}" for at in range(6)], **columns}), settings=LinkSettings())
    assert found.central.tolist() == [0, 1, 2, 3, 4, 4]
