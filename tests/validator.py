"""The real validator of FollowTheMoney, in its own environment."""

import os
from pathlib import Path

import pytest


def ftm() -> Path:
    """The program `ftm`, as `make test` installs it from requirements/ftm.txt."""
    program = Path(os.environ.get("ISTHMUS_FTM", Path(__file__).parents[1] / ".venv-ftm" / "bin" / "ftm"))
    if not program.exists():
        pytest.fail(
            "Missing: the FollowTheMoney validator. `make test` installs requirements/ftm.txt.", pytrace=False
        )
    return program
