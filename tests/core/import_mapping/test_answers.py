"""A mapping from answers that somebody gives column by column."""

from dataclasses import replace

import pytest

from isthmus.core.import_mapping.answers import (
    KEPT,
    LEFT,
    MEANINGS,
    AnswersUnfit,
    MappingAnswers,
    mapping_from,
)
from isthmus.core.import_mapping.column_words import HEADERS
from isthmus.core.import_mapping.proposing import dated
from isthmus.core.import_mapping.table_columns import TableColumns
from isthmus.files.import_mapping.mapping_file import UnsoundMapping, mapping_of
from isthmus.files.import_mapping.writing import mapping_words
from tests.english import told

NAMES = ("no", "dead", "who", "when", "source", "id card", "notes")
ROWS = [["1", "2", "N.N.; Amba Arnov", "05/03/2017", "A, B", "77", "x"]] * 3
COLUMNS = TableColumns(NAMES, ROWS)
MEANT = dict(zip(NAMES, ("key", "number", "names", "date", "told_by", "identifiers", KEPT), strict=True))


def answers(columns: dict[str, str] | None = None, **changed: str) -> MappingAnswers:
    said = {
        "name": "Deaths",
        "row": "incident",
        "author": "Network",
        "speaker": "Network",
        "basis": "told",
        "once": "incidents",
        "kind": "outlet",
        "type": "killing",
        "scheme": "ministry",
    }
    return MappingAnswers(**{**said, **changed}, columns=columns or MEANT, orders={"when": "day_first"})


def test_answers_make_a_mapping_that_can_be_used() -> None:
    mapping = mapping_of(mapping_words(mapping_from(answers(), COLUMNS, {"sheet": "Dead"})))
    [act] = mapping.acts
    [people] = act.people
    assert (mapping.table.sheet, mapping.table.key, act.where) == ("Dead", ("no",), "dead")
    assert act.fields["date"].dates == "day_first"
    assert mapping.statement["told_by"].split == (",",)
    assert people.names is not None
    assert people.fields["identifiers"].prefix == "ministry:"
    assert (mapping.statement["basis"].fixed, mapping.other_kind) == ("told", "outlet")


@pytest.mark.parametrize("name", ["author", "speaker", "basis", "kind", "type", "once", "scheme"])
def test_what_nobody_said_is_asked_for(name: str) -> None:
    with pytest.raises(UnsoundMapping):
        mapping_of(mapping_words(mapping_from(answers(**{name: ""}), COLUMNS, {})))


def test_years_of_two_figures_are_asked_about_once_for_their_column() -> None:
    columns = TableColumns(("no", "when"), [["1", "05/06/18"], ["2", "07/06/2018"], ["3", "in Jun 18"]])
    assert columns.asked_century("when") == (["05/06/18", "in Jun 18"], "20")
    meant = {"no": "key", "when": "date"}
    for centuries, wanted in (({"when": "19"}, "19"), ({}, "")):
        said = replace(answers(meant, row="person", once="people"), orders={}, centuries=centuries)
        mapping = mapping_of(mapping_words(mapping_from(said, columns, {})))
        assert mapping.acts[0].fields["date"].century == wanted
    assert dated("when", columns)["century"] == "20"  # type: ignore[index, call-overload]  # a part of a mapping
    without = TableColumns(("when",), [["05/06/18"]])
    assert dated("when", without)["century"] == "? 20"  # type: ignore[index, call-overload]  # a part of a mapping


def test_columns_that_say_yes_are_the_sources_that_they_are_called() -> None:
    names = ("name", "on police list", "on church list")
    columns = TableColumns(names, [["Amba Arnov", "TRUE", "N/A"]])
    meant = dict(zip(names, ("name", "told_where_yes", "told_where_yes"), strict=True))
    said = answers(meant, row="person", once="people")
    mapping = mapping_of(mapping_words(mapping_from(said, columns, {})))
    assert dict(mapping.statement["told_by"].listed) == {each: each for each in names[1:]}
    with pytest.raises(AnswersUnfit):
        mapping_from(answers({**meant, "more": "told_by"}), columns, {})


def test_a_list_that_names_nothing_once_says_nothing_of_it() -> None:
    mapping = mapping_of(mapping_words(mapping_from(answers(once="nothing"), COLUMNS, {})))
    assert "lists_once" not in mapping.document


def test_columns_are_kept_or_left_as_somebody_said() -> None:
    written = mapping_words(mapping_from(answers(), COLUMNS, {}))
    assert mapping_of(written).own is None
    kept = mapping_words(mapping_from(answers(MEANT | {"source": LEFT}), COLUMNS, {}))
    assert mapping_of(kept).own == ("notes",)


def test_two_columns_of_one_meaning_and_one_of_none_are_refused() -> None:
    with pytest.raises(AnswersUnfit) as twice:
        mapping_from(answers(MEANT | {"notes": "date"}), COLUMNS, {})
    assert "“when” and “notes”" in told(twice.value)
    with pytest.raises(AnswersUnfit) as none:
        mapping_from(answers(MEANT | {"notes": ""}), COLUMNS, {})
    assert "“notes”" in told(none.value)


def test_dates_that_are_two_days_are_asked_about_with_examples() -> None:
    assert COLUMNS.asked_order("when") == ["05/03/2017"]
    assert COLUMNS.asked_order("who") == []


def test_what_is_proposed_can_be_answered() -> None:
    assert set(HEADERS) - set(MEANINGS) == {"method", "url"}
