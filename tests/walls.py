"""Whether this machine lets a process be shut in: where it does not, foreign kinds of file are refused, not read."""

import pytest

from isthmus.files.parsing_process.launching import NoParsingProcess, shut_in

__all__ = ["MAY_BE_SHUT_IN", "reads_foreign_kinds"]


def _may_be_shut_in() -> bool:
    try:
        with shut_in():
            return True
    except NoParsingProcess:
        return False


MAY_BE_SHUT_IN = _may_be_shut_in()
reads_foreign_kinds = pytest.mark.skipif(
    not MAY_BE_SHUT_IN, reason="bubblewrap may not start here: apt-get install bubblewrap libseccomp2"
)
