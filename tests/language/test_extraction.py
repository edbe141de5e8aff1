"""Every text that somebody reads reaches the translators, and what they write is what is shown."""

import ast
import io
import re
from collections.abc import Iterator
from gettext import GNUTranslations
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from isthmus.core.messages import Message
from isthmus.language import CATALOGUES, Renderer
from tests.house.extraction import KEYWORDS, WEB, extracted, from_page, from_source
from tests.translations import compiled

MARKED = re.compile(r"""\{%\s*translate\s+"([^"]+)"|\{%\s*translate\s+'([^']+)'|\b_\("([^"]+)"\)""")


@pytest.fixture(scope="module")
def template() -> Catalog:
    return extracted()


def texts(catalog: Catalog) -> set[str]:
    """Every text, the singular and the plural of those that count."""
    ids = (each.id for each in catalog if each.id)
    return {text for each in ids for text in ([each] if isinstance(each, str) else each)}


@pytest.mark.parametrize("code", CATALOGUES)
def test_every_text_of_a_catalogue_is_in_the_template_with_its_code(template: Catalog, code: str) -> None:
    known = CATALOGUES[code]
    message = template.get((known.one, known.other) if known.by else known.one)
    assert message
    assert code in message.auto_comments
    if known.by:
        assert message.id == (known.one, known.other)


def test_every_marked_text_of_the_pages_is_in_the_template(template: Catalog) -> None:
    there = texts(template)
    marked = {
        next(filter(None, found)).replace("%", "%%")  # as Django asks for it
        for path in WEB.rglob("*.html")
        for found in MARKED.findall(path.read_text(encoding="utf-8"))
    }
    assert len(marked) > 300
    assert marked - there == set()


def test_sentences_with_values_plurals_and_contexts_are_found_in_pages() -> None:
    page = """{% load i18n %}
    {% blocktranslate trimmed with n=page.n %}
      Page {{ n }}
      of all
    {% endblocktranslate %}
    {% blocktranslate count count=n %}{{ count }} row{% plural %}{{ count }} rows{% endblocktranslate %}
    {% translate "May" context "month" %} <a title="{% translate 'Look' %}">"""
    found = [(text, context) for text, _line, _comments, context in from_page(page)]
    assert ("Page %(n)s of all", None) in found
    assert ("May", "month") in found
    assert any(isinstance(text, tuple) and text[0] == "%(count)s row" for text, _context in found)


def test_texts_of_the_source_are_found_whatever_they_are_called_by() -> None:
    source = 'x = _("one")\ny = ngettext("%(n)d row", "%(n)d rows", n)\nz = pgettext("month", "May")\n'
    assert [(text, context) for text, _line, _comments, context in from_source(source)] == [
        ("one", None),
        (("%(n)d row", "%(n)d rows"), None),
        ("May", "month"),
    ]


def test_gettext_goes_by_no_name_that_the_extraction_does_not_know() -> None:
    assert {name for path in WEB.rglob("*.py") for name in _called(path)} <= KEYWORDS.keys()


def _called(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
            yield from (each.asname or each.name for each in node.names if "gettext" in each.name)


# ---- a made-up translation -----------------------------------------------------------------------------------


@pytest.fixture
def russian(tmp_path: Path) -> Renderer:
    return Renderer("ru", GNUTranslations(io.BytesIO(compiled(tmp_path).read_bytes())))


def test_a_message_is_said_as_it_was_translated_in_the_order_of_its_language(russian: Renderer) -> None:
    assert russian(Message("date.about", date="2017")) == "примерно 2017"
    assert russian(Message("date.any")) == "any day"


@pytest.mark.parametrize(("n", "form"), [(1, "один"), (2, "два"), (5, "много"), (11, "много"), (21, "один")])
def test_a_number_takes_the_form_of_its_language(russian: Renderer, n: int, form: str) -> None:
    one = "%(count)s judgement about this is in force."
    other = "%(count)s judgements about this are in force."
    assert russian.translations.ngettext(one, other, n) == f"%(count)s ({form})"
