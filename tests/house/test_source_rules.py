"""Rules of the source that no linter knows."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "isthmus"
NAMELESS = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "manager",
    "managers",
    "service",
    "services",
    "misc",
}
# A class of one word that ends as a participle does, or is one of these, says what was done, and not what it is.
PARTICIPLE = re.compile(r"_?[A-Z][a-z]*(?:ed|en|ing)")
ADVERBS = {
    *(
        "Again",
        "Against",
        "Apart",
        "Bare",
        "Before",
        "Best",
        "By",
        "Drawn",
        "Found",
        "Given",
        "Held",
        "Known",
        "Left",
    ),
    *(
        "Lost",
        "Made",
        "Met",
        "Open",
        "Read",
        "Said",
        "Seen",
        "Shown",
        "Sought",
        "Taught",
        "Told",
        "Unmet",
        "Unsound",
    ),
}
# Nouns that only end like participles: what an audit finds, a word of a name, what makes an incident stronger.
NOUNS = {"Finding", "Keyring", "Token", "Strengthening"}
# Django asks for these by name.
NAMED_BY_DJANGO = {"Meta", "Migration"}
# Django finds what these hold by its own names.
FOUND_BY_DJANGO = {"apps.py", "urls.py"}
MOST_LINES_OF_A_FILE = 300
MOST_LINES_OF_A_FUNCTION = 50


def modules() -> list[Path]:
    return sorted(path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)


def said(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(SOURCE)) for path in paths]


def public_modules() -> list[Path]:
    named = (path for path in modules() if not path.name.startswith("_") and path.name not in FOUND_BY_DJANGO)
    return [path for path in named if "management" not in path.parts]


def listed_names(tree: ast.Module) -> list[str] | None:
    for node in tree.body:
        if isinstance(node, ast.Assign) and any(
            isinstance(target, ast.Name) and target.id == "__all__" for target in node.targets
        ):
            return list(ast.literal_eval(node.value))
    return None


def bound_names(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.Name(id=name, ctx=ast.Store()):
                yield name
            case ast.ImportFrom(names=names) | ast.Import(names=names):
                yield from (alias.asname or alias.name.split(".")[0] for alias in names)


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def test_every_module_has_a_name_that_says_what_it_is():
    assert said([path for path in SOURCE.rglob("*") if path.stem in NAMELESS]) == []


@pytest.mark.parametrize("path", public_modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_public_module_lists_its_public_surface_and_has_it(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = listed_names(tree)
    assert names is not None, "Say in __all__ what others may use, if only __all__ = []."
    assert set(names) <= set(bound_names(tree))


def test_no_file_is_longer_than_one_can_hold_in_mind():
    long = [
        path
        for path in modules()
        if len(path.read_text(encoding="utf-8").splitlines()) > MOST_LINES_OF_A_FILE
    ]
    assert said(long) == []


def test_no_function_is_longer_than_one_can_hold_in_mind():
    long = [
        f"{path.relative_to(SOURCE)}:{function.lineno} {function.name}"
        for path in modules()
        for function in functions(ast.parse(path.read_text(encoding="utf-8")))
        if (function.end_lineno or 0) - function.lineno + 1 > MOST_LINES_OF_A_FUNCTION
    ]
    assert long == []


def classes() -> Iterator[tuple[Path, ast.ClassDef]]:
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and node.name not in NAMED_BY_DJANGO:
                yield path, node


def test_no_class_is_named_by_a_participle_or_an_adverb_alone():
    alone = [
        f"{path.relative_to(SOURCE)}:{node.lineno} {node.name}"
        for path, node in classes()
        if node.name not in NOUNS and (PARTICIPLE.fullmatch(node.name) or node.name.lstrip("_") in ADVERBS)
    ]
    assert alone == []


def test_no_name_of_a_class_stands_twice_in_a_layer():
    places: dict[tuple[str, str], set[Path]] = defaultdict(set)
    for path, node in classes():
        places[path.relative_to(SOURCE).parts[0], node.name].add(path)
    assert {key: said(sorted(found)) for key, found in places.items() if len(found) > 1} == {}
