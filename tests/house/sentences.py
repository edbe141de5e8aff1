"""Finds sentences for people in the source: `python -m tests.house.sentences [PATH …]` lists them.

Catalogues (`messages.py`), docstrings, and what only a programmer reads (asserts, `TypeError`) do not count.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

__all__ = ["BELOW", "SOURCE", "sentences"]

SOURCE = Path(__file__).parents[2] / "src/isthmus"
# The layers below the command line and the desk's pages: they return and raise messages.
BELOW = ("core", "files", "engines", "draw", "store", "actions", "language")
_WORDS = re.compile(r"[A-Za-z]{2,} [a-z]{2,}")
_SQL = re.compile(
    r"\b(SELECT|FROM|WHERE|JOIN|INSERT|UPDATE|DELETE|CREATE|DROP|ALTER|PRAGMA|CASE|WHEN|UNION|ATTACH|VALUES|SHOW|RESET|LOCAL|OR|AND)\b"
    r"|^SET |\b(typeof|ifnull)\("
)
# In lower case only what names a table of ours is SQL: "select … from desk_account".
_LOWER_SQL = re.compile(r"\s*(select\b.+\bfrom|insert into|update|delete from) \w+_\w+", re.DOTALL)
# Parts of files that we write, such as the XML of a spreadsheet.
_MARKUP = re.compile(r"\W*<[?a-zA-Z]")
# The engines speak lower-case SQL, often in pieces: there a sentence is what begins or ends as one.
_SENTENCE = re.compile(r"^[A-Z]|[^\W\d_]{2,}[.?!:] ?$")
# Names, letters and words of dates, ages and sexes as tables: data, in all the languages that people have names in.
_TABLES = re.compile(
    r"core/(names/(particles|titles|asides|endings|nameless_(forms|latin|other)|variants_\w+|weights/\w+)"
    r"|dates/(date|age)_words|link/(sexes|stated)|estimate/list_checks/attribute_words|import_mapping/(column|count|silent)_words)\.py$"
)
# Names of classes in a drawing, such as "chart chart-time".
_CLASSES = re.compile(r"(\w+) \1-\w+")
# What is typed at a prompt, whoever reads the sentence around it.
_COMMAND = re.compile(r"pip install ")
# Words of formats: who a link run's judgements are by, a stratum in a file of lists, values of FollowTheMoney,
# what age writes beside an identity, the mark of a schema.
_DATA = {
    ("core/register/judgements.py", "link run"),
    ("actions/desk/estimating/build_lists.py", "not stated"),
    ("files/ftm/entities.py", "not held"),
    ("files/ftm/entities.py", ", at least "),
    ("files/age/identities.py", "\n# public key: "),
    ("store/desk/schemas.py", "Isthmus workspace {id}"),
    ("store/desk/schemas.py", "Isthmus workspace {id}: not finished"),
}
_FOR_PROGRAMMERS = {
    "TypeError",
    "AssertionError",
    "NotImplementedError",
    "LookupError",
    "KeyError",
    "RuntimeError",
}


def sentences(path: Path) -> Iterator[tuple[int, str]]:
    """Yield each sentence for people in a file, with its line."""
    if path.name == "messages.py" or "migrations" in path.parts or _TABLES.search(path.as_posix()):
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    skipped = {id(each) for node in ast.walk(tree) for each in _skipped(node)}
    for node in ast.walk(tree):
        if id(node) in skipped or not isinstance(node, ast.Constant) or not isinstance(node.value, str):
            continue
        if _for_people(node.value, path):
            yield node.lineno, node.value


def _for_people(text: str, path: Path) -> bool:
    if not _WORDS.search(text) or any(each.match(text) for each in (_LOWER_SQL, _MARKUP, _COMMAND)):
        return False
    if _SQL.search(text):
        return False
    if "draw" in path.parts and _CLASSES.fullmatch(text):
        return False
    if any(path.as_posix().endswith(f"/{place}") and text == word for place, word in _DATA):
        return False
    return "engines" not in path.parts or _SENTENCE.search(text) is not None


def _skipped(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Expr(value=ast.Constant()):  # a docstring
            yield node.value
        case ast.Assert(msg=ast.expr() as message):
            yield from ast.walk(message)
        case ast.Raise(exc=ast.Call(func=ast.Name(id=name))) if name in _FOR_PROGRAMMERS:
            yield from ast.walk(node)


def main() -> None:
    """List what is found below the paths that are named, or below all layers that hold none."""
    total = 0
    for place in [Path(each) for each in sys.argv[1:]] or [SOURCE / each for each in BELOW]:
        for path in sorted([place] if place.is_file() else place.rglob("*.py")):
            for line, found in sentences(path):
                total += 1
                sys.stdout.write(f"{path}:{line}: {found!r}\n")
    sys.stdout.write(f"{total} sentences\n")


if __name__ == "__main__":
    main()
