"""Scripts hold no words of their own: what they say comes from the page, in the reader's language."""

import re

import pytest

from tests.house.sentences import SOURCE

BROWSER = SOURCE.parents[1] / "browser" / "src"
# What is built of browser/ holds its texts in both languages, and those of libraries: its source is looked at.
BUILT = SOURCE / "files" / "letter_page"
SCRIPTS = sorted(
    path for folder in (SOURCE, BROWSER) for path in folder.rglob("*.js") if path.parent != BUILT
)

COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)
STRING = re.compile(r"""(["'`])((?:\\.|(?!\1).)*)\1""")
LABEL = re.compile(r"isthmus [a-z ]+ v1( [a-z]+)?")  # what keys are derived by
WORDS = re.compile(r"[A-Za-z]{2,} [a-z]{2,}")


def sentences(script: str) -> list[str]:
    strings = (found[2] for found in STRING.finditer(COMMENT.sub("", script)))
    return [each for each in strings if WORDS.search(LABEL.sub("", each)) and each != "use strict"]


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_holds_no_sentence(path):
    assert sentences(path.read_text(encoding="utf-8")) == []


def test_a_sentence_in_a_script_is_found():
    script = """"use strict";  // says what it does
    say("not saved yet"); say(`left ${n} rows over`); query("a, button")"""
    assert sentences(script) == ["not saved yet", "left ${n} rows over"]
