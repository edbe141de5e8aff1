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
