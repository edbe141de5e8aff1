"""Lists stand in an order that the custody log speaks for: no key of the database breaks a tie of one moment."""

import ast
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "isthmus"
KEYS = {"pk", "id"}
MOMENTS = {"added", "asked", "at", "ended", "saved", "since", "started", "until"}

# Where rows are worked through and nothing is listed, or a table is outside the log with all that orders it.
BY_KEY = {
    "actions/desk/reviewing.py": "a sample of proposals, which are outside the log",
    "actions/desk/sealing.py": "rows are sealed one after the other",
    "actions/desk/undoing/lists.py": "statements are read as they lie",
    "actions/desk/lists/known.py": "rows of lists are outside the log",
    "store/desk/queries/lists.py": "rows of lists are outside the log",
    "store/desk/queries/proposals.py": "proposals are outside the log",
    "store/desk/transfer.py": "rows are carried over as they lie",
    "web/desk/reading/listed_once.py": "proposals are outside the log",
    "web/desk/writing/clusters.py": "lasting ids of proposals are outside the log",
    "web/desk/writing/link_context.py": "changes of lasting ids are outside the log",
}
# Work that waits, drafts and files that came in are outside the log.
BY_MOMENT = {"actions/desk/jobs.py", "store/desk/queries/jobs.py", "store/desk/scratch/models.py"} | {
    "web/desk/writing/custody.py"
}


def orders() -> Iterator[tuple[str, list[str]]]:
    """Each order that rows are asked for in, or that a model gives them: where, and its columns."""
    for path in sorted(SOURCE.rglob("*.py")):
        if "migrations" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            terms = list(terms_of(node))
            if terms:
                yield str(path.relative_to(SOURCE)), [each.removeprefix("-") for each in terms]


def terms_of(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Call(func=ast.Attribute(attr="order_by"), args=terms):
            pass
        case ast.Assign(
            targets=[ast.Name(id="ordering")], value=ast.List(elts=terms) | ast.Tuple(elts=terms)
        ):
            pass
        case _:
            return
    for each in terms:
        match each:
            case ast.Constant(value=str(name)):
                yield name
            case ast.JoinedStr(values=[*_, ast.Constant(value=str(end))]):
                yield end
            case _:
                yield "?"


def test_no_key_of_the_database_orders_what_is_listed() -> None:
    by_key = {where for where, terms in orders() if any(each.split("__")[-1] in KEYS for each in terms)}
    assert by_key == set(BY_KEY)


def test_rows_of_one_moment_stand_in_an_order_of_their_own() -> None:
    by_moment = {where for where, terms in orders() if terms[-1].split("__")[-1] in MOMENTS}
    assert by_moment == BY_MOMENT
