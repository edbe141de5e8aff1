"""Names × grounds, on a few registers; `make bench-long` has the same attack on many.

Everything that the desk gives without a passphrase, beside a list of all names with dates, places, ages and homes.
"""

import random

import pytest
from django.test import Client

from benchmarks.ground_attack import columns_of_people, joined, leaks, tables_of, told_of_nobody
from benchmarks.ground_registers import GROUNDS, ground_register
from benchmarks.names_and_grounds import as_it_is, downloads, load, tables_by_ground
from isthmus.store.desk.models import EstimateRun
from tests.accounts import the_owner

# What the first register gives is the same in each test, and takes long to download.
DOWNLOADED: dict[str, bytes] = {}


@pytest.fixture
def files(signed_in: Client) -> dict[str, bytes]:
    if not DOWNLOADED:
        the_owner()
        load(ground_register(1))
        DOWNLOADED.update(downloads(signed_in))
        assert EstimateRun.objects.count() == 1 + len(GROUNDS)
    return DOWNLOADED


def test_nobody_is_joined_to_a_ground_and_no_file_has_a_name(files: dict[str, bytes]) -> None:
    register, tables = ground_register(1), tables_of(files)
    assert told_of_nobody(register, files) == []
    by_ground = tables_by_ground(tables)
    assert by_ground, "or the check is blind"
    assert joined(register, by_ground) == set()
    assert leaks([(register, columns_of_people(register, tables))], least=12.0, rng=random.Random(1)) == []


def test_no_filter_gives_another_file_by_ground(files: dict[str, bytes]) -> None:
    for ground in GROUNDS:
        given = {
            content
            for name, content in files.items()
            if name.startswith("by-ground") and f"-{ground}-" in name
        }
        assert len(given) == 1


def test_of_estimates_by_ground_no_list_leaves(files: dict[str, bytes]) -> None:
    assert [name for name in files if name.startswith("estimate_table")] == ["estimate_table-all.csv"]
    for ground in GROUNDS:
        told = files[f"estimate_json-{ground}.json"].decode()
        assert "strata" not in told
        assert '"lists"' not in told


def test_the_attack_sees_what_there_is() -> None:
    registers = [ground_register(seed) for seed in range(5)]
    found = [(each, columns_of_people(each, as_it_is(each))) for each in registers]
    seen = {each.column for each in leaks(found, least=12.0, rng=random.Random(1))}
    assert "open.zip/acts.csv ground" in seen
    register = registers[0]
    victim = register.named[0]
    telling = {
        "ground": "religion",
        "type": victim["type"],
        "period": victim["date"],
        "region": "",
        "victims": "1",
    }
    assert joined(register, [[telling]]) >= {victim["name"]}
