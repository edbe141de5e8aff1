"""Which rows hold a token in the place of what is sealed, as conditions of a query."""

from collections.abc import Callable, Collection, Mapping
from functools import reduce
from operator import or_

from django.db.models import Q

__all__ = ["SEALED_MENTION", "SEALED_STATEMENT", "ReadTokens", "holds_token"]

# What tokens stand for, as far as it can be read.
type ReadTokens = Callable[[Collection[str]], Mapping[str, str]]

_START = "sealed-"


def holds_token(*columns: str) -> Q:
    """Return the condition that one of these columns holds a token."""
    return reduce(or_, (Q(**{f"{column}__startswith": _START}) for column in columns))


# What linking compares of a mention, and what search looks at of a statement.
SEALED_MENTION = holds_token("name", "other_names", "sex", "age", "born")
SEALED_STATEMENT = holds_token(
    "quote", "locator", "document__title", "acts__mentions__name", "acts__mentions__other_names"
)
