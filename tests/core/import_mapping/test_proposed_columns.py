"""Which column is proposed for which field, where several may be, or none is called as fields are."""

from csv import reader
from typing import Any

import pytest

from isthmus.core.import_mapping.form_proposing import propose_form
from isthmus.core.import_mapping.form_tables import FormExport, FormTable, form_export
from isthmus.core.import_mapping.table_columns import TableColumns


def homes(names: str, *rows: str) -> dict[str, str]:
    return TableColumns(names.split(","), [row.split(",") for row in rows]).homes()


@pytest.mark.parametrize("names", ["Main ID,date", "Incident code,date", "case_ref,date", "Entry UID,date"])
def test_a_column_that_is_called_an_id_and_tells_the_rows_apart_is_the_key(names: str) -> None:
    assert homes(names, "a1,2017-03-05", "a2,2017-03-05")["key"] == names.partition(",")[0]
    assert "key" not in homes(names, "a1,2017-03-05", "a1,2017-03-06")


def test_a_column_that_is_called_as_keys_are_goes_before_it() -> None:
    assert homes("Main ID,no", "a1,7", "a2,9")["key"] == "no"


@pytest.mark.parametrize(
    "names", ["Region of Incident,Location of Incident", "municipality,region", "region,city"]
)
def test_the_place_is_the_smallest_that_a_list_has(names: str) -> None:
    wanted = next(each for each in names.split(",") if "egion" not in each)
    assert homes(names, "North,Hill", "North,Lake")["place"] == wanted


def test_a_list_that_has_regions_alone_has_them_as_places() -> None:
    assert homes("province,age", "North,4")["place"] == "province"


def test_a_name_in_another_script_is_another_name() -> None:
    assert homes("الاسم,Name", "بادو كا,Badu Ka") == {"name": "الاسم", "other_names": "Name"}
    assert "other_names" not in homes("full name,name", "Badu Ka,Badu")


KOBO = ("_uuid", "_id", "_submission_time", "abuses", "grp/when")


def test_several_answers_in_one_cell_are_acts_where_they_are_codes_of_ours() -> None:
    rows = [
        ["u1", "1", "x", "killing torture", "2025-06-01"],
        ["u2", "2", "x", "theft killing", "2025-06-02"],
    ]
    export = form_export([FormTable("Form", KOBO, rows)])
    assert export
    among = ["killing", "torture", "theft"]
    assert [(act["type"], act["where"]) for act in acts_of(export)] == [
        (code, {"column": "abuses", "has": code, "among": among}) for code in ("killing", "torture")
    ]


def test_what_all_questions_of_a_repeat_begin_with_is_left_away() -> None:
    main = FormTable("Form", ("KEY", "SubmissionDate", "village"), [["u1", "x", "Hill"]])
    names = ("held_name", "held_age", "PARENT_KEY", "KEY")
    held = FormTable("Form-held", names, [["Amba Arnov", "31", "u1", "u1/held[1]"]])
    export = form_export([main, held])
    assert export
    [act] = acts_of(export)
    [people] = act["people"]
    assert people["each"] == "Form-held"
    assert (people["name"], people["age"]) == ({"column": "held_name"}, {"column": "held_age"})


def acts_of(export: FormExport) -> list[Any]:
    acts = propose_form("Form", export).written["acts"]
    assert isinstance(acts, list)
    return acts


@pytest.mark.parametrize(
    "names",
    [
        "N° d'ordre,Nom et prénom,Âge,Sexe,Lieu du décès,Date de décès",
        "Número,Nombre y apellidos,Edad,Sexo,Lugar de los hechos,Fecha de los hechos",
        '№ з/п,"Прізвище, ім\'я, по батькові",Вік,Стать,Місце загибелі,Дата загибелі',
        "Sıra no,Adı soyadı,Yaşı,Cinsiyeti,Olay yeri,Ölüm tarihi",
    ],
)
def test_columns_are_known_in_further_languages(names: str) -> None:
    [header] = reader([names])
    row = ["1", "Amba Arnov", "31", "m", "Hill", "2017-03-05"]
    found = TableColumns(header, [row]).homes()
    assert [found[each] for each in ("key", "name", "age", "sex", "place", "date")] == header


@pytest.mark.parametrize(
    "question",
    [
        "testigo/telefono",
        "Numéro de téléphone",
        "Correo electrónico",
        "İletişim",
        "мобільний телефон",
        "Почта",
    ],
)
def test_what_leads_to_people_is_left_out_in_every_language(question: str) -> None:
    assert FormTable("Form", ["_id", question], [["1", "x"]]).protected == [question]


def test_the_day_of_asking_is_no_day_of_what_happened() -> None:
    main = FormTable("Form", ["_id", "_uuid", "Fecha de hoy", "relato"], [["1", "u", "2025-01-05", "x"]])
    export = form_export([main])
    assert export is not None
    written: dict[str, Any] = propose_form("Form", export).written
    assert (written["statement"]["said"], "date" in written["acts"][0]) == ({"column": "Fecha de hoy"}, False)


def test_a_word_that_is_a_name_in_one_language_and_a_number_in_another_is_told_by_its_cells() -> None:
    assert homes("Nombre,Noms", "2,N.N.", "au moins 20,x") == {"number": "Nombre", "names": "Noms"}
    assert homes("Nombre,Edad", "Amba Arnov,31", "Belo Bexley,40")["name"] == "Nombre"


def test_the_only_column_that_holds_days_is_when_it_happened() -> None:
    assert homes("seen,note", "05/01/2016,x", "March 2016,y")["date"] == "seen"
    assert "date" not in homes("seen,noted", "05/01/2016,06/01/2016", "March 2016,April 2016")
    assert "date" not in homes("floor,note", "2016,x", "2017,y")
