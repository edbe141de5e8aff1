"""Forged rows of an opened register are told, with and without a head kept elsewhere; the benchmark does a thousand."""

import pytest
from django.db import connection

from benchmarks.custody_forgery import attack, rebuilt
from isthmus.actions.desk.custody import signed_head
from isthmus.actions.desk.importing import import_sample
from isthmus.actions.desk.verification import verify
from isthmus.store.desk.models import Statement
from tests.accounts import who

pytestmark = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="a server keeps its own rules")


def test_each_is_told() -> None:
    assert connection.vendor == "sqlite"
    import_sample(actor=who("importer"))
    outcomes, missed = attack(25, seed=3)
    assert missed == []
    assert outcomes["without a head"] == outcomes["with a head"] == 25


def test_only_a_history_rebuilt_and_signed_again_passes_and_a_kept_head_tells_it() -> None:
    import_sample(actor=who("importer"))
    kept = signed_head()
    with rebuilt(Statement.custody_rows()[0]):
        assert verify().sound
        assert not verify(kept=kept).sound
