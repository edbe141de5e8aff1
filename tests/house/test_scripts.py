"""Scripts hold no words of their own: what they say comes from the page, in the reader's language."""

import re

import pytest

from tests.house.sentences import SOURCE

COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)
STRING = re.compile(r"""(["'`])((?:\\.|(?!\1).)*)\1""")
WORDS = re.compile(r"[A-Za-z]{2,} [a-z]{2,}")


def sentences(script: str) -> list[str]:
    strings = (found[2] for found in STRING.finditer(COMMENT.sub("", script)))
    return [each for each in strings if WORDS.search(each) and each != "use strict"]


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.js")), ids=lambda path: path.name)
def test_a_script_holds_no_sentence(path):
    assert sentences(path.read_text(encoding="utf-8")) == []


def test_a_sentence_in_a_script_is_found():
    script = """"use strict";  // says what it does
    say("not saved yet"); say(`left ${n} rows over`); query("a, button")"""
    assert sentences(script) == ["not saved yet", "left ${n} rows over"]
