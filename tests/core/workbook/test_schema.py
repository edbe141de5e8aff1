"""The sheets as they are described, and the rows and vocabularies they stand for."""

from dataclasses import fields

import pytest

from isthmus.core.workbook.rows import Workbook
from isthmus.core.workbook.schema import SHEETS, Sheet, sheet
from isthmus.core.workbook.vocabularies import ACT_TYPES, ALIASES, GROUNDS, VOCABULARIES, label
from isthmus.language import english

IDS = [one.name for one in SHEETS]


@pytest.mark.parametrize("one", SHEETS, ids=IDS)
def test_the_columns_of_a_sheet_are_the_fields_of_its_row(one: Sheet) -> None:
    assert [column.name for column in one.columns] == [field.name for field in fields(one.row)]


@pytest.mark.parametrize("one", SHEETS, ids=IDS)
def test_every_column_is_explained_and_points_to_something_that_exists(one: Sheet) -> None:
    for column in one.columns:
        assert english(column.about).endswith((".", "?"))
        assert english(column.label) != column.label.code
        assert column.to in ("", *IDS, *VOCABULARIES)
        assert one.column(column.name) is column


def test_the_sheets_are_those_of_a_workbook_in_order() -> None:
    assert [field.name for field in fields(Workbook) if field.name != "lacking"] == IDS
    assert sheet("acts") is SHEETS[4]


def test_no_column_of_a_person_is_a_ground() -> None:
    grounds = {(one.name, column.name) for one in SHEETS for column in one.columns if column.to == "ground"}
    assert grounds == {("acts", "ground")}
    assert not {column.name for column in sheet("mentions").columns} & {
        "ground",
        "religion",
        "ethnicity",
        "orientation",
    }


TYPES = """
    killing death_in_custody enforced_disappearance unlawful_detention torture sexual_violence extortion threat
    forced_displacement house_raid property_destruction denial_of_right forced_disclosure coerced_family_violence
    incitement
"""
ALLEGED = """
    ethnicity religion sexual_orientation gender_identity political_opinion journalism human_rights_work family_tie
    migration disability other
"""


def test_the_codes_are_those_of_the_model() -> None:
    assert " ".join(ACT_TYPES) == " ".join(TYPES.split())
    assert " ".join(GROUNDS) == " ".join(ALLEGED.split())


def test_every_code_is_labelled_and_maps_to_nothing_unverified() -> None:
    for codes in VOCABULARIES.values():
        for code, described in codes.items():
            assert (code, described.maps_to) == (described.code, "")
            assert english(described.label)
            assert english(described.meaning).endswith(".")


def test_a_list_is_named_after_its_column_and_a_code_without_label_shows_itself() -> None:
    assert set(ALIASES.values()) == set(VOCABULARIES)
    assert english(label("type", "house_raid")) == "house raid"
    assert label("type", "own_code") == "own code"
