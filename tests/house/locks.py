"""Derives the smaller locked sets from the whole one: `python -m tests.house.locks` writes them again.

A pin of `requirements/test.txt` says beside it which packages want it. A set is what its extras and groups declare, and
what is wanted by that; pins and hashes are copied as they are, so that the sets cannot differ from the whole.
"""

import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

__all__ = ["SETS", "derived"]

ROOT = Path(__file__).parents[2]
# Name of the set -> extras; each has the project's own dependencies, and what puts the project into an environment.
SETS = {
    "core": (),
    "desk": ("desk",),
    "install": ("desk", "letters", "link", "estimate", "tables", "documents"),
}
_NAME = re.compile(r"[A-Za-z0-9._-]+")


def derived(name: str) -> str:
    """Return the locked set of this name, as it follows from the whole."""
    blocks = _blocks()
    kept = _declared(SETS[name])
    while more := {
        each for each, block in blocks.items() if each not in kept and not kept.isdisjoint(_wanted_by(block))
    }:
        kept |= more
    missing = kept - blocks.keys()
    assert not missing, f"requirements/test.txt lacks {sorted(missing)}: make lock"
    return "".join(_shown(blocks[each], kept) for each in blocks if each in kept)


def _blocks() -> Mapping[str, str]:
    text = (ROOT / "requirements" / "test.txt").read_text(encoding="utf-8")
    return {_name(block): block for block in re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]}


def _declared(extras: tuple[str, ...]) -> set[str]:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project, groups = told["project"], told["dependency-groups"]
    lists = [project["dependencies"], groups["build"]]
    lists += [project["optional-dependencies"][extra] for extra in extras]
    return {_name(requirement) for one in lists for requirement in one}


def _name(requirement: str) -> str:
    found = _NAME.match(requirement)
    assert found, requirement
    return re.sub(r"[-_.]+", "-", found[0]).lower()


def _wanted_by(block: str) -> set[str]:
    _, _, via = block.partition("# via")
    return {word for word in via.replace("#", " ").split() if not word.startswith("(")} - {"isthmus"}


def _shown(block: str, kept: set[str]) -> str:
    pin, _, _ = block.partition("    # via")
    wanted = sorted(_wanted_by(block) & kept)
    return pin + (f"    # via {', '.join(wanted)}\n" if wanted else "")


def _written() -> Iterator[str]:
    for name in SETS:
        path = ROOT / "requirements" / f"{name}.txt"
        path.write_text(derived(name), encoding="utf-8")
        yield f"wrote {path.name}\n"


if __name__ == "__main__":
    sys.stdout.writelines(_written())
