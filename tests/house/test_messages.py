"""Every message that the source makes has its sentence, every sentence is made, and both speak of the same values."""

import ast
from collections.abc import Iterator
from functools import cache
from string import Formatter

import pytest

from isthmus.core.messages import Text
from isthmus.language import CATALOGUES
from isthmus.language.catalogues import MODULES
from tests.house.sentences import SOURCE

_FORMS = {"", "plain", "rounded", "and", "or", "semicolon", "comma", "sentences", "edtf", "date"}


@cache
def made() -> dict[str, list[tuple[str, set[str] | None]]]:
    """Each code named in the source: where, and the values given to it if that can be read there."""
    found: dict[str, list[tuple[str, set[str] | None]]] = {}
    for path in sorted(SOURCE.rglob("*.py")):
        if path.name == "messages.py":
            continue
        for code, values, line in _made(ast.parse(path.read_text(encoding="utf-8"))):
            found.setdefault(code, []).append((f"{path.relative_to(SOURCE)}:{line}", values))
    return found


def _made(tree: ast.AST) -> Iterator[tuple[str, set[str] | None, int]]:
    called = set()
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="Message"), args=[ast.Constant(value=str(code)) as first]):
                called.add(id(first))
                names = {each.arg for each in node.keywords}
                yield code, None if None in names else {name for name in names if name}, node.lineno
            case ast.Constant(value=str(code)) if id(node) not in called and code in CATALOGUES:
                yield code, None, node.lineno


def fields(known: Text) -> set[str]:
    return {
        name for sentence in (known.one, known.other) for _, name, _, _ in Formatter().parse(sentence) if name
    }


def test_every_message_has_a_sentence():
    missing = {
        code: [place for place, _ in places] for code, places in made().items() if code not in CATALOGUES
    }
    assert missing == {}


def test_every_sentence_is_made_somewhere():
    families = {code for code in CATALOGUES if code not in made()}
    # A family of codes is made from a stem in the source, as f"column.{sheet}.{name}".
    source = "".join(
        path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py") if path.name != "messages.py"
    )
    unused = {
        code
        for code in families
        if not any(f'f"{".".join(code.split(".")[:n])}.{{' in source for n in range(1, code.count(".") + 1))
    }
    assert unused == set()


def test_a_sentence_stands_on_the_values_of_its_message():
    wrong = {
        place: (code, values, fields(CATALOGUES[code]))
        for code, places in made().items()
        if code in CATALOGUES
        for place, values in places
        if values is not None and not fields(CATALOGUES[code]) | {CATALOGUES[code].by} - {""} <= values
    }
    assert wrong == {}


@pytest.mark.parametrize("code", CATALOGUES)
def test_a_sentence_has_known_formats_and_counts_what_it_says(code):
    known = CATALOGUES[code]
    for sentence in (known.one, known.other):
        forms = {form for _, name, form, _ in Formatter().parse(sentence) if name}
        assert {form for form in forms if not (form or "").startswith(".")} <= _FORMS
    assert bool(known.other) == bool(known.by)
    assert known.one.strip() == known.one != ""


def test_every_catalogue_of_the_tree_is_known():
    there = {
        f"isthmus.{'.'.join(path.relative_to(SOURCE).with_suffix('').parts)}"
        for path in SOURCE.rglob("messages.py")
    }
    assert there - {"isthmus.core.messages"} == set(MODULES)
