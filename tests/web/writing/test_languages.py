"""A page speaks the reader's language, where the desk offers it."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from isthmus.actions.desk.importing import import_sample
from isthmus.actions.desk.judge import judge
from isthmus.store.desk.models import Act
from tests.accounts import who
from tests.translations import compiled

pytestmark = pytest.mark.any_database


@pytest.fixture
def pair(db: None) -> str:
    """The page of a pair of acts."""
    import_sample(actor=who("tests"))
    left, right = (Act.objects.get(ref=ref) for ref in ("a6", "a7"))
    return f"/judge/incident/pair/?left={left.uid}&right={right.uid}"


@pytest.mark.parametrize("wanted", ["ar", "de-CH, de;q=0.9", "ru", "*", "x" * 600])
def test_while_only_english_is_offered_a_browser_that_wants_another_gets_english(
    signed_in: Client, pair: str, wanted: str
) -> None:
    english, answer = (
        signed_in.get(pair, headers={"Accept-Language": each} if each else {}) for each in ("", wanted)
    )
    assert answer.headers["Content-Language"] == english.headers["Content-Language"] == "en"
    assert "Nobody judged this yet." in answer.content.decode()
    assert 'lang="en"' in answer.content.decode()
    assert 'dir="rtl"' not in answer.content.decode()


def test_a_translation_is_what_the_page_says(
    signed_in: Client, pair: str, tmp_path: Path, settings: Settings
) -> None:
    compiled(tmp_path)
    settings.LOCALE_PATHS = [str(tmp_path)]
    settings.LANGUAGES = [("en", "English"), ("ru", "Russian")]
    page = signed_in.get(pair, headers={"Accept-Language": "ru"}).content.decode()
    assert "Выдуманное предложение." in page
    assert 'lang="ru"' in page
    for n, form in ((1, "один"), (2, "два")):
        judge(
            kind="incident", left="a6", right="a7", decision="unsure", actor=who(f"R{n}"), because="perhaps"
        )
        page = signed_in.get(pair, headers={"Accept-Language": "ru"}).content.decode()
        assert f"{n} ({form})" in page
