"""What follows from the register is compared with it, row by row, and made again on request."""

from itertools import chain

import pytest
from django.db import connection

from isthmus.actions.desk.custody import log_size
from isthmus.actions.desk.doctor import RegisterUnsound, rebuild
from isthmus.actions.desk.verifying import verify_workspace
from isthmus.store.desk import models
from isthmus.store.desk.derive import DERIVED_MODELS
from tests.actions.cases import bring_in
from tests.actions.derived import derived_tables
from tests.english import told
from tests.shared_rows import shared_rows

sqlcipher_only = pytest.mark.skipif("connection.vendor != 'sqlite'")


@pytest.fixture(scope="module", autouse=True)
def register(django_db_setup, django_db_blocker):
    with shared_rows(django_db_blocker):
        bring_in()
        yield


def run(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


def found():
    return [(each.kind, each.table) for each in verify_workspace(derived=True).findings.first]


def test_an_untouched_register_fits():
    assert found() == []


# One change of each column that is not a key, a row taken away, and for each table that can hold one a row too many.
CHANGES = [
    ("incident", "UPDATE desk_incident SET lines = lines + 1 WHERE id = (SELECT min(id) FROM desk_incident)"),
    ("incident", "UPDATE desk_incident SET rests_on = '[\"s4\"]'"),
    ("incident", "UPDATE desk_incident SET earliest = '2001-01-01'"),
    ("incidentact", "UPDATE desk_incidentact SET incident_id = (SELECT max(id) FROM desk_incident)"),
    ("incidentground", "UPDATE desk_incidentground SET lines = 7"),
    ("incidentground", "DELETE FROM desk_incidentground"),
    ("person", "UPDATE desk_person SET name = 'Another' WHERE name <> ''"),
    ("person", "UPDATE desk_person SET at_most = NULL"),
    ("personmention", "UPDATE desk_personmention SET person_id = (SELECT max(id) FROM desk_person)"),
    ("personpart", "UPDATE desk_personpart SET lines = 9"),
    ("personpart", "DELETE FROM desk_personpart"),
    ("victimlevel", "UPDATE desk_victimlevel SET low = low + 1"),
    ("victimlevel", "DELETE FROM desk_victimlevel"),
    (
        "victimlevel",
        "INSERT INTO desk_victimlevel (person_id, k, low, named) SELECT min(id), 9, 1, true FROM desk_person",
    ),
    ("sourcegroup", "UPDATE desk_sourcegroup SET ref = 's9'"),
    ("sourcegroup", "DELETE FROM desk_sourcegroup"),
    ("placeabove", "UPDATE desk_placeabove SET height = 4"),
    ("placeabove", "DELETE FROM desk_placeabove"),
    ("searchtext", "UPDATE desk_searchtext SET words = 'other words'"),
    ("searchtext", "DELETE FROM desk_searchtext"),
    ("searchword", "UPDATE desk_searchword SET key = 'other'"),
    ("searchword", "DELETE FROM desk_searchword"),
]


@pytest.mark.parametrize(("table", "sql"), CHANGES)
def test_a_derived_row_that_is_not_what_follows_is_told_and_made_again(table, sql):
    before, size = derived_tables(), log_size()
    run(sql)
    if derived_tables() == before:
        pytest.skip("the sample has no such row")
    told_of = found()
    assert ("derived_changed", table) in told_of
    assert rebuild() == len(told_of)
    assert (derived_tables(), found(), log_size()) == (before, [], size)


def test_a_finding_names_the_row_by_its_number_and_nobody():
    run("UPDATE desk_person SET name = 'Another'")
    findings = verify_workspace(derived=True).findings.first
    mentions = {str(uid) for uid in models.Mention.objects.values_list("uid", flat=True)}
    assert {each.row for each in findings} <= mentions
    assert "Another" not in repr(findings)
    assert "Aliev" not in repr(findings)


def test_every_derived_table_has_a_change_here():
    assert {table for table, _ in CHANGES} == {str(model._meta.model_name) for model in DERIVED_MODELS}


@sqlcipher_only
@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO desk_searchindex (desk_searchindex) VALUES ('delete-all')",
        "INSERT INTO desk_searchindex (rowid, words) SELECT max(id), 'hidden' FROM desk_searchtext",
        "DROP TRIGGER desk_searchtext_in",
        "DROP TABLE desk_searchindex",
    ],
)
def test_an_index_that_does_not_fit_is_told_and_made_again(sql):
    run(sql)
    assert found()
    rebuild()
    assert found() == []


def test_nothing_is_made_again_of_a_register_that_does_not_verify():
    run("UPDATE desk_act SET type = 'murder'")
    run("UPDATE desk_incident SET lines = 5")
    before = derived_tables()
    with pytest.raises(RegisterUnsound) as refused:
        rebuild()
    assert "isthmus custody verify" in told(refused.value)
    assert derived_tables() == before
    kinds = chain.from_iterable(found())
    assert "row_changed" in kinds
