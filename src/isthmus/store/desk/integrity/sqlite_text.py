"""The text by which SQLite keeps a table, as its clauses: their order follows from how a table came to be."""

import re

__all__ = ["clauses"]

# Quoted names and texts, and what divides or nests clauses.
_PARTS = re.compile(r""" "(?:[^"]|"")*" | '(?:[^']|'')*' | [(),] | [^"'(),]+ | . """, re.VERBOSE | re.DOTALL)


def clauses(sql: str | None) -> tuple[str, ...]:
    """Return what stands before the parentheses, then the clauses in them, sorted, then what stands after."""
    before, inside, after, depth = "", [""], "", 0
    for part in _PARTS.findall(sql or ""):
        depth -= part == ")"
        if depth == 0 and inside == [""]:
            before += part
        elif depth == 0:
            after += part
        elif depth == 1 and part == ",":
            inside.append("")
        else:
            inside[-1] += part
        depth += part == "("
    return (before.rstrip(" ("), *sorted(map(str.strip, inside)), after.lstrip(") "))
