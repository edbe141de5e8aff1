"""Random damages of an opened register: each is told, or nothing that is shown changes."""

import pytest
from django.db import connection
from django.test import Client

from benchmarks.custody_damage import Damage, attack, damaged, shown
from isthmus.actions.desk.importing import import_sample
from isthmus.actions.desk.judge import judge
from isthmus.store.desk.models import Incident
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


@pytest.mark.parametrize("table", ["desk_personpart", "desk_judgement", "desk_victimlevel"])
def test_the_order_of_what_is_shown_does_not_rest_on_numbers_that_nothing_commits_to(
    signed_in: Client, table: str
) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("the damage is written in SQLite's words")
    import_sample(actor=who("importer"))
    pages = [("incident", str(uid)) for uid in Incident.objects.values_list("uid", flat=True)]
    before = shown(signed_in, pages)
    turned = f'UPDATE {table} SET "id" = 100000 - "id" WHERE "id" NOT IN (SELECT replaced_id FROM desk_replacement)'
    if table != "desk_judgement":
        turned = turned.partition(" WHERE")[0]
    with damaged(Damage("turned round", table, "id", turned)) as changed:
        assert changed
        assert shown(signed_in, pages) == before
