"""A database that is not as this program makes it is told, by table and column, whoever changed it and however."""

import time

import pytest
from django.db import connection, connections
from django.db.models import JSONField, Value

from isthmus.language import english
from isthmus.store.desk.integrity import check_store
from isthmus.store.desk.integrity.expected import models_of
from isthmus.store.desk.integrity.schema import clauses
from isthmus.store.desk.integrity.values import wrong_where
from isthmus.store.desk.models import Event, ListChange, ListRow, RegisterList
from tests.actions.cases import bring_in

sqlcipher_only = pytest.mark.skipif("connection.vendor != 'sqlite'")
postgresql_only = pytest.mark.skipif("connection.vendor != 'postgresql'")


def run(*statements):
    with connection.cursor() as cursor:
        for sql in statements:
            cursor.execute(sql)


def found():
    return [(each.kind, english(each.message)) for each in check_store()]


def kinds():
    return [kind for kind, _ in found()]


def test_a_database_made_by_the_migrations_is_as_the_models_make_it():
    assert found() == []


def test_a_register_with_a_bit_of_everything_holds_nothing_of_another_type():
    bring_in()
    assert found() == []


def test_the_check_takes_less_than_a_second():
    began = time.process_time()
    list(check_store())
    assert time.process_time() - began < 1


class TestTheSchema:
    """What another hand puts into a schema, takes out of it, or changes in it."""

    @pytest.mark.parametrize(
        ("sql", "told"),
        [
            ("CREATE TABLE aside (a integer)", "aside is not ours"),
            ("CREATE VIEW aside AS SELECT 1 AS a", "aside is not ours"),
            ("DROP TABLE desk_searchtext", "desk_searchtext is missing"),
            ("CREATE INDEX aside ON desk_place (name)", "aside is not ours"),
            ("ALTER TABLE desk_place ADD COLUMN aside integer", "desk_place"),
            ("DROP INDEX commitment_row", "commitment_row is missing"),
        ],
    )
    def test_each_is_told_by_name(self, sql, told):
        run(sql)
        assert any(kind == "schema_changed" and told in words for kind, words in found())

    @sqlcipher_only
    @pytest.mark.parametrize(
        "sql",
        [
            "CREATE TRIGGER aside BEFORE INSERT ON desk_event BEGIN SELECT RAISE(ABORT, 'no'); END",
            "DROP TRIGGER desk_searchtext_in",
            """CREATE TRIGGER "x' person" AFTER INSERT ON desk_event BEGIN SELECT 1; END""",
        ],
    )
    def test_a_trigger_is_told(self, sql):
        run(sql)
        assert kinds() == ["schema_changed"]

    @sqlcipher_only
    def test_a_name_that_could_hold_anything_is_not_repeated(self):
        run('CREATE TABLE "Person P of Town B" (a)')
        assert "Person P" not in repr(found())

    @sqlcipher_only
    def test_a_rule_taken_out_of_the_text_of_a_table_is_told(self):
        run(
            "PRAGMA writable_schema = ON",
            """UPDATE sqlite_master SET sql = replace(sql, 'CHECK ("id" = 1)', 'CHECK (1 = 1)')
            WHERE name = 'desk_head'""",
            "PRAGMA writable_schema = OFF",
        )
        assert "the table desk_head is not as this version makes it" in repr(found())

    @postgresql_only
    @pytest.mark.parametrize(
        "sql",
        [
            "CREATE RULE aside AS ON INSERT TO desk_event DO INSTEAD NOTHING",
            "ALTER TABLE desk_event DISABLE TRIGGER ALL",
            "ALTER TABLE desk_event ENABLE ROW LEVEL SECURITY",
            "ALTER TABLE desk_head DROP CONSTRAINT head_only_one",
            "ALTER TABLE desk_place ALTER COLUMN name TYPE varchar(80)",
            "ALTER TABLE desk_place ALTER COLUMN name SET DEFAULT 'x'",
            "CREATE TABLE aside () INHERITS (desk_place)",
        ],
    )
    def test_what_a_server_knows_besides_is_told(self, sql):
        run(sql)
        assert set(kinds()) == {"schema_changed"}

    @postgresql_only
    def test_nothing_of_the_comparison_stays_on_the_server(self):
        list(check_store())
        with connections["default"].cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'isthmus_expected%'")
            assert cursor.fetchone() == (0,)


@sqlcipher_only
class TestValues:
    @pytest.fixture(autouse=True)
    def register(self):
        bring_in()
        run("PRAGMA ignore_check_constraints = ON")
        yield
        run("PRAGMA ignore_check_constraints = OFF")

    @pytest.mark.parametrize(
        ("table", "column", "value"),
        [
            ("desk_event", "at", "'2020-13-01 00:00:00'"),
            ("desk_event", "at", "'2020-02-31 00:00:00'"),
            ("desk_event", "at", "'2020-02-01T00:00:00'"),
            ("desk_event", "at", "'2020-02-01 00:00:00+00:00'"),
            ("desk_event", "at", "'2020-02-01 00:00:00.000000'"),
            ("desk_event", "at", "0"),
            ("desk_event", "size", "'many'"),
            ("desk_event", "size", "1.5"),
            ("desk_event", "root", "'text'"),
            ("desk_event", "root", "zeroblob(33)"),
            ("desk_event", "action", "x'00'"),
            ("desk_event", "action", "CAST(x'ff41' AS TEXT)"),
            ("desk_act", "date_earliest", "'2020-2-1'"),
            ("desk_act", "date_earliest", "737000"),
            ("desk_place", "uid", "'0123456789ABCDEF0123456789ABCDEF'"),
            ("desk_place", "uid", "'01234567-89ab-cdef-0123-456789abcdef'"),
            ("desk_place", "name", "x'41'"),
            ("desk_place", "name", "CAST(x'd098d0' AS TEXT)"),
            ("desk_incident", "circular", "2"),
            ("desk_incident", "rests_on", "'['"),
            ("desk_incident", "rests_on", "'0'"),
            ("desk_incident", "rests_on", "'null'"),
        ],
    )
    def test_another_type_or_spelling_is_told(self, table, column, value):
        run(f"UPDATE {table} SET {column} = {value} WHERE rowid = (SELECT min(rowid) FROM {table})")
        assert f"The table {table}: the column {column} holds" in repr(found())

    @pytest.mark.parametrize(
        ("column", "value"),
        [("cells", {}), ("corrected", []), ("used", "a"), ("reasons", {}), ("cells", None)],
    )
    def test_a_row_of_a_list_in_another_shape_is_told(self, column, value):
        known = RegisterList.objects.create(name="Register")
        change = ListChange.objects.create(
            list=known, event=Event.objects.earliest("sequence"), kind="brought_in"
        )
        row = ListRow.objects.create(list=known, change=change, state="waiting", number=1)
        assert found() == []
        ListRow.objects.filter(pk=row.pk).update(**{column: Value(value, JSONField())})
        assert f"The table desk_listrow: the column {column} holds" in repr(found())

    def test_what_breaks_a_rule_of_its_table_is_told(self):
        run("UPDATE desk_event SET size = -1")
        assert "CHECK constraint failed in desk_event" in repr(found())

    def test_a_reference_to_nothing_is_told(self):
        run("PRAGMA defer_foreign_keys = ON", "UPDATE desk_act SET statement_id = 4711")
        told = repr(found())
        run("UPDATE desk_act SET statement_id = (SELECT min(id) FROM desk_statement)")
        assert "rows of desk_statement that are gone" in told


@postgresql_only
def test_what_was_written_while_a_server_kept_no_rules_is_told():
    bring_in()
    run("SET session_replication_role = replica", "UPDATE desk_act SET statement_id = 4711")
    run("SET session_replication_role = DEFAULT")
    told = repr(found())
    run("SET session_replication_role = replica")
    assert "refers to" in told or "refer to rows of desk_statement" in told


def test_every_kind_of_field_has_its_check():
    fields = [field for model in models_of("default") for field in model._meta.concrete_fields]
    assert all(wrong_where(field, "c") for field in fields)


def test_clauses_are_told_apart_by_commas_outside_of_texts():
    table = 'CREATE TABLE "a" ("b" text CHECK ("b" IN (\'x,(\', \'y\')), "c, d" integer) STRICT'
    assert clauses(table) == (
        'CREATE TABLE "a"',
        "\"b\" text CHECK (\"b\" IN ('x,(', 'y'))",
        '"c, d" integer',
        "STRICT",
    )
