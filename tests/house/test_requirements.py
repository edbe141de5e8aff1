"""Dependencies: each with its reason, each locked by hash, none bound to a host."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.house.locks import SETS, derived

ROOT = Path(__file__).parents[2]
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
ONE_ENVIRONMENT = [path for path in LOCKS if path.name not in ("ftm.txt", "spark.txt")]
PINNED = re.compile(r"^([a-z0-9.-]+)(?:\[[a-z,]+\])?==([^ ]+)", re.MULTILINE)


def pins(path: Path) -> dict[str, str]:
    return dict(PINNED.findall(path.read_text(encoding="utf-8")))


def declared() -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras, groups = project["project"]["optional-dependencies"], project["dependency-groups"]
    lists = (project["project"]["dependencies"], *extras.values(), *groups.values())
    return [requirement for one in lists for requirement in one]


@pytest.mark.parametrize("requirement", declared())
def test_every_dependency_says_why_it_is_here(requirement):
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.strip().startswith(f'"{requirement}"'))
    assert re.search(r"# +\S+ \S+", line), "Put the reason beside the dependency, as a comment."


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_every_locked_requirement_has_a_hash(path):
    blocks = re.split(r"^(?=[a-z0-9])", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    assert blocks
    assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_a_lock_names_no_host_and_no_folder(path):
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"\S*(?://|--index-url|--find-links|\s/|\.\./)\S*", text) == []


@pytest.mark.parametrize("path", ONE_ENVIRONMENT, ids=lambda path: path.name)
def test_the_smaller_sets_agree_with_the_whole(path):
    assert pins(path).items() <= pins(ROOT / "requirements" / "test.txt").items()


@pytest.mark.parametrize("name", SETS)
def test_the_smaller_sets_are_what_follows_from_the_whole(name):
    """`make lock`, or `python -m tests.house.locks`, writes them again."""
    assert (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8") == derived(name)


def imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


def _normal(name):
    """Names of packages are one with dashes, underscores and capitals (PyPA, name normalization)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def test_whatever_is_imported_is_declared():
    ours = {"isthmus", "tests", "benchmarks"} | sys.stdlib_module_names
    packages = packages_distributions()
    names = {_normal(re.split(r"[\[<>=]", one)[0]) for one in declared()}
    undeclared = {
        (str(path.relative_to(ROOT)), name)
        for folder in ("src", "tests", "benchmarks")
        for path in (ROOT / folder).rglob("*.py")
        for name in imported(ast.parse(path.read_text(encoding="utf-8")))
        if name not in ours
        and names.isdisjoint(map(_normal, packages.get(name, (name,))))  # pyspark is elsewhere
    }
    assert sorted(undeclared) == []


def test_what_the_project_declares_is_what_is_locked():
    names = {_normal(re.split(r"[\[<>=]", one)[0]) for one in declared()}
    locked = (pins(ROOT / "requirements" / name).keys() for name in ("test.txt", "ftm.txt", "spark.txt"))
    assert names <= set().union(*locked)
