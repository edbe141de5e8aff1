"""The page says the same things in both languages, with the forms that each language has, and lacks no text."""

import json
import re
from pathlib import Path

import pytest

BROWSER = Path(__file__).parents[2] / "browser"
TEXTS = {
    language: json.loads((BROWSER / "messages" / f"{language}.json").read_text(encoding="utf-8"))
    for language in ("en", "ru")
}
FORMS = {"en": {"one", "other"}, "ru": {"one", "few", "many", "other"}}
SOURCE = "\n".join(path.read_text(encoding="utf-8") for path in (BROWSER / "src" / "page").rglob("*.js"))
FIELDS = re.compile(r"\{\w+\}")


def forms(text):
    return [text] if isinstance(text, str) else list(text.values())


def test_both_languages_have_the_same_texts_and_values():
    assert list(TEXTS["en"]) == list(TEXTS["ru"])
    for key, text in TEXTS["en"].items():
        other = TEXTS["ru"][key]
        assert {*FIELDS.findall(" ".join(forms(text)))} == {*FIELDS.findall(" ".join(forms(other)))}, key
        assert isinstance(text, str) == isinstance(other, str), key


@pytest.mark.parametrize("language", TEXTS)
def test_texts_that_count_have_every_form(language):
    for key, text in TEXTS[language].items():
        assert isinstance(text, str) or set(text) == FORMS[language], key


def test_every_text_that_is_asked_for_is_there_and_none_is_left_over():
    named = {*re.findall(r'"([a-z]+(?:\.[a-z_]+)?)"', SOURCE)}
    begun = {*re.findall(r"`([a-z]+\.)\$\{", SOURCE)}
    asked = {*re.findall(r'\bt\(\s*"([^"]+)"', SOURCE)} | {*re.findall(r'"(cannot\.[a-z]+)"', SOURCE)}
    assert asked <= set(TEXTS["en"])
    left = [key for key in TEXTS["en"] if key not in named and not key.startswith(tuple(begun))]
    assert left == ["waiting"]  # which stands in the page itself
