"""Rows that are made once for all tests of a module; each test undoes only what it did itself."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any


@contextmanager
def shared_rows(blocker: Any) -> Iterator[None]:
    """Hold a transaction around those of the tests: what is written on entering is there for each of them.

    For a fixture of a module, which asks for `django_db_setup` and passes its `django_db_blocker`.
    """
    from django.db import transaction

    with blocker.unblock(), ExitStack() as stack:
        for alias in ("default", "scratch"):
            outer: Any = transaction.atomic(using=alias)
            outer._from_testcase = True  # what insists on the outermost transaction may begin within it
            stack.enter_context(outer)
            stack.callback(transaction.set_rollback, True, using=alias)
        yield
