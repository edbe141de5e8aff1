"""Random damages of an opened register: each is told, or nothing that is shown changes."""

import pytest
from django.db import connection
from django.test import Client

from benchmarks.custody_damage import attack
from isthmus.actions.desk.importing import import_sample
from isthmus.actions.desk.judge import judge
from tests.accounts import who


def test_each_is_told_or_without_effect(signed_in: Client) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("a server keeps its own rules")
    import_sample(actor=who("importer"))
    judge(kind="incident", left="a6", right="a7", decision="unsure", actor=who("A"), because="so")
    signed_in.raise_request_exception = False
    outcomes, missed = attack(signed_in, 20, seed=7)
    assert missed == []
    assert outcomes["told"] > 12
