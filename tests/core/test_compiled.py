"""What an earlier version compiled does not stop a later one."""

import os
import subprocess
import sys

SOURCE = """
from typing import NamedTuple

from isthmus.core.compiled import compiled


class {name}(NamedTuple):
    one: int


@compiled
def doubled(value):
    return value.one * 2


print(doubled({name}(21)))
"""


def test_a_type_that_was_renamed_is_compiled_again(tmp_path):
    program = tmp_path / "program.py"
    for name in ("Earlier", "Later"):
        program.write_text(SOURCE.format(name=name), encoding="utf-8")
        told = subprocess.run(
            [sys.executable, "-c", "import program"],
            cwd=tmp_path,
            env={**os.environ, "NUMBA_CACHE_DIR": str(tmp_path / "kept")},
            capture_output=True,
            text=True,
            check=True,
        )
        assert told.stdout == "42\n"
    assert list((tmp_path / "kept").rglob("*.nbi"))
