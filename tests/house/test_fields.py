"""Every field of every template keeps out of the browser's profile, and so does every field that Django writes."""

import re
from pathlib import Path

import pytest

TEMPLATES = sorted((Path(__file__).parents[2] / "src/isthmus/web").rglob("*.html"))
FIELD = re.compile(r"<(input|textarea|select)\b(?:[^>\"]|\"[^\"]*\")*>")
NOTHING_TYPED = re.compile(r'type="(hidden|submit|button|reset|image)"')
# A password is no credential that a browser should offer to keep, with the name beside it.
WANTED = {True: 'autocomplete="one-time-code"', False: 'autocomplete="off"'}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_field_is_not_written_into_the_profile(path):
    fields = [match.group() for match in FIELD.finditer(path.read_text(encoding="utf-8"))]
    typed = [each for each in fields if not NOTHING_TYPED.search(each)]
    assert [each for each in typed if WANTED['type="password"' in each] not in each] == []


def test_no_form_puts_what_is_typed_into_an_address():
    for path in TEMPLATES:
        text = path.read_text(encoding="utf-8")
        for form in re.findall(r"<form\b(?:[^>\"]|\"[^\"]*\")*>", text):
            assert re.search(r'method="(post|dialog)"', form), f"{path.name}: {form}"
