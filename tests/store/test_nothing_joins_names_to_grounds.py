"""MODEL 7, kept by the shape of the tables and of what lists are made of."""

from dataclasses import Field, fields, is_dataclass
from importlib import import_module
from pkgutil import iter_modules

from django.apps import apps
from django.db import connection

from isthmus.core.workbook import rows
from isthmus.store.desk import models, queries
from isthmus.store.desk.queries.record import GroundRow, RecordFilter, ground_rows, matching
from tests.actions.cases import bring_in

# Names of people, in columns of tables and fields of values.
NAMING = {"name", "names", "other_names", "name_folded"}


def columns(model: type) -> set[str]:
    return {field.name for field in model._meta.get_fields() if not field.auto_created}  # type: ignore[attr-defined]


def test_only_an_act_has_a_ground() -> None:
    having = {
        model for app in apps.get_app_configs() for model in app.get_models() if "ground" in columns(model)
    }
    assert having == {models.Act}


def test_only_an_acts_row_has_a_ground() -> None:
    having = {
        name for name in rows.__all__ if "ground" in {each.name for each in _fields(getattr(rows, name))}
    }
    assert having == {"Act"}


def test_no_table_holds_a_name_and_what_was_alleged() -> None:
    for model in apps.get_app_config("desk").get_models():
        held = columns(model)
        assert not (held & NAMING and held & {"ground", "code"}), model


def test_no_value_that_queries_return_holds_a_name_and_a_ground() -> None:
    for info in iter_modules(queries.__path__):
        module = import_module(f"{queries.__name__}.{info.name}")
        for value in vars(module).values():
            held = {each.name for each in _fields(value)}
            assert not (held & NAMING and held & {"ground", "grounds"}), value


def test_the_database_has_no_view() -> None:
    with connection.cursor() as cursor:
        tables = connection.introspection.get_table_list(cursor)
    assert not [table.name for table in tables if table.type == "v" and table.name.startswith("desk")]


def test_incidents_filtered_by_ground_carry_no_name() -> None:
    bring_in()
    listed = ground_rows(list(matching(RecordFilter(ground="religion"))))
    assert len(listed) == 1
    assert not NAMING & {each.name for each in fields(GroundRow)}
    assert "Person P" not in repr(listed)
    assert "Ӏалиев" not in repr(listed)


def _fields(value: object) -> "tuple[Field[object], ...]":
    return fields(value) if isinstance(value, type) and is_dataclass(value) else ()
