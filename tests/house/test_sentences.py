"""The layers below the command line and the pages hold no sentence for people: they return and raise messages."""

import pytest

from tests.house.sentences import BELOW, SOURCE, sentences


@pytest.mark.parametrize("layer", BELOW)
def test_no_sentence_for_people_stands_below_the_catalogues(layer):
    found = [
        f"{path.relative_to(SOURCE)}:{line}: {sentence}"
        for path in sorted((SOURCE / layer).rglob("*.py"))
        for line, sentence in sentences(path)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("There is no such row.", 1),
        ("select a row from the list", 1),
        ("update the register first", 1),
        ("select * from desk_account where number = %s", 0),
        ("delete from scratch_job where done", 0),
        ("SELECT number FROM account", 0),
    ],
)
def test_a_sentence_is_known_from_sql(tmp_path, text, found):
    (tmp_path / "some.py").write_text(f"said = {text!r}", encoding="utf-8")
    assert len(list(sentences(tmp_path / "some.py"))) == found
