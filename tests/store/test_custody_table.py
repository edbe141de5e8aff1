"""The reference says of every table whether the log speaks for it; what it says is so."""

import re
from pathlib import Path

from django.apps import apps

from benchmarks.custody_damage import OUTSIDE
from isthmus.store.desk.derive import DERIVED_MODELS
from isthmus.store.desk.models import SHEET_MODELS, CommittedRow
from isthmus.store.desk.models.columns import link_table

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "custody.md"
ROW = re.compile(r"^\| `(\w+\.\w+)` \| ([a-z ]+) \| ([^|]*)\|$", re.MULTILINE)


def listed():
    return ROW.findall(PAGE.read_text(encoding="utf-8"))


def labels(how):
    return {label for label, said, _ in listed() if said == how}


def test_every_table_stands_there_once():
    named = [label for label, _, _ in listed()]
    assert sorted(named) == sorted(model._meta.label for model in apps.get_models(include_auto_created=True))


def test_what_is_said_to_be_committed_is_and_nothing_else_is():
    assert labels("committed") == {
        model._meta.label for model in apps.get_models() if issubclass(model, CommittedRow)
    }


def test_what_is_said_to_be_derived_is_compared():
    assert labels("derived") == {model._meta.label for model in DERIVED_MODELS}


def test_what_hangs_on_a_row_is_read_with_it():
    tables = {
        link_table(model, kept)[0]._meta.label
        for model in SHEET_MODELS.values()
        for kept in model.links.values()
    }
    assert labels("with its row") == {*tables, "desk.Version"}


def test_what_random_damage_leaves_alone_is_outside():
    outside = {label.lower() for label in labels("outside")}
    assert {f"desk.{name}" for name in OUTSIDE} == {label for label in outside if label.startswith("desk.")}


def test_what_is_outside_has_its_reason():
    assert all(why.strip() for _, how, why in listed() if how == "outside")
