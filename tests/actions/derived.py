"""The derived tables as plain values, free of primary keys, to compare one way of making them with another."""

from django.apps import apps
from django.db import connection

from isthmus.actions.desk.recorded import recorded
from isthmus.core.custody.actors import PROGRAM, Action
from isthmus.store.desk import models
from isthmus.store.desk.derive.recompute import Names
from isthmus.store.desk.models import Account
from tests.accounts import ADDED

__all__ = ["derived_tables", "empty_register"]

type Rows = list[tuple[object, ...]]


def derived_tables() -> dict[str, Rows]:
    """Every derived row, named by the authors' ids, in a fixed order."""
    names = Names()
    listed = {
        "incidents": models.Incident.objects.values_list(*_own(models.Incident)),
        "acts": models.IncidentAct.objects.values_list("act__ref", "incident__ref"),
        "grounds": models.IncidentGround.objects.values_list("incident__ref", "code", "lines"),
        "persons": models.Person.objects.values_list(*_own(models.Person)),
        "mentions": models.PersonMention.objects.values_list("mention__ref", "person__ref"),
        "parts": models.PersonPart.objects.values_list(
            "person__ref", "incident__ref", *_own(models.PersonPart)
        ),
        "levels": models.VictimLevel.objects.values_list("person__ref", *_own(models.VictimLevel)),
        "groups": models.SourceGroup.objects.values_list("source__ref", "ref"),
        "places": models.PlaceAbove.objects.values_list("place__ref", "above__ref", "height"),
        "words": [(names.search_key(key), words) for key, words in models.SearchText.objects.values_list()],
        "sounds": models.SearchWord.objects.values_list(),
    }
    return {table: sorted(rows, key=repr) for table, rows in listed.items()}


def _own(model: type) -> list[str]:
    fields = model._meta.concrete_fields  # type: ignore[attr-defined]
    return [field.name for field in fields if not field.is_relation and not field.primary_key]


def empty_register() -> None:
    """Delete every row of the register, of what follows from it and of the log, between two examples."""
    kept = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(
            "SET CONSTRAINTS ALL DEFERRED"
            if connection.vendor == "postgresql"
            else "PRAGMA defer_foreign_keys = ON"
        )
        tables = [each for each in apps.get_app_config("desk").get_models() if each is not Account]
        for model in tables:  # who acts stays: a browser may be signed in
            cursor.execute(f"DELETE FROM {kept(model._meta.db_table)}")
    if Account.objects.exists():  # the log knows them again, or nobody would be let in
        with recorded(action=Action.MAKE_WORKSPACE, actor=PROGRAM, at=ADDED) as event:
            event.commit_many(list(Account.objects.order_by("number")))
